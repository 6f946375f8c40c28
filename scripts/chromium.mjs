/** A Chromium for the end-to-end tests: the one asked for, one that is installed, or Debian's, installed now. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isProgram, isRoot, run, which } from './process.mjs';

/** First the one without a user interface, which leaves a sixth more of the machine to the page. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

/** Path of a Chromium, or an error saying what to install. Never a silent skip. */
export async function ensureChromium(say = () => {}) {
  const found = findChromium();
  if (found) return found;
  if (process.platform === 'linux' && isRoot() && which('apt-get')) {
    say('No Chromium found; installing Debian’s (apt-get install chromium) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env, stdio: 'pipe' });
    const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, stdio: 'pipe' });
    const installed = findChromium();
    if (installed) return installed;
    throw new Error(`apt-get install chromium failed (exit ${code}):\n${output.trim().slice(-2000)}`);
  }
  throw new Error('The end-to-end tests need a Chromium. Install the package chromium (Debian, Ubuntu) or Google Chrome, or set CHROME_PATH to its program.');
}

export function findChromium() {
  const asked = process.env.CHROME_PATH;
  if (asked) {
    if (!isProgram(asked)) throw new Error(`CHROME_PATH is ${asked}, which is no program.`);
    return asked;
  }
  return names.map(which).find(Boolean) ?? usualPlaces().find(isProgram);
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    return [...apps, ...playwrightBrowsers(join(homedir(), 'Library', 'Caches', 'ms-playwright'))];
  }
  if (process.platform === 'win32') {
    const bases = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(Boolean);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    const local = join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright');
    return [...bases.flatMap((base) => programs.map((program) => join(base, program))), ...playwrightBrowsers(local)];
  }
  return playwrightBrowsers(join(homedir(), '.cache', 'ms-playwright'));
}

function playwrightBrowsers(usual) {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH || usual;
  if (!existsSync(folder)) return [];
  const programs = [
    ['chrome-linux', 'chrome'],
    ['chrome-linux64', 'chrome'],
    ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ['chrome-win', 'chrome.exe'],
    ['chrome-win64', 'chrome.exe'],
  ];
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap((name) => programs.map((parts) => join(folder, name, ...parts)));
}
