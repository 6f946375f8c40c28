/** JSON of any kind, told apart by what is in it rather than by the name of the file. */
import type { Problem, Result } from '../../shared/problem';
import { refuse } from '../../shared/problem';
import type { ImportedSource } from '../../shared/sources/draft';
import { detectEncoding } from '../csv/detect-encoding';
import { headOf } from '../csv/utf8-chunks';
import type { ReadContext } from '../file-kind';
import { decodeText } from './decode-text';
import { parseJson } from './parse-json';
import { isNdjson, readNdjson } from './sample/read-ndjson';
import { readSample } from './sample/read-sample';
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

/** What a parsed file is, read. */
export function readValue(file: string, value: unknown, context: ReadContext): Promise<Result<ImportedSource[]>> {
  if (isApiDescription(value)) return readApiDescription(file, value, context);
  if (isJsonSchema(value)) return readJsonSchema(file, value, context);
  return readSample(file, value, context);
}

function after(problems: readonly Problem[], result: Result<ImportedSource[]>): Result<ImportedSource[]> {
  return { ...result, problems: [...problems, ...result.problems] };
}
