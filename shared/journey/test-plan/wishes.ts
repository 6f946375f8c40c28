/** What has to be true of a customer for a condition to hold, or not to: the values a test begins with and what has to happen. */
import type { Json } from '../../condition/facts';
import { isRef } from '../../condition/refs';
import type { ComparisonOp, Condition, EventWindow, Moment, Operand, Ref } from '../../condition/schema';
import { addDuration, localParts } from '../../time/duration';
import { toIso } from '../../time/moment';
import type { Samples } from './samples';

export type Wish =
  /** `value` null: nothing is known. */
  | { kind: 'attribute'; id: string; value: Json }
  /** Of the event that starts the run. */
  | { kind: 'entry'; path: string; value: Json }
  /** Of the event at hand: the trigger's, or the one that is waited for. */
  | { kind: 'event'; path: string; value: Json }
  | { kind: 'happened'; event: string; times: number; properties: Record<string, Json>; window: EventWindow | undefined };

export type WishContext = {
  /** The events that an attribute is worked out from, where nothing else changes it; `plain`: it is how many there were of one. */
  countedBy(attribute: string): { events: readonly string[]; plain: boolean } | undefined;
  samples: Samples;
  /** Conditions of segments, by id. */
  segments: ReadonlyMap<string, { when: Condition }>;
  /** What the event that starts the run says, as far as it is settled. */
  entry: Readonly<Record<string, Json>>;
  /** Epoch ms: when the condition is looked at. */
  now: number;
  zone: string;
};

/** Ways to make it so are many; a test needs one, and another where that one does not do. */
const MOST_WAYS = 6;
const DAY_MS = 86_400_000;

/**
 * Ways to make a condition hold (or not), each a list of wishes; the values are those at the edge: "at least 1,000" is tried with 1,000 and
 * with 999. None: there is no way, or none we know. They are guesses: whether one does is seen when it is played.
 */
export function waysTo(condition: Condition, want: boolean, context: WishContext, asking: readonly string[] = []): Wish[][] {
  switch (condition.op) {
    case 'and':
    case 'or': {
      const args = condition.op === 'and' && want ? narrowed(condition.args) : condition.args;
      const each = args.map((arg) => waysTo(arg, want, context, asking));
      return (condition.op === 'and') === want ? together(each) : each.flat().slice(0, MOST_WAYS);
    }
    case 'not':
      return waysTo(condition.arg, !want, context, asking);
    case 'in-segment': {
      const segment = context.segments.get(condition.segment);
      return segment && !asking.includes(condition.segment) ? waysTo(segment.when, want, context, [...asking, condition.segment]) : [];
    }
    case 'performed':
      return performedWays(condition, want, context);
    case 'exists':
      return [set(condition.left, want ? context.samples.value(condition.left, context.now) : null)];
    case 'in':
      return want ? condition.right.map((value) => set(condition.left, value)).slice(0, MOST_WAYS) : otherThan(condition.left, condition.right, context);
    case 'contains': {
      const [value, more] = operandOf(condition.right, context);
      const list = Array.isArray(value) ? value : [value];
      const held = context.samples.isList(condition.left) ? list : typeof value === 'string' ? value : list;
      return want ? [[...set(condition.left, held), ...more]] : [set(condition.left, null)];
    }
    case 'starts-with':
      return want ? [set(condition.left, `${condition.right}1`)] : [set(condition.left, null)];
    case 'before':
    case 'after':
    case 'within':
      return momentWays(condition, want, context);
    default:
      return comparedWays(condition, want, context);
  }
}

function set({ kind, path }: Ref, value: Json): Wish[] {
  switch (kind) {
    case 'customer':
      return [{ kind: 'attribute', id: path, value }];
    case 'entry':
      return [{ kind: 'entry', path, value }];
    case 'event':
      return [{ kind: 'event', path, value }];
    case 'journey':
    case 'step':
      // What the run itself says can't be wished.
      return [];
  }
}

/** The operand's value; where it is another value of the run's beginning, that one has to be there. */
function operandOf(operand: Operand, { entry, samples, now }: WishContext): [Json, Wish[]] {
  if (!isRef(operand)) return [operand, []];
  const known = operand.kind === 'entry' ? entry[operand.path] : undefined;
  if (known !== undefined) return [known, []];
  const value = samples.value(operand, now);
  return [value, set(operand, value)];
}

