/** What a formula comes to for one customer. The same in workbench, simulator and executor. */
import { compare, contains, isEqual, isMissing, members, momentIn, numberOf, scalarsOf } from '../../condition/compare';
import { propertyOf } from '../../condition/event-property';
import type { EventRecord, Facts, Json } from '../../condition/facts';
import { CLOCK_SKEW_MS } from '../../condition/performed';
import type { ComparisonOp } from '../../condition/schema';
import type { CanonicalType } from '../../sources/schema';
import { addDuration, approximateMs, localParts } from '../../time/duration';
import { toIso } from '../../time/moment';
import { type Cuts, quintileOf } from './quintiles';
import type { AggregateName, EventSource, Expression, FunctionName, Operator } from './syntax';

export type FormulaFacts = Pick<Facts, 'now' | 'timeZone' | 'attribute' | 'events'> & {
  /** The attribute's value as the sources last delivered it, and when (epoch ms). */
  imported?: { value: Json; at: number } | undefined;
  /** Where a fifth of all customers ends and the next begins (see `cutsOf`), for what stands inside `quintile`. Absent: nobody knows. */
  cuts?: ((of: Expression) => Cuts | undefined) | undefined;
};

const DAY_MS = 86_400_000;
type Value = Json | undefined;

/**
 * The value for an attribute of this type, or undefined when it can't be known. Whole numbers are rounded, dates are the
 * customer's own day, `values` (of an enum) are the only ones let through. Never throws for a parsed formula.
 */
export function computeAttribute(formula: Expression, type: CanonicalType, facts: FormulaFacts, values?: readonly string[]): Value {
  return fitted(valueOfExpression(formula, facts, undefined), type, facts, values);
}

function fitted(value: Value, type: CanonicalType, { timeZone }: FormulaFacts, values: readonly string[] | undefined): Value {
  if (isMissing(value)) return undefined;
  switch (type) {
    case 'integer': {
      const number = numberOf(value);
      return number === undefined ? undefined : Math.round(number);
    }
    case 'decimal':
    case 'money':
      return numberOf(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'date': {
      if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return momentIn(value, timeZone) && value;
      const span = momentIn(value, timeZone);
      return span && localParts(span.from, timeZone).date;
    }
    case 'datetime':
      return momentIn(value, timeZone) && value;
    case 'enum':
      return typeof value === 'string' && (!values || values.includes(value)) ? value : undefined;
    case 'string[]':
      return [...new Set(scalarsOf(value).map(String))];
    case 'json':
      return value;
    default:
      return typeof value === 'object' ? undefined : String(value);
  }
}

/** What an expression comes to before it is fitted to a type; `event`: the one whose properties bare names are. */
export function valueOfExpression(expression: Expression, facts: FormulaFacts, event: EventRecord | undefined): Value {
  const of = (part: Expression) => valueOfExpression(part, facts, event);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'imported':
      return facts.imported?.value;
    case 'name':
      return event ? propertyOf(event, expression.id) : facts.attribute(expression.id);
    case 'minus': {
      const value = asNumber(of(expression.of));
      return value === undefined ? undefined : -value;
    }
    case 'not':
      return !isTrue(of(expression.of));
    case 'in': {
      const left = of(expression.left);
      return !isMissing(left) && members(left).some((one) => expression.values.some((other) => isEqual(one, other, facts.timeZone)));
    }
    case 'binary':
      if (expression.op === 'and') return isTrue(of(expression.left)) && isTrue(of(expression.right));
      if (expression.op === 'or') return isTrue(of(expression.left)) || isTrue(of(expression.right));
      return combined(expression.op, of(expression.left), of(expression.right), facts.timeZone);
    case 'call':
      // Only the branch that is taken is worked out.
      if (expression.name === 'if') {
        const [test, then, otherwise] = expression.args;
        const branch = test && isTrue(of(test)) ? then : otherwise;
        return branch && of(branch);
      }
      if (expression.name === 'quintile') {
        const [inside] = expression.args;
        const cuts = inside && facts.cuts?.(inside);
        return cuts && quintileOf(sizeOf(inside, facts), cuts);
      }
      return called(expression.name, expression.args.map(of), facts);
    case 'aggregate':
      return aggregated(expression.name, expression.sources, facts);
  }
}

/** What an expression comes to as a size that customers can be put in order by: a number, or a time as epoch ms. */
export function sizeOf(expression: Expression, facts: FormulaFacts): number | undefined {
  const value = valueOfExpression(expression, facts, undefined);
  return asNumber(value) ?? momentIn(value, facts.timeZone)?.from;
}

function isTrue(value: Value): boolean {
  return value !== undefined && isEqual(value, true, 'UTC');
}

export function asNumber(value: Value): number | undefined {
  return value === undefined ? undefined : numberOf(value);
}

const comparisons: Partial<Record<Operator, ComparisonOp>> = { '=': 'eq', '!=': 'ne', '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' };

function combined(op: Operator, left: Value, right: Value, zone: string): Value {
  const comparison = comparisons[op];
  if (comparison || op === 'contains') {
    if (isMissing(left) || isMissing(right)) return false;
    return comparison ? compare(left, comparison, right, zone) : contains(left, right, zone);
  }
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a === undefined || b === undefined) return undefined;
  const result = op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : a / b;
  return Number.isFinite(result) ? exact(result) : undefined;
}

/** Cents added as binary fractions would miss a round threshold by a hair. */
export function exact(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return Number.isFinite(rounded) ? rounded : value;
}

