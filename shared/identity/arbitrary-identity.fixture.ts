/** Small random rules and records that get into each other's way. For property tests. */
import fc from 'fast-check';
import type { SampleRecord } from '../population/population';
import { type Identity, identifierOwners, mergeChoices, strengths } from './schema';

const attributes = ['a', 'b', 'c', 'd'];
const choice = fc.constantFrom(...mergeChoices);
const usually = <T>(usual: T, other: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

export const arbitraryIdentity: fc.Arbitrary<Identity> = fc.record({
  rules: fc.uniqueArray(
    fc.record(
      {
        attribute: fc.constantFrom(...attributes),
        strength: fc.oneof({ weight: 2, arbitrary: fc.constant('strong' as const) }, { weight: 3, arbitrary: fc.constantFrom(...strengths) }),
        owner: usually('person', fc.constantFrom(...identifierOwners)),
        limit: fc.integer({ min: 1, max: 3 }),
        window: fc.constantFrom('P1D', 'P2D'),
        blocked: fc.constantFrom([], ['x0']),
        atMost: fc.array(fc.record({ attribute: fc.constantFrom(...attributes), values: fc.integer({ min: 1, max: 2 }) }), { maxLength: 2 }),
      },
      { requiredKeys: ['attribute', 'strength', 'blocked'] },
    ),
    { selector: (rule) => rule.attribute, minLength: 1 },
  ),
  policy: usually(
    { anonymousAndKnown: 'merge', knownByStrong: 'merge', knownByMedium: 'review' },
    fc.record({ anonymousAndKnown: choice, knownByStrong: choice, knownByMedium: choice }),
  ),
});

/** Values are few, so that they meet; times are half days. */
export const arbitraryRecords: fc.Arbitrary<SampleRecord[]> = fc
  .array(
    fc.record({
      source: fc.integer({ min: 0, max: 2 }),
      at: fc.option(
        fc.integer({ min: 0, max: 8 }).map((n) => n * 43_200_000),
        { nil: undefined },
      ),
      identifiers: fc.array(
        fc.tuple(
          fc.constantFrom(...attributes),
          fc.integer({ min: 0, max: 4 }).map((n) => `x${n}`),
        ),
        { minLength: 0, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((records) => records.map((record, i) => ({ ...record, object: record.source, row: i + 1, values: [] })));
