/** Whether the leader would still lead if weights were somewhat different and unproved answers turned out better or worse. */
import { createRandom } from '../simulation/random';
import { type Answer, type Point, topScore, type Vendor } from './schema';
import type { Scored } from './score';

export type RobustnessSettings = {
  draws: number;
  seed: number;
  /** Each weight is multiplied by something between 1 − spread and 1 + spread; 0.3 by default in the app. */
  spread: number;
};

/** As the app, the command line and the report ask, so that all say the same of the same engagement. */
export const robustnessSettings: RobustnessSettings = { draws: 10_000, seed: 1, spread: 0.3 };

export type VendorRobustness = {
  vendor: string;
  /** In how many draws it leads; a draw that several lead is divided among them. */
  leads: number;
  /** In how many draws it fails a gate. */
  fails: number;
  /** Of its totals over all draws; absent without an answer that counts. */
  total?: { low: number; middle: number; high: number };
};

export type Robustness = RobustnessSettings & {
  /** The candidates in their own order. */
  vendors: VendorRobustness[];
  /** Draws in which every candidate failed a gate or had nothing to go by. */
  nobody: number;
};

/** How likely an unproved answer is one grade off, each way; one without a confidence counts as medium. */
const chanceOff: Record<NonNullable<Answer['confidence']>, number> = { low: 0.35, medium: 0.2, high: 0.08 };

/**
 * Monte Carlo over weights and unproved answers. What somebody saw proved does not move; what was not answered stays out, as it
 * is out of the total (contracts 26). Gates come first in every draw. The same settings give the same result. Totals are
 * 5th, 50th and 95th of 100.
 */
export function robustnessOf(checklist: Scored, settings: RobustnessSettings): Robustness {
  const { draws, seed, spread } = settings;
  const points = checklist.points.filter((point) => point.switchedOff === undefined && point.priority !== 'could');
  const candidates = checklist.vendors.filter(({ role }) => role === 'candidate');
  const tables = candidates.map((vendor) => tableOf(vendor, points, checklist.answers));
  const random = createRandom(seed);
  const weights = new Float64Array(points.length);
  const totals = candidates.map(() => new Float64Array(draws));
  const leads = new Float64Array(candidates.length);
  const fails = new Float64Array(candidates.length);
  let nobody = 0;
  for (let draw = 0; draw < draws; draw++) {
    points.forEach((point, i) => {
      weights[i] = point.weight * (1 - spread + 2 * spread * random.next());
    });
    let best = -1;
    let first: number[] = [];
    tables.forEach((table, v) => {
      const { total, failed } = drawn(table, weights, random.next);
      (totals[v] as Float64Array)[draw] = total;
      if (failed) fails[v] = (fails[v] ?? 0) + 1;
      if (failed || Number.isNaN(total)) return;
      if (total > best + 1e-12) [best, first] = [total, [v]];
      else if (total >= best - 1e-12) first.push(v);
    });
    if (first.length === 0) nobody++;
    for (const v of first) leads[v] = (leads[v] ?? 0) + 1 / first.length;
  }
  return {
    ...settings,
    nobody,
    vendors: candidates.map(({ id }, v) => {
      const total = spreadOf(totals[v] as Float64Array);
      return { vendor: id, leads: leads[v] ?? 0, fails: fails[v] ?? 0, ...(total && { total }) };
    }),
  };
}

/** One vendor's answers as numbers: score (−1 without one), chance of being a grade off, whether the point is a gate. */
type Table = { scores: Int8Array; off: Float64Array; gate: Uint8Array };

function tableOf(vendor: Vendor, points: readonly Point[], answers: readonly Answer[]): Table {
  const given = new Map(answers.filter((answer) => answer.vendor === vendor.id && answer.applies && answer.score !== undefined).map((one) => [one.point, one]));
  const answered = points.map(({ id }) => given.get(id));
  return {
    scores: Int8Array.from(answered, (answer) => answer?.score ?? -1),
    off: Float64Array.from(answered, (answer) => (answer === undefined || answer.verified ? 0 : chanceOff[answer.confidence ?? 'medium'])),
    gate: Uint8Array.from(points, ({ priority }) => (priority === 'must' ? 1 : 0)),
  };
}

function drawn({ scores, off, gate }: Table, weights: Float64Array, next: () => number): { total: number; failed: boolean } {
  let sum = 0;
  let all = 0;
  let failed = false;
  for (let i = 0; i < scores.length; i++) {
    let score = scores[i] as number;
    if (score < 0) continue;
    const chance = off[i] as number;
    if (chance > 0) {
      const at = next();
      if (at < chance) score = Math.max(0, score - 1);
      else if (at >= 1 - chance) score = Math.min(topScore, score + 1);
    }
    if (score <= 1 && gate[i] === 1) failed = true;
    const weight = weights[i] as number;
    sum += weight * score;
    all += weight;
  }
  return { total: sum / (topScore * all), failed };
}

function spreadOf(totals: Float64Array): VendorRobustness['total'] {
  const known = totals.filter((total) => !Number.isNaN(total)).sort();
  const at = (share: number) => known[Math.min(known.length - 1, Math.floor(share * known.length))] as number;
  return known.length === 0 ? undefined : { low: at(0.05), middle: at(0.5), high: at(0.95) };
}
