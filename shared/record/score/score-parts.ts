/** Takes a formula that adds things up apart: what each of them gives for one customer. */
import { scalarsOf } from '../../condition/compare';
import { toIso } from '../../time/moment';
import { asNumber, eventsOf, exact, type FormulaFacts, valueOfExpression } from '../formula/compute-attribute';
import { formulaNeeds } from '../formula/formula-needs';
import type { EventSource, Expression } from '../formula/syntax';
import type { ScorePart, WhereTerm } from './schema';

const momentsTold = 5;

export type ScoreShape = { range: { least?: number; most?: number }; terms: { of: Expression; sign: 1 | -1 }[] };

/** The limits around the whole and what is added up within them. A formula that adds nothing up is one term. */
export function scoreShape(formula: Expression): ScoreShape {
  const range: ScoreShape['range'] = {};
  let inner = formula;
  for (;;) {
    if (inner.kind !== 'call') break;
    const [first] = inner.args;
    if (inner.name === 'round' && first) inner = first;
    else {
      const limit = limitOf(inner);
      // A second one on the same side is a limit of what stands within.
      if (!limit || range[limit.side] !== undefined) break;
      range[limit.side] = limit.value;
      inner = limit.of;
    }
  }
  return { range, terms: termsOf(inner, 1) };
}

/** What one term gives now, and what it is of. */
export function scorePart({ of, sign }: ScoreShape['terms'][number], facts: FormulaFacts): ScorePart {
  const value = asNumber(valueOfExpression(of, facts, undefined));
  const { events, attributes } = formulaNeeds(of);
  const common = { value: value === undefined ? null : exact(sign * value) || 0, events, attributes };
  return { ...common, ...described(of, sign, facts) };
}

type Description = Omit<ScorePart, 'value' | 'events' | 'attributes'>;

function described(of: Expression, factor: number, facts: FormulaFacts): Description {
  if (of.kind === 'literal') return { kind: 'constant' };
  if (of.kind === 'minus') return described(of.of, -factor, facts);
  if (of.kind === 'name') return { kind: 'attribute', ...(factor === 1 ? {} : { each: factor }) };
  if (of.kind === 'imported') return imported(facts);
  if (of.kind === 'aggregate') return { ...happened(of.sources, facts), ...(of.name === 'count' ? { each: factor } : {}) };
  if (of.kind === 'binary' && of.op === '*') {
    const [number, other] = numberOf(of.left) === undefined ? [numberOf(of.right), of.left] : [numberOf(of.left), of.right];
    if (number !== undefined) return described(other, factor * number, facts);
  }
  if (of.kind === 'call') {
    const idle = idleOf(of);
    if (idle) return idleSince(idle, factor, facts);
    const limit = limitOf(of);
    if (limit) return { ...described(limit.of, factor, facts), limit: factor * limit.value };
    const [first] = of.args;
    if (of.name === 'coalesce' && first?.kind === 'imported' && of.args.slice(1).every((arg) => arg.kind === 'literal')) return imported(facts);
  }
  return { kind: 'other' };
}

function imported({ imported: known }: FormulaFacts): Description {
  return { kind: 'imported', ...(known && known.at > 0 ? { since: toIso(known.at) } : {}) };
}

function happened(sources: readonly EventSource[], facts: FormulaFacts): Description {
  const counted = eventsOf(sources, facts);
  const all = eventsOf(
    sources.map(({ every: _every, last: _last, ...rest }) => rest),
    facts,
  );
  const [first] = sources;
  const same = (side: 'every' | 'last') => (first?.[side] !== undefined && sources.every((one) => one[side] === first[side]) ? { [side]: first[side] } : {});
  const where = sources.length === 1 ? whereTerms(first?.where) : undefined;
  const isNarrowed = sources.some((one) => one.where !== undefined);
  return {
    kind: 'events',
    counted: counted.length,
    happened: all.length,
    moments: counted
      .slice(-momentsTold)
      .reverse()
      .map(({ event }) => toIso(event.at)),
    ...same('every'),
    ...same('last'),
    ...(isNarrowed && (where ? { where } : { narrowed: true as const })),
  };
}

