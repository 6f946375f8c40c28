/** The events of a sample, line by line and out of rows, sorted out by person and by name. */
import type { EventRecord, Json } from '../condition/facts';
import { fromWire } from '../ids';
import { type Problem, problem } from '../problem';
import { valueText } from '../record/transform';
import { trimmed } from '../record/transform-text';
import { eventKey } from './event-keys';
import { groupByPerson } from './group-by-person';
import type { EventTable } from './population';
import type { RowEvent } from './row-events';

export type Identifiers = Readonly<Record<string, string | number>>;

/** What people did, ready for `unify`. */
export type PeopleEvents = {
  people: number;
  tables: ReadonlyMap<string, EventTable>;
  /** People of whom nothing but tests was ever heard. */
  testPeople: ReadonlySet<number>;
  /** Of the names that rows gave: how many of the events came from the rows of each object (by id). */
  fromRows: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

export type EventCollector = {
  /** One envelope as it comes out of `events.ndjson` (see `eventSchema`); names may be in wire spelling. */
  add(line: unknown): 'taken' | 'nobody' | 'unreadable';
  /** What a row of an object says a person did; after all lines, in the order of the sources. */
  addRow(person: number, event: RowEvent, object: string): void;
  /**
   * Once, when all are in. Of two events of a person with one uid the second is a duplicate, and so is what a row tells of a deed
   * that a line or an earlier row has told (`eventKey`).
   */
  finish(people: number): PeopleEvents;
  /** `events-not-read` {lines}, `events-of-nobody` {events, of}. */
  problems(): Problem[];
};

export const noEvents: PeopleEvents = { people: 0, tables: new Map(), testPeople: new Set(), fromRows: new Map() };

/** With its offset: without one the engine would read it on the clock of this machine. */
const moment = /T.+(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * `personOf`: the number of the person these identifiers (by catalogue id) name. `now`, epoch ms: what is dated later has happened
 * now, as in the executor. A test about somebody of whom real events are known has no effect on her.
 */
export function createEventCollector({ personOf, now }: { personOf(identifiers: Identifiers): number | undefined; now: number }): EventCollector {
  const lists = new Map<string, EventList>();
  const idOf = remembered(fromWire);
  const textOf = createTexts();
  const counts = { lines: 0, unreadable: 0, nobodys: 0 };

  function add(line: unknown) {
    counts.lines += 1;
    const at =
      isThing(line) && typeof line.occurred_at === 'string' && moment.test(line.occurred_at) ? Math.min(Date.parse(line.occurred_at), now) : Number.NaN;
    if (!isThing(line) || typeof line.uid !== 'string' || typeof line.name !== 'string' || Number.isNaN(at)) {
      counts.unreadable += 1;
      return 'unreadable';
    }
    const person = personOf(identifiersOf(line.identifiers, idOf));
    if (person === undefined || person < 0) {
      counts.nobodys += 1;
      return 'nobody';
    }
    const name = idOf(line.name);
    const list = listOf(name);
    const properties = isThing(line.properties) ? leanProperties(line.properties, idOf, textOf) : {};
    if (line.is_test === true) list.tests.push(list.events.length);
    list.persons.push(person);
    list.events.push({ uid: line.uid, name, at, properties });
    return 'taken';
  }

  function addRow(person: number, { name, keys, at, properties }: RowEvent, object: string) {
    const list = listOf(name);
    list.rows.push({ keys, object });
    list.persons.push(person);
    list.events.push({ uid: `${name} ${keys[0]}`, name, at: Math.min(at, now), properties });
  }

  function listOf(name: string): EventList {
    const known = lists.get(name);
    if (known) return known;
    const list: EventList = { persons: [], events: [], tests: [], rows: [] };
    lists.set(name, list);
    return list;
  }

  function finish(people: number): PeopleEvents {
    for (const [name, list] of lists) if (list.rows.length > 0) leaveOutTold(list, eventKey(name)?.property);
    const [real, tested] = [new Uint8Array(people), new Uint8Array(people)];
    for (const { persons, tests } of lists.values()) {
      const isTest = new Set(tests);
      for (let n = 0; n < persons.length; n++) {
        const person = persons[n] ?? -1;
        if (person >= 0) (isTest.has(n) ? tested : real)[person] = 1;
      }
    }
    const tables = new Map<string, EventTable>();
    const fromRows = new Map<string, ReadonlyMap<string, number>>();
    for (const [name, list] of lists) {
      // Test events about a real customer are kept apart from her.
      for (const n of list.tests) if (real[list.persons[n] ?? 0] === 1) list.persons[n] = -1;
      const table = tableOf(list, people);
      if (table.events.length > 0) tables.set(name, table);
      const counts = rowsByObject(list);
      if (counts.size > 0) fromRows.set(name, counts);
    }
    lists.clear();
    const testPeople = new Set<number>();
    for (let person = 0; person < people; person++) if (tested[person] === 1 && real[person] === 0) testPeople.add(person);
    return { people, tables, testPeople, fromRows };
  }

  const problems = () => {
    const found: Problem[] = [];
    if (counts.unreadable > 0) found.push(problem('warns', 'events-not-read', [], { lines: counts.unreadable }));
    if (counts.nobodys > 0) found.push(problem('informs', 'events-of-nobody', [], { events: counts.nobodys, of: counts.lines }));
    return found;
  };
  return { add, addRow, finish, problems };
}

type EventList = {
  persons: number[];
  events: EventRecord[];
  /** Positions. */
  tests: number[];
  /** Of those at the end that came from rows: what each is known by, and the object. */
  rows: { keys: readonly string[]; object: string }[];
};

/** Two systems that tell of one deed agree on the day, as they write it in their zones. Numbers alone repeat from system to system. */
const SAME_DEED_MS = 36 * 3_600_000;
/** What more deeds than this are known by is no number of theirs, and comparing each with each would take for ever. */
const MOST_TELLERS = 50;

/**
 * Rows that tell what is told already become nobody's: it has the same number, and is of the same person or at the same time (who
 * a person is may be a matter of the rules). What a row says a deed is known by besides is known from then on.
 */
function leaveOutTold({ persons, events, rows }: EventList, property: string | undefined): void {
  const lines = events.length - rows.length;
  const told = new Map<string, number | number[]>();
  const tell = (key: string, n: number) => {
    const known = told.get(key);
    if (known === undefined) told.set(key, n);
    else if (typeof known === 'number') told.set(key, [known, n]);
    else if (known.length < MOST_TELLERS) known.push(n);
  };
  const isOfSameDeed = (a: number, b: number) =>
    persons[a] === persons[b] || Math.abs((events[a]?.at ?? Number.NaN) - (events[b]?.at ?? Number.NaN)) < SAME_DEED_MS;
  for (let n = 0; property !== undefined && n < lines; n++) {
    const key = trimmed(valueText(events[n]?.properties[property]));
    if (key !== '') tell(key, n);
  }
  const isTold: number[] = [];
  for (const [i, { keys }] of rows.entries()) {
    const n = lines + i;
    const before = keys.flatMap((key) => told.get(key) ?? []).some((other) => isOfSameDeed(n, other));
    if (before) isTold.push(n);
    if (!before || keys.length > 1) for (const key of keys) tell(key, n);
  }
  for (const n of isTold) persons[n] = -1;
}

function rowsByObject({ persons, events, rows }: EventList): Map<string, number> {
  const counts = new Map<string, number>();
  const lines = events.length - rows.length;
  for (const [n, { object }] of rows.entries()) if ((persons[lines + n] ?? -1) >= 0) counts.set(object, (counts.get(object) ?? 0) + 1);
  return counts;
}

function tableOf({ persons, events }: EventList, people: number): EventTable {
  const byTime = (a: number, b: number): number => {
    const [left, right] = [events[a], events[b]];
    if (!left || !right) return 0;
    return left.at - right.at || (left.uid < right.uid ? -1 : left.uid > right.uid ? 1 : 0);
  };
  const { from, order } = groupByPerson(persons, people, byTime);
  const kept: EventRecord[] = [];
  const starts = new Int32Array(people + 1);
  for (let person = 0; person < people; person++) {
    starts[person] = kept.length;
    const first = kept.length;
    for (let n = from[person] ?? 0; n < (from[person + 1] ?? 0); n++) {
      const event = events[order[n] ?? 0];
      // The same envelope sent twice has the same moment, so that it lies beside the first.
      if (event && (kept.length === first || kept.at(-1)?.uid !== event.uid)) kept.push(event);
    }
  }
  starts[people] = kept.length;
  return { from: starts, at: Float64Array.from(kept, ({ at }) => at), events: kept };
}

function isThing(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function identifiersOf(value: unknown, idOf: (name: string) => string): Identifiers {
  const found: Record<string, string | number> = {};
  if (!isThing(value)) return found;
  for (const [name, one] of Object.entries(value)) if (typeof one === 'string' || typeof one === 'number') found[idOf(name)] = one;
  return found;
}

/** Properties by catalogue id. Written in the order they came in, so that events of one kind share one shape in memory. */
function leanProperties(properties: Readonly<Record<string, unknown>>, idOf: (name: string) => string, textOf: (text: string) => string): Record<string, Json> {
  const lean: Record<string, Json> = {};
  for (const name in properties) {
    const value = properties[name] as Json;
    lean[idOf(name)] = typeof value === 'string' ? textOf(value) : value;
  }
  return lean;
}

/** Longer texts hardly repeat; so many different ones, and the rest are keys. */
const LONGEST_KNOWN = 60;
const MOST_KNOWN = 50_000;

/** Gives the same string for the same text, so that a product's name is in memory once and not with every view of it. */
function createTexts(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST_KNOWN) return text;
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) return text;
    known.set(text, text);
    return text;
  };
}

function remembered(compute: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    if (known.size < MOST_KNOWN) known.set(key, value);
    return value;
  };
}
