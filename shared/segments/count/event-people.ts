/** Who has performed what a condition asks for: the times of all events lie in one array, the events are opened only where they count. */
import { evaluate } from '../../condition/evaluate';
import type { EventRecord } from '../../condition/facts';
import { isReached, isWithin, measureReached, type Reach, reachOf } from '../../condition/performed';
import type { Condition } from '../../condition/schema';
import type { EventTable, Population } from '../../population/population';
import { addPerson, noPeople, type PeopleSet } from './people-set';
import type { PersonFacts } from './person-facts';

type Performed = Extract<Condition, { op: 'performed' }>;

export function peopleByEvents(population: Population, condition: Performed, facts: PersonFacts): PeopleSet {
  const people = noPeople(population.size);
  const table = population.events.get(condition.event);
  const reach = reaches(population, condition, facts);
  const ofNothing = measureReached(condition, []);
  const plainCount = condition.measure === 'count' && condition.groupBy === undefined && condition.where === undefined;
  for (let person = 0; person < population.size; person++) {
    const [first = 0, end = 0] = table ? [table.from[person], table.from[person + 1]] : [];
    let holds = ofNothing;
    if (table && first < end) {
      facts.lookAt(person);
      const within = reach(person);
      if (within) {
        const [from, to] = timesWithin(table, first, end, within);
        if (from < to) {
          if (plainCount && within.except.length === 0) holds = isReached(to - from, condition.is);
          else holds = measureReached(condition, eventsThatCount(table, from, to, within, condition.where, facts));
        }
      }
    }
    if (holds) addPerson(people, person);
  }
  return people;
}

/** Without another event to measure against, the reach is the same for everybody of a zone. */
function reaches({ zones, zoneOf }: Population, { window }: Performed, facts: PersonFacts): (person: number) => Reach | undefined {
  if (window?.afterLast !== undefined || window?.beforeLast !== undefined) return () => reachOf(window, facts);
  const ofZone = zones.map((timeZone) => reachOf(window, { now: facts.now, timeZone, run: undefined, newest: () => undefined }));
  return (person) => ofZone[zoneOf[person] ?? 0];
}

/** Events are in the order of time: those within a reach are next to each other. */
function timesWithin({ at }: EventTable, first: number, end: number, { from, to }: Reach): [from: number, end: number] {
  let last = end;
  while (last > first && (at[last - 1] ?? 0) > to) last--;
  let begin = last;
  while (begin > first && (at[begin - 1] ?? 0) >= from) begin--;
  return [begin, last];
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