/** `a = 1 and b > 2` as a list; undefined for anything less simple. */
export function whereTerms(where: Expression | undefined): WhereTerm[] | undefined {
  if (!where) return undefined;
  if (where.kind === 'name') return [{ property: where.id, op: '=', value: true }];
  if (where.kind === 'in' && where.left.kind === 'name') return [{ property: where.left.id, op: 'in', value: where.values }];
  if (where.kind !== 'binary') return undefined;
  const { op, left, right } = where;
  if (op === 'and') {
    const [a, b] = [whereTerms(left), whereTerms(right)];
    return a && b ? [...a, ...b] : undefined;
  }
  if (left.kind !== 'name' || right.kind !== 'literal' || op === 'or' || op === '+' || op === '-' || op === '*' || op === '/') return undefined;
  return [{ property: left.id, op, value: right.value }];
}

/** A moment, and the days of a stretch. */
type Idle = { since: Expression; everyDays: number };

/** `days_since(x)`, `floor(days_since(x) / n)`, either of them with `coalesce(days_since(x), 0)` inside. */
export function idleOf(of: Expression): Idle | undefined {
  if (of.kind !== 'call') return undefined;
  const [first] = of.args;
  if (!first) return undefined;
  if (of.name === 'days_since') return { since: first, everyDays: 1 };
  if (of.name === 'coalesce') return of.args.length === 2 && of.args[1]?.kind === 'literal' && of.args[1].value === 0 ? idleOf(first) : undefined;
  if (of.name !== 'floor') return undefined;
  if (first.kind === 'binary' && first.op === '/') {
    const inner = idleOf(first.left);
    const by = numberOf(first.right);
    return inner?.everyDays === 1 && by !== undefined && by > 0 ? { since: inner.since, everyDays: by } : undefined;
  }
  return idleOf(first);
}

function idleSince({ since, everyDays }: Idle, each: number, facts: FormulaFacts): Description {
  const moment = scalarsOf(valueOfExpression(since, facts, undefined) ?? [])[0];
  const days = asNumber(valueOfExpression({ at: since.at, kind: 'call', name: 'days_since', args: [since] }, facts, undefined));
  return { kind: 'idle', each, everyDays, ...(typeof moment === 'string' ? { since: moment } : {}), ...(days === undefined ? {} : { days }) };
}

/** `least(10, x)` and `greatest(0, x)` with a number on either side. */
export function limitOf(of: Expression): { side: 'least' | 'most'; value: number; of: Expression } | undefined {
  if (of.kind !== 'call' || of.args.length !== 2 || (of.name !== 'least' && of.name !== 'greatest')) return undefined;
  const [a, b] = of.args;
  if (!a || !b) return undefined;
  const [value, other] = numberOf(a) === undefined ? [numberOf(b), a] : [numberOf(a), b];
  return value === undefined ? undefined : { side: of.name === 'least' ? 'most' : 'least', value, of: other };
}

export function numberOf(of: Expression): number | undefined {
  if (of.kind === 'literal') return typeof of.value === 'number' ? of.value : undefined;
  const inner = of.kind === 'minus' ? numberOf(of.of) : undefined;
  return inner === undefined ? undefined : -inner;
}

function termsOf(of: Expression, sign: 1 | -1): ScoreShape['terms'] {
  const other = sign === 1 ? -1 : 1;
  if (of.kind === 'minus' && of.of.kind !== 'literal') return termsOf(of.of, other);
  if (of.kind === 'binary' && (of.op === '+' || of.op === '-')) return [...termsOf(of.left, sign), ...termsOf(of.right, of.op === '+' ? sign : other)];
  return [{ of, sign }];
}
