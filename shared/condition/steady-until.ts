/** How long an answer stays true while nothing happens: whoever asks everybody every day need not ask those who can't have changed. */
import { dependsOnTime } from '../journey/deployment-listens';
import type { Steadiness } from '../record/formula/computation';
import { approximateMs } from '../time/duration';
import type { Span } from '../time/moment';
import { momentIn } from './compare';
import { evaluate, type TimeCondition } from './evaluate';
import type { EventRecord, Facts } from './facts';
import { never, nextBoundary } from './next-boundary';
import { isRef, refsOf } from './refs';
import type { Condition } from './schema';

/** What an answer rests on beside the facts themselves. */
export type SteadyWorld = Steadiness & {
  /** How long somebody stays in or out of a segment, epoch ms. */
  segmentUntil(segment: string): number;
};

/**
 * The earliest moment (epoch ms) at which a customer's answer may be another with nothing new known of her; `facts.now` when
 * that can't be said. Never too late, often too early.
 */
export function steadyUntil(condition: Condition, facts: Facts, world: SteadyWorld): number {
  switch (condition.op) {
    case 'and':
    case 'or': {
      // One that is false decides an "and" by itself, one that is true an "or": the answer stays as long as the steadiest of them.
      let latest = Number.NEGATIVE_INFINITY;
      let earliest = never;
      for (const arg of condition.args) {
        if (latest === never) break;
        if (evaluate(arg, facts) === (condition.op === 'or')) latest = Math.max(latest, steadyUntil(arg, facts, world));
      }
      if (latest >= facts.now) return latest;
      for (const arg of condition.args) earliest = Math.min(earliest, steadyUntil(arg, facts, world));
      return earliest;
    }
    case 'not':
      return steadyUntil(condition.arg, facts, world);
    case 'in-segment':
      return world.segmentUntil(condition.segment);
    case 'performed':
      return performedUntil(condition, facts);
    case 'before':
    case 'after':
    case 'within': {
      const { left } = condition;
      if (left.kind !== 'customer') return facts.now;
      const stays = world.until(left.path);
      const value = momentIn(facts.attribute(left.path), facts.timeZone);
      if (!value) return stays;
      // Compared with another value: as long as both stay.
      if (condition.op !== 'within' && isRef(condition.right))
        return condition.right.kind === 'customer' ? Math.min(stays, world.until(condition.right.path)) : facts.now;
      return Math.min(stays, nextBoundary(facts.now, boundariesOf(condition, value)));
    }
    default: {
      const { left } = condition;
      const right = 'right' in condition ? condition.right : undefined;
      if (left.kind !== 'customer') return facts.now;
      if (typeof right === 'number' && condition.op !== 'contains') return world.comparedUntil(left.path, right);
      if (right === undefined || Array.isArray(right) || !isRef(right)) return world.until(left.path);
      return right.kind === 'customer' ? Math.min(world.until(left.path), world.until(right.path)) : facts.now;
    }
  }
}

/** When a condition about a moment turns, roughly, as time goes by. */
function boundariesOf(condition: TimeCondition, { from, to }: Span): number[] {
  if (condition.op === 'within')
    return [from, to, ...(condition.past ? [to + approximateMs(condition.past)] : []), ...(condition.next ? [from - approximateMs(condition.next)] : [])];
  const { right } = condition;
  if (typeof right === 'string' || !('ago' in right || 'ahead' in right)) return [];
  const apart = 'ago' in right ? approximateMs(right.ago) : -approximateMs(right.ahead);
  return [from + apart, to + apart];
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
  return nextBoundary(
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
