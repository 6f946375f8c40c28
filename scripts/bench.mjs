/**
 * Runs one benchmark: bench/NAME.ts, built as the product's own Node parts are, so that what is timed is what ships.
 *   npm run bench -- NAME
 * What follows the name is the benchmark's own. bench/NAME.bench.ts belongs to Vitest and is handed to it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { root, runNode } from './process.mjs';
import { ensureDependencies } from './setup.mjs';

const folder = join(root, 'bench');
// A file that says how it is run is a benchmark; others are parts of them.
const names = readdirSync(folder).flatMap((file) => {
  if (!file.endsWith('.ts')) return [];
  const name = file.replace(/(\.bench)?\.ts$/, '');
  return readFileSync(join(folder, file), 'utf8').includes(`npm run bench -- ${name}\n`) || file.endsWith('.bench.ts') ? [name] : [];
});
const name = process.argv[2] ?? '';

if (!names.includes(name)) {
  console.error(`npm run bench -- NAME, where NAME is one of: ${names.sort().join(', ')}`);
  process.exitCode = 1;
} else {
  await ensureDependencies();
  // Some start the app itself; an old build would be measured in the place of this one.
  await ensureBuilt(undefined, { say: console.log });
  const source = join(folder, `${name}.ts`);
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'bench', '--run', '--project', 'unit', `bench/${name}`];
  process.exitCode = (existsSync(source) ? await runBuilt(source) : await runNode(vitest)).code;
}

async function runBuilt(source) {
  const { build } = await import('vite');
  // Inside the project, so that packages are found from there.
  const outDir = join(root, 'node_modules', `.bench-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  try {
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      publicDir: false,
      plugins: [whereTheSourceIs()],
      build: { ssr: source, target: 'node20', outDir, minify: false, rolldownOptions: { output: { format: 'es', entryFileNames: 'bench.mjs' } } },
    });
    return await runNode(['--enable-source-maps', join(outDir, 'bench.mjs'), ...process.argv.slice(3)]);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Modules that read files beside themselves must find them where they were written, not where they were built to. */
function whereTheSourceIs() {
  return {
    name: 'where-the-source-is',
    enforce: 'pre',
    transform(code, id) {
      const path = id.split('?')[0] ?? id;
      if (path.includes('node_modules') || !code.includes('import.meta.')) return null;
      const file = path.startsWith('file:') ? fileURLToPath(path) : path;
      return {
        code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)).replaceAll('import.meta.dirname', JSON.stringify(dirname(file))),
        map: null,
      };
    },
  };
}
