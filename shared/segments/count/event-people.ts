/** Who has performed what a condition asks for: the times of all events lie in one array, the events are opened only where they count. */
import { evaluate } from '../../condition/evaluate';
import type { EventRecord } from '../../condition/facts';
import { CLOCK_SKEW_MS, isReached, isWithin, measureReached, type Reach, reachOf } from '../../condition/performed';
import type { Condition } from '../../condition/schema';
import type { EventTable, Population } from '../../population/population';
import { approximateMs } from '../../time/duration';
import { addPerson, allPeople, noPeople, type PeopleSet, removePerson } from './people-set';
import type { PersonFacts } from './person-facts';

type Performed = Extract<Condition, { op: 'performed' }>;

export function peopleByEvents(population: Population, condition: Performed, facts: PersonFacts): PeopleSet {
  const table = population.events.get(condition.event);
  const ofNothing = measureReached(condition, []);
  const people = ofNothing ? allPeople(population.size) : noPeople(population.size);
  if (!table) return people;
  const answer = answerOf(table, condition, facts);
  const reach = reaches(population, table, condition, facts);
  let first = table.from[0] ?? 0;
  for (let person = 0; person < population.size; person++) {
    const end = table.from[person + 1] ?? first;
    if (first < end) {
      const within = reach(person);
      let last = end;
      let begin = end;
      if (within) {
        // Events are in the order of time: those within a reach are next to each other.
        while (last > first && (table.at[last - 1] ?? 0) > within.to) last--;
        begin = last;
        while (begin > first && (table.at[begin - 1] ?? 0) >= within.from) begin--;
      }
      if (within && begin < last && answer(person, begin, last, within) !== ofNothing) {
        if (ofNothing) removePerson(people, person);
        else addPerson(people, person);
      }
    }
    first = end;
  }
  return people;
}

type Answer = (person: number, from: number, end: number, reach: Reach) => boolean;

/** What the events of a person at these places come to. They are opened only when their number is not all that counts. */
function answerOf(table: EventTable, condition: Performed, facts: PersonFacts): Answer {
  const isPlain = condition.measure === 'count' && condition.groupBy === undefined && condition.where === undefined;
  return (person, from, end, reach) => {
    if (isPlain && reach.except.length === 0) return isReached(end - from, condition.is);
    facts.lookAt(person);
    return measureReached(condition, eventsThatCount(table, from, end, reach, condition.where, facts));
  };
}

/** Without another event to measure against, the reach is the same for everybody of a zone. */
function reaches({ zones, zoneOf }: Population, table: EventTable, { window }: Performed, facts: PersonFacts): (person: number) => Reach | undefined {
  if (window?.afterLast === undefined && window?.beforeLast === undefined) {
    const ofZone = zones.map((timeZone) => reachOf(window, { now: facts.now, timeZone, run: undefined, newest: () => undefined }));
    return (person) => ofZone[zoneOf[person] ?? 0];
  }
  const { beforeLast, last } = window;
  const roughMs = last === undefined ? Number.POSITIVE_INFINITY : approximateMs(last) + LONGEST_SHIFT_MS;
  return (person) => {
    facts.lookAt(person);
    const before = beforeLast === undefined ? undefined : facts.newest(beforeLast, facts.now + CLOCK_SKEW_MS);
    // Most have nothing near the event; the calendar is asked only for those who have.
    if (before && !hasEventBetween(table, person, Math.min(before.at, facts.now) - roughMs, before.at)) return undefined;
    return reachOf(window, facts);
  };
}

/** Days by a clock that was put forward or back, or a zone that moved to the other side of the date line. */
const LONGEST_SHIFT_MS = 2 * 86_400_000;

function hasEventBetween({ from, at }: EventTable, person: number, first: number, last: number): boolean {
  const end = from[person + 1] ?? 0;
  for (let i = from[person] ?? 0; i < end; i++) {
    const time = at[i] ?? 0;
    if (time >= first && time <= last) return true;
  }
  return false;
}

function eventsThatCount(table: EventTable, from: number, to: number, reach: Reach, where: Condition | undefined, facts: PersonFacts): EventRecord[] {
  const events: EventRecord[] = [];
  for (let i = from; i < to; i++) {
    const event = table.events[i];
    if (!event || !isWithin(event, reach)) continue;
    facts.event = event;
    if (!where || evaluate(where, facts)) events.push(event);
  }
  facts.event = undefined;
  return events;
}
