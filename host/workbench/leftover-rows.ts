import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Ending of a file of rows that is not whole yet. */
export const LEFTOVER = '.keeping.tmp';

/** Deletes what a worker that was ended left half written: one file of rows is written at a time, and this is not its time. */
export function dropLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith(LEFTOVER)) rmSync(join(folder, name), { force: true });
}
