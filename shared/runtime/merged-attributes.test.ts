import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../condition/facts';
import { type DatedAttributes, mergedAttributes } from './merged-attributes';

type Given = Record<string, [value: Json, at: number]>;

function dated(given: Given): DatedAttributes {
  const entries = Object.entries(given);
  return {
    attributes: Object.fromEntries(entries.flatMap(([id, [value]]) => (value === null ? [] : [[id, value]]))),
    changed: Object.fromEntries(entries.map(([id, [, at]]) => [id, at])),
  };
}

/** Values of the winner afterwards. */
function after(winner: Given, loser: Given, isDocumented: (at: number) => boolean = () => true): Record<string, Json> {
  const merged = mergedAttributes(dated(winner), dated(loser), (_, __, at) => isDocumented(at));
  const values = { ...dated(winner).attributes };
  for (const { attribute, value } of merged)
    if (value === null) delete values[attribute];
    else values[attribute] = value;
  return values;
}

test.each<[string, Given, Given, Record<string, Json>]>([
  ['the newer value', { a: ['old', 1], b: ['new', 9] }, { a: ['new', 2], b: ['old', 8] }, { a: 'new', b: 'new' }],
  ['the winner’s of two equally old', { a: ['hers', 1] }, { a: ['other', 1] }, { a: 'hers' }],
  ['what only the loser has', { a: ['x', 1] }, { b: [5, 1] }, { a: 'x', b: 5 }],
  ['nothing, where it was cleared later', { a: ['x', 1], b: [null, 5] }, { a: [null, 2], b: ['x', 4] }, {}],
  ['lists of both', { a: [['k1', 'k2'], 9] }, { a: [['k2', 'k3'], 1] }, { a: ['k1', 'k2', 'k3'] }],
  ['a consent given later', { 'sms-consent': ['withdrawn', 1] }, { 'sms-consent': ['granted', 2] }, { 'sms-consent': 'granted' }],
  ['a withdrawal in the same moment', { 'sms-consent': ['granted', 2] }, { 'sms-consent': ['withdrawn', 2] }, { 'sms-consent': 'withdrawn' }],
])('%s', (_, winner, loser, expected) => expect(after(winner, loser)).toEqual(expected));

test('a consent nobody documented undoes no withdrawal, whoever had it', () => {
  const [withdrawn, granted]: [Given, Given] = [{ 'sms-consent': ['withdrawn', 1] }, { 'sms-consent': ['granted', 2] }];
  expect(after(withdrawn, granted, (at) => at !== 2)).toEqual({ 'sms-consent': 'withdrawn' });
  expect(after(granted, withdrawn, (at) => at !== 2)).toEqual({ 'sms-consent': 'withdrawn' });
});

test('who of the two stays makes no difference to values of different times', () => {
  const value = fc.constantFrom<Json>('granted', 'withdrawn', null, 'x');
  const given = (parity: number) =>
    fc.dictionary(
      fc.constantFrom('a', 'sms-consent'),
      fc.tuple(
        value,
        fc.integer({ min: 0, max: 5 }).map((n) => 2 * n + parity),
      ),
    );
  fc.assert(
    fc.property(given(0), given(1), fc.boolean(), (one, other, isDocumented) => {
      expect(after(one, other, () => isDocumented)).toEqual(after(other, one, () => isDocumented));
    }),
    { numRuns: 2_000 },
  );
});