type Compared = Extract<Condition, { op: ComparisonOp }>;

function comparedWays({ op, left, right }: Compared, want: boolean, context: WishContext): Wish[][] {
  const [value, more] = operandOf(right, context);
  const way = (one: Json): Wish[] => [...set(left, one), ...more];
  if (op === 'eq' || op === 'ne') {
    if ((op === 'eq') === want) return [way(value)];
    const others = otherThan(left, Array.isArray(value) ? value : [value], context).map((one) => [...one, ...more]);
    // Of nothing known neither is true.
    return op === 'ne' ? others.filter(([wish]) => wish && 'value' in wish && wish.value !== null) : others;
  }
  if (typeof value === 'number') {
    const step = Number.isInteger(value) ? 1 : 0.01;
    const least = { gt: value + step, gte: value, lt: value - step, lte: value }[op];
    const past = { gt: value, gte: value - step, lt: value, lte: value + step }[op];
    const counted = left.kind === 'customer' ? context.countedBy(left.path) : undefined;
    if (counted !== undefined) return countedWays(counted, want ? least : past, context);
    return want ? [way(rounded(least))] : [way(rounded(past)), way(null)];
  }
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) return [];
  const isUp = op === 'gt' || op === 'gte';
  return [way(dateOf(at + (isUp === want ? DAY_MS : -DAY_MS), left, context))];
}

/** Nobody is made to do the same thing more often. */
const MOST_TIMES = 20;

function countedWays({ events, plain: isPlain }: { events: readonly string[]; plain: boolean }, times: number, context: WishContext): Wish[][] {
  if (times <= 0) return [[]];
  if (isPlain) return times > MOST_TIMES ? [] : [events.slice(0, 1).map((event) => happenedWish(event, Math.ceil(times), context))];
  // What each is worth only the formula knows: one of each, and where that is not enough some of each.
  return [1, 3].map((n) => events.filter((event) => event !== 'consent-withdrawn').map((event) => happenedWish(event, n, context)));
}

