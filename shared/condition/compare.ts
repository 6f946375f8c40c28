/**
 * Values as they come, compared honestly. What conditions and formulas both rest on:
 * - Missing = undefined, null, '' or [].
 * - A number and a text that is one (`"5000.00"`) compare as numbers, a boolean and the text `true`/`false` as booleans:
 *   web shops send both. Two texts are equal only if they are the same text (`"1.0"` ≠ `"1"`, `"a"` ≠ `"A"`).
 * - ISO dates and date-times compare as time. A date is its whole day in the customer's zone: a moment equals the date
 *   it falls on.
 * - `gt`, `gte`, `lt`, `lte` on anything that is neither number nor time are false.
 */
import { type Span, spanOf } from '../time/moment';
import type { Json } from './facts';
import type { ComparisonOp } from './schema';

type Scalar = string | number | boolean;

/** The span of a date or date-time; undefined for anything else. */
export function momentIn(value: Json | undefined, zone: string): Span | undefined {
  return typeof value === 'string' ? spanOf(value, zone) : undefined;
}

/** Nothing is known: undefined, null, an empty text or an empty list. */
export function isMissing(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A list's members; anything else is its own only member. */
export function members(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}

/** The texts, numbers and booleans a value consists of. */
export function scalarsOf(value: Json | undefined): Scalar[] {
  if (isMissing(value)) return [];
  return members(value).filter((one): one is Scalar => one !== null && typeof one !== 'object' && one !== '');
}

/** Whether a text has the piece, a list the member, a thing the part. */
export function contains(value: Json, wanted: Json, zone: string): boolean {
  if (typeof value === 'string') return typeof wanted === 'object' ? false : value.includes(String(wanted));
  if (Array.isArray(value)) return value.some((one) => isEqual(one, wanted, zone) || (isThing(one) && contains(one, wanted, zone)));
  return isThing(value) && Object.values(value).some((part) => isEqual(part, wanted, zone));
}

function isThing(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a comparison of two values that are there holds. `zone`: where a date is a day. */
export function compare(left: Json, op: ComparisonOp, right: Json, zone: string): boolean {
  if (op === 'eq') return isEqual(left, right, zone);
  if (op === 'ne') return !isEqual(left, right, zone);
  const difference = differenceOf(left, right, zone);
  return difference !== undefined && ordered(difference, op);
}

/** Whether `op` holds given what is left over when right is taken from left. */
export function ordered(difference: number, op: ComparisonOp): boolean {
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

export function isEqual(left: Json, right: Json, zone: string): boolean {
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

/** A number, or the number a plain decimal text is. */
export function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && decimal.test(value) ? Number(value) : undefined;
}
