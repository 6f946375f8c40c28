/**
 * Opens the app, doing all set-up by itself.
 *   npm start                      Electron where it can run, else a local server for the browser
 *   npm run start:electron         Electron or an error
 *   npm run start:browser -- [--port N] [--home DIR] [--no-open]
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { canDownloadElectron, downloadElectron, findElectron } from './electron-binary.mjs';
import { hasDisplay, openBrowser } from './open-browser.mjs';
import { isRoot, root } from './process.mjs';
import { ensureDependencies } from './setup.mjs';

/** An Electron that ends sooner than this with an error never showed a window (missing system libraries). */
const QUICK_END_MS = 8000;

const args = process.argv.slice(2);
const forced = ['--electron', '--browser'].find((name) => args.includes(name));
const rest = args.filter((arg) => arg !== '--electron' && arg !== '--browser');

try {
  await ensureDependencies();
  await ensureBuilt(undefined, { say: console.error });
  process.exitCode = await start();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function start() {
  if (forced === '--browser') return startBrowser('asked for');
  const { binary, why } = await chooseElectron();
  if (!binary) {
    if (forced !== '--electron') return startBrowser(why);
    console.error(`Electron can't be started: ${why}.`);
    return 1;
  }
  console.log(`Shell: Electron (${why}).`);
  const { code, afterMs } = await runElectron(binary);
  if (code === 0 || forced === '--electron' || afterMs > QUICK_END_MS) return code;
  return startBrowser(`Electron ended at once with code ${code}`);
}

async function chooseElectron() {
  if (!hasDisplay()) return { why: 'there is no display' };
  if (process.platform === 'linux' && isRoot()) return { why: 'Electron does not run as root with its sandbox' };
  const present = findElectron();
  if (present) return { binary: present, why: 'its binary is here' };
  if (!(await canDownloadElectron())) return { why: "Electron's binary is missing and its download can't be reached" };
  console.log('Downloading Electron, once …');
  const binary = await downloadElectron();
  return binary ? { binary, why: 'downloaded' } : { why: "the download of Electron's binary failed" };
}

function runElectron(binary) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(binary, [root, ...rest], { stdio: 'inherit', env });
    const end = (code) => resolve({ code, afterMs: performance.now() - startedAt });
    child.once('error', () => end(127));
    child.once('exit', (code) => end(code ?? 1));
    for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  });
}

async function startBrowser(why) {
  console.log(`Shell: browser mode (${why}).`);
  const { main } = await import(pathToFileURL(join(root, 'dist/host/server.js')).href);
  return main(rest, { open: openBrowser });
}
