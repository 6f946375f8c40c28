/** Named schemas → objects with fields. */
import { type Problem, problem } from '../../../shared/problem';
import type { LinkDraft, ObjectDraft } from '../../../shared/sources/draft';
import type { Limits } from '../../limits';
import { cleanName } from '../../table/header-names';
import { parentKeyField } from '../parent-key';
import { joinPath, uniqueName } from '../path-name';
import { noteOf, schemaField } from './schema-field';
import { isObject, isSame, type Shape, type Shapes } from './shape';

export type NamedSchema = { name: string; schema: unknown; isEvent?: boolean /** By which others refer to it. */; pointer?: string };

/** Segments of a path: beyond it what is meant is rather an object of its own. */
const LEVELS = 4;

type Target = { name: string; key: string | undefined };
type Draft = ObjectDraft & { links: LinkDraft[] };
type Place = { prefix: string; level: number; required: boolean /** Shapes that this one lies in. */; within: readonly Shape[] };

/**
 * One object per schema that has properties, in order. A field map wants leaves: what lies inside becomes paths; a named
 * schema with a key of its own becomes that key's path and a link; a list of records an object of its own.
 */
export async function toSchemaObjects(
  named: readonly NamedSchema[],
  shapes: Shapes,
  limits: Limits,
  onProgress?: (share: number) => void,
): Promise<{ objects: ObjectDraft[]; problems: Problem[] }> {
  const taken = new Set<string>();
  const targets = new Map<string, Target>();
  const wanted = named.flatMap((one) => {
    const shape = recordShape(one.schema, shapes);
    if (!shape) return [];
    const name = uniqueName(cleanName(one.name) || 'object', taken);
    if (one.pointer) targets.set(one.pointer, { name, key: keyOf(shape, name, shapes) });
    return [{ ...one, name, shape }];
  });

  const objects: ObjectDraft[] = [];
  let fields = 0;
  let leftOut = 0;
  let cut = 0;
  let firstCut = '';

  function build(name: string, shape: Shape, isEvent: boolean, parent: Draft | undefined, within: readonly Shape[]): void {
    const key = isEvent || parent ? undefined : keyOf(shape, name, shapes);
    const note = noteOf(shape);
    const label = cleanName(shape.title ?? '');
    const object: Draft = {
      name,
      ...(label && label !== name && { label }),
      ...(note && { note }),
      types: 'stated',
      ...(isEvent && { isEvent }),
      links: [],
      fields: [],
    };
    objects.push(object);
    const names = new Set<string>();
    const lists: { path: string; shape: Shape }[] = [];

    const add = (path: string, of: Shape, options: Parameters<typeof schemaField>[2]): string | undefined => {
      if (fields >= limits.fields) {
        leftOut += 1;
        return undefined;
      }
      fields += 1;
      const nativeName = uniqueName(path, names);
      object.fields.push(schemaField(nativeName, of, options));
      return nativeName;
    };
    const link = (from: string | undefined, to: Target, toField?: string) => {
      if (from !== undefined) object.links.push({ fields: [from], object: to.name, ...(toField !== undefined && { toFields: [toField] }) });
    };
    /** A field for what is not looked into; a link where that is an object of its own. */
    const closed = (path: string, of: Shape, required: boolean, nativeType: string, target: Target | undefined) => {
      const from = add(path, of, { required, nativeType, type: 'json' });
      if (target) link(from, target);
      else if (from !== undefined) {
        cut += 1;
        firstCut ||= `${name}.${from}`;
      }
    };

    function walk(of: Shape, { prefix, level, required, within: around }: Place): void {
      for (const [property, inner] of of.properties) {
        if (fields >= limits.fields) {
          leftOut += of.properties.size;
          return;
        }
        const found = shapes.of(inner.schema);
        const path = joinPath(prefix, property);
        const needed = required && inner.required && !found.nullable;
        const target = found.pointer === undefined ? undefined : targets.get(found.pointer);
        if (isObject(found)) {
          if (target?.key !== undefined) {
            const keyShape = shapes.of(found.properties.get(target.key)?.schema);
            link(add(joinPath(path, target.key), keyShape, { required: needed }), target, target.key);
          } else if (level >= LEVELS || around.some((outer) => isSame(outer, found)))
            closed(path, found, needed, target ? `object ${target.name}` : 'object', target);
          else walk(found, { prefix: path, level: level + 1, required: needed, within: [...around, found] });
        } else if (found.types.includes('array') && found.items !== undefined) addList(path, found, needed, around);
        else if (found.isMap || (found.types.length === 1 && found.types[0] === 'object'))
          add(path, found, { required: needed, nativeType: 'object', type: 'json' });
        else add(path, found, { required: needed, key: prefix === '' && property === key });
      }
    }

    function addList(path: string, of: Shape, required: boolean, around: readonly Shape[]): void {
      const items = shapes.of(of.items);
      const target = items.pointer === undefined ? undefined : targets.get(items.pointer);
      if (isObject(items)) {
        if (target) closed(path, of, required, `array of ${target.name}`, target);
        else if (around.some((outer) => isSame(outer, items)) || around.length >= LEVELS * 2) closed(path, of, required, 'array of object', undefined);
        else lists.push({ path, shape: items });
        return;
      }
      const others = of.types.filter((type) => type !== 'array').map((type) => `${type} | `);
      const isPlain = !items.isMap && !items.types.includes('object') && !items.types.includes('array');
      add(
        path,
        { ...of, ...(items.values && !of.description && { description: items.values.join(', ') }) },
        {
          required,
          nativeType: isPlain ? `${others.join('')}${items.types.length === 1 ? items.types[0] : 'string'}[]` : 'array of object',
          type: isPlain ? 'string[]' : 'json',
        },
      );
    }

    walk(shape, { prefix: '', level: 1, required: true, within: [...within, shape] });
    for (const list of lists) {
      if (fields >= limits.fields) break;
      build(uniqueName(joinPath(name, list.path), taken), list.shape, isEvent, object, [...within, shape, list.shape]);
    }
    const tie = parent && parentKeyField(parent, object.fields);
    if (tie && fields < limits.fields) {
      fields += 1;
      object.fields.unshift(tie.field);
      object.links.unshift(tie.link);
    }
  }

  let done = 0;
  for (const { name, shape, isEvent = false } of wanted) {
    if (fields >= limits.fields) {
      leftOut += shape.properties.size;
      continue;
    }
    build(name, shape, isEvent, undefined, []);
    done += 1;
    if (done % 50 === 0) {
      onProgress?.(done / wanted.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const problems: Problem[] = [];
  if (leftOut > 0) problems.push(problem('warns', 'schema-fields-not-all-read', [], { fields: limits.fields }));
  if (cut > 0) problems.push(problem('informs', 'nested-too-deep', [], { name: firstCut.slice(0, 200) }));
  return {
    objects: objects.filter((object) => object.fields.length > 0).map(({ links, ...object }) => (links && links.length > 0 ? { ...object, links } : object)),
    problems,
  };
}

/** The shape of one record: of the schema itself, or of the entries of the list it is. */
function recordShape(schema: unknown, shapes: Shapes): Shape | undefined {
  const shape = shapes.of(schema);
  if (isObject(shape)) return shape;
  if (shape.items === undefined) return undefined;
  const items = shapes.of(shape.items);
  // A list of another named schema is that schema, not one more object.
  return isObject(items) && items.pointer === undefined ? items : undefined;
}

/** The property that identifies a record: called so, and a plain text or number. */
function keyOf(shape: Shape, object: string, shapes: Shapes): string | undefined {
  const own = object.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const isKey = (name: string, words: readonly string[]) => words.includes(name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase());
  for (const words of [['id'], [`${own}id`, `${own}uuid`, `${own}key`], ['uuid', 'guid', 'gid']])
    for (const [name, { schema }] of shape.properties) {
      if (!isKey(name, words)) continue;
      const { types, values, properties } = shapes.of(schema);
      if (!values && properties.size === 0 && types.every((type) => type === 'string' || type === 'integer' || type === 'number')) return name;
    }
  return undefined;
}
