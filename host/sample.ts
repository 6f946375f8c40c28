/** The shipped sample, made anew as an engagement of its own: a fresh id, today's date, sample rows beside it. */
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEngagementText } from '../shared/engagement/open-engagement';
import { ok, type Result, refuse } from '../shared/problem';
import type { Language } from '../shared/text';
import type { EngagementFiles } from './engagement-files';
import { isMissing, refuseFile } from './file-problem';

const ENDING = '.masa.json';

export type SampleOptions = { samples: string; engagements: string; files: EngagementFiles; newId: () => string; now: () => Date };

/**
 * `samples` holds NAME.masa.json, or NAME.LANGUAGE.masa.json where the text differs by language, and NAME/ with the sample
 * rows (`<object-id>.ndjson`). Fails with `sample-missing`, or with the problems of a sample that can't be opened.
 */
export async function createSample({ samples, engagements, files, newId, now }: SampleOptions, language: Language): Promise<Result<{ id: string }>> {
  const name = await findSample(samples, language);
  if (!name) return refuse('sample-missing');
  let text: string;
  try {
    text = await readFile(join(samples, name), 'utf8');
  } catch (error) {
    return refuseFile(join(samples, name), error);
  }
  const opened = parseEngagementText(text);
  if (!opened.ok) return opened;
  const id = newId();
  const at = now().toISOString();
  const saved = await files.save({ ...opened.value, id, revision: 1, createdAt: at, updatedAt: at }, false);
  if (!saved.ok) return saved;
  const rows = join(samples, name.slice(0, name.indexOf('.')));
  try {
    await cp(rows, join(engagements, id, 'samples'), { recursive: true });
  } catch (error) {
    // A sample without rows is still a sample.
    if (!isMissing(error)) return refuseFile(rows, error);
  }
  return ok({ id });
}

async function findSample(folder: string, language: Language): Promise<string | undefined> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith(ENDING)).sort();
  } catch {
    return undefined;
  }
  return names.find((name) => name.endsWith(`.${language}${ENDING}`)) ?? names.find((name) => name.split('.').length === 3) ?? names[0];
}
