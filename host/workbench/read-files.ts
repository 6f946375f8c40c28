/** Many files at once, each read by itself: one bad file costs a problem, not the others. */
import { readFile } from '../../importers/read-file';
import type { ReturnedQuestionnaire } from '../../shared/checklist/questionnaire/questionnaire-return';
import { ok, type Problem } from '../../shared/problem';
import type { ImportedSource } from '../../shared/sources/draft';
import type { ReturnedFieldMap } from '../../shared/sources/field-map-return';
import type { Outcome, Progress } from './messages';

export async function readFiles(
  files: readonly { name: string; bytes: Uint8Array }[],
  onProgress: (progress: Progress) => void = () => {},
): Promise<Outcome['read-files']> {
  const all = Math.max(
    1,
    files.reduce((sum, file) => sum + file.bytes.length, 0),
  );
  let done = 0;
  const sources: ImportedSource[] = [];
  const fieldMaps: ReturnedFieldMap[] = [];
  const questionnaires: ReturnedQuestionnaire[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const { length } = file.bytes;
    const tell = (share: number) => onProgress({ file: file.name, share: Math.min(1, (done + share * length) / all) });
    tell(0);
    const result = await readFile(file, undefined, tell);
    done += length;
    // Of many files each problem must say whose it is.
    problems.push(...result.problems.map((one) => (one.params.file === undefined ? { ...one, params: { ...one.params, file: file.name } } : one)));
    if (result.ok) sources.push(...result.value);
    fieldMaps.push(...(result.fieldMaps ?? []));
    questionnaires.push(...(result.questionnaires ?? []));
  }
  return ok({ sources, fieldMaps, questionnaires, problems });
}
