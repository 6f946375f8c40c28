/** What the cheaper tool costs in truth: its offer, and what makes up for what it lacks, beside the dearer tool's. */
import { type Answer, type Point, type Priority, topScore } from './schema';
import { gapOf, wantedOf } from './score';
import type { TotalCost } from './total-cost';

export type Workaround = { point: string; total: number };

/** A point this vendor is short of and the other is not, with no price for a way around it. */
export type OpenLack = { point: string; score: number; wanted: number };

export type CostSide = {
  vendor: string;
  /** Without fallbacks. */
  offer: number;
  /** The dearest first. */
  workarounds: Workaround[];
  total: number;
};

export type CostComparison = {
  /** By what the offers ask; with equal offers, the one that is named first. */
  cheaper: CostSide;
  dearer: CostSide;
  /** Offer against offer; never below zero. */
  saved: number;
  /** What is left of it after both sides' fallbacks; below zero, the cheaper offer is the dearer choice. */
  left: number;
  open: OpenLack[];
};

type Basis = { points: readonly Point[]; answers: readonly Answer[]; required: Record<Priority, number> };

/** Over the years both sums were made for. */
export function compareCosts(one: TotalCost, other: TotalCost, basis: Basis): CostComparison {
  const [cheaper, dearer] = [sideOf(one), sideOf(other)].sort((a, b) => a.offer - b.offer) as [CostSide, CostSide];
  return { cheaper, dearer, saved: dearer.offer - cheaper.offer, left: dearer.total - cheaper.total, open: openLacks(cheaper, dearer.vendor, basis) };
}

function sideOf({ vendor, lines, total }: TotalCost): CostSide {
  const workarounds = lines
    .flatMap(({ part, of, total: amount }): Workaround[] => (part === 'fallbacks' && of !== undefined ? [{ point: of, total: amount }] : []))
    .sort((a, b) => b.total - a.total);
  return { vendor, workarounds, total, offer: workarounds.reduce((rest, { total: amount }) => rest - amount, total) };
}

/** A score that nobody gave says nothing: such a point is a question, not a lack. */
function openLacks({ vendor, workarounds }: CostSide, other: string, { points, answers, required }: Basis): OpenLack[] {
  const priced = new Set(workarounds.map(({ point }) => point));
  const of = (id: string, point: string) => answers.find((answer) => answer.vendor === id && answer.point === point);
  return points.flatMap((point) => {
    const gap = gapOf(point, of(vendor, point.id), required);
    const otherGap = gapOf(point, of(other, point.id), required);
    if (gap === undefined || gap >= 0 || otherGap === undefined || otherGap < 0 || priced.has(point.id)) return [];
    const wanted = Math.min(topScore, wantedOf(point, required));
    return [{ point: point.id, score: wanted + gap, wanted }];
  });
}
