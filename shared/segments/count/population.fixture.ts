/** Populations put together person by person. */
import type { EventRecord, Json } from '../../condition/facts';
import type { Column, EventTable, Population } from '../../population/population';
import type { SegmentFacts } from '../segment-index';

export type Person = { timeZone: string; attributes: Readonly<Record<string, Json>>; events: readonly EventRecord[] };

/** Events in any order. */
export function populationOf(people: readonly Person[]): Population {
  const zones = [...new Set(people.map(({ timeZone }) => timeZone))];
  const attributes = new Set(people.flatMap((person) => Object.keys(person.attributes)));
  const names = new Set(people.flatMap((person) => person.events.map(({ name }) => name)));
  return {
    size: people.length,
    columns: new Map(
      [...attributes].map((id) => [id, columnOf(people.map((person) => (Object.hasOwn(person.attributes, id) ? person.attributes[id] : undefined)))]),
    ),
    events: new Map([...names].map((name) => [name, tableOf(people.map((person) => eventsOf(person, name)))])),
    zones,
    zoneOf: Uint16Array.from(people, ({ timeZone }) => zones.indexOf(timeZone)),
  };
}

export function factsOf(person: Person, now: number): SegmentFacts {
  return {
    now,
    timeZone: person.timeZone,
    attribute: (id) => (Object.hasOwn(person.attributes, id) ? person.attributes[id] : undefined),
    events: (name) => eventsOf(person, name),
  };
}

function eventsOf({ events }: Person, name: string): EventRecord[] {
  return events.filter((event) => event.name === name).sort((a, b) => a.at - b.at);
}

function columnOf(given: readonly (Json | undefined)[]): Column {
  const codes = new Map<string, number>();
  const values: Json[] = [];
  return {
    codes: Int32Array.from(given, (value) => {
      if (value === undefined) return -1;
      const key = JSON.stringify(value);
      const known = codes.get(key) ?? values.push(value) - 1;
      codes.set(key, known);
      return known;
    }),
    values,
  };
}

function tableOf(lists: readonly EventRecord[][]): EventTable {
  const from = new Int32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) from[i + 1] = (from[i] ?? 0) + list.length;
  const events = lists.flat();
  return { from, at: Float64Array.from(events, ({ at }) => at), events };
}
