import { type IdentityRule, strengths } from '../../../../shared/identity/schema';

export type RankedRule = {
  rule: IdentityRule;
  /** From 1, over all strengths. */
  rank: number;
  /** Where it would stand in the document's order when moved one up or down; undefined at the ends of its strength. */
  up: number | undefined;
  down: number | undefined;
};
export type RankedGroup = { strength: IdentityRule['strength']; rules: RankedRule[] };

/** The rules as they are heard: strong ones before medium before weak, within each in the order of the document. */
export function rankedRules(rules: readonly IdentityRule[]): RankedGroup[] {
  const groups = strengths.map((strength) => ({ strength, rules: rules.filter((rule) => rule.strength === strength) }));
  const place = (rule: IdentityRule | undefined) => (rule ? rules.indexOf(rule) : undefined);
  let rank = 0;
  return groups
    .filter((group) => group.rules.length > 0)
    .map((group) => ({
      strength: group.strength,
      rules: group.rules.map((rule, i) => ({ rule, rank: ++rank, up: place(group.rules[i - 1]), down: place(group.rules[i + 1]) })),
    }));
}
