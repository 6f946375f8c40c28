/** The shipped sample, made anew as an engagement of its own: a fresh id, today's date, sample rows beside it. */
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEngagementText } from '../shared/engagement/open-engagement';
import type { Engagement } from '../shared/engagement/schema';
import { ok, type Problem, type Result, refuse } from '../shared/problem';
import { freshenSample } from '../shared/sample/freshen';
import type { Language } from '../shared/text';
import type { EngagementFiles } from './engagement-files';
import { isMissing, refuseFile } from './file-problem';
import { writeSampleRows } from './sample-rows';

const ENDING = '.masa.json';

export type SampleOptions = {
  samples: string;
  engagements: string;
  files: EngagementFiles;
  newId: () => string;
  now: () => Date;
  /** How many customers the rows tell of; default 5,000. */
  customers?: number;
};

/**
 * `samples` holds NAME.masa.json, or NAME.LANGUAGE.masa.json where the text differs by language. Rows come from NAME/
 * (`<object-id>.ndjson`) where that is shipped, else they are made up on the spot; they end today, so that "in the last 30
 * days" finds somebody. Fails with `sample-missing`, or with the problems of a sample that can't be opened; rows that can't
 * be written are a warning.
 */
export async function createSample({ samples, engagements, files, newId, now, customers }: SampleOptions, language: Language): Promise<Result<{ id: string }>> {
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
  const fresh = freshenSample(opened.value, at.slice(0, 10));
  const saved = await files.save({ ...fresh, id, revision: 1, createdAt: at, updatedAt: at }, false);
  if (!saved.ok) return saved;
  const shipped = join(samples, name.slice(0, name.indexOf('.')));
  const problems = await addRows(shipped, join(engagements, id, 'samples'), fresh, { until: at.slice(0, 10), ...(customers !== undefined && { customers }) });
  return ok({ id }, problems);
}

/** A sample without rows is still a sample: what goes wrong here is told, and the engagement stays. */
async function addRows(shipped: string, folder: string, engagement: Engagement, options: { until: string; customers?: number }): Promise<Problem[]> {
  try {
    await cp(shipped, folder, { recursive: true });
    return [];
  } catch (error) {
    if (!isMissing(error)) return asWarnings(refuseFile(shipped, error).problems);
  }
  try {
    await writeSampleRows(folder, engagement, options);
    return [];
  } catch (error) {
    return asWarnings(refuseFile(folder, error).problems);
  }
}

function asWarnings(problems: Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, severity: 'warns' }));
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
