/** How far a weight has to move before somebody else leads. Exact: a total is a fraction in each weight, so no steps are tried. */
import { rankVendors } from './rank-vendors';
import type { Point } from './schema';
import type { Scored } from './score';

export type WeightTurn = {
  /** Beyond this weight (0 and up, 10 is the scale's end) `leader` is ahead. */
  weight: number;
  leader: string;
};

export type WeightSensitivity = {
  point: string;
  weight: number;
  /** The nearest turn when the weight goes down; absent: the leader stays, down to 0. */
  down?: WeightTurn;
  /** The nearest turn when it goes up; absent: however much it counts. */
  up?: WeightTurn;
};

/** A vendor's total as (a + s·w) / (b + n·w) of one weight w; n is 0 where it has no score for the point. */
type Fraction = { vendor: string; a: number; s: number; b: number; n: 0 | 1 };

/**
 * Of each must and should point that moves a ranked vendor's total: where the leader changes, all other weights as they are.
 * The easiest turn first (the least change as a share of the scale), points that change nothing last, in their own order.
 * Gates don't depend on weights, so who failed one stays out. Empty without exactly one leader, or without a second vendor.
 */
export function weightSensitivity(checklist: Scored): WeightSensitivity[] {
  const ranked = rankVendors(checklist);
  const leaders = ranked.filter(({ rank }) => rank === 1);
  const leader = leaders[0]?.vendor;
  if (leader === undefined || leaders.length > 1) return [];
  const candidates = new Set(checklist.vendors.filter(({ role }) => role === 'candidate').map(({ id }) => id));
  const scores = countedScores(checklist, [...candidates]);
  // Who answered only points of weight 0 has no place yet, and gets one as soon as one of them weighs something.
  const rivals = ranked
    .filter(({ vendor, blocking }) => vendor !== leader && blocking.length === 0 && candidates.has(vendor) && (scores.get(vendor)?.size ?? 0) > 0)
    .map(({ vendor }) => vendor);
  if (rivals.length === 0) return [];
  const points = checklist.points.filter((point) => counts(point) && [leader, ...rivals].some((vendor) => scores.get(vendor)?.has(point.id)));
  return points
    .map((point) =>
      turnsOf(
        point,
        fractionOf(checklist.points, scores, leader, point),
        rivals.map((vendor) => fractionOf(checklist.points, scores, vendor, point)),
      ),
    )
    .sort((x, y) => leastMove(x) - leastMove(y));
}

/** How far the weight has to move for the nearest turn; ∞ where nothing turns. */
export function leastMove({ weight, down, up }: WeightSensitivity): number {
  return Math.min(down ? weight - down.weight : Number.POSITIVE_INFINITY, up ? up.weight - weight : Number.POSITIVE_INFINITY);
}

function turnsOf(point: Point, leader: Fraction, rivals: readonly Fraction[]): WeightSensitivity {
  const down = nearestTurn(point.weight, leader, rivals, -1);
  const up = nearestTurn(point.weight, leader, rivals, 1);
  return { point: point.id, weight: point.weight, ...(down && { down }), ...(up && { up }) };
}

/** The first weight on the way down (−1) or up (+1) just beyond which a rival is ahead. */
function nearestTurn(from: number, leader: Fraction, rivals: readonly Fraction[], way: -1 | 1): WeightTurn | undefined {
  const onTheWay = rivals
    .flatMap((rival) => crossings(leader, rival).map((weight) => ({ weight, rival })))
    .filter(({ weight }) => (weight - from) * way >= 0)
    .sort((x, y) => (x.weight - y.weight) * way);
  const found = onTheWay.find(({ weight, rival }) => {
    const beyond = weight + way * 1e-6 * Math.max(1, weight);
    return beyond >= 0 && leadOver(leader, rival, beyond) < 0;
  });
  return found && { weight: found.weight, leader: found.rival.vendor };
}

/** By how much the first total is above the second at this weight; 0 where one of them has nothing to go by. */
function leadOver(x: Fraction, y: Fraction, weight: number): number {
  const [below, belowOther] = [x.b + x.n * weight, y.b + y.n * weight];
  return below > 0 && belowOther > 0 ? (x.a + x.s * weight) / below - (y.a + y.s * weight) / belowOther : 0;
}

/** Weights of 0 and more at which the two totals are equal, (a₁ + s₁w)(b₂ + n₂w) = (a₂ + s₂w)(b₁ + n₁w), or the second one begins. */
function crossings(x: Fraction, y: Fraction): number[] {
  const square = x.s * y.n - y.s * x.n;
  const linear = x.a * y.n + x.s * y.b - y.a * x.n - y.s * x.b;
  const constant = x.a * y.b - y.a * x.b;
  const roots = rootsOf(square, linear, constant).filter((weight) => Number.isFinite(weight) && weight >= 0);
  return y.b === 0 && y.n === 1 ? [0, ...roots] : roots;
}

function rootsOf(square: number, linear: number, constant: number): number[] {
  if (square === 0) return linear === 0 ? [] : [-constant / linear];
  const under = linear * linear - 4 * square * constant;
  if (under < 0) return [];
  // Of the two usual formulas the one that does not take almost equal numbers from each other.
  const half = -(linear + (linear < 0 ? -1 : 1) * Math.sqrt(under)) / 2;
  return half === 0 ? [0] : [half / square, constant / half];
}

function fractionOf(points: readonly Point[], scores: CountedScores, vendor: string, of: Point): Fraction {
  const given = scores.get(vendor);
  let a = 0;
  let b = 0;
  for (const point of points) {
    const score = point.id === of.id ? undefined : given?.get(point.id);
    if (score === undefined) continue;
    a += point.weight * score;
    b += point.weight;
  }
  const own = given?.get(of.id);
  return { vendor, a, b, s: own ?? 0, n: own === undefined ? 0 : 1 };
}

type CountedScores = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What is in each vendor's total: the scores of must and should points that are switched on and apply. */
function countedScores({ points, answers }: Pick<Scored, 'points' | 'answers'>, vendors: readonly string[]): CountedScores {
  const counting = new Set(points.filter(counts).map(({ id }) => id));
  const scores = new Map(vendors.map((vendor) => [vendor, new Map<string, number>()]));
  for (const { vendor, point, applies, score } of answers) if (applies && score !== undefined && counting.has(point)) scores.get(vendor)?.set(point, score);
  return scores;
}

function counts(point: Point): boolean {
  return point.switchedOff === undefined && point.priority !== 'could';
}
