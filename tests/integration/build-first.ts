import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Some integration tests start the built command line, server, executor and worker as processes. Instant when nothing changed. */
export function setup(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', 'build.mjs'), '--only', 'node'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
