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
import { type Span, spanOf, toIso } from '../time/moment';
import { compare, contains, isEqual, isMissing, members, momentIn, numberOf, ordered, scalarsOf } from './compare';
import type { EventRecord, Facts, Json } from './facts';
import { isRef } from './refs';
import type { Condition, EventWindow, Moment, Operand, Ref } from './schema';

/** Clocks of shops and of this machine differ a little: what is dated so far ahead has still happened. */
export const CLOCK_SKEW_MS = 5 * 60_000;

type Performed = Extract<Condition, { op: 'performed' }>;

export function evaluate(condition: Condition, facts: Facts): boolean {
  return holds(condition, facts, facts.event);
}

/** `event` is apart from `facts` so that `where` need not copy the facts for every event. */
function holds(condition: Condition, facts: Facts, event: EventRecord | undefined): boolean {
  switch (condition.op) {
    case 'and':
      return condition.args.every((arg) => holds(arg, facts, event));
    case 'or':
      return condition.args.some((arg) => holds(arg, facts, event));
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
    case 'after': {
      const left = momentIn(valueAt(condition.left, facts, event), facts.timeZone);
      const right = momentOf(condition.right, facts, event);
      if (!left || !right) return false;
      return condition.op === 'before' ? left.to < right.from : left.from > right.to;
    }
    case 'within': {
      const left = momentIn(valueAt(condition.left, facts, event), facts.timeZone);
      if (!left || (condition.past === undefined && condition.next === undefined)) return false;
      const from = condition.past === undefined ? facts.now : addDuration(facts.now, `-${condition.past}`, facts.timeZone);
      const to = condition.next === undefined ? facts.now : addDuration(facts.now, condition.next, facts.timeZone);
      return left.to >= from && left.from <= to;
    }
    case 'performed':
      return hasPerformed(condition, facts);
    case 'in-segment':
      return facts.inSegment(condition.segment);
  }
}

function hasPerformed(condition: Performed, facts: Facts): boolean {
  const { where, groupBy, is } = condition;
  let events = eventsIn(condition.window, condition.event, facts);
  if (where) events = events.filter((event) => holds(where, facts, event));
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

/**
 * The events of one name that a window lets through, oldest first. With `beforeLast`, `last` reaches back from that event
 * instead of from now. An event at the very moment of the event it is measured against counts (many systems date to
 * the second), unless it is that event. No such event, or no run for `sinceEntry`: none.
 */
function eventsIn(window: EventWindow | undefined, name: string, facts: Facts): readonly EventRecord[] {
  const latest = facts.now + CLOCK_SKEW_MS;
  const events = facts.events(name);
  let from = Number.NEGATIVE_INFINITY;
  let to = latest;
  const except = new Set<string>();
  if (window?.beforeLast !== undefined) {
    const last = lastOf(facts.events(window.beforeLast), latest);
    if (!last) return [];
    to = last.at;
    except.add(last.uid);
  }
  if (window?.last !== undefined) from = addDuration(Math.min(to, facts.now), `-${window.last}`, facts.timeZone);
  if (window?.afterLast !== undefined) {
    const last = lastOf(facts.events(window.afterLast), latest);
    if (!last) return [];
    from = Math.max(from, last.at);
    except.add(last.uid);
  }
  if (window?.sinceEntry) {
    if (!facts.run) return [];
    from = Math.max(from, facts.run.enteredAt);
    except.add(facts.run.entryUid);
  }
  return events.filter((event) => event.at >= from && event.at <= to && !except.has(event.uid));
}

function lastOf(events: readonly EventRecord[], latest: number): EventRecord | undefined {
  return events.findLast((event) => event.at <= latest);
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

function isReached(value: number, is: Performed['is']): boolean {
  return ordered(value - is.value, is.op);
}

/** A property of an event, missing ones included; `occurred-at` and `uid` are properties of every event. */
export function propertyOf(event: EventRecord | undefined, path: string): Json | undefined {
  if (!event) return undefined;
  const value = own(event.properties, path);
  if (value !== undefined) return value;
  if (path === 'occurred-at') return toIso(event.at);
  if (path === 'uid') return event.uid;
  return undefined;
}

/** Properties come from outside: `constructor` is not a value. */
function own(values: Record<string, Json>, path: string): Json | undefined {
  return Object.hasOwn(values, path) ? values[path] : undefined;
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
