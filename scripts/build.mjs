/**
 * Builds what is stale: the renderer (dist/renderer) and Node's parts (dist/host, dist/executor, dist/electron). Staleness
 * goes by the content of the sources, so that a second start is instant and a `git checkout` back rebuilds nothing twice.
 *   node scripts/build.mjs [--only node|renderer] [--force]
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isAlive, root } from './process.mjs';

const parts = {
  renderer: {
    sources: ['renderer', 'shared', 'assets/catalogue', 'vite.config.ts', 'postcss.config.mjs', 'package-lock.json', 'scripts/build.mjs'],
    outputs: ['dist/renderer'],
    build: buildRenderer,
  },
  node: {
    sources: ['shared', 'documents', 'importers', 'executor', 'on-site', 'host', 'electron', 'package.json', 'package-lock.json', 'scripts/build.mjs'],
    outputs: ['dist/host', 'dist/executor', 'dist/electron'],
    build: buildNode,
  },
};

/** Builds the named parts where their sources changed. Resolves to the names of the parts that were built. */
export async function ensureBuilt(names = Object.keys(parts), { force = false, say = () => {} } = {}) {
  const release = await takeLock();
  const built = [];
  try {
    for (const name of names) {
      const part = parts[name];
      const stampFile = join(root, 'dist', `${name}.stamp`);
      const stamp = hashOf(part.sources);
      const complete = part.outputs.every((folder) => existsSync(join(root, folder)));
      if (!force && complete && readText(stampFile) === stamp) continue;
      // Gone first: a build cut short must never look fresh.
      rmSync(stampFile, { force: true });
      say(`Building ${name} …`);
      await part.build();
      writeFileSync(stampFile, stamp);
      built.push(name);
    }
  } finally {
    release();
  }
  return built;
}

async function buildRenderer() {
  const { build } = await import('vite');
  await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

/** What every process starts with: hundreds of small files that would be looked up, read and compiled one by one at each start. */
const bundled = ['zod', 'hono', '@hono/node-server', 'temporal-polyfill', 'ulid', 'immer', '@noble/hashes', 'suncalc', '@msgpack/msgpack'];

async function buildNode() {
  const { build } = await import('vite');
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const installed = Object.keys(dependencies).filter((name) => !bundled.includes(name));
  // What ships in node_modules stays outside; what is only a development dependency is put into the bundle.
  const external = (id) => isBuiltin(id) || id === 'electron' || installed.some((name) => id === name || id.startsWith(`${name}/`));

  const entries = Object.fromEntries(
    Object.entries({
      'host/server': 'host/server/main.ts',
      'host/cli': 'host/cli/main.ts',
      'host/workbench': 'host/workbench/worker.ts',
      'executor/main': 'executor/main.ts',
      'electron/main': 'electron/main.ts',
    })
      .map(([name, path]) => [name, join(root, path)])
      .filter(([, path]) => existsSync(path)),
  );
  for (const folder of ['host', 'executor', 'electron', 'chunks']) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  for (const folder of ['host', 'executor', 'electron']) mkdirSync(join(root, 'dist', folder), { recursive: true });

  const common = { configFile: false, root, logLevel: 'warn', publicDir: false, ssr: { noExternal: true } };
  const output = { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' };
  const target = 'node20';
  await build({
    ...common,
    build: { ssr: true, target, outDir: join(root, 'dist'), emptyOutDir: false, minify: false, rolldownOptions: { input: entries, external, output } },
  });

  await buildOnSite(join(root, 'dist', 'executor'));

  // A sandboxed preload script is one CommonJS file that may ask for nothing but `electron`.
  const preload = join(root, 'electron', 'preload.ts');
  if (existsSync(preload)) {
    const file = { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false };
    const rolldownOptions = { input: { preload }, external: ['electron'], output: file };
    await build({ ...common, build: { ssr: true, target, outDir: join(root, 'dist/electron'), emptyOutDir: false, minify: false, rolldownOptions } });
  }
}

/** What pages outside embed: each one file, for browsers that are a few years old, beside the program that gives it out. */
export async function buildOnSite(outDir) {
  const { build } = await import('vite');
  for (const name of ['on-site', 'demo']) {
    const output = { format: 'iife', entryFileNames: `${name}.js`, codeSplitting: false };
    const rolldownOptions = { input: { [name]: join(root, 'on-site', `${name}.ts`) }, output };
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      build: { target: 'es2020', outDir, emptyOutDir: false, minify: true, modulePreload: false, rolldownOptions },
    });
  }
}

/** SHA-256 over names and contents of the source files; tests and notes do not count. */
function hashOf(sources) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const source of sources) {
    for (const path of filesBelow(join(root, source)))
      hash.update(relative(root, path).replaceAll('\\', '/')).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => !entry.name.startsWith('.') && !/\.test\.tsx?$|\.md$|\.tmp$/.test(entry.name))
    .flatMap((entry) => filesBelow(join(path, entry.name)));
}

/** One build at a time: `npm test` and a start in another terminal would write the same files. */
async function takeLock() {
  const lock = join(root, 'dist', '.lock');
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(readText(lock));
      // Between being made and being filled the lock file is empty; its maker is alive.
      if (owner && !isAlive(owner)) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { only: { type: 'string' }, force: { type: 'boolean', default: false } } });
  const { ensureDependencies } = await import('./setup.mjs');
  try {
    await ensureDependencies();
    const built = await ensureBuilt(values.only ? [values.only] : undefined, { force: values.force, say: console.log });
    console.log(built.length > 0 ? `Built: ${built.join(', ')}.` : 'Nothing to build: every part is up to date.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
