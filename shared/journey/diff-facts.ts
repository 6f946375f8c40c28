/**
 * A value as facts: each setting that can be told by itself, by its path. What means something only as a whole (a condition,
 * a reference, a list of ids) is one fact; lists of named things are told thing by thing, with their order as a fact.
 */
export type Facts = ReadonlyMap<string, unknown>;

/** Last segment of the path that holds the order of a list. */
export const ORDER = '#order';
const names = ['port', 'id', 'touchpoint'] as const;
/** Kept as they came, whatever is in them. */
const wholes: ReadonlySet<string> = new Set(['data', 'params', 'ext']);

export function toFacts(value: unknown): Map<string, unknown> {
  const facts = new Map<string, unknown>();
  collect(value, [], facts);
  return facts;
}

/** The value these facts were taken from. */
export function fromFacts(facts: Facts): unknown {
  if (facts.has('')) return facts.get('');
  const root: Branch = new Map();
  for (const [path, value] of facts) {
    const keys = path.split('/');
    const last = keys.pop() ?? '';
    let branch = root;
    for (const key of keys) {
      const next = branch.get(key);
      if (next instanceof Map) branch = next;
      else {
        const made: Branch = new Map();
        branch.set(key, made);
        branch = made;
      }
    }
    branch.set(last, { value });
  }
  return toValue(root);
}

type Branch = Map<string, Branch | { value: unknown }>;

function toValue(branch: Branch | { value: unknown }): unknown {
  if (!(branch instanceof Map)) return branch.value;
  const order = branch.get(ORDER);
  if (!order || order instanceof Map) return Object.fromEntries([...branch].map(([key, child]) => [key, toValue(child)]));
  return (order.value as string[]).flatMap((key) => {
    const child = branch.get(key);
    return child ? [toValue(child)] : [];
  });
}

function collect(value: unknown, path: readonly string[], facts: Map<string, unknown>): void {
  if (value === undefined) return;
  const here = path.join('/');
  const keys = Array.isArray(value) ? keysOf(value) : undefined;
  if (keys) {
    facts.set([...path, ORDER].join('/'), keys);
    (value as unknown[]).forEach((item, i) => {
      collect(item, [...path, keys[i] ?? ''], facts);
    });
  } else if (isWhole(value, path.at(-1))) facts.set(here, value);
  else for (const [key, item] of Object.entries(value as object)) collect(item, [...path, key], facts);
}

function isWhole(value: unknown, name: string | undefined): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || wholes.has(name ?? '')) return true;
  const present = Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  return present.length === 0 || 'op' in value || (present.length === 2 && 'kind' in value && 'path' in value) || present.some((key) => !isName(key));
}

/** What each thing of a list is called, when each has a name of its own. */
function keysOf(list: readonly unknown[]): string[] | undefined {
  const keys = list.map((item) => {
    if (typeof item !== 'object' || item === null) return undefined;
    const name = names.find((one) => one in item);
    const key = name && (item as Record<string, unknown>)[name];
    return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
  });
  const known = keys.filter((key) => key !== undefined && isName(key));
  return known.length === list.length && new Set(known).size === list.length ? (known as string[]) : undefined;
}

/** Can stand in a path. */
function isName(key: string): boolean {
  return key !== '' && key !== ORDER && !key.includes('/');
}
