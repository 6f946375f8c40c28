import type { EventRecord, Facts } from '../../condition/facts';
import type { Population } from '../../population/population';
import { hasPerson, type PeopleSet } from './people-set';

export type PersonFacts = Facts & {
  /** Everything is about this person from now on: one object for everybody, because a population has a great many. */
  lookAt(person: number): void;
  /** The person's newest event of the name that is not later than `latest`. */
  newest(name: string, latest: number): EventRecord | undefined;
};

const none: readonly EventRecord[] = [];

/**
 * What a segment may look at, for one person of a population after the other.
 * @param sets who is in the segments worked out so far; nobody is in any other
 */
export function createPersonFacts(population: Population, now: number, sets: ReadonlyMap<string, PeopleSet>): PersonFacts {
  let person = 0;
  return {
    now,
    timeZone: 'UTC',
    lookAt(next) {
      person = next;
      this.timeZone = population.zones[population.zoneOf[next] ?? 0] ?? 'UTC';
    },
    attribute(id) {
      const column = population.columns.get(id);
      return column?.values[column.codes[person] ?? -1];
    },
    events(name) {
      const table = population.events.get(name);
      if (!table) return none;
      const [from = 0, to = 0] = [table.from[person], table.from[person + 1]];
      return from === to ? none : table.events.slice(from, to);
    },
    newest(name, latest) {
      const table = population.events.get(name);
      if (!table) return undefined;
      const from = table.from[person] ?? 0;
      for (let i = (table.from[person + 1] ?? 0) - 1; i >= from; i--) if ((table.at[i] ?? 0) <= latest) return table.events[i];
      return undefined;
    },
    inSegment(id) {
      const set = sets.get(id);
      return set !== undefined && hasPerson(set, person);
    },
  };
}
