/** The score that a value suggests beside what the plan needs. Only ever a suggestion: the consultant gives the score (contracts 26). */
import { numberOf } from './consequences';
import type { Requirement } from './requirements';
import type { AnswerValue } from './schema';

/** Points whose number is better the smaller it is: seconds and minutes. */
const smallerIsBetter: ReadonlySet<string> = new Set(['real-time-segments', 'live-behaviour-triggers']);

/**
 * 4 only for twice what is needed (half of it, where less is better); 3 for enough; 2 from three quarters on, 1 from half. Of a
 * list: 3 for all, then by the share that is there. Yes is 3, no is 0. Undefined: nothing to compare it with.
 */
export function suggestScore(value: AnswerValue | undefined, requirement: Requirement | undefined, point: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value ? 3 : 0;
  if (Array.isArray(value)) {
    if (requirement?.value.kind !== 'list' || requirement.value.values.length === 0) return undefined;
    const wanted = requirement.value.values;
    const share = wanted.filter((one) => value.includes(one)).length / wanted.length;
    return share === 1 ? 3 : scoreOfShare(share);
  }
  const needed = numberOf(requirement);
  if (needed === undefined || needed <= 0 || value < 0) return undefined;
  const share = smallerIsBetter.has(point) ? (value === 0 ? Number.POSITIVE_INFINITY : needed / value) : value / needed;
  if (share >= 2) return 4;
  return share >= 1 ? 3 : scoreOfShare(share);
}

function scoreOfShare(share: number): number {
  if (share >= 0.75) return 2;
  return share >= 0.5 ? 1 : 0;
}
