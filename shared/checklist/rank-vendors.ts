import { type Scored, scoreVendor, type VendorScore } from './score';

export type RankedVendor = VendorScore & {
  /** 1 = leads. Absent: the current system, a failed gate, or nothing answered; the score is shown all the same. */
  rank?: number;
};

/**
 * All vendors in their own order, each with its score and, where it may be ranked, its place among the candidates. Could
 * points only break ties; vendors still equal share a place, and the next one is left out (1, 2, 2, 4).
 */
export function rankVendors(checklist: Scored): RankedVendor[] {
  const scored = checklist.vendors.map((vendor) => ({ role: vendor.role, score: scoreVendor(checklist, vendor.id) }));
  const rankable = scored.filter(({ role, score }) => role === 'candidate' && score.blocking.length === 0 && score.share !== undefined);
  return scored.map((one) => {
    if (!rankable.includes(one)) return one.score;
    return { ...one.score, rank: 1 + rankable.filter(({ score }) => leads(score, one.score)).length };
  });
}

function leads(a: VendorScore, b: VendorScore): boolean {
  const [first, second] = [a.share ?? 0, b.share ?? 0];
  return first === second ? (a.couldShare ?? 0) > (b.couldShare ?? 0) : first > second;
}
