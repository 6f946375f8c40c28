/** Decides record after record who is whom, over a store in memory. */
import { sortCanonically } from './canonical-order';
import type { CompiledIdentity } from './compile-identity';
import { createDecide, type Verdict } from './decide';
import { createMemoryStore } from './memory-store';
import type { Identifier } from './read-identifiers';
import type { RecordTable } from './record-table';

export const verdicts = ['linked', 'joined', 'limit', 'at-most', 'weak', 'review', 'kept-apart', 'household', 'device'] as const satisfies readonly Verdict[];
const codeOf = Object.fromEntries(verdicts.map((verdict, i) => [verdict, i])) as Record<Verdict, number>;

export type Resolution = {
  /** Person of each record, 0 to `people - 1` in the order in which they appear; -1 for a record without a usable identifier. */
  personOf: Int32Array;
  people: number;
  /** Position in `verdicts` of what became of each of the table's identifiers. */
  verdictOf: Uint8Array;
};

export type ResolveOptions = {
  /** Order in which the records lie before they are put into canonical order; it makes no difference. Absent: as in the table. */
  rows?: Int32Array;
  /** Called now and then with the share that is done, 0–1. */
  onProgress?: (share: number) => void;
};

/** Who is whom among the records of a table, heard in canonical order (`sortCanonically`). */
export function resolve(table: RecordTable, identity: CompiledIdentity, { rows, onProgress }: ResolveOptions = {}): Resolution {
  const order = sortCanonically(rows ? rows.slice() : Int32Array.from({ length: table.size }, (_, i) => i), table);
  const store = createMemoryStore(table, identity);
  const raw = new Int32Array(table.size).fill(-1);
  const verdictOf = new Uint8Array(table.identifiers.length);
  const decide = createDecide(identity, store);
  // The same few objects for every record: millions of short-lived ones took a fifth of the time.
  const pool: Identifier<number>[] = [];
  const identifiers: Identifier<number>[] = [];
  for (let done = 0; done < order.length; done++) {
    const record = order[done] ?? 0;
    const start = table.from[record] ?? 0;
    const count = (table.from[record + 1] ?? 0) - start;
    identifiers.length = count;
    for (let i = 0; i < count; i++) {
      const value = table.identifiers[start + i] ?? 0;
      const identifier = pool[i] ?? { rule: 0, value: 0 };
      pool[i] = identifier;
      identifier.rule = table.ruleOf[value] ?? 0;
      identifier.value = value;
      identifiers[i] = identifier;
    }
    const time = table.at[record] ?? Number.NaN;
    const at = Number.isNaN(time) ? undefined : time;
    const decision = decide(identifiers, at);
    for (let i = 0; i < count; i++) verdictOf[start + i] = codeOf[decision.verdicts[i] ?? 'linked'];
    raw[record] = store.apply(identifiers, decision, at) ?? -1;
    if (done % 20_000 === 0) onProgress?.(done / table.size);
  }
  return { ...numbered(raw, order, store.survivorOf), verdictOf };
}

function numbered(raw: Int32Array, order: Int32Array, survivorOf: (person: number) => number): { personOf: Int32Array; people: number } {
  const personOf = new Int32Array(raw.length).fill(-1);
  const numbers = new Int32Array(raw.length).fill(-1);
  let people = 0;
  for (const record of order) {
    const first = raw[record] ?? -1;
    if (first < 0) continue;
    const person = survivorOf(first);
    if (numbers[person] === -1) numbers[person] = people++;
    personOf[record] = numbers[person] ?? -1;
  }
  return { personOf, people };
}

/** The same for the same division into people, however they are numbered: 32 bits. */
export function partitionHash(personOf: Int32Array): number {
  const firstOf = new Int32Array(personOf.length).fill(-1);
  let hash = 0x811c9dc5;
  for (const [record, person] of personOf.entries()) {
    if (person >= 0 && firstOf[person] === -1) firstOf[person] = record;
    hash = Math.imul(hash ^ (person < 0 ? -1 : (firstOf[person] ?? 0)), 0x01000193);
  }
  return hash >>> 0;
}
