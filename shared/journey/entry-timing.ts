/** Triggers that the clock sets off: schedules and dates in the record. */
import type { EventRecord, Json } from '../condition/facts';
import { addDuration, approximateMs, durationDays, nextClock } from '../time/duration';
import type { NodeOf, Trigger } from './schema';
import { momentOfDate, onThatDay } from './step-dates';

type ScheduleTrigger = Extract<Trigger, { kind: 'schedule' }>;
type DateTrigger = Extract<Trigger, { kind: 'date-attribute' }>;

/** A schedule can't be denser than this, whatever is written. */
const SHORTEST_MS = 60_000;

/**
 * When a schedule fires next (epoch ms), in the journey's zone: `last` is the moment it was due before, absent before its
 * first time. Slots missed while the machine slept are not made up one by one: ask again with the slot that has been run.
 */
export function nextScheduledAt(trigger: ScheduleTrigger, times: { deployedAt: number; last?: number | undefined }, zone: string): number {
  const { every, at } = trigger;
  if (times.last === undefined) return at ? nextClock(times.deployedAt, at, zone) : times.deployedAt;
  if (approximateMs(every) < SHORTEST_MS) return times.last + SHORTEST_MS;
  const next = addDuration(times.last, every, zone);
  return at && durationDays(every) > 0 ? Math.max(onThatDay(next, at, zone), times.last + SHORTEST_MS) : next;
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
  let at = from;
  for (let wave = Math.floor(place / size); wave > 0; wave--) at = addDuration(at, every, zone);
  return at;
}

/** The trigger nodes somebody has to keep a clock for. */
export function timedTriggers(triggers: readonly NodeOf<'trigger'>[]): NodeOf<'trigger'>[] {
  return triggers.filter(({ trigger }) => trigger.kind === 'schedule' || trigger.kind === 'date-attribute');
}
