/** YAML: an API's description, a schema, or dbt's properties; told apart by what is in it. */
import { type Result, refuse } from '../../shared/problem';
import type { ImportedSource } from '../../shared/sources/draft';
import { isDbtProperties, readDbtProperties } from '../dbt/read-dbt';
import type { ReadContext } from '../reader';
import { decodeText } from './decode-text';
import { parseYaml } from './parse-yaml';
import { isApiDescription, readApiDescription } from './schema/read-openapi';
import { isJsonSchema, readJsonSchema } from './schema/read-schema';

/** Fails with `yaml-kind-unknown` for other YAML: settings and the like hold no data. */
export async function readYaml(file: string, bytes: Uint8Array, context: ReadContext): Promise<Result<ImportedSource[]>> {
  const text = decodeText(file, bytes);
  if (!text.ok) return text;
  const parsed = parseYaml(file, text.value);
  if (!parsed.ok) return { ...parsed, problems: [...text.problems, ...parsed.problems] };
  const result = await readDocuments(file, parsed.value, context);
  return { ...result, problems: [...text.problems, ...parsed.problems, ...result.problems] };
}

async function readDocuments(file: string, documents: readonly unknown[], context: ReadContext): Promise<Result<ImportedSource[]>> {
  const properties = documents.filter(isDbtProperties);
  if (properties.length > 0) return readDbtProperties(file, properties, context);
  const [first] = documents;
  if (isApiDescription(first)) return readApiDescription(file, first, context);
  if (isJsonSchema(first)) return readJsonSchema(file, first, context);
  return refuse('yaml-kind-unknown', { file });
}
