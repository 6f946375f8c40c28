/** Many files at once, each read by itself: one bad file costs a problem, not the others. */
import { readFile } from '../../importers/read-file';
import { ok, type Problem } from '../../shared/problem';
import type { ImportedSource } from '../../shared/sources/draft';
import type { Outcome } from './messages';

export async function readFiles(files: readonly { name: string; bytes: Uint8Array }[]): Promise<Outcome['read-files']> {
  const sources: ImportedSource[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const result = await readFile(file);
    problems.push(...result.problems);
    if (result.ok) sources.push(...result.value);
  }
  return ok({ sources, problems });
}
