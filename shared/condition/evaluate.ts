/**
 * Whether a condition holds. Pure; looks at nothing but `facts`; never throws for a condition the schema accepts.
 *
 * Values as they come, compared honestly:
 * - Missing = undefined, null, '' or []. Any comparison with a missing value is false, `ne` included.
 * - A number and a text that is one (`"5000.00"`) compare as numbers, a boolean and the text `true`/`false` as booleans:
 *   web shops send both. Two texts are equal only if they are the same text (`"1.0"` ≠ `"1"`, `"a"` ≠ `"A"`).
 * - ISO dates and date-times compare as time. A date is its whole day in the customer's zone: a moment equals the date
 *   it falls on, `before` means the whole day before, `within` means any part of it.
 * - `gt`, `gte`, `lt`, `lte` on anything that is neither number nor time are false.
 * - Lists: `eq` = the same members in any order; `in` = one member is in it; `contains` = has it (all of them, given a
 *   list); in a list of things with parts (`items` of an order), a thing is found by one of its parts.
 */
import { addDuration } from '../time/duration';
import { type Span, spanOf, toIso } from '../time/moment';
import type { EventRecord, Facts, Json } from './facts';
import { isRef } from './refs';
import type { ComparisonOp, Condition, EventWindow, Moment, Operand, Ref } from './schema';

/** Clocks of shops and of this machine differ a little: what is dated so far ahead has still happened. */
export const CLOCK_SKEW_MS = 5 * 60_000;

type Scalar = string | number | boolean;
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

function propertyOf(event: EventRecord | undefined, path: string): Json | undefined {
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

function momentIn(value: Json | undefined, zone: string): Span | undefined {
  return typeof value === 'string' ? spanOf(value, zone) : undefined;
}

function isMissing(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function members(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}

function scalarsOf(value: Json | undefined): Scalar[] {
  if (isMissing(value)) return [];
  return members(value).filter((one): one is Scalar => one !== null && typeof one !== 'object' && one !== '');
}

function contains(value: Json, wanted: Json, zone: string): boolean {
  if (typeof value === 'string') return typeof wanted === 'object' ? false : value.includes(String(wanted));
  if (Array.isArray(value)) return value.some((one) => isEqual(one, wanted, zone) || (isThing(one) && contains(one, wanted, zone)));
  return isThing(value) && Object.values(value).some((part) => isEqual(part, wanted, zone));
}

function isThing(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(left: Json, op: ComparisonOp, right: Json, zone: string): boolean {
  if (op === 'eq') return isEqual(left, right, zone);
  if (op === 'ne') return !isEqual(left, right, zone);
  const difference = differenceOf(left, right, zone);
  return difference !== undefined && ordered(difference, op);
}

function ordered(difference: number, op: ComparisonOp): boolean {
  switch (op) {
    case 'eq':
      return difference === 0;
    case 'ne':
      return difference !== 0;
    case 'gt':
      return difference > 0;
    case 'gte':
      return difference >= 0;
    case 'lt':
      return difference < 0;
    case 'lte':
      return difference <= 0;
  }
}

function isEqual(left: Json, right: Json, zone: string): boolean {
  if (left === right) return true;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right)) return false;
    const covers = (some: Json[], others: Json[]) => some.every((one) => others.some((other) => isEqual(one, other, zone)));
    return covers(left, right) && covers(right, left);
  }
  if (isThing(left) || isThing(right) || left === null || right === null) return JSON.stringify(left) === JSON.stringify(right);
  if (typeof left === 'boolean' || typeof right === 'boolean') return String(left).toLowerCase() === String(right).toLowerCase();
  if (typeof left === 'number' || typeof right === 'number') return differenceOf(left, right, zone) === 0;
  const one = spanOf(left, zone);
  const other = one && spanOf(right, zone);
  return one !== undefined && other !== undefined && touching(one, other);
}

/** A moment lies in its day; two days or two moments must be the same. */
function touching(one: Span, other: Span): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** Negative: left is less (earlier); undefined: the two can't be ordered. */
function differenceOf(left: Json, right: Json, zone: string): number | undefined {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return a - b;
  const one = momentIn(left, zone);
  const other = one && momentIn(right, zone);
  if (!one || !other) return undefined;
  if (touching(one, other)) return 0;
  return one.from - other.from;
}

const decimal = /^[+-]?\d{1,15}(\.\d{1,15})?$/;

function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && decimal.test(value) ? Number(value) : undefined;
}
