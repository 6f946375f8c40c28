import { problem, type Result } from '../../../shared/problem';
import type { ImportedSource } from '../../../shared/sources/draft';
import { baseName } from '../../names';
import type { ReadContext } from '../../reader';
import { cleanName } from '../../table/header-names';
import { decodeText } from '../decode-text';
import { eventNameOfSample } from '../sample/event-name';
import { addRecord, toSource } from '../sample/read-sample';
import { createRecordCollector } from '../sample/record-collector';
import { firstUnread, parseForm } from './parse-form';

/** A webhook's form data: one payload, or one a line. */
export async function readForm(file: string, bytes: Uint8Array, { limits }: ReadContext): Promise<Result<ImportedSource[]>> {
  const text = decodeText(file, bytes);
  if (!text.ok) return text;
  const collector = createRecordCollector(limits);
  const name = baseName(file);
  let unread: string | undefined;
  for (const line of linesOf(text.value)) {
    const record = parseForm(line);
    unread ??= firstUnread(line);
    // Form data is what a webhook sends: an event also when nothing in it says which.
    if (!addRecord(collector, record, name, eventNameOfSample(record) ?? name)) break;
  }
  const result = toSource(collector, { file, kind: 'form' });
  const isSaid = unread === undefined || result.problems.some(({ code }) => code === 'fields-not-all-read');
  const leftOut = isSaid ? [] : [problem('warns', 'fields-not-all-read', [], { name: cleanName(unread ?? '').slice(0, 200) })];
  return { ...result, problems: [...text.problems, ...result.problems, ...leftOut] };
}

/** Lines that say something, without blanks around them. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).trim();
    if (line !== '') yield line;
    start = end < 0 ? text.length : end + 1;
  }
}
