import type { Json } from '../condition/facts';
import type { Column } from './population';

export type ColumnBuilder = {
  set(person: number, value: Json): void;
  /** The value set for a person so far. */
  get(person: number): Json | undefined;
  column: Column;
};

/** A column that fills up: each different value is kept once. Null, '' and [] are missing. */
export function createColumnBuilder(size: number): ColumnBuilder {
  const codes = new Int32Array(size).fill(-1);
  const values: Json[] = [];
  const known = new Map<Json, number>();
  /** Lists and things are the same when they are written the same. */
  const written = new Map<string, number>();
  const codeOf = (value: Json): number => {
    const isThing = typeof value === 'object';
    const text = isThing ? JSON.stringify(value) : '';
    const before = isThing ? written.get(text) : known.get(value);
    if (before !== undefined) return before;
    const code = values.push(value) - 1;
    if (isThing) written.set(text, code);
    else known.set(value, code);
    return code;
  };
  return {
    set(person, value) {
      codes[person] = value === null || value === '' || (Array.isArray(value) && value.length === 0) ? -1 : codeOf(value);
    },
    get: (person) => values[codes[person] ?? -1],
    column: { codes, values },
  };
}
