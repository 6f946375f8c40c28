/** How long what a formula comes to stays as it is while nothing happens: whoever asks everybody again and again need not ask those who can't have changed. */
import { isEqual, isMissing, momentIn } from '../../condition/compare';
import type { Json } from '../../condition/facts';
import { never, nextBoundary } from '../../condition/next-boundary';
import { CLOCK_SKEW_MS } from '../../condition/performed';
import { approximateMs, dayBounds, localParts } from '../../time/duration';
import { type FormulaFacts, valueOfExpression } from './compute-attribute';
import { formulaNeeds } from './formula-needs';
import type { EventSource, Expression, Operator } from './syntax';

export type SteadyFacts = FormulaFacts & {
  /** How long the value of an attribute stays, epoch ms. */
  until(attribute: string): number;
  /** The formula of an attribute that has one; facts as it sees them. */
  formula(attribute: string): { formula: Expression; facts: SteadyFacts } | undefined;
};

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;
const orders: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>='];

/** The earliest moment (epoch ms) at which the formula may come to something else with nothing new known; `now` when that can't be said. Never too late. */
export function formulaSteadyUntil(expression: Expression, facts: SteadyFacts): number {
  const until = (part: Expression) => formulaSteadyUntil(part, facts);
  const allOf = (parts: readonly Expression[]) => Math.min(never, ...parts.map(until));
  switch (expression.kind) {
    case 'literal':
    case 'imported':
      return never;
    case 'name':
      return facts.until(expression.id);
    case 'minus':
    case 'not':
      return until(expression.of);
    case 'in':
      return until(expression.left);
    case 'binary': {
      const { op, left, right } = expression;
      if (op === 'and' || op === 'or') return settledUntil(op, [left, right], facts);
      if (orders.includes(op)) {
        if (right.kind === 'literal' && typeof right.value === 'number') return comparedSteadyUntil(left, right.value, facts);
        if (left.kind === 'literal' && typeof left.value === 'number') return comparedSteadyUntil(right, left.value, facts);
      }
      return allOf([left, right]);
    }
    case 'call': {
      const { name, args } = expression;
      if (name === 'if') {
        const [test, then, otherwise] = args;
        const branch = test && isTrue(test, facts) ? then : otherwise;
        return Math.min(test ? until(test) : never, branch ? until(branch) : never);
      }
      if (name === 'quintile') return facts.cuts ? facts.now : never;
      // What comes after the first that is there is not looked at.
      if (name === 'coalesce') return allOf(args.slice(0, 1 + firstThere(args, facts)));
      if (name === 'days_since' || name === 'years_since') return Math.min(allOf(args), nextDay(args[0], facts));
      return allOf(args);
    }
    case 'aggregate':
      return Math.min(never, ...expression.sources.map((source) => eventsSteadyUntil(source, facts)));
  }
}

/** As `formulaSteadyUntil`, for whether the expression is more, less or as much as a number: that takes longer to change than how much it is. */
export function comparedSteadyUntil(expression: Expression, right: number, facts: SteadyFacts): number {
  if (expression.kind === 'name') {
    const inner = facts.formula(expression.id);
    return inner ? comparedSteadyUntil(inner.formula, right, inner.facts) : facts.until(expression.id);
  }
  if (expression.kind === 'call') {
    const { name, args } = expression;
    const [first] = args;
    if (name === 'coalesce') {
      const there = firstThere(args, facts);
      const chosen = args[there];
      return Math.min(never, ...args.slice(0, there).map((arg) => formulaSteadyUntil(arg, facts)), chosen ? comparedSteadyUntil(chosen, right, facts) : never);
    }
    if (first && (name === 'days_since' || name === 'years_since')) {
      const since = momentOf(first, facts);
      if (!since) return formulaSteadyUntil(first, facts);
      const unit = name === 'days_since' ? DAY_MS : YEAR_MS;
      // It turns when the number is reached, and for "equal" again one later.
      const turns = [Math.floor(right), Math.floor(right) + 1].map((count) => since.from + count * unit);
      return Math.min(formulaSteadyUntil(first, facts), nextBoundary(facts.now, turns));
    }
  }
  return formulaSteadyUntil(expression, facts);
}

/** One that is false decides an "and" by itself, one that is true an "or": the answer stays as long as the steadiest of them. */
function settledUntil(op: 'and' | 'or', args: readonly Expression[], facts: SteadyFacts): number {
  const deciding = args.filter((arg) => isTrue(arg, facts) === (op === 'or'));
  const untils = (deciding.length > 0 ? deciding : args).map((arg) => formulaSteadyUntil(arg, facts));
  return deciding.length > 0 ? Math.max(...untils) : Math.min(...untils);
}

function isTrue(expression: Expression, facts: SteadyFacts): boolean {
  const value = comesTo(expression, facts);
  return value !== undefined && isEqual(value, true, 'UTC');
}

function comesTo(expression: Expression, facts: SteadyFacts): Json | undefined {
  return valueOfExpression(expression, facts, undefined);
}

function momentOf(expression: Expression, facts: SteadyFacts) {
  return momentIn(comesTo(expression, facts), facts.timeZone);
}

function firstThere(args: readonly Expression[], facts: SteadyFacts): number {
  const first = args.findIndex((arg) => !isMissing(comesTo(arg, facts)));
  return first < 0 ? args.length : first;
}

/** Days and years since a moment are counted in midnights. */
function nextDay(of: Expression | undefined, facts: SteadyFacts): number {
  if (!of || !momentOf(of, facts)) return never;
  return dayBounds(localParts(facts.now, facts.timeZone).date, facts.timeZone).to + 1;
}

function eventsSteadyUntil({ event, where, last }: EventSource, facts: SteadyFacts): number {
  const { now } = facts;
  if (where && formulaNeeds(where).usesNow) return now;
  const mine = facts.events(event);
  // One that is dated ahead begins to count.
  if (mine.some(({ at }) => at > now + CLOCK_SKEW_MS)) return now;
  if (last === undefined) return never;
  const length = approximateMs(last);
  return nextBoundary(
    now,
    mine.map(({ at }) => at + length),
  );
}
