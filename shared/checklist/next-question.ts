/** Which answer is worth asking for next: the one that can change most who leads. */
import { type RankedVendor, rankVendors } from './rank-vendors';
import { type Answer, type Point, topScore } from './schema';
import type { Scored } from './score';

export type OpenAnswer = {
  vendor: string;
  point: string;
  /** `unanswered`: no score at all. `unproved`: a score nobody saw proved; it may be one grade off. */
  kind: 'unanswered' | 'unproved';
  /** The vendor's total at the worst and at the best answer that is still possible. */
  total: { worst: number; best: number };
  /** Another vendor could lead, or the leader be out, with this answer alone. */
  changesLeader: boolean;
  /** A must that may turn out 0 or 1, and so end it for this vendor. */
  gate: boolean;
};

/**
 * Open answers of the vendors that are still in, the one most worth asking first: those that can change the leader, then by how
 * far they can move the total. Vendors that failed a gate by a proved answer stay out: nothing that they say about another
 * point helps them. Without any score yet, every question is open and the heaviest come first.
 */
export function openAnswers(checklist: Scored): OpenAnswer[] {
  const ranked = rankVendors(checklist);
  const before = leadersOf(ranked);
  const points = checklist.points.filter((point) => point.switchedOff === undefined && point.priority !== 'could');
  return checklist.vendors
    .flatMap((vendor) => {
      const answers = new Map(checklist.answers.filter((answer) => answer.vendor === vendor.id).map((answer) => [answer.point, answer]));
      if (vendor.role === 'current' || points.some((point) => endsIt(point, answers.get(point.id)))) return [];
      const others = ranked.filter((other) => other.vendor !== vendor.id);
      const own = { vendor: vendor.id, answers, couldShare: ranked.find((other) => other.vendor === vendor.id)?.couldShare };
      return points.flatMap((point) => {
        const kind = kindOf(answers.get(point.id));
        return kind === undefined ? [] : [weigh(points, own, others, before, point, kind)];
      });
    })
    .sort((x, y) => Number(y.changesLeader) - Number(x.changesLeader) || swing(y) - swing(x));
}

type Own = { vendor: string; answers: ReadonlyMap<string, Answer>; couldShare: number | undefined };

function weigh(
  points: readonly Point[],
  own: Own,
  others: readonly RankedVendor[],
  before: readonly string[],
  point: Point,
  kind: OpenAnswer['kind'],
): OpenAnswer {
  const score = own.answers.get(point.id)?.score;
  const possible =
    kind === 'unanswered' || score === undefined ? { worst: 0, best: topScore } : { worst: Math.max(0, score - 1), best: Math.min(topScore, score + 1) };
  const [worst, best] = [standingWith(points, own, point, possible.worst), standingWith(points, own, point, possible.best)];
  return {
    vendor: own.vendor,
    point: point.id,
    kind,
    total: { worst: worst.share ?? 0, best: best.share ?? 0 },
    gate: point.priority === 'must' && possible.worst <= 1,
    changesLeader: [worst, best].some((standing) => !sameLeaders(before, leadersOf([...others, standing]))),
  };
}

type Standing = Pick<RankedVendor, 'vendor' | 'share' | 'couldShare' | 'rank'>;

/** How the vendor would stand with this score at that point. Its rank only says whether it may lead. */
function standingWith(points: readonly Point[], { vendor, answers, couldShare }: Own, asked: Point, score: number): Standing {
  let sum = 0;
  let weights = 0;
  let blocked = false;
  for (const point of points) {
    const answer = answers.get(point.id);
    const given = point === asked ? score : answer?.applies ? answer.score : undefined;
    if (given === undefined) continue;
    sum += point.weight * given;
    weights += point.weight;
    if (point.priority === 'must' && given <= 1) blocked = true;
  }
  if (weights === 0) return { vendor, couldShare, share: undefined };
  return { vendor, couldShare, share: sum / (topScore * weights), ...(!blocked && { rank: 1 }) };
}

/** Of those that may lead. Totals are compared with a grain of salt: they were added in different orders. */
function leadersOf(vendors: readonly Standing[]): string[] {
  let best: Standing[] = [];
  for (const one of vendors) {
    if (one.rank === undefined || one.share === undefined) continue;
    const above = compare(one, best[0]);
    if (above > 0) best = [one];
    else if (above === 0) best.push(one);
  }
  return best.map(({ vendor }) => vendor);
}

function compare(x: Standing, y: Standing | undefined): number {
  if (!y) return 1;
  const lead = (x.share ?? 0) - (y.share ?? 0);
  return Math.abs(lead) > 1e-9 ? lead : (x.couldShare ?? 0) - (y.couldShare ?? 0);
}

function swing({ total }: OpenAnswer): number {
  return total.best - total.worst;
}

function kindOf(answer: Answer | undefined): OpenAnswer['kind'] | undefined {
  if (answer && !answer.applies) return undefined;
  if (answer?.score === undefined) return 'unanswered';
  return answer.verified ? undefined : 'unproved';
}

function endsIt(point: Point, answer: Answer | undefined): boolean {
  return point.priority === 'must' && answer?.applies === true && answer.verified && answer.score !== undefined && answer.score <= 1;
}

function sameLeaders(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((vendor) => after.includes(vendor));
}