function called(name: Exclude<FunctionName, 'if' | 'quintile'>, args: readonly Value[], facts: FormulaFacts): Value {
  const [first, second] = args;
  switch (name) {
    case 'coalesce':
      return args.find((arg) => !isMissing(arg));
    case 'is_set':
      return !isMissing(first);
    case 'round':
    case 'floor': {
      const value = asNumber(first);
      if (value === undefined) return undefined;
      if (name === 'floor') return Math.floor(value);
      const factor = 10 ** Math.min(9, Math.max(0, asNumber(second) ?? 0));
      return Math.round(value * factor) / factor;
    }
    case 'least':
      return extreme(args, 'lt', facts.timeZone);
    case 'greatest':
      return extreme(args, 'gt', facts.timeZone);
    case 'years_since':
      return yearsSince(first, facts);
    case 'days_since':
      return daysSince(first, facts);
    case 'add_days': {
      const [span, days] = [first === undefined ? undefined : momentIn(first, facts.timeZone), asNumber(second)];
      if (!span || days === undefined || Math.abs(days) > 1e6) return undefined;
      const whole = Math.round(days);
      return localParts(addDuration(span.from, `${whole < 0 ? '-' : ''}P${Math.abs(whole)}D`, facts.timeZone), facts.timeZone).date;
    }
    case 'size':
      return isMissing(first) ? 0 : members(first).length;
  }
}

/** The least or greatest of what can be compared; missing ones are left out. */
function extreme(values: readonly Value[], op: 'lt' | 'gt', zone: string): Value {
  let best: Value;
  for (const value of values) if (!isMissing(value) && (best === undefined || compare(value, op, best, zone))) best = value;
  return best;
}

/** Birthdays since: the year counts from the day on which it is complete. */
function yearsSince(value: Value, { now, timeZone }: FormulaFacts): number | undefined {
  const span = value === undefined ? undefined : momentIn(value, timeZone);
  if (!span) return undefined;
  const [then, today] = [localParts(span.from, timeZone), localParts(now, timeZone)];
  const before = today.month < then.month || (today.month === then.month && today.day < then.day);
  return today.year - then.year - (before ? 1 : 0);
}

/** Midnights since, negative for what is to come. */
function daysSince(value: Value, { now, timeZone }: FormulaFacts): number | undefined {
  const span = value === undefined ? undefined : momentIn(value, timeZone);
  if (!span) return undefined;
  const day = (at: number) => Date.parse(localParts(at, timeZone).date);
  return Math.round((day(now) - day(span.from)) / DAY_MS);
}

export type Happened = { event: EventRecord; property: string | undefined };

/** The events of all sources together that count, oldest first. */
export function eventsOf(sources: readonly EventSource[], facts: FormulaFacts): Happened[] {
  const all: Happened[] = [];
  const to = facts.now + CLOCK_SKEW_MS;
  for (const { event: name, property, where, last, every, sinceImport } of sources) {
    const from = last === undefined ? Number.NEGATIVE_INFINITY : addDuration(facts.now, `-${last}`, facts.timeZone);
    const imported = sinceImport && facts.imported ? facts.imported.at : Number.NEGATIVE_INFINITY;
    const apart = every === undefined ? 0 : approximateMs(every);
    // From the oldest on, what follows the last one taken too closely is left out.
    let taken = Number.NEGATIVE_INFINITY;
    for (const event of facts.events(name)) {
      const { at } = event;
      if (at < from || at > to || at <= imported || at - taken < apart) continue;
      if (where && !isTrue(valueOfExpression(where, facts, event))) continue;
      taken = at;
      all.push({ event, property });
    }
  }
  return sources.length > 1 ? all.sort((a, b) => a.event.at - b.event.at) : all;
}

function aggregated(name: AggregateName, sources: readonly EventSource[], facts: FormulaFacts): Value {
  const events = eventsOf(sources, facts);
  const values = () =>
    events.map(({ event, property }) => (property === undefined ? undefined : propertyOf(event, property))).filter((value) => !isMissing(value));
  const numbers = () => values().flatMap((value) => asNumber(value) ?? []);
  switch (name) {
    case 'count':
      return events.length;
    case 'sum':
      return exact(numbers().reduce((total, value) => total + value, 0));
    case 'average': {
      const found = numbers();
      return found.length === 0 ? undefined : exact(found.reduce((total, value) => total + value, 0) / found.length);
    }
    case 'min':
      return extreme(values(), 'lt', facts.timeZone);
    case 'max':
      return extreme(values(), 'gt', facts.timeZone);
    case 'first':
      return values()[0];
    case 'last':
      return values().at(-1);
    case 'first_at':
    case 'last_at': {
      const one = name === 'first_at' ? events[0] : events.at(-1);
      return one && toIso(one.event.at);
    }
    case 'distinct':
      return new Set(values().flatMap((value) => scalarsOf(value).map(String))).size;
    case 'list':
      return [...new Set(values().flatMap((value) => scalarsOf(value).map(String)))];
    case 'gap_days': {
      const gaps = events.slice(1).map(({ event }, n) => event.at - (events[n]?.event.at ?? event.at));
      gaps.sort((a, b) => a - b);
      const middle = gaps.length >> 1;
      const [high, low] = [gaps[middle], gaps.length % 2 === 1 ? gaps[middle] : gaps[middle - 1]];
      return high === undefined || low === undefined ? undefined : exact((high + low) / 2 / DAY_MS);
    }
  }
}
