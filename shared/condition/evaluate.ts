/**
 * Whether a condition holds. Pure; looks at nothing but `facts`; never throws for a condition the schema accepts.
 *
 * How single values compare is said in `compare.ts`. Beyond that:
 * - Any comparison with a missing value is false, `ne` included.
 * - `before` a date means before the whole day, `within` means any part of the day.
 * - Lists: `eq` = the same members in any order; `in` = one member is in it; `contains` = has it (all of them, given a
 *   list); in a list of things with parts (`items` of an order), a thing is found by one of its parts.
 */
import { addDuration } from '../time/duration';
import { type Span, spanOf } from '../time/moment';
import { compare, contains, isEqual, isMissing, members, momentIn } from './compare';
import { own, propertyOf } from './event-property';
import type { EventRecord, Facts, Json } from './facts';
import { isReached, isWithin, measureReached, reachOf } from './performed';
import { isRef } from './refs';
import type { Condition, Moment, Operand, Ref } from './schema';

type Performed = Extract<Condition, { op: 'performed' }>;
export type TimeCondition = Extract<Condition, { op: 'before' | 'after' | 'within' }>;

/** `event`: looked at instead of the one that the facts are about. */
export function evaluate(condition: Condition, facts: Facts, event: EventRecord | undefined = facts.event): boolean {
  return holds(condition, facts, event);
}

/** `event` is apart from `facts` so that `where` need not copy the facts for every event. Loops, because it runs millions of times. */
function holds(condition: Condition, facts: Facts, event: EventRecord | undefined): boolean {
  switch (condition.op) {
    case 'and':
      for (const arg of condition.args) if (!holds(arg, facts, event)) return false;
      return true;
    case 'or':
      for (const arg of condition.args) if (holds(arg, facts, event)) return true;
      return false;
    case 'not':
      return !holds(condition.arg, facts, event);
    case 'eq':
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const left = valueAt(condition.left, facts, event);
      const right = operandOf(condition.right, facts, event);
      return !isMissing(left) && !isMissing(right) && compare(left, condition.op, right, facts.timeZone);
    }
    case 'in': {
      const left = valueAt(condition.left, facts, event);
      if (isMissing(left)) return false;
      return members(left).some((one) => condition.right.some((other) => isEqual(one, other, facts.timeZone)));
    }
    case 'contains': {
      const left = valueAt(condition.left, facts, event);
      const right = operandOf(condition.right, facts, event);
      if (isMissing(left) || isMissing(right)) return false;
      return members(right).every((one) => contains(left, one, facts.timeZone));
    }
    case 'starts-with': {
      const left = valueAt(condition.left, facts, event);
      return typeof left === 'string' && left !== '' && left.startsWith(condition.right);
    }
    case 'exists':
      return !isMissing(valueAt(condition.left, facts, event));
    case 'before':
    case 'after':
    case 'within': {
      const left = momentIn(valueAt(condition.left, facts, event), facts.timeZone);
      return left !== undefined && isTimely(left, timeBounds(condition, facts, event));
    }
    case 'performed':
      return hasPerformed(condition, facts);
    case 'in-segment':
      return facts.inSegment(condition.segment);
  }
}

function hasPerformed(condition: Performed, facts: Facts): boolean {
  const { now, timeZone, run } = facts;
  const reach = reachOf(condition.window, { now, timeZone, run, newest: (name, latest) => facts.events(name).findLast(({ at }) => at <= latest) });
  const { where, measure, groupBy, is } = condition;
  const isCount = measure === 'count' && groupBy === undefined;
  let counted = 0;
  const events: EventRecord[] = [];
  if (reach)
    for (const event of facts.events(condition.event)) {
      if (!isWithin(event, reach) || (where && !holds(where, facts, event))) continue;
      if (isCount) counted += 1;
      else events.push(event);
    }
  return isCount ? isReached(counted, is) : measureReached(condition, events);
}

/**
 * What a moment or day must be for `before`, `after` or `within` to hold, in epoch ms: worked out once, it answers for any
 * number of values (`isTimely`). A bound that the condition does not set is infinite.
 */
export type TimeBounds = { toAtLeast: number; toBelow: number; fromAbove: number; fromAtMost: number };

export function timeBounds(condition: TimeCondition, facts: Facts, event?: EventRecord): TimeBounds {
  const bounds: TimeBounds = {
    toAtLeast: Number.NEGATIVE_INFINITY,
    toBelow: Number.POSITIVE_INFINITY,
    fromAbove: Number.NEGATIVE_INFINITY,
    fromAtMost: Number.POSITIVE_INFINITY,
  };
  if (condition.op === 'within') {
    const { past, next } = condition;
    if (past === undefined && next === undefined) bounds.toBelow = Number.NEGATIVE_INFINITY;
    else {
      bounds.toAtLeast = past === undefined ? facts.now : addDuration(facts.now, `-${past}`, facts.timeZone);
      bounds.fromAtMost = next === undefined ? facts.now : addDuration(facts.now, next, facts.timeZone);
    }
    return bounds;
  }
  const right = momentOf(condition.right, facts, event);
  if (!right) bounds.toBelow = Number.NEGATIVE_INFINITY;
  else if (condition.op === 'before') bounds.toBelow = right.from;
  else bounds.fromAbove = right.to;
  return bounds;
}

export function isTimely({ from, to }: Span, bounds: TimeBounds): boolean {
  return to >= bounds.toAtLeast && to < bounds.toBelow && from > bounds.fromAbove && from <= bounds.fromAtMost;
}

function valueAt(ref: Ref, facts: Facts, event: EventRecord | undefined): Json | undefined {
  switch (ref.kind) {
    case 'customer':
      return facts.attribute(ref.path);
    case 'event':
      return propertyOf(event, ref.path);
    case 'entry':
      return facts.run && own(facts.run.entry, ref.path);
    case 'journey':
      return facts.run && own(facts.run.journey, ref.path);
    case 'step':
      return facts.run && own(facts.run.step, ref.path);
  }
}

function operandOf(operand: Operand, facts: Facts, event: EventRecord | undefined): Json | undefined {
  return isRef(operand) ? valueAt(operand, facts, event) : operand;
}

function momentOf(moment: Moment, facts: Facts, event: EventRecord | undefined): Span | undefined {
  if (typeof moment === 'string') return spanOf(moment, facts.timeZone);
  if (isRef(moment)) return momentIn(valueAt(moment, facts, event), facts.timeZone);
  const at = 'ago' in moment ? addDuration(facts.now, `-${moment.ago}`, facts.timeZone) : addDuration(facts.now, moment.ahead, facts.timeZone);
  return { from: at, to: at };
}
