/** URL-encoded form data, as older webhooks send it: `customer[email]=a%40b.com&items[0][sku]=7`. */
import type { JsonRecord } from '../value';

/** Levels of brackets that are followed. */
const LEVELS = 6;
/** Pairs of a line that are read. */
const PAIRS = 20_000;

/** Whether the lines are nothing but pairs: at least two, or one with a name in brackets. */
export function isForm(head: string): boolean {
  const [line = '', ...more] = head.trim().split(/\r?\n/, 50);
  return looksLikeForm(line) && (more.length === 0 || more.every((other) => other === '' || looksLikeForm(other)));
}

function looksLikeForm(line: string): boolean {
  if (!/^[^\s=&<>{}"';,|]{1,200}=[^\s=<>{}"]*(&|$)/.test(line) || /\s/.test(line)) return false;
  const pairs = line.split('&', 40);
  return pairs.length >= 2 && pairs.slice(0, 39).every((pair) => /^[^=]{0,200}(=|$)/.test(pair)) && pairs.filter((pair) => pair.includes('=')).length >= 2;
}

/** One record of a line. Repeated names and `a[]` are lists, `a[0][b]` a list of records, `a[b]` a record. */
export function parseForm(line: string): JsonRecord {
  const root = new Map<string, Part>();
  for (const pair of line.split('&', PAIRS)) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    put(root, pathOf(name), equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return toRecord(root);
}

/** The name of the first pair that is not read; undefined when all are. */
export function firstUnread(line: string): string | undefined {
  let start = 0;
  for (let pairs = 0; pairs < PAIRS; pairs++) {
    const end = line.indexOf('&', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const pair = /[^&]+/.exec(line.slice(start))?.[0];
  return pair === undefined ? undefined : decode(pair.split('=', 1)[0] ?? '');
}

type Part = string | string[] | Map<string, Part>;

function pathOf(name: string): string[] {
  const found = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (!found) return [name];
  const inner = [...(found[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key);
  return [found[1] ?? name, ...inner.slice(0, LEVELS)];
}

function put(into: Map<string, Part>, path: readonly string[], value: string): void {
  const [key = '', ...rest] = path;
  const there = into.get(key);
  if (rest.length === 0 || (rest.length === 1 && rest[0] === '')) {
    if (there instanceof Map) put(there, [''], value);
    else if (there === undefined) into.set(key, rest.length === 0 ? value : [value]);
    else into.set(key, [...(Array.isArray(there) ? there.slice(0, 100) : [there]), value]);
    return;
  }
  const inner = there instanceof Map ? there : new Map<string, Part>();
  if (!(there instanceof Map)) {
    if (there !== undefined) inner.set('', there);
    into.set(key, inner);
  }
  put(inner, rest, value);
}

function toRecord(parts: ReadonlyMap<string, Part>): JsonRecord {
  // fromEntries defines `__proto__` as a name like others.
  return Object.fromEntries([...parts].map(([key, part]) => [key, toValue(part)]));
}

function toValue(part: Part): unknown {
  if (!(part instanceof Map)) return part;
  const isList = part.size > 0 && [...part.keys()].every((key) => /^\d{0,6}$/.test(key));
  if (!isList) return toRecord(part);
  return [...part.values()].map(toValue);
}

/** Escapes that are no text, and percent signs that escape nothing, stay as they are. */
function decode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
