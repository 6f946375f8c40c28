/**
 * Composes the shipped sample anew: assets/samples/karmelon.masa.json (Hebrew) and its English and Persian versions. Run it
 * after changing scripts/sample, the catalogue or the commands; the output is the same each time.
 *   npm run sample
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './process.mjs';

const load = async (path) => (await runnerImport(join(root, path), { root, configFile: false, logLevel: 'error' })).module;

const { writeSamples } = await load('scripts/sample/write.ts');
const folder = join(root, 'assets', 'samples');
mkdirSync(folder, { recursive: true });
for (const { name, text, problems } of await writeSamples(join(root, 'assets'))) {
  writeFileSync(join(folder, name), text);
  console.log(`${name}: ${Math.round(text.length / 1024)} KB`);
  for (const line of problems) console.log(`  ${line}`);
}
