/** JSON of any kind, told apart by what is in it rather than by the name of the file. */
import type { Problem, Result } from '../../shared/problem';
import { refuse } from '../../shared/problem';
import type { ImportedSource } from '../../shared/sources/draft';
import { detectEncoding } from '../csv/detect-encoding';
import { headOf } from '../csv/utf8-chunks';
import type { ReadContext, RowReader } from '../reader';
import { decodeText } from './decode-text';
import { parseJson } from './parse-json';
import { collectLines, isNdjson, readNdjson } from './sample/read-ndjson';
import { collectSample, readSample } from './sample/read-sample';
import type { OnRecord, RecordCollector } from './sample/record-collector';
import { toObjectDrafts } from './sample/table-drafts';
import { isApiDescription, readApiDescription } from './schema/read-openapi';
import { isJsonSchema, readJsonSchema } from './schema/read-schema';

/** An API's description, a schema, or a sample: one value, or one a line. */
export async function readJson(file: string, bytes: Uint8Array, context: ReadContext): Promise<Result<ImportedSource[]>> {
  const detected = detectEncoding(bytes);
  if (!detected) return refuse('file-binary', { file });
  if (isNdjson(headOf(bytes, detected))) return readNdjson(file, bytes, detected, context);
  const text = decodeText(file, bytes);
  if (!text.ok) return text;
  const parsed = parseJson(file, text.value);
  if (!parsed.ok) return after(text.problems, parsed);
  return after([...text.problems, ...parsed.problems], await readValue(file, parsed.value, context));
}

/**
 * The records behind the objects that a sample holds; schemas and descriptions hold none. Records of lists bear their
 * parent's key, which is known only when all was read: the sample is gone through twice.
 */
export const readJsonRows: RowReader = async (file, bytes, { limits, onProgress }, onRow) => {
  const half = (done: number): ReadContext => ({ limits, ...(onProgress && { onProgress: (share) => onProgress((done + share) / 2) }) });
  const collect = openSample(file, bytes);
  const first = await collect?.(half(0));
  if (!collect || !first) return;
  const objects = new Map(toObjectDrafts(first.tables()).objects.map((object) => [object.name, object]));
  await collect(half(1), ({ name }, row, within) => {
    const object = objects.get(name);
    // Without a field it is no object.
    if (!object) return true;
    for (const { fields, toFields } of object.links ?? []) {
      const key = within?.get(toFields?.[0] ?? '');
      if (fields[0] !== undefined && key !== undefined) row.set(fields[0], key);
    }
    return onRow(name, row);
  });
};

type Collect = (context: ReadContext, onRecord?: OnRecord) => Promise<RecordCollector>;

/** Undefined: no sample. */
function openSample(file: string, bytes: Uint8Array): Collect | undefined {
  const detected = detectEncoding(bytes);
  if (!detected) return undefined;
  if (isNdjson(headOf(bytes, detected))) return async (context, onRecord) => (await collectLines(file, bytes, detected, context, onRecord)).collector;
  const text = decodeText(file, bytes);
  const parsed = text.ok ? parseJson(file, text.value) : text;
  if (!parsed.ok || isApiDescription(parsed.value) || isJsonSchema(parsed.value)) return undefined;
  return (context, onRecord) => collectSample(file, parsed.value, context, onRecord);
}

/** What a parsed file is, read. */
export function readValue(file: string, value: unknown, context: ReadContext): Promise<Result<ImportedSource[]>> {
  if (isApiDescription(value)) return readApiDescription(file, value, context);
  if (isJsonSchema(value)) return readJsonSchema(file, value, context);
  return readSample(file, value, context);
}

function after(problems: readonly Problem[], result: Result<ImportedSource[]>): Result<ImportedSource[]> {
  return { ...result, problems: [...problems, ...result.problems] };
}
