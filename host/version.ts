import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The version that the app's own package.json says. */
export function versionOf(appFolder: string): string {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')));
  return version;
}
