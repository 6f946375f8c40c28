/** What a `$ref` points at. Only within the file: nothing is ever fetched. */
import { type Problem, problem } from '../../../shared/problem';
import { at, isRecord, type JsonRecord, textAt } from '../value';

export type Resolved = { schema: unknown /** The same for every way of writing the reference. */; pointer: string };
export type Resolver = { resolve: (ref: string) => Resolved | undefined; problems: () => Problem[] };

/** Steps of a pointer that are followed; longer ones are no one's schema. */
const STEPS = 50;

export function createResolver(root: JsonRecord): Resolver {
  const elsewhere = new Set<string>();
  const missing = new Set<string>();
  const base = (textAt(root, '$id') ?? textAt(root, 'id') ?? '').replace(/#$/, '');
  let anchors: Map<string, string> | undefined;

  return {
    resolve(ref) {
      const own = base !== '' && ref.startsWith(`${base}#`) ? ref.slice(base.length) : ref;
      if (own === '#' || own === base) return { schema: root, pointer: '#' };
      if (own.startsWith('#/')) {
        const schema = follow(root, own);
        if (schema !== undefined) return { schema, pointer: normal(own) };
        missing.add(ref);
        return undefined;
      }
      anchors ??= anchorsOf(root);
      const pointer = anchors.get(own) ?? anchors.get(own.startsWith('#') ? own.slice(1) : `${base}/${own}`);
      if (pointer) return { schema: follow(root, pointer), pointer };
      (own.startsWith('#') ? missing : elsewhere).add(ref);
      return undefined;
    },
    problems: () =>
      [['schema-ref-elsewhere', elsewhere] as const, ['schema-ref-missing', missing] as const].flatMap(([code, refs]) =>
        refs.size === 0 ? [] : [problem('warns', code, [], { ref: ([...refs][0] ?? '').slice(0, 200), refs: refs.size })],
      ),
  };
}

/** Name that a pointer ends with: `#/components/schemas/Customer` → `Customer`. */
export function nameOfPointer(pointer: string): string {
  return unescaped(pointer.split('/').at(-1) ?? '');
}

/** The pointer of a name within a folder of schemas. */
export function pointerTo(folder: string, name: string): string {
  return `${folder}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function follow(root: JsonRecord, pointer: string): unknown {
  let found: unknown = root;
  for (const step of pointer.split('/', STEPS).slice(1)) {
    const name = unescaped(step);
    found = Array.isArray(found) && /^\d{1,6}$/.test(name) ? found[Number(name)] : at(found, name);
  }
  return found;
}

function normal(pointer: string): string {
  return pointer
    .split('/')
    .map((step, i) => (i === 0 ? step : unescaped(step).replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
}

function unescaped(step: string): string {
  let text = step;
  try {
    text = decodeURIComponent(step);
  } catch {
    // A stray percent sign is part of the name.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** `$anchor` and `$id` of definitions → their pointers. */
function anchorsOf(root: JsonRecord): Map<string, string> {
  const anchors = new Map<string, string>();
  for (const folder of ['$defs', 'definitions']) {
    const schemas = at(root, folder);
    if (!isRecord(schemas)) continue;
    for (const [name, schema] of Object.entries(schemas))
      for (const key of ['$anchor', '$id', 'id']) {
        const anchor = textAt(schema, key);
        if (anchor) anchors.set(anchor.replace(/^#/, ''), pointerTo(`#/${folder}`, name));
      }
  }
  return anchors;
}
