import { type Answer, type Checklist, type Point, type Priority, topScore } from './schema';

/** All that scores rest on. */
export type Scored = Pick<Checklist, 'points' | 'vendors' | 'answers'>;

/** A vendor's standing. Shares are 0–1; `undefined` = nothing to say yet. */
export type VendorScore = {
  vendor: string;
  /** Weighted mean over must and should points with a score: Σ weight·score ÷ 4·Σ weight. */
  share: number | undefined;
  /** The same over the could points; shown beside, never part of `share`. */
  couldShare: number | undefined;
  /** How much of what counts (must and should, switched on, not "does not apply") has a score. */
  answered: { count: number; of: number; share: number | undefined };
  /** Must points scored 0 or 1: a blocking gap, whatever the total. In the checklist's order. */
  blocking: { point: string; score: number }[];
  notApplicable: number;
  /** Scored points whose claim somebody saw proved. */
  verified: number;
};

/**
 * Contracts 26: could points are kept out of the total, unanswered ones are left out of both sides of the mean, "does not
 * apply" and switched-off points do not exist for it. Raising one answered score never lowers the share.
 */
export function scoreVendor(checklist: Pick<Scored, 'points' | 'answers'>, vendor: string): VendorScore {
  const answers = new Map(checklist.answers.filter((answer) => answer.vendor === vendor).map((answer) => [answer.point, answer]));
  const counted: Weighed[] = [];
  const could: Weighed[] = [];
  const result: VendorScore = {
    vendor,
    share: undefined,
    couldShare: undefined,
    answered: { count: 0, of: 0, share: undefined },
    blocking: [],
    notApplicable: 0,
    verified: 0,
  };
  for (const point of checklist.points) {
    if (point.switchedOff !== undefined) continue;
    const answer = answers.get(point.id);
    if (answer && !answer.applies) {
      result.notApplicable++;
      continue;
    }
    const score = scoreOf(answer);
    if (point.priority !== 'could') result.answered.of++;
    if (score === undefined) continue;
    if (answer?.verified) result.verified++;
    (point.priority === 'could' ? could : counted).push({ point: point.id, weight: point.weight, score });
    if (point.priority === 'must' && score <= 1) result.blocking.push({ point: point.id, score });
  }
  result.answered.count = counted.length;
  result.answered.share = result.answered.of === 0 ? undefined : counted.length / result.answered.of;
  result.share = weightedShare(counted);
  result.couldShare = weightedShare(could);
  return result;
}

/** All vendors in their own order. */
export function scoreVendors(checklist: Scored): VendorScore[] {
  return checklist.vendors.map((vendor) => scoreVendor(checklist, vendor.id));
}

/** Scores per category, for the bars of the gap report; `categoryOf` knows the catalogue's points. Empty categories are left out. */
export function scoreByCategory(checklist: Scored, vendor: string, categoryOf: (point: Point) => string): { category: string; score: VendorScore }[] {
  const byCategory = new Map<string, Point[]>();
  for (const point of checklist.points) {
    const category = categoryOf(point);
    byCategory.set(category, [...(byCategory.get(category) ?? []), point]);
  }
  return [...byCategory].map(([category, points]) => ({ category, score: scoreVendor({ ...checklist, points }, vendor) }));
}

export type Standing = 'off' | 'not-applicable' | 'unanswered' | 'scored';

/** How a point stands for a vendor: "unanswered", "does not apply" and a score of 0 are three different things. */
export function standingOf(point: Point, answer: Answer | undefined): Standing {
  if (point.switchedOff !== undefined) return 'off';
  if (answer && !answer.applies) return 'not-applicable';
  return scoreOf(answer) === undefined ? 'unanswered' : 'scored';
}

/** The score that closes the gap: what the client wants of this point ("to be"), or what its priority asks for (must 3, should 2, could 1). */
export function wantedOf(point: Point, required: Record<Priority, number>): number {
  return point.wanted ?? required[point.priority];
}

/** Gap = vendor's score − wanted score, for the heat map. */
export function gapOf(point: Point, answer: Answer | undefined, required: Record<Priority, number>): number | undefined {
  const score = answer?.applies === false || point.switchedOff !== undefined ? undefined : scoreOf(answer);
  return score === undefined ? undefined : score - wantedOf(point, required);
}

type Weighed = { point: string; weight: number; score: number };

function scoreOf(answer: Answer | undefined): number | undefined {
  return answer?.applies ? answer.score : undefined;
}

function weightedShare(scored: readonly Weighed[]): number | undefined {
  // Added in an order of their own: sums of fractions differ in the last digit with the order, and a report must not.
  const sorted = [...scored].sort((a, b) => (a.point < b.point ? -1 : 1));
  let weights = 0;
  let sum = 0;
  for (const { weight, score } of sorted) {
    weights += weight;
    sum += weight * score;
  }
  return weights === 0 ? undefined : Math.min(1, sum / (topScore * weights));
}
