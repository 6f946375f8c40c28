/** Which value an attribute has when several rows say something about it. */
import type { Json } from '../condition/facts';
import { isConsent, isGranted, isWithdrawn } from '../record/event-attributes';
import type { Attribute } from '../record/schema';
import { spanOf } from '../time/moment';

/** What one row says, or an event of the customer's own (`source` −1: it comes before every rank). */
export type Candidate = {
  value: Json;
  /** Position of the field in the attribute's sources. */
  rank: number;
  /** When it was said, epoch ms; undefined: nobody knows. Of a consent: when it was documented. */
  at: number | undefined;
  source: number;
  object: number;
  row: number;
};

/** `at`: when the value was said, the newest of those that make it up. `won`: the candidates it comes from. */
export type Survived = { value: Json; at: number | undefined; won: readonly Candidate[] };

/**
 * The attribute's value by its rule; undefined without candidates. The order they come in makes no difference: where the rule
 * leaves two alike, the more trusted field wins, then the newer value, then the earlier source, object and row.
 *
 * - `most-recent`: the newest; an undated value only where nothing is dated.
 * - `most-trusted`: the field ranked first; of equal rank the newest. `first-non-empty`: the oldest, first ever known.
 * - `max`, `min`: by number or by time. `longest`: by signs, of a list by members.
 * - `sum`, `union`: of all of them. `any-true`: true as soon as one says so.
 *
 * Consents follow `survivingConsent` whatever the rule is. `zone`: where dates are days.
 */
export function survive({ id, survivorship }: Pick<Attribute, 'id' | 'survivorship'>, candidates: readonly Candidate[], zone: string): Survived | undefined {
  const [only] = candidates;
  if (only === undefined) return undefined;
  if (isConsent(id)) return one(survivingConsent(candidates));
  if (candidates.length === 1) return survivorship === 'union' ? union(candidates) : one(only);
  switch (survivorship) {
    case 'most-recent':
      return one(best(candidates, (a, b) => newest(a, b) || inOrder(a, b)));
    case 'most-trusted':
      return one(best(candidates, inOrder));
    case 'first-non-empty':
      return one(best(candidates, (a, b) => oldest(a, b) || inOrder(a, b)));
    case 'max':
      return one(best(candidates, (a, b) => descending(sizeOf(a.value, zone), sizeOf(b.value, zone)) || inOrder(a, b)));
    case 'min':
      return one(best(candidates, (a, b) => ascending(sizeOf(a.value, zone), sizeOf(b.value, zone)) || inOrder(a, b)));
    case 'longest':
      return one(best(candidates, (a, b) => lengthOf(b.value) - lengthOf(a.value) || inOrder(a, b)));
    case 'any-true':
      return one(best(candidates, (a, b) => Number(b.value === true) - Number(a.value === true) || inOrder(a, b)));
    case 'sum':
      return sum(candidates);
    case 'union':
      return union(candidates);
  }
}

/**
 * The newest documented opt-in or withdrawal counts; at the same moment the withdrawal does. A withdrawal nobody dated stands
 * against every opt-in, because it may be the newer one; an opt-in nobody dated counts only where nothing else was said.
 * Pending and unknown say nothing and remain only when there is nothing more.
 */
export function survivingConsent(candidates: readonly Candidate[]): Candidate {
  const strength = ({ value, at }: Candidate): number => {
    if (isWithdrawn(value)) return at === undefined ? 3 : 2;
    if (isGranted(value)) return at === undefined ? 1 : 2;
    return 0;
  };
  return best(candidates, (a, b) => strength(b) - strength(a) || newest(a, b) || Number(isWithdrawn(b.value)) - Number(isWithdrawn(a.value)) || inOrder(a, b));
}

function one(won: Candidate): Survived {
  return { value: won.value, at: won.at, won: [won] };
}

/** Callers make sure that there is one. */
function best(candidates: readonly Candidate[], compare: (a: Candidate, b: Candidate) => number): Candidate {
  return candidates.reduce((winner, next) => (compare(next, winner) < 0 ? next : winner));
}

/** The order in which candidates are looked at and shown: by trust, the newer first, then by place. */
export function inOrder(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || newest(a, b) || byPlace(a, b);
}

function newest(a: Candidate, b: Candidate): number {
  return descending(a.at, b.at);
}

function oldest(a: Candidate, b: Candidate): number {
  return ascending(a.at, b.at);
}

/** Whatever has no size comes last in both directions. */
function descending(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return b - a;
}

function ascending(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a - b;
}

/** Two fields of one row may feed the same attribute: then the value decides. */
function byPlace(a: Candidate, b: Candidate): number {
  const places = a.source - b.source || a.object - b.object || a.row - b.row;
  if (places !== 0) return places;
  const [left, right] = [JSON.stringify(a.value), JSON.stringify(b.value)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sizeOf(value: Json, zone: string): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? spanOf(value, zone)?.from : undefined;
}

function lengthOf(value: Json): number {
  if (typeof value === 'string') return value.length;
  return Array.isArray(value) ? value.length : 0;
}

function latest(candidates: readonly Candidate[]): number | undefined {
  let found: number | undefined;
  for (const { at } of candidates) if (at !== undefined && (found === undefined || at > found)) found = at;
  return found;
}

/** What is no number counts nothing. Cents added as binary fractions would miss a round sum by a hair. */
function sum(candidates: readonly Candidate[]): Survived | undefined {
  const won = candidates.filter(({ value }) => typeof value === 'number').sort(inOrder);
  if (won.length === 0) return undefined;
  const total = won.reduce((all, { value }) => all + Number(value), 0);
  return { value: Math.round(total * 1e6) / 1e6, at: latest(won), won };
}

function union(candidates: readonly Candidate[]): Survived {
  const won = [...candidates].sort(inOrder);
  const members = new Map<string, Json>();
  for (const { value } of won) for (const member of Array.isArray(value) ? value : [value]) members.set(JSON.stringify(member), member);
  return { value: [...members.values()], at: latest(won), won };
}