function happenedWish(event: string, times: number, { samples }: WishContext): Wish {
  const channel: Record<string, Json> = samples.hasProperty(event, 'channel') ? { channel: 'email' } : {};
  return { kind: 'happened', event, times, properties: channel, window: undefined };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function otherThan(left: Ref, values: readonly Json[], { samples }: WishContext): Wish[][] {
  return samples.others(left, values).map((value) => set(left, value));
}

type Timed = Extract<Condition, { op: 'before' | 'after' | 'within' }>;

function momentWays(condition: Timed, want: boolean, context: WishContext): Wish[][] {
  const { now, zone } = context;
  const way = (at: number): Wish[] => set(condition.left, dateOf(at, condition.left, context));
  if (condition.op === 'within') {
    const { past, next } = condition;
    const from = past === undefined ? now : addDuration(now, `-${past}`, zone);
    const to = next === undefined ? now : addDuration(now, next, zone);
    if (!want) return [way(past === undefined ? to + 2 * DAY_MS : from - 2 * DAY_MS), set(condition.left, null)];
    return [way(past === undefined ? now + (to - now) / 2 : now - (now - from) / 2)];
  }
  const at = momentOf(condition.right, context);
  if (at === undefined) return [];
  // A day beside: the day itself counts for neither, and time goes on while the journey runs.
  const isLater = (condition.op === 'after') === want;
  return [way(at + (isLater ? 2 * DAY_MS : -2 * DAY_MS)), ...(want ? [] : [set(condition.left, null)])];
}

function momentOf(moment: Moment, context: WishContext): number | undefined {
  const { now, zone } = context;
  if (typeof moment === 'string' || isRef(moment)) {
    const [value] = operandOf(moment, context);
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? undefined : at;
  }
  return 'ago' in moment ? addDuration(now, `-${moment.ago}`, zone) : addDuration(now, moment.ahead, zone);
}

function dateOf(at: number, left: Ref, { samples, zone }: WishContext): string {
  return samples.isDay(left) ? localParts(at, zone).date : toIso(Math.round(at / 60_000) * 60_000);
}

type Performed = Extract<Condition, { op: 'performed' }>;

function performedWays({ event, measure, property, groupBy, is, window, where }: Performed, want: boolean, context: WishContext): Wish[][] {
  const holdsAt = (n: number) =>
    ({ eq: n === is.value, ne: n !== is.value, gt: n > is.value, gte: n >= is.value, lt: n < is.value, lte: n <= is.value })[is.op] === want;
  // Nothing has to happen for what holds of none; anything else is as few times as will do.
  if (holdsAt(0)) return [[]];
  const wanted = [Math.ceil(is.value), Math.floor(is.value) + 1].find((n) => n > 0 && holdsAt(n));
  if (wanted === undefined) return [];
  const inner = where ? waysTo(where, true, context) : [[]];
  return inner.slice(0, 2).map((way): Wish[] => {
    const properties: Record<string, Json> = {};
    for (const wish of way) if (wish.kind === 'event') properties[wish.path] = wish.value;
    if (groupBy !== undefined) properties[groupBy] ??= context.samples.property(event, groupBy, context.now);
    const rest = way.filter((wish) => wish.kind !== 'event');
    const happened = (times: number, more: Record<string, Json>): Wish => ({ kind: 'happened', event, times, properties: { ...properties, ...more }, window });
    if (measure === 'sum' && property !== undefined) return [...rest, happened(1, { [property]: wanted })];
    if (measure === 'distinct' && property !== undefined)
      return [
        ...rest,
        ...Array.from({ length: wanted }, (_, n) => happened(1, { [property]: `${String(context.samples.property(event, property, context.now))}-${n + 1}` })),
      ];
    return [...rest, happened(wanted, {})];
  });
}

/** "At least 5 and less than 9" asks for one number, which lies between. */
function narrowed(args: readonly Condition[]): readonly Condition[] {
  const bounds = new Map<string, { left: Ref; low: number; high: number; lowest: boolean; all: Condition[] }>();
  for (const arg of args) {
    if ((arg.op !== 'gt' && arg.op !== 'gte' && arg.op !== 'lt' && arg.op !== 'lte') || typeof arg.right !== 'number') continue;
    const key = `${arg.left.kind} ${arg.left.path}`;
    const one = bounds.get(key) ?? { left: arg.left, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, lowest: false, all: [] };
    bounds.set(key, one);
    one.all.push(arg);
    if ((arg.op === 'gt' || arg.op === 'gte') && arg.right > one.low) [one.low, one.lowest] = [arg.right, arg.op === 'gte'];
    if (arg.op === 'lt' || arg.op === 'lte') one.high = Math.min(one.high, arg.right);
  }
  let all = args;
  for (const { left, low, high, lowest, all: mine } of bounds.values()) {
    if (mine.length < 2 || !Number.isFinite(low) || !Number.isFinite(high)) continue;
    const between = lowest ? low : Number.isInteger(low) && high - low > 1 ? low + 1 : rounded((low + high) / 2);
    all = [...all.filter((arg) => !mine.includes(arg)), { op: 'eq', left, right: between }];
  }
  return all;
}

/** One way of each, joined; those that contradict themselves only where there are no others. */
function together(each: readonly Wish[][][]): Wish[][] {
  let joined: Wish[][] = [[]];
  for (const ways of each) {
    if (ways.length === 0) return [];
    const next = joined.flatMap((way) => ways.map((other) => [...way, ...other]));
    const sound = next.filter((way) => !contradicts(way));
    joined = (sound.length > 0 ? sound : next).slice(0, MOST_WAYS);
  }
  return joined;
}

function contradicts(way: readonly Wish[]): boolean {
  const values = new Map<string, string>();
  return way.some((wish) => {
    if (wish.kind === 'happened') return false;
    const key = wish.kind === 'attribute' ? `a ${wish.id}` : `${wish.kind} ${wish.path}`;
    const value = JSON.stringify(wish.value);
    const before = values.get(key);
    values.set(key, value);
    return before !== undefined && before !== value;
  });
}
