/** What `performed` looks at and when it is reached, apart from who is asked: for one person here, for a population where it is counted. */
import { addDuration } from '../time/duration';
import { numberOf, ordered, scalarsOf } from './compare';
import { propertyOf } from './event-property';
import type { EventRecord, Facts } from './facts';
import type { Condition, EventWindow } from './schema';

type Performed = Extract<Condition, { op: 'performed' }>;

/** Clocks of shops and of this machine differ a little: what is dated so far ahead has still happened. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** Which events count: from and to in epoch ms, both included, without those of `except` (uids). */
export type Reach = { from: number; to: number; except: readonly string[] };

/** `newest`: this person's newest event of the name that is not later than `latest`. */
export type ReachFacts = Pick<Facts, 'now' | 'timeZone' | 'run'> & { newest(name: string, latest: number): EventRecord | undefined };

/**
 * The events a window lets through. With `beforeLast`, `last` reaches back from that event instead of from now. An event at
 * the very moment of the event it is measured against counts (many systems date to the second), unless it is that event.
 * Undefined: none, because there is no such event, or no run for `sinceEntry`.
 */
export function reachOf(window: EventWindow | undefined, { now, timeZone, run, newest }: ReachFacts): Reach | undefined {
  const latest = now + CLOCK_SKEW_MS;
  let from = Number.NEGATIVE_INFINITY;
  let to = latest;
  const except: string[] = [];
  if (window?.beforeLast !== undefined) {
    const last = newest(window.beforeLast, latest);
    if (!last) return undefined;
    to = last.at;
    except.push(last.uid);
  }
  if (window?.last !== undefined) from = addDuration(Math.min(to, now), `-${window.last}`, timeZone);
  if (window?.afterLast !== undefined) {
    const last = newest(window.afterLast, latest);
    if (!last) return undefined;
    from = Math.max(from, last.at);
    except.push(last.uid);
  }
  if (window?.sinceEntry) {
    if (!run) return undefined;
    from = Math.max(from, run.enteredAt);
    except.push(run.entryUid);
  }
  return { from, to, except };
}

export function isWithin({ at, uid }: EventRecord, { from, to, except }: Reach): boolean {
  return at >= from && at <= to && !except.includes(uid);
}

/** Whether the events that count come to what is asked; with `groupBy`, those of one value. */
export function measureReached(condition: Performed, events: readonly EventRecord[]): boolean {
  const { groupBy, is } = condition;
  if (groupBy === undefined) return isReached(measured(condition, events), is);
  const groups = new Map<string, EventRecord[]>();
  for (const event of events)
    for (const value of scalarsOf(propertyOf(event, groupBy))) {
      const group = groups.get(String(value));
      if (group) group.push(event);
      else groups.set(String(value), [event]);
    }
  for (const group of groups.values()) if (isReached(measured(condition, group), is)) return true;
  return false;
}

function measured({ measure, property }: Performed, events: readonly EventRecord[]): number {
  if (measure === 'count') return events.length;
  if (property === undefined) return 0;
  const values = events.flatMap((event) => scalarsOf(propertyOf(event, property)));
  if (measure === 'distinct') return new Set(values.map(String)).size;
  const sum = values.reduce<number>((total, value) => total + (numberOf(value) ?? 0), 0);
  // Cents added as binary fractions would miss a round threshold by a hair.
  return Math.round(sum * 1e6) / 1e6;
}

export function isReached(value: number, is: Performed['is']): boolean {
  return ordered(value - is.value, is.op);
}
