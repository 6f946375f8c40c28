/** How long an answer stays true while nothing happens: whoever asks everybody every day need not ask those who can't have changed. */
import { dependsOnTime } from '../journey/deployment-listens';
import { approximateMs } from '../time/duration';
import { momentIn } from './compare';
import { evaluate } from './evaluate';
import type { EventRecord, Facts } from './facts';
import { refsOf } from './refs';
import type { Condition } from './schema';

const DAY = 86_400_000;
/** Days change length with the clock, and a date is a whole day. */
const SLACK = 2 * DAY;
const never = Number.POSITIVE_INFINITY;

/**
 * The earliest moment (epoch ms) at which a customer's answer may be another with nothing new known of her; `facts.now` when
 * that can't be said. Never too late, often too early.
 * @param changesByItself attributes whose value depends on the time
 */
export function steadyUntil(condition: Condition, facts: Facts, changesByItself: (attribute: string) => boolean): number {
  switch (condition.op) {
    case 'and':
    case 'or': {
      // One that is false decides an "and" by itself, one that is true an "or": the answer stays as long as the steadiest of them.
      let latest = Number.NEGATIVE_INFINITY;
      let earliest = never;
      for (const arg of condition.args) {
        if (latest === never) break;
        if (evaluate(arg, facts) === (condition.op === 'or')) latest = Math.max(latest, steadyUntil(arg, facts, changesByItself));
      }
      if (latest >= facts.now) return latest;
      for (const arg of condition.args) earliest = Math.min(earliest, steadyUntil(arg, facts, changesByItself));
      return earliest;
    }
    case 'not':
      return steadyUntil(condition.arg, facts, changesByItself);
    case 'in-segment':
      return facts.now;
    case 'performed':
      return performedUntil(condition, facts);
    case 'before':
    case 'after':
    case 'within': {
      if (condition.left.kind !== 'customer' || changesByItself(condition.left.path)) return facts.now;
      const value = momentIn(facts.attribute(condition.left.path), facts.timeZone);
      if (!value) return never;
      if (condition.op === 'within')
        return nextOf(facts.now, [
          value.from,
          value.to,
          ...(condition.past ? [value.to + approximateMs(condition.past)] : []),
          ...(condition.next ? [value.from - approximateMs(condition.next)] : []),
        ]);
      const { right } = condition;
      if (typeof right === 'string') return never;
      if ('ago' in right) return nextOf(facts.now, [value.from + approximateMs(right.ago), value.to + approximateMs(right.ago)]);
      if ('ahead' in right) return nextOf(facts.now, [value.from - approximateMs(right.ahead), value.to - approximateMs(right.ahead)]);
      return facts.now;
    }
    default: {
      const right = 'right' in condition && typeof condition.right === 'object' && !Array.isArray(condition.right) ? condition.right : undefined;
      const refs = right ? [condition.left, right] : [condition.left];
      return refs.every((ref) => ref.kind === 'customer' && !changesByItself(ref.path)) ? never : facts.now;
    }
  }
}

/**
 * What is done stays done: the answer changes when an event leaves a window that ends now, or when one that is dated ahead
 * begins to count.
 */
function performedUntil({ event, window, where }: Extract<Condition, { op: 'performed' }>, facts: Facts): number {
  const { now, run } = facts;
  if (where && !looksAtEventAlone(where)) return now;
  const mine = facts.events(event);
  const isAhead = (one: EventRecord) => one.at > now;
  if (mine.some(isAhead)) return now;
  if (!window) return never;
  if ([window.afterLast, window.beforeLast].some((other) => other !== undefined && facts.events(other).some(isAhead))) return now;
  // Somebody who asks to enter enters later if she is asked later: then it would no longer be since entry.
  if (window.sinceEntry && run && mine.some(({ at }) => at >= run.enteredAt)) return now;
  if (window.last === undefined) return never;
  const length = approximateMs(window.last);
  return nextOf(
    now,
    mine.map(({ at }) => at + length),
  );
}

const alone = new WeakMap<Condition, boolean>();

function looksAtEventAlone(where: Condition): boolean {
  let is = alone.get(where);
  if (is === undefined) {
    const { attributes, segments, events, entry } = refsOf(where);
    is = attributes.length + segments.length + entry.length + Object.keys(events).length === 0 && !dependsOnTime(where);
    alone.set(where, is);
  }
  return is;
}

function nextOf(now: number, boundaries: readonly number[]): number {
  let until = never;
  for (const at of boundaries) {
    if (at + SLACK < now) continue;
    until = Math.min(until, Math.max(now, at - SLACK));
  }
  return until;
}
