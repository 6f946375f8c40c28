import { fixOf } from '../../../shared/journey/fix-problem';
import type { Problem } from '../../../shared/problem';
import { newPartId } from '../../store/new-id';
import { openSession, run } from '../../store/session';

/** Puts right, as one step, the places where the same is wrong. Says whether there was a fix. */
export function applyFix(problems: readonly Problem[]): boolean {
  const engagement = openSession()?.history.present;
  const [first] = problems;
  const fix = engagement && first && fixOf(first, engagement);
  if (!fix) return false;
  run({ key: `fix.${fix.kind}` }, (e) => problems.reduce((now, problem) => fixOf(problem, now)?.apply(now, newPartId) ?? now, e));
  return true;
}

/** The first of these problems that has a quick fix. */
export function applyFirstFix(problems: readonly Problem[]): boolean {
  return problems.some((problem) => applyFix([problem]));
}
