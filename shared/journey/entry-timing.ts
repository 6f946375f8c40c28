/** Triggers that the clock sets off: schedules and dates in the record. */
import type { EventRecord, Json } from '../condition/facts';
import { addDuration, approximateMs, durationDays, nextClock } from '../time/duration';
import type { NodeOf, Trigger } from './schema';
import { CLOCK_CHANGES_MS, momentOfDate, onThatDay } from './step-dates';

type ScheduleTrigger = Extract<Trigger, { kind: 'schedule' }>;
type DateTrigger = Extract<Trigger, { kind: 'date-attribute' }>;

/** A schedule can't be denser than this, whatever is written. */
const SHORTEST_MS = 60_000;

/**
 * When a schedule fires next (epoch ms), in the journey's zone: `last` is the moment it was due before, absent before its
 * first time. All times are counted from the first: a day without 02:30 does not move the days after it. Slots missed while
 * the machine slept are not made up one by one: ask again with the slot that has been run.
 */
export function nextScheduledAt(trigger: ScheduleTrigger, times: { deployedAt: number; last?: number | undefined }, zone: string): number {
  const { every, at } = trigger;
  const first = at ? nextClock(times.deployedAt, at, zone) : times.deployedAt;
  if (times.last === undefined) return first;
  const length = approximateMs(every);
  if (length < SHORTEST_MS) return times.last + SHORTEST_MS;
  const slot = (n: number) => {
    const moment = addDuration(first, every, zone, n);
    return at && durationDays(every) > 0 ? onThatDay(moment, at, zone) : moment;
  };
  let n = Math.max(1, Math.floor((times.last - CLOCK_CHANGES_MS - first) / length));
  while (slot(n) <= times.last) n++;
  return slot(n);
}

/** When the date in the record sets the trigger off (epoch ms); undefined when there is no date. */
export function dateTriggerAt(trigger: DateTrigger, value: Json | undefined, zone: string): number | undefined {
  return momentOfDate(value, trigger, zone);
}

/**
 * When the customer at this place of the audience (0 = first) is let in: at once in the first wave, later in the next ones.
 * Three people per unit and seven units in stock: twenty-one at a time. An event that names no units counts as one.
 */
export function waveAt(node: NodeOf<'trigger'>, event: Pick<EventRecord, 'properties'>, place: number, from: number, zone: string): number {
  if (!node.waves) return from;
  const { people, per, every } = node.waves;
  const units = Number(event.properties[per] ?? 1);
  const size = Math.max(1, Math.floor(people * (Number.isFinite(units) && units > 0 ? units : 1)));
  return addDuration(from, every, zone, Math.floor(place / size));
}

/** The trigger nodes somebody has to keep a clock for. */
export function timedTriggers(triggers: readonly NodeOf<'trigger'>[]): NodeOf<'trigger'>[] {
  return triggers.filter(({ trigger }) => trigger.kind === 'schedule' || trigger.kind === 'date-attribute');
}
