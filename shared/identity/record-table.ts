/** Sample records in little memory: their identifiers as numbers, everything else as columns. */
import type { SampleRecord } from '../population/population';
import type { CompiledIdentity } from './compile-identity';
import { createNameTable, type NameTable } from './family-names';
import { createGrowingList } from './growing-list';
import { createIdentifierReader, inOrder, type Unusable } from './read-identifiers';

/** What could not be used of one attribute. */
export type Unused = Record<Unusable, number> & {
  /** Blocked values → records that carry them. */
  values: Map<string, number>;
};

export type RecordTable = {
  size: number;
  /** Positions in the plan's lists; line of the object's rows; epoch ms, NaN where the row does not say. */
  sources: Uint16Array;
  objects: Uint16Array;
  rows: Int32Array;
  at: Float64Array;
  /** Usable identifiers of record i, in the order in which they are heard: `identifiers[from[i]]` to `identifiers[from[i + 1]]` (exclusive); each is a position in `values`. */
  from: Int32Array;
  identifiers: Int32Array;
  /** Every different usable value, normalised, and the position of its rule. */
  values: readonly string[];
  ruleOf: Uint16Array;
  /** Family name of each record, by its position in `names`; -1 = none. */
  nameOf: Int32Array;
  names: NameTable;
  /** By rule: records that carry the identifier, usable or not. */
  carried: Int32Array;
  unused: readonly Unused[];
};

/** The attribute whose values show that several people were taken for one. */
const familyName = 'last-name';

/**
 * Reads records once; they may be forgotten then. `onRecord` is called after each with the number read so far.
 * Two values of one record that are spelled alike are one.
 */
export function readRecordTable(records: Iterable<SampleRecord>, identity: CompiledIdentity, onRecord: (count: number) => void = () => {}): RecordTable {
  const reader = createIdentifierReader(identity);
  const known = identity.rules.map(() => new Map<string, number>());
  const unused = identity.rules.map((): Unused => ({ blocked: 0, invalid: 0, values: new Map() }));
  const carried = new Int32Array(identity.rules.length);
  const lastCarrier = new Int32Array(identity.rules.length).fill(-1);
  const values: string[] = [];
  const names = createNameTable();
  const at: number[] = [];
  const ruleOf = createGrowingList();
  const columns = {
    source: createGrowingList(),
    object: createGrowingList(),
    row: createGrowingList(),
    from: createGrowingList(),
    identifier: createGrowingList(),
    name: createGrowingList(),
  };

  const positionOf = (rule: number, text: string) => {
    const ofRule = known[rule];
    let value = ofRule?.get(text);
    if (value === undefined) {
      value = values.length;
      ofRule?.set(text, value);
      values.push(text);
      ruleOf.push(rule);
    }
    return value;
  };
  const byHearing = (a: number, b: number) => inOrder({ rule: ruleOf.at(a), value: values[a] ?? '' }, { rule: ruleOf.at(b), value: values[b] ?? '' });

  const found: number[] = [];
  for (const record of records) {
    found.length = 0;
    for (const [attribute, raw] of record.identifiers) {
      const rule = reader.ruleOf(attribute);
      const reading = rule === undefined ? undefined : reader.read(rule, raw);
      if (rule === undefined || !reading) continue;
      if (lastCarrier[rule] !== at.length) {
        lastCarrier[rule] = at.length;
        carried[rule] = (carried[rule] ?? 0) + 1;
      }
      if (reading.refused === undefined) {
        const value = positionOf(rule, reading.value);
        if (!found.includes(value)) found.push(value);
        continue;
      }
      const of = unused[rule];
      if (!of) continue;
      of[reading.refused] += 1;
      if (reading.refused === 'blocked') of.values.set(reading.value, (of.values.get(reading.value) ?? 0) + 1);
    }
    columns.source.push(record.source);
    columns.object.push(record.object);
    columns.row.push(record.row);
    columns.from.push(columns.identifier.length);
    for (const value of found.length > 1 ? found.sort(byHearing) : found) columns.identifier.push(value);
    columns.name.push(names.code(familyNameOf(record)));
    at.push(record.at ?? Number.NaN);
    onRecord(at.length);
  }
  columns.from.push(columns.identifier.length);
  return {
    size: at.length,
    sources: new Uint16Array(columns.source.toArray()),
    objects: new Uint16Array(columns.object.toArray()),
    rows: columns.row.toArray(),
    at: new Float64Array(at),
    from: columns.from.toArray(),
    identifiers: columns.identifier.toArray(),
    values,
    ruleOf: new Uint16Array(ruleOf.toArray()),
    nameOf: columns.name.toArray(),
    names,
    carried,
    unused,
  };
}

/** Of several fields that feed it the one that is trusted most. */
function familyNameOf(record: SampleRecord): string {
  let best: { value: unknown; rank: number } | undefined;
  for (const one of record.values) if (one.attribute === familyName && (best === undefined || one.rank < best.rank)) best = one;
  return typeof best?.value === 'string' ? best.value : '';
}
