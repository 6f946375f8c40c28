/** The shape of each vendor: how it does in each category, beside what is wanted there. */
import { type Point, type Priority, topScore } from './schema';
import { type Scored, scoreByCategory, wantedOf } from './score';

export type ProfileValue = {
  /** Weighted mean of the category, 0–1; absent: nothing is answered in it. */
  share?: number;
  answered: { count: number; of: number };
  /** Must points of this category scored 0 or 1. */
  blocking: number;
};

export type ProfileAxis = {
  category: string;
  /** 0–1, weighted like the scores; absent: nothing in this category counts. */
  wanted?: number;
  /** By vendor id. */
  values: ReadonlyMap<string, ProfileValue>;
};

/**
 * One axis per category in the order of the points; categories in which no point counts (all are switched off, or could) are
 * left out. The wanted state is weighed over all points that count, so that an open answer doesn't move it.
 */
export function profileOf(checklist: Scored, categoryOf: (point: Point) => string, required: Record<Priority, number>): ProfileAxis[] {
  const wanted = new Map<string, { weight: number; sum: number; count: number; plain: number }>();
  for (const point of checklist.points) {
    if (point.switchedOff !== undefined || point.priority === 'could') continue;
    const category = categoryOf(point);
    const so = wanted.get(category) ?? { weight: 0, sum: 0, count: 0, plain: 0 };
    const share = wantedOf(point, required) / topScore;
    wanted.set(category, { weight: so.weight + point.weight, sum: so.sum + point.weight * share, count: so.count + 1, plain: so.plain + share });
  }
  const byVendor = checklist.vendors.map(
    ({ id }) => [id, new Map(scoreByCategory(checklist, id, categoryOf).map((one) => [one.category, one.score]))] as const,
  );
  return [...wanted].map(([category, { weight, sum, count, plain }]) => ({
    category,
    // Points that all weigh nothing count alike.
    wanted: weight === 0 ? plain / count : sum / weight,
    values: new Map(
      byVendor.map(([vendor, scores]) => {
        const score = scores.get(category);
        return [
          vendor,
          {
            ...(score?.share !== undefined && { share: score.share }),
            answered: { count: score?.answered.count ?? 0, of: score?.answered.of ?? 0 },
            blocking: score?.blocking.length ?? 0,
          },
        ];
      }),
    ),
  }));
}
