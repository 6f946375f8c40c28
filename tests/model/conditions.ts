/** Conditions as the reference reads them: those the random journeys have, word for word, without a thought of speed. */
import type { Json } from '../../shared/condition/facts';
import type { Condition, Operand, Ref } from '../../shared/condition/schema';
import { plus, spanOf } from './wall-clock';

export type Happened = { uid: string; name: string; at: number; properties: Record<string, Json> };

/** All a condition may look at. `entry` is absent where no run is spoken of. */
export type View = {
  now: number;
  zone: string;
  attribute(id: string): Json | undefined;
  /** Everything the customer did, oldest first. */
  happened: readonly Happened[];
  inSegment(id: string): boolean;
  event: Happened | undefined;
  entry: { since: number; uid: string; properties: Record<string, Json> } | undefined;
};

const minutesAhead = 5 * 60_000;

export function holds(condition: Condition, view: View): boolean {
  switch (condition.op) {
    case 'and':
      return condition.args.every((arg) => holds(arg, view));
    case 'or':
      return condition.args.some((arg) => holds(arg, view));
    case 'not':
      return !holds(condition.arg, view);
    case 'eq':
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const [left, right] = [referred(condition.left, view), operand(condition.right, view)];
      // A comparison with something missing is false, whichever it is.
      if (isMissing(left) || isMissing(right)) return false;
      if (condition.op === 'eq') return isSame(left, right, view.zone);
      if (condition.op === 'ne') return !isSame(left, right, view.zone);
      const difference = differ(left, right, view.zone);
      return difference !== undefined && isReached(difference, condition.op, 0);
    }
    case 'exists':
      return !isMissing(referred(condition.left, view));
    case 'contains': {
      const [left, right] = [referred(condition.left, view), operand(condition.right, view)];
      return Array.isArray(left) && !isMissing(right) && left.some((one) => isSame(one, right, view.zone));
    }
    case 'within': {
      const span = spanOf(referred(condition.left, view), view.zone);
      if (!span) return false;
      const from = condition.past === undefined ? view.now : plus(view.now, `-${condition.past}`, view.zone);
      const to = condition.next === undefined ? view.now : plus(view.now, condition.next, view.zone);
      return span.to >= from && span.from <= to;
    }
    case 'performed': {
      const { window, where, is } = condition;
      if (window?.sinceEntry && !view.entry) return false;
      const counted = view.happened.filter(
        (one) =>
          one.name === condition.event &&
          one.at <= view.now + minutesAhead &&
          (window?.last === undefined || one.at >= plus(view.now, `-${window.last}`, view.zone)) &&
          (!window?.sinceEntry || (one.at >= (view.entry?.since ?? 0) && one.uid !== view.entry?.uid)) &&
          (!where || holds(where, { ...view, event: one })),
      );
      return isReached(counted.length, is.op, is.value);
    }
    case 'in-segment':
      return view.inSegment(condition.segment);
    default:
      throw new Error(`the reference does not know ${condition.op}`);
  }
}

function isReached(value: number, op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte', limit: number): boolean {
  return { eq: value === limit, ne: value !== limit, gt: value > limit, gte: value >= limit, lt: value < limit, lte: value <= limit }[op];
}

/** The value a reference names; undefined when there is none. */
export function referred({ kind, path }: Ref, { attribute, event, entry }: View): Json | undefined {
  if (kind === 'customer') return attribute(path);
  if (kind === 'event') return event?.properties[path];
  if (kind === 'entry') return entry?.properties[path];
  throw new Error(`the reference does not know ${kind}.${path}`);
}

function operand(given: Operand, view: View): Json | undefined {
  return typeof given === 'object' && given !== null && 'kind' in given ? referred(given, view) : given;
}

export function isMissing(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isSame(left: Json, right: Json, zone: string): boolean {
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right)) return false;
    return left.every((one) => right.some((other) => isSame(one, other, zone))) && right.every((one) => left.some((other) => isSame(one, other, zone)));
  }
  if (typeof left === 'boolean' || typeof right === 'boolean') return String(left) === String(right);
  if (left === right) return true;
  return differ(left, right, zone) === 0;
}

/** Numbers by size; dates by time, where a moment is the same as its day. */
function differ(left: Json, right: Json, zone: string): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [spanOf(left, zone), spanOf(right, zone)];
  if (!one || !other) return undefined;
  if (one.from <= other.to && other.from <= one.to) return 0;
  return one.from - other.from;
}
