import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionSchema } from '../../../shared/condition/schema';
import { canonicalTypeSchema } from '../../../shared/sources/schema';
import { conditions } from '../../../tests/arbitrary-conditions';
import { conditionOf, lineOf, operatorsFor, startValue, withOperator } from './line';

describe('a line of a condition', () => {
  it('says the condition it was made from, whatever that is', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const line = lineOf(condition);
        if (line) expect(conditionOf(line)).toEqual(condition);
      }),
    );
  });

  it.each(canonicalTypeSchema.options)('of %s is a condition with every operator that is offered, coming from any other', (type) => {
    const left = { kind: 'customer' as const, path: 'city' };
    for (const from of operatorsFor(type))
      for (const to of operatorsFor(type)) {
        const start = withOperator({ left, operator: 'exists' }, from, type, '2026-03-01');
        const line = withOperator(start, to, type, '2026-03-01');
        expect(line.operator).toBe(to);
        const condition = conditionOf(line);
        // An empty text is the one thing to fill in.
        if (startValue(type, '2026-03-01') !== '' || to !== 'starts-with') expect(conditionSchema.safeParse(condition).success).toBe(true);
        expect(lineOf(condition)).toEqual(line);
      }
  });
});
