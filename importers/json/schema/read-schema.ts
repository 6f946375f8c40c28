import { ok, type Result, refuse } from '../../../shared/problem';
import type { ImportedSource } from '../../../shared/sources/draft';
import { baseName } from '../../names';
import type { ReadContext } from '../../reader';
import { cleanName } from '../../table/header-names';
import { at, isRecord, type JsonRecord, listAt, recordAt, textAt } from '../value';
import { createResolver, pointerTo } from './resolve-ref';
import { type NamedSchema, toSchemaObjects } from './schema-objects';
import { createShapes, isObject } from './shape';

const folders = ['$defs', 'definitions'] as const;

/** Whether a parsed file describes values rather than being one. */
export function isJsonSchema(value: unknown): value is JsonRecord {
  if (!isRecord(value)) return false;
  const describes =
    folders.some((folder) => recordAt(value, folder)) || recordAt(value, 'properties') || recordAt(value, 'items') || listAt(value, 'allOf').length > 0;
  if (/json-schema\.org|json-schema/.test(textAt(value, '$schema') ?? '')) return true;
  const properties = recordAt(value, 'properties');
  // A record may well have a field `properties`; those of a schema are schemas themselves.
  if (properties && Object.keys(properties).length > 0)
    return Object.values(properties).every((inner) => typeof inner === 'boolean' || (isRecord(inner) && looksLikeSchema(inner)));
  return (
    describes !== undefined && describes !== false && (textAt(value, '$schema') !== undefined || folders.some((folder) => everySchema(recordAt(value, folder))))
  );
}

/**
 * The objects of a JSON Schema of any draft. What the root is made of lies within it, as paths and lists; definitions that
 * it doesn't use, and all of them when the root is only a choice, are objects of their own.
 */
export async function readJsonSchema(file: string, root: JsonRecord, { limits, onProgress }: ReadContext): Promise<Result<ImportedSource[]>> {
  const resolver = createResolver(root);
  const shapes = createShapes(resolver);
  const name = cleanName(textAt(root, 'title') ?? '') || baseName(file);
  const definitions = folders.flatMap((folder): NamedSchema[] =>
    Object.entries(recordAt(root, folder) ?? {}).map(([key, schema]) => ({ name: key, schema, pointer: pointerTo(`#/${folder}`, key) })),
  );
  const choices = [...listAt(root, 'oneOf'), ...listAt(root, 'anyOf')];
  const isChoice =
    choices.length > 1 && choices.every((choice) => textAt(choice, '$ref')) && ['properties', 'allOf', '$ref'].every((key) => at(root, key) === undefined);
  const main: NamedSchema[] = isChoice ? [] : [{ name, schema: root }];
  const drafted = await toSchemaObjects(main, shapes, limits, onProgress);
  // What the root led to has been looked at by now; its definitions are inside it.
  const used = new Set(main.length > 0 && isObject(shapes.of(root)) ? shapes.followed : []);
  const others = definitions.filter(({ pointer }) => pointer === undefined || !used.has(pointer));
  const left = { ...limits, fields: Math.max(0, limits.fields - drafted.objects.reduce((sum, { fields }) => sum + fields.length, 0)) };
  const rest = await toSchemaObjects(others, shapes, left, onProgress);
  const taken = new Set(drafted.objects.map((object) => object.name));
  const objects = [...drafted.objects, ...rest.objects.filter((object) => !taken.has(object.name))];
  const problems = [...drafted.problems, ...rest.problems, ...resolver.problems()];
  if (objects.length === 0) {
    const refused = refuse('schema-without-fields', { file });
    return { ...refused, problems: [...refused.problems, ...problems] };
  }
  return ok([{ name, kind: 'json-schema', file, objects }], problems);
}

function everySchema(schemas: JsonRecord | undefined): boolean {
  return schemas !== undefined && Object.values(schemas).every((inner) => isRecord(inner) && looksLikeSchema(inner));
}

function looksLikeSchema(inner: JsonRecord): boolean {
  const type = inner.type;
  const words = /^(string|number|integer|boolean|object|array|null|file)$/;
  if (typeof type === 'string') return words.test(type);
  if (Array.isArray(type)) return type.every((one) => typeof one === 'string' && words.test(one));
  return ['$ref', 'enum', 'const', 'properties', 'items', 'allOf', 'anyOf', 'oneOf', 'description', 'title', 'format'].some((key) => Object.hasOwn(inner, key));
}
