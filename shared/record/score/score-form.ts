/**
 * A score as people set it up: points for behaviour, limits, and what idleness takes off. It is another way to see a formula, never a second
 * thing beside it: what the form can't say is left to the formula, and the form then stays away.
 */
import { toWire } from '../../ids';
import { parseFormula } from '../formula/parse-formula';
import type { Expression } from '../formula/syntax';
import type { WhereTerm } from './schema';
import { idleOf, limitOf, numberOf, scoreShape, whereTerms } from './score-parts';

export type ScoreRule = {
  event: string;
  where?: WhereTerm[];
  /** For each event that counts; less than nothing takes points off. */
  points: number;
  /** At most one in so many days counts. */
  everyDays?: number;
  /** Only events of the last so many days count. */
  lastDays?: number;
  /** The most this rule gives; of one that takes points off, the most it takes. */
  most?: number;
};

export type ScoreForm = {
  rules: ScoreRule[];
  /** Points taken off for each stretch of so many days since the newest activity. `events`: what is activity; absent: all that gives points. */
  decay?: { points: number; everyDays: number; events?: string[] };
  least: number;
  most: number;
};

/** What a new score begins with. */
export const plainScore: ScoreForm = { rules: [], least: 0, most: 100 };

/** Undefined for a formula that says more, or other things, than the form can. */
export function readScoreForm(formula: string): ScoreForm | undefined {
  const parsed = parseFormula(formula);
  if (!parsed.ok) return undefined;
  const { range, terms } = scoreShape(parsed.value);
  if (range.least === undefined || range.most === undefined) return undefined;
  const form: ScoreForm = { rules: [], least: range.least, most: range.most };
  for (const { of, sign } of terms) {
    const decay = decayOf(of);
    if (decay && sign === -1 && !form.decay) {
      form.decay = decay;
      continue;
    }
    const rule = ruleOf(of, sign);
    // A score that nothing adds to is written as 0.
    if (rule) form.rules.push(rule);
    else if (numberOf(of) !== 0 || terms.length > 2) return undefined;
  }
  const { decay } = form;
  if (decay?.events && isSame(decay.events, positiveEvents(form.rules))) form.decay = { points: decay.points, everyDays: decay.everyDays };
  // What it can't write in the same way again it has not understood.
  return sameFormula(writeScoreForm(form), parsed.value) ? form : undefined;
}

/** The formula of a score. */
export function writeScoreForm({ rules, decay, least, most }: ScoreForm): string {
  const counted = rules.map(ruleText);
  const active = decay?.events ?? positiveEvents(rules);
  const sum = (counted.length > 0 ? counted : ['0']).join(' + ').replaceAll('+ -', '- ');
  const idle =
    decay && active.length > 0 ? ` - ${decay.points} * floor(coalesce(days_since(last_at(${active.map(toWire).join(', ')})), 0) / ${decay.everyDays})` : '';
  return `least(${most}, greatest(${least}, ${sum}${idle}))`;
}

export function positiveEvents(rules: readonly ScoreRule[]): string[] {
  return [...new Set(rules.filter(({ points }) => points > 0).map(({ event }) => event))];
}

function ruleText({ event, where, points, everyDays, lastDays, most }: ScoreRule): string {
  const source = [
    toWire(event),
    ...(where && where.length > 0 ? [`where (${where.map(termText).join(' and ')})`] : []),
    ...(lastDays === undefined ? [] : [`last P${lastDays}D`]),
    ...(everyDays === undefined ? [] : [`every P${everyDays}D`]),
  ].join(' ');
  const counted = `${Math.abs(points)} * count(${source})`;
  return `${points < 0 ? '-' : ''}${most === undefined ? counted : `least(${most}, ${counted})`}`;
}

function termText({ property, op, value }: WhereTerm): string {
  const words = (Array.isArray(value) ? value : [value]).map((one) => (typeof one === 'string' ? `'${one.replaceAll("'", "''")}'` : String(one)));
  return `${toWire(property)} ${op} ${op === 'in' ? `(${words.join(', ')})` : words[0]}`;
}

function ruleOf(of: Expression, sign: number): ScoreRule | undefined {
  const limit = limitOf(of);
  if (limit) {
    const inner = limit.side === 'most' && limit.value > 0 ? ruleOf(limit.of, sign) : undefined;
    return inner && inner.most === undefined && inner.points * sign > 0 ? { ...inner, most: limit.value } : undefined;
  }
  if (of.kind === 'minus') return ruleOf(of.of, -sign);
  if (of.kind !== 'binary' || of.op !== '*') return undefined;
  const [points, counted] = [numberOf(of.left), of.right];
  if (points === undefined || counted.kind !== 'aggregate' || counted.name !== 'count' || counted.sources.length !== 1) return undefined;
  const [source] = counted.sources;
  if (!source || source.sinceImport) return undefined;
  const where = whereTerms(source.where);
  const [every, last] = [daysOf(source.every), daysOf(source.last)];
  if ((source.where && !where) || every === null || last === null) return undefined;
  return {
    event: source.event,
    ...(where ? { where } : {}),
    points: sign * points,
    ...(every === undefined ? {} : { everyDays: every }),
    ...(last === undefined ? {} : { lastDays: last }),
  };
}

function decayOf(of: Expression): ScoreForm['decay'] {
  if (of.kind !== 'binary' || of.op !== '*') return undefined;
  const points = numberOf(of.left);
  const idle = idleOf(of.right);
  if (points === undefined || points <= 0 || !idle || idle.since.kind !== 'aggregate' || idle.since.name !== 'last_at') return undefined;
  return { points, everyDays: idle.everyDays, events: idle.since.sources.map(({ event }) => event) };
}

/** undefined: none; null: no whole number of days. */
function daysOf(duration: string | undefined): number | null | undefined {
  if (duration === undefined) return undefined;
  const days = /^P(\d+)D$/.exec(duration)?.[1];
  return days === undefined ? null : Number(days);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function sameFormula(text: string, other: Expression): boolean {
  const parsed = parseFormula(text);
  const bare = (of: Expression) => JSON.stringify(of, (key, value) => (key === 'at' ? undefined : value));
  return parsed.ok && bare(parsed.value) === bare(other);
}
