/** The events of a sample, line by line, sorted out by person and by name. */
import type { EventRecord, Json } from '../condition/facts';
import { fromWire } from '../ids';
import { type Problem, problem } from '../problem';
import { groupByPerson } from './group-by-person';
import type { EventTable } from './population';

export type Identifiers = Readonly<Record<string, string | number>>;

/** What people did, ready for `unify`. */
export type PeopleEvents = {
  people: number;
  tables: ReadonlyMap<string, EventTable>;
  /** People of whom nothing but tests was ever heard. */
  testPeople: ReadonlySet<number>;
};

export type EventCollector = {
  /** One envelope as it comes out of `events.ndjson` (see `eventSchema`); names may be in wire spelling. */
  add(line: unknown): 'taken' | 'nobody' | 'unreadable';
  /** Once, when all are in. Of two events of a person with one uid the second is a duplicate. */
  finish(people: number): PeopleEvents;
  /** `events-not-read` {lines}, `events-of-nobody` {events, of}. */
  problems(): Problem[];
};

export const noEvents: PeopleEvents = { people: 0, tables: new Map(), testPeople: new Set() };

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
    const at = isThing(line) && typeof line.occurred_at === 'string' ? Math.min(Date.parse(line.occurred_at), now) : Number.NaN;
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
    let list = lists.get(name);
    if (!list) {
      list = { persons: [], events: [], tests: [] };
      lists.set(name, list);
    }
    const properties = isThing(line.properties) ? leanProperties(line.properties, idOf, textOf) : {};
    if (line.is_test === true) list.tests.push(list.events.length);
    list.persons.push(person);
    list.events.push({ uid: line.uid, name, at, properties });
    return 'taken';
  }

  function finish(people: number): PeopleEvents {
    const [real, tested] = [new Uint8Array(people), new Uint8Array(people)];
    for (const { persons, tests } of lists.values()) {
      const isTest = new Set(tests);
      for (let n = 0; n < persons.length; n++) (isTest.has(n) ? tested : real)[persons[n] ?? 0] = 1;
    }
    const tables = new Map<string, EventTable>();
    for (const [name, list] of lists) {
      // Test events about a real customer are kept apart from her.
      for (const n of list.tests) if (real[list.persons[n] ?? 0] === 1) list.persons[n] = -1;
      const table = tableOf(list, people);
      if (table.events.length > 0) tables.set(name, table);
    }
    lists.clear();
    const testPeople = new Set<number>();
    for (let person = 0; person < people; person++) if (tested[person] === 1 && real[person] === 0) testPeople.add(person);
    return { people, tables, testPeople };
  }

  const problems = () => {
    const found: Problem[] = [];
    if (counts.unreadable > 0) found.push(problem('warns', 'events-not-read', [], { lines: counts.unreadable }));
    if (counts.nobodys > 0) found.push(problem('informs', 'events-of-nobody', [], { events: counts.nobodys, of: counts.lines }));
    return found;
  };
  return { add, finish, problems };
}

type EventList = { persons: number[]; events: EventRecord[] /** Positions. */; tests: number[] };

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
