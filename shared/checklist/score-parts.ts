/** What a vendor's total is made of, point by point: so that a number answers "why?". */
import { type Answer, type Checklist, type Point, topScore } from './schema';
import { standingOf } from './score';

export type ScorePart = {
  point: string;
  weight: number;
  score: number;
  /** Of 100 of the total: weight × score ÷ (4 × all weights) × 100. All of them add up to the total. */
  gives: number;
  /** What it would give with the highest score. */
  couldGive: number;
  verified: boolean;
  /** A must with 0 or 1: a gate that fails. */
  blocks: boolean;
};

export type LeftOut = { point: string; why: 'unanswered' | 'not-applicable' | 'could' | 'switched-off' };

export type ScoreParts = {
  /** 0–100; absent: nothing is answered. */
  total?: number;
  /** Those that give most first. */
  parts: ScorePart[];
  /** In the checklist's order. */
  leftOut: LeftOut[];
};

/** Of all points, or of those of one category when `points` are only these. */
export function scoreParts({ points, answers }: Pick<Checklist, 'points' | 'answers'>, vendor: string): ScoreParts {
  const byPoint = new Map(answers.filter((answer) => answer.vendor === vendor).map((answer) => [answer.point, answer]));
  const counted: { point: Point; answer: Answer; score: number }[] = [];
  const leftOut: LeftOut[] = [];
  for (const point of points) {
    const answer = byPoint.get(point.id);
    const standing = standingOf(point, answer);
    const why = standing === 'off' ? 'switched-off' : standing === 'not-applicable' || standing === 'unanswered' ? standing : undefined;
    if (why) leftOut.push({ point: point.id, why });
    else if (point.priority === 'could') leftOut.push({ point: point.id, why: 'could' });
    else if (answer?.score !== undefined) counted.push({ point, answer, score: answer.score });
  }
  const weights = counted.reduce((sum, { point }) => sum + point.weight, 0);
  const share = (weight: number) => (weights === 0 ? 0 : (weight / weights) * 100);
  const parts = counted.map(
    ({ point, answer, score }): ScorePart => ({
      point: point.id,
      weight: point.weight,
      score,
      gives: (share(point.weight) * score) / topScore,
      couldGive: share(point.weight),
      verified: answer.verified,
      blocks: point.priority === 'must' && score <= 1,
    }),
  );
  const total = parts.reduce((sum, { gives }) => sum + gives, 0);
  return { ...(weights > 0 && { total }), parts: parts.sort((a, b) => b.gives - a.gives || b.couldGive - a.couldGive), leftOut };
}
