/** Whose a row is that does not say so itself: its foreign keys are followed to a row whose person is known. */
import { createGrowingList, type GrowingList } from '../identity/growing-list';
import { type Problem, problem } from '../problem';
import { type Row, valueText } from '../record/transform';
import { trimmed } from '../record/transform-text';
import type { Field, Source, SourceObject } from '../sources/schema';
import { keyFieldsOf } from './link-ends';
import { isEmptyCell } from './read-value';
import { cellOf } from './row-cells';

/** Order lines to orders to customers, and two more. */
export const MOST_STEPS = 4;
/** Longer texts are no keys. */
const LONGEST_KEY = 300;
const NOBODY = -1;
/** Different people are as near. */
const SEVERAL = -2;

export type SampleLinks = {
  /** Objects without an identifier whose rows must be read, in no order: those that are of use, and those on the way from them. */
  objects: ReadonlySet<string>;
  /** The links and keys of a row, by the number of its record. */
  add(object: string, record: number, values: Row): void;
  /** `personOf` with the rows that lead to somebody: by the fewest steps. Links that lead to different people lead to nobody. */
  follow(personOf: Int32Array): Int32Array;
  /** After `follow`: `rows-of-nobody`, `rows-of-several` {object, source, rows, of}. */
  problems(): Problem[];
};

/**
 * `people`: the objects whose rows carry identifiers. `isOfUse`: whether rows of an object say anything about their person. A row
 * of people is never another row of the same object: a parent company's number makes no subsidiary the parent.
 */
export function createSampleLinks(sources: readonly Source[], people: ReadonlySet<string>, isOfUse: (object: SourceObject) => boolean): SampleLinks {
  const keys = new Map<string, Keys>();
  const tables = new Map<string, Table>();
  for (const source of sources) for (const table of tablesOf(source, people, isOfUse, keys)) tables.set(table.object.id, table);
  const objects = new Set([...tables.keys()].filter((id) => !people.has(id)));

  function add(object: string, record: number, values: Row): void {
    const table = tables.get(object);
    if (!table) return;
    table.records.push(record);
    for (const { end, names, codes } of [...table.keys, ...table.links]) codes.push(codeOf(end, names, values));
  }

  function follow(personOf: Int32Array): Int32Array {
    const owners = personOf.slice();
    for (let step = 0; step < MOST_STEPS; step++) {
      const owned = ownersByKey(tables, keys, owners);
      if (!takeStep(tables, owners, owned)) break;
    }
    for (const table of tables.values()) {
      table.nobodys = table.severals = 0;
      for (let n = 0; n < table.records.length; n++) {
        const owner = owners[table.records.at(n)];
        if (owner === NOBODY) table.nobodys += 1;
        if (owner === SEVERAL) table.severals += 1;
      }
    }
    return owners.map((owner) => Math.max(owner, NOBODY));
  }

  const problems = () =>
    [...tables.values()].flatMap(({ source, object, records, nobodys, severals }) => {
      const found: Problem[] = [];
      const place = ['sources', source.id, 'objects', object.id];
      const about = { object: object.nativeName, source: source.name, of: records.length };
      if (severals > 0) found.push(problem('warns', 'rows-of-several', place, { ...about, rows: severals }));
      if (nobodys > 0 && objects.has(object.id)) found.push(problem('informs', 'rows-of-nobody', place, { ...about, rows: nobodys }));
      return found;
    });
  return { objects, add, follow, problems };
}

/** The different values of a key that something points to, each with a number. */
type Keys = Map<string, number>;
/** One end of a link in the rows of one object: the number of each row's value, −1 = none. */
type End = { end: Keys; names: readonly string[]; codes: GrowingList };
type Table = { source: Source; object: SourceObject; records: GrowingList; keys: readonly End[]; links: readonly End[]; nobodys: number; severals: number };

