import { expect, it } from 'vitest';
import type { IdentityRule } from '../../../../shared/identity/schema';
import { rankedRules } from './ranked-rules';

const rule = (attribute: string, strength: IdentityRule['strength']): IdentityRule => ({ attribute, strength, blocked: [] });

it('hears strong before medium before weak, and moves each only among its own', () => {
  const groups = rankedRules([rule('cookie', 'weak'), rule('email', 'strong'), rule('phone', 'medium'), rule('customer-no', 'strong')]);
  expect(groups.map(({ strength, rules }) => [strength, ...rules.map((one) => `${one.rank} ${one.rule.attribute}`)])).toEqual([
    ['strong', '1 email', '2 customer-no'],
    ['medium', '3 phone'],
    ['weak', '4 cookie'],
  ]);
  // Places in the document's own order.
  expect(groups[0]?.rules.map(({ up, down }) => [up, down])).toEqual([
    [undefined, 3],
    [1, undefined],
  ]);
  expect(groups[1]?.rules.map(({ up, down }) => [up, down])).toEqual([[undefined, undefined]]);
});
