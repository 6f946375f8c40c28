import type { Engagement } from '../engagement/schema';
import { type Problem, problem } from '../problem';

/** Nobody planned with Masa before. */
const FIRST_YEAR = 2020;
const DAY_MS = 86_400_000;

/**
 * The documents of a pack carry the date of the plan's last change and nothing of the moment they are made, so a wrong clock
 * while packing does no harm. One that was wrong while the plan was changed stands on every cover: it is said before it is handed over.
 */
export function checkPackDate({ createdAt, updatedAt }: Pick<Engagement, 'createdAt' | 'updatedAt'>, now: Date): Problem[] {
  const date = updatedAt.slice(0, 10);
  if (new Date(updatedAt).getTime() > now.getTime() + DAY_MS) return [problem('warns', 'pack-date-ahead', [], { date, today: now.toISOString().slice(0, 10) })];
  return new Date(updatedAt).getUTCFullYear() < FIRST_YEAR || updatedAt < createdAt ? [problem('warns', 'pack-date-early', [], { date })] : [];
}
