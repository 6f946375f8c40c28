/**
 * Dependencies exactly as the lockfile has them: `npm ci` when node_modules is missing, older than the lockfile, made for
 * another platform, or left half done. Otherwise it answers in a few milliseconds.
 *   node scripts/setup.mjs
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runNpm } from './process.mjs';

const OLDEST_NODE = [20, 20];
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.masa-setup');

/** Says `line` on stderr, so that a program's own output stays clean. */
const say = (line) => process.stderr.write(`${line}\n`);

export async function ensureDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
  const stamp = stampOf(readFileSync(lockFile));
  if (readText(stampFile) === stamp) return;
  if (!holdsWhatLockSays()) {
    say('Installing dependencies (npm ci) …');
    const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'pipe' });
    if (code !== 0) throw new Error(`npm ci failed (exit ${code}):\n${output.trim().split('\n').slice(0, 20).join('\n')}`);
    say('Dependencies are installed.');
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function stampOf(lock) {
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** npm writes node_modules/.package-lock.json when it is done: somebody may have run `npm ci` by hand. */
function holdsWhatLockSays() {
  const installed = readText(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const present = JSON.parse(installed).packages;
  return Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = present[path];
    // Packages for other platforms are in the lockfile but rightly not on this disk.
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer);
  });
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureDependencies();
}
