/** Bodies of an API's requests and answers whose schema has no name: they are called by their operation. */
import { envelope } from '../envelope-names';
import { at, isRecord, type JsonRecord, listAt, recordAt, textAt } from '../value';
import type { Resolved } from './resolve-ref';
import type { NamedSchema } from './schema-objects';
import { isObject, type Shapes } from './shape';

type Resolve = (ref: string) => Resolved | undefined;

const methods = ['get', 'post', 'put', 'patch', 'delete', 'publish', 'subscribe'] as const;
/** Followed from a body or answer to the one that is meant. */
const HOPS = 5;

/** The operations of a path, in the order of the methods. */
export function methodsOf(item: unknown, resolve: Resolve): { method: string; operation: JsonRecord }[] {
  const found = followed(item, resolve);
  return methods.flatMap((method) => {
    const operation = recordAt(found, method);
    return operation ? [{ method, operation }] : [];
  });
}

/** The schema of a body: its JSON, else form data. */
export function bodySchema(body: unknown, resolve: Resolve): unknown {
  const found = followed(body, resolve);
  // Swagger 2: an answer has its schema in itself.
  const own = at(found, 'schema');
  if (own !== undefined) return own;
  const content = Object.entries(recordAt(found, 'content') ?? {});
  const media = content.find(([type]) => /json/i.test(type)) ?? content.find(([type]) => /form|xml/i.test(type));
  return media && at(media[1], 'schema');
}

/** Bodies of all operations that say something no named schema says. */
export function bodiesOf(root: JsonRecord, shapes: Shapes, named: ReadonlySet<string>, resolve: Resolve): NamedSchema[] {
  return Object.entries(recordAt(root, 'paths') ?? {}).flatMap(([path, item]) =>
    methodsOf(item, resolve).flatMap(({ method, operation }) => {
      const name = textAt(operation, 'operationId') ?? `${method.toUpperCase()} ${path}`;
      const parameters = listAt(operation, 'parameters').map((parameter) => followed(parameter, resolve));
      const inBody = parameters.find((parameter) => at(parameter, 'in') === 'body');
      const formData = parameters.filter((parameter) => at(parameter, 'in') === 'formData');
      const request = formData.length > 0 ? formSchema(formData) : bodySchema(inBody ?? at(operation, 'requestBody'), resolve);
      const answers = recordAt(operation, 'responses') ?? {};
      const success = Object.keys(answers).find((status) => /^2/.test(status)) ?? 'default';
      return [
        { name: `${name}.request`, schema: inner(request, shapes, named) },
        { name: `${name}.response`, schema: inner(bodySchema(at(answers, success), resolve), shapes, named) },
      ].filter(({ schema }) => schema !== undefined);
    }),
  );
}

/** Undefined when a named schema says it all; of an envelope what is in it. */
function inner(schema: unknown, shapes: Shapes, named: ReadonlySet<string>, levels = 3): unknown {
  const shape = shapes.of(schema);
  if (shape.pointer !== undefined && named.has(shape.pointer)) return undefined;
  if (!isObject(shape)) return shape.items === undefined ? undefined : levels > 0 ? inner(shape.items, shapes, named, levels - 1) : undefined;
  const contents = [...shape.properties].filter(([name, property]) => !envelope.test(name) || isNamed(property.schema, shapes, named));
  if (contents.length > 0 && contents.every(([, property]) => isNamed(property.schema, shapes, named))) return undefined;
  const [only] = contents;
  if (contents.length !== 1 || !only || levels === 0) return schema;
  const content = shapes.of(only[1].schema);
  const isNested = isObject(content) || (content.items !== undefined && isObject(shapes.of(content.items)));
  return isNested && shape.properties.size > 1 ? inner(only[1].schema, shapes, named, levels - 1) : schema;
}

function isNamed(schema: unknown, shapes: Shapes, named: ReadonlySet<string>): boolean {
  const shape = shapes.of(schema);
  const items = shape.items === undefined ? undefined : shapes.of(shape.items);
  return [shape, items].some((one) => one?.pointer !== undefined && named.has(one.pointer) && isObject(one));
}

/** Swagger 2 lists the fields of a form as parameters. */
function formSchema(parameters: readonly unknown[]): JsonRecord {
  const named = parameters.flatMap((parameter) => {
    const name = textAt(parameter, 'name');
    return name === undefined ? [] : [[name, parameter] as const];
  });
  return { type: 'object', properties: Object.fromEntries(named) };
}

function followed(value: unknown, resolve: Resolve): unknown {
  let found = value;
  for (let hop = 0; hop < HOPS; hop++) {
    const ref = textAt(found, '$ref');
    if (ref === undefined) break;
    found = resolve(ref)?.schema;
  }
  return isRecord(found) ? found : undefined;
}
