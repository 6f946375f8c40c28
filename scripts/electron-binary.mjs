/** Electron's binary: is it here, can it be fetched, fetch it. The npm package comes without it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runNode } from './process.mjs';

const folder = join(root, 'node_modules', 'electron');
const REACH_WITHIN_MS = 5000;

/** Path of the binary of the pinned version, or undefined. */
export function findElectron() {
  try {
    const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
    const base = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist');
    const present = readFileSync(join(base, 'version'), 'utf8').trim().replace(/^v/, '');
    const binary = join(base, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return present === wanted && existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the very file that would be downloaded answers within five seconds; a proxy that says no to it counts as no. */
export async function canDownloadElectron() {
  const mirror = process.env.npm_config_electron_mirror || process.env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/';
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const url = new URL(`v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`, mirror);
    // GitHub answers with a redirect to where the file lies, mirrors with the file itself.
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_WITHIN_MS) });
    return response.status < 400;
  } catch {
    return false;
  }
}

/** Runs Electron's own installer (checksums included), showing how far it is. Resolves to the binary's path or undefined. */
export async function downloadElectron() {
  const progress = pathToFileURL(join(root, 'scripts', 'download-progress.mjs')).href;
  const env = { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' };
  const { code } = await runNode(['--import', progress, join(folder, 'install.js')], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  return code === 0 ? findElectron() : undefined;
}
