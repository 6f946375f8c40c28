// The host as `npm run start:browser` starts it, without the set-up before it: what is tested is what was built.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { main } = await import(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'host', 'server.js')).href);
process.exitCode = await main(process.argv.slice(2), { open: () => {} });
