import type { Result } from '../../../shared/problem';
import type { ImportedSource } from '../../../shared/sources/draft';
import { baseName } from '../../names';
import type { ReadContext } from '../../reader';
import { decodeText } from '../decode-text';
import { eventNameOfSample } from '../sample/event-name';
import { addRecord, toSource } from '../sample/read-sample';
import { createRecordCollector } from '../sample/record-collector';
import { parseForm } from './parse-form';

/** A webhook's form data: one payload, or one a line. */
export async function readForm(file: string, bytes: Uint8Array, { limits }: ReadContext): Promise<Result<ImportedSource[]>> {
  const text = decodeText(file, bytes);
  if (!text.ok) return text;
  const collector = createRecordCollector(limits);
  const name = baseName(file);
  for (const line of text.value.split(/\r?\n/, limits.rows)) {
    if (line.trim() === '') continue;
    const record = parseForm(line.trim());
    // Form data is what a webhook sends: an event also when nothing in it says which.
    if (!addRecord(collector, record, name, eventNameOfSample(record) ?? name)) break;
  }
  const result = toSource(collector, { file, kind: 'form' });
  return { ...result, problems: [...text.problems, ...result.problems] };
}