function tablesOf(source: Source, people: ReadonlySet<string>, isOfUse: (object: SourceObject) => boolean, keys: Map<string, Keys>): Table[] {
  const links = source.objects.flatMap((object) => (object.links ?? []).map((link) => ({ from: object, to: link.object, ends: endsOf(object, link, source) })));
  const sound = links.filter(({ from, to, ends }) => ends && !(from.id === to && people.has(to)));
  const steps = new Map<string, number>(source.objects.flatMap(({ id }) => (people.has(id) ? [[id, 0]] : [])));
  for (let step = 1; step <= MOST_STEPS; step++)
    for (const { from, to } of sound) if (steps.get(to) === step - 1 && !steps.has(from.id)) steps.set(from.id, step);
  // From what is of use, all that lies on the way.
  const needed = new Set(source.objects.filter((object) => people.has(object.id) || (steps.has(object.id) && isOfUse(object))).map(({ id }) => id));
  for (const id of needed) for (const { from, to } of sound) if (from.id === id && steps.has(to)) needed.add(to);
  const mine = sound.filter(({ from, to }) => needed.has(from.id) && needed.has(to));
  return source.objects.flatMap((object) => {
    const pointed = new Map(mine.filter(({ to }) => to === object.id).flatMap(({ ends }) => (ends ? [[ends.id, ends.to] as const] : [])));
    const own = mine.filter(({ from }) => from === object);
    if (!needed.has(object.id) || pointed.size + own.length === 0) return [];
    const end = (id: string, fields: readonly Field[]): End => {
      const known = keys.get(id) ?? new Map<string, number>();
      keys.set(id, known);
      return { end: known, names: fields.map(({ nativeName }) => nativeName), codes: createGrowingList() };
    };
    return [
      {
        source,
        object,
        records: createGrowingList(),
        keys: [...pointed].map(([id, fields]) => end(id, fields)),
        links: own.flatMap(({ ends }) => (ends ? [end(ends.id, ends.from)] : [])),
        nobodys: 0,
        severals: 0,
      },
    ];
  });
}

/** The fields of both ends; undefined when one is missing, or the ends do not fit. */
function endsOf(object: SourceObject, link: NonNullable<SourceObject['links']>[number], source: Source) {
  const from = link.fields.flatMap((id) => object.fields.find((field) => field.id === id) ?? []);
  const to = keyFieldsOf(link, source);
  if (to.length === 0 || from.length !== link.fields.length || [...from, ...to].some(({ status }) => status === 'missing')) return undefined;
  return { id: [link.object, ...to.map(({ id }) => id)].join(' '), from, to };
}

function codeOf(keys: Keys, names: readonly string[], values: Row): number {
  const parts: string[] = [];
  for (const name of names) {
    const raw = cellOf(values, name);
    const text = isEmptyCell(raw) ? '' : trimmed(valueText(raw));
    // Half a key names nothing.
    if (text === '' || text.length > LONGEST_KEY) return -1;
    parts.push(text);
  }
  const text = parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts);
  const known = keys.get(text);
  if (known !== undefined) return known;
  keys.set(text, keys.size);
  return keys.size - 1;
}

/** Whose each value of each key is. */
function ownersByKey(tables: ReadonlyMap<string, Table>, keys: ReadonlyMap<string, Keys>, owners: Int32Array): Map<Keys, Int32Array> {
  const owned = new Map([...keys.values()].map((values) => [values, new Int32Array(values.size).fill(NOBODY)]));
  for (const { records, keys: ends } of tables.values())
    for (const { end, codes } of ends) {
      const of = owned.get(end);
      for (let n = 0; of && n < records.length; n++) {
        const code = codes.at(n);
        if (code >= 0) of[code] = together(of[code] ?? NOBODY, owners[records.at(n)] ?? NOBODY);
      }
    }
  return owned;
}

/** Rows of nobody get the person of what they point to. Whether there were any. */
function takeStep(tables: ReadonlyMap<string, Table>, owners: Int32Array, owned: ReadonlyMap<Keys, Int32Array>): boolean {
  let hasMoved = false;
  for (const { records, links } of tables.values()) {
    if (links.length === 0) continue;
    for (let n = 0; n < records.length; n++) {
      const record = records.at(n);
      if (owners[record] !== NOBODY) continue;
      let owner = NOBODY;
      for (const { end, codes } of links) {
        const code = codes.at(n);
        if (code >= 0) owner = together(owner, owned.get(end)?.[code] ?? NOBODY);
      }
      if (owner === NOBODY) continue;
      owners[record] = owner;
      hasMoved = true;
    }
  }
  return hasMoved;
}

function together(one: number, other: number): number {
  if (one === NOBODY || one === other) return other;
  return other === NOBODY ? one : SEVERAL;
}
