/** The `masa` command line: brings itself up to date without a word, then runs. `npm run --silent masa -- --help` */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { root } from './process.mjs';
import { ensureDependencies } from './setup.mjs';

try {
  await ensureDependencies();
  await ensureBuilt(['node']);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { main } = await import(pathToFileURL(join(root, 'dist/host/cli.js')).href);
process.exitCode = await main(process.argv.slice(2));
