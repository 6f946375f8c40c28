/** The people of an engagement's sample as a simulation finds them: what was delivered about each, and what each did. */
import type { EventRecord, Json } from '../condition/facts';
import type { Engagement } from '../engagement/schema';
import type { EventTable } from '../population/population';
import { createDelivered, eventsOfPerson, type UnifyInput } from '../population/unify';
import { DAYS_PER_MONTH, type SampleRates } from './rates';

const DAY = 86_400_000;

export type SamplePerson = {
  attributes: Record<string, Json>;
  /** When each was true, epoch ms. */
  changed: Record<string, number>;
  /** Before the start, by time. */
  history: EventRecord[];
};

export type SamplePeople = {
  size: number;
  /** From 0 on. */
  person(n: number): SamplePerson;
  rates: SampleRates | undefined;
  /** What each did, in shares of the average; undefined where the sample has no events. */
  activity: Float64Array | undefined;
};

/** Deeds that say how lively somebody is. */
const deeds = ['visit-started', 'product-viewed', 'added-to-cart', 'order-placed', 'ticket-opened', 'booking-created', 'registration-completed'];

/** `from`: when the simulation starts, epoch ms; what is dated later is left out. */
export function createSamplePeople(input: Omit<UnifyInput, 'engagement'> & { engagement: Engagement }, from: number): SamplePeople {
  const { people, events } = input;
  const delivered = createDelivered(input);
  const tables = [...events.tables.values()];
  return {
    size: people,
    person(n) {
      const attributes: Record<string, Json> = {};
      const changed: Record<string, number> = {};
      for (const [id, { value, at }] of delivered(n)) {
        attributes[id] = value;
        // Undated is as of the start: what happens from then on adds to it.
        changed[id] = Math.min(at ?? from, from);
      }
      const history = tables.flatMap((table) => eventsOfPerson(table, n).filter(({ at }) => at < from)).sort((a, b) => a.at - b.at);
      return { attributes, changed, history };
    },
    ...ratesOf(events.tables, people, from),
  };
}

function ratesOf(all: ReadonlyMap<string, EventTable>, people: number, from: number): Pick<SamplePeople, 'rates' | 'activity'> {
  const tables = new Map([...all].map(([name, table]) => [name, countBefore(table, from)] as const));
  const counted = [...tables.values()].filter(({ count }) => count > 0);
  const [first, last] = [Math.min(...counted.map((one) => one.first)), Math.max(...counted.map((one) => one.last))];
  const days = (last - first) / DAY;
  // Of less than a week nothing can be said about a month.
  if (counted.length === 0 || people === 0 || days < 7) return { rates: undefined, activity: undefined };
  const months = days / DAYS_PER_MONTH;
  const perMonth = new Map([...tables].flatMap(([name, { count }]) => (count > 0 ? [[name, count / people / months] as const] : [])));

  const done = new Float64Array(people);
  let sum = 0;
  for (const name of deeds) {
    const table = all.get(name);
    for (let n = 0; table && n < people; n++)
      for (let i = table.from[n] ?? 0; i < (table.from[n + 1] ?? 0); i++) {
        if ((table.at[i] ?? from) >= from) continue;
        done[n] = (done[n] ?? 0) + 1;
        sum += 1;
      }
  }
  // Whoever did nothing in this time may do something in the next: each has one deed more than was seen.
  const mean = sum / people;
  const activity = sum === 0 ? undefined : done.map((count) => (count + 1) / (mean + 1));
  return { rates: { perMonth, orderValue: orderValueOf(all.get('order-placed'), from) }, activity };
}

function countBefore({ at }: EventTable, from: number): { count: number; first: number; last: number } {
  let [count, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of at) {
    if (one >= from) continue;
    count += 1;
    first = Math.min(first, one);
    last = Math.max(last, one);
  }
  return { count, first, last };
}

function orderValueOf(table: EventTable | undefined, from: number): number | undefined {
  const totals = (table?.events ?? []).flatMap(({ at, properties }) => {
    const total = Number(properties['order-total']);
    return at < from && total > 0 ? [total] : [];
  });
  return totals.length === 0 ? undefined : totals.reduce((sum, total) => sum + total, 0) / totals.length;
}
