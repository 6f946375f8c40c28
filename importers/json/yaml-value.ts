import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { isRecord, type JsonRecord } from './value';

/** Values that aliases may add, a long text as several: a few lines of aliases of aliases otherwise mean billions. */
const ADDED = 1_000_000;
const LETTERS = 100;

/**
 * The plain value of a YAML document. An alias gives the value it stands for, `<<` the names of other records that a record
 * doesn't have itself. Undefined when an alias stands for nothing, for what it lies in, or aliases add too much.
 */
export function valueOfYaml(contents: unknown): { value: unknown } | undefined {
  const anchors = new Map<string, { value: unknown; size: number }>();
  let size = 0;
  let added = 0;
  let isFaulty = false;

  function make(node: unknown): unknown {
    if (isFaulty) return null;
    if (isAlias(node)) return follow(node.source);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    const before = size;
    size += 1;
    const value = isMap(node) ? makeRecord(node.items) : isSeq(node) ? node.items.map(make) : node.value;
    if (typeof value === 'string') size += value.length / LETTERS;
    if (node.anchor) anchors.set(node.anchor, { value, size: size - before });
    return value;
  }

  function follow(anchor: string): unknown {
    const found = anchors.get(anchor);
    if (found) {
      size += found.size;
      added += found.size;
    }
    isFaulty = !found || added > ADDED;
    return found?.value;
  }

  function makeRecord(pairs: readonly { key: unknown; value?: unknown }[]): JsonRecord {
    const own = new Map<string, unknown>();
    const merged: JsonRecord[] = [];
    for (const pair of pairs) {
      const key = String(make(pair.key));
      const value = make(pair.value);
      const from = key === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN' ? recordsOf(value) : undefined;
      if (from) merged.push(...from);
      else own.set(key, value);
    }
    for (const record of merged) for (const [key, value] of Object.entries(record)) if (!own.has(key)) own.set(key, value);
    // Defines `__proto__` as a name like others.
    return Object.fromEntries(own);
  }

  const value = make(contents);
  return isFaulty ? undefined : { value };
}

function recordsOf(value: unknown): JsonRecord[] | undefined {
  const all = Array.isArray(value) ? value : [value];
  return all.every(isRecord) ? all : undefined;
}
