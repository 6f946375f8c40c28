/** Language, scheme and the like of this install. A file that can't be read means defaults, never a failed start. */
import { readFile } from 'node:fs/promises';
import { type Preferences, preferencesSchema } from '../shared/platform';
import { ok, type Result } from '../shared/problem';
import { writeFileAtomic } from './atomic-file';
import { refuseFile } from './file-problem';

export function createPreferences(path: string) {
  async function get(): Promise<Preferences> {
    try {
      const parsed = preferencesSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
      if (parsed.success) return parsed.data;
    } catch {
      // Missing on the first start; damaged ones are replaced by the next choice.
    }
    return preferencesSchema.parse({});
  }

  async function set(preferences: Preferences): Promise<Result<Record<string, never>>> {
    try {
      await writeFileAtomic(path, `${JSON.stringify(preferences, null, 2)}\n`);
      return ok({});
    } catch (error) {
      return refuseFile(path, error);
    }
  }

  return { get, set };
}
