/** OpenAPI 3.0 and 3.1, Swagger 2.0, and the schemas and messages of AsyncAPI: an API's description → its objects. */
import { ok, type Result, refuse } from '../../../shared/problem';
import type { ImportedSource } from '../../../shared/sources/draft';
import { baseName } from '../../names';
import type { ReadContext } from '../../reader';
import { cleanName } from '../../table/header-names';
import { at, isRecord, type JsonRecord, recordAt, textAt } from '../value';
import { bodiesOf, bodySchema, methodsOf } from './api-bodies';
import { createResolver, nameOfPointer, pointerTo } from './resolve-ref';
import { type NamedSchema, toSchemaObjects } from './schema-objects';
import { createShapes, type Shapes } from './shape';

/** Whether a parsed file is an API's description. */
export function isApiDescription(value: unknown): value is JsonRecord {
  if (!isRecord(value)) return false;
  const version = at(value, 'openapi') ?? at(value, 'swagger') ?? at(value, 'asyncapi');
  // YAML makes a number of `swagger: 2.0`.
  return (typeof version === 'string' && /^\d/.test(version)) || typeof version === 'number';
}

/** Named schemas first, then webhooks as events, then the bodies of operations that no schema names. */
export async function readApiDescription(file: string, root: JsonRecord, { limits, onProgress }: ReadContext): Promise<Result<ImportedSource[]>> {
  const resolver = createResolver(root);
  const shapes = createShapes(resolver);
  const name = cleanName(textAt(at(root, 'info'), 'title') ?? '') || baseName(file);
  const events = eventsOf(root, shapes, resolver.resolve);
  const isEvent = new Set(events.map(({ pointer }) => pointer));
  const folders = [['#/components/schemas', recordAt(at(root, 'components'), 'schemas')] as const, ['#/definitions', recordAt(root, 'definitions')] as const];
  const schemas = folders.flatMap(([folder, found]): NamedSchema[] =>
    Object.entries(found ?? {}).map(([key, schema]) => ({ name: key, schema, pointer: pointerTo(folder, key) })),
  );
  const pointers = new Set(schemas.flatMap(({ pointer }) => pointer ?? []));
  const named = [...schemas.filter(({ pointer }) => !isEvent.has(pointer)), ...events, ...bodiesOf(root, shapes, pointers, resolver.resolve)];
  const { objects, problems } = await toSchemaObjects(named, shapes, limits, onProgress);
  const all = [...problems, ...resolver.problems()];
  if (objects.length === 0) {
    const refused = refuse('schema-without-fields', { file });
    return { ...refused, problems: [...refused.problems, ...all] };
  }
  return ok([{ name, kind: 'openapi', file, objects }], all);
}

type Resolve = ReturnType<typeof createResolver>['resolve'];

/** Payloads of webhooks. A schema that is only the payload of one is that event, not an object besides. */
function eventsOf(root: JsonRecord, shapes: Shapes, resolve: Resolve): NamedSchema[] {
  const hooks = Object.entries({ ...recordAt(root, 'x-webhooks'), ...recordAt(root, 'webhooks') }).flatMap(([key, item]) =>
    methodsOf(item, resolve).map(({ operation }) => ({ name: key, schema: bodySchema(at(operation, 'requestBody'), resolve) })),
  );
  const messages = Object.entries(recordAt(at(root, 'components'), 'messages') ?? {}).map(([key, message]) => ({
    name: textAt(message, 'name') ?? key,
    schema: at(message, 'payload'),
  }));
  const uses = new Map<string, number>();
  const found = [...hooks, ...messages].map(({ name, schema }) => {
    const { pointer } = shapes.of(schema);
    if (pointer !== undefined) uses.set(pointer, (uses.get(pointer) ?? 0) + 1);
    return { name, schema, pointer };
  });
  return found.map(({ name, schema, pointer }) => {
    const own = pointer !== undefined && uses.get(pointer) === 1 && isPayloadName(nameOfPointer(pointer)) ? pointer : undefined;
    return { name, schema, isEvent: true, ...(own !== undefined && { pointer: own }) };
  });
}

/** `Customer` sent by a webhook is still the customer; `webhook-issues-opened` is nothing else. */
function isPayloadName(name: string): boolean {
  return /webhook|event|payload|notification|callback|message/i.test(name);
}
