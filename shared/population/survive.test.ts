import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../condition/facts';
import { type Survivorship, survivorships } from '../record/schema';
import { type Candidate, survive } from './survive';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
type Said = [value: Json, rank: number, at?: string];
const candidates = (said: readonly Said[]): Candidate[] =>
  said.map(([value, rank, at], n) => ({ value, rank, at: at === undefined ? undefined : day(at), source: rank, object: rank, row: n + 1 }));
const value = (id: string, survivorship: Survivorship, said: readonly Said[]) => survive({ id, survivorship }, candidates(said), 'Asia/Jerusalem')?.value;

describe('the surviving value', () => {
  it.each<[string, Survivorship, Json | undefined, Said[]]>([
    ['nothing said', 'most-recent', undefined, []],
    [
      'the newest',
      'most-recent',
      'b',
      [
        ['a', 0, '2025-01-01'],
        ['b', 2, '2025-03-01'],
        ['c', 1, '2025-02-01'],
      ],
    ],
    [
      'dated before undated',
      'most-recent',
      'b',
      [
        ['a', 0],
        ['b', 1, '2001-01-01'],
      ],
    ],
    [
      'undated: by trust',
      'most-recent',
      'a',
      [
        ['b', 1],
        ['a', 0],
      ],
    ],
    [
      'the most trusted',
      'most-trusted',
      'a',
      [
        ['b', 1, '2026-01-01'],
        ['a', 0],
      ],
    ],
    [
      'equally trusted: the newest',
      'most-trusted',
      'b',
      [
        ['a', 0, '2025-01-01'],
        ['b', 0, '2026-01-01'],
      ],
    ],
    [
      'the first ever known',
      'first-non-empty',
      'a',
      [
        ['b', 0, '2026-01-01'],
        ['a', 3, '2025-01-01'],
        ['c', 0],
      ],
    ],
    [
      'the largest number',
      'max',
      12,
      [
        [9, 0],
        [12, 1],
        [10, 2],
      ],
    ],
    [
      'the latest time, a day and a moment',
      'max',
      '2026-01-02T10:00:00Z',
      [
        ['2026-01-02', 0],
        ['2026-01-02T10:00:00Z', 1],
        ['2025-12-31', 2],
      ],
    ],
    [
      'the earliest day',
      'min',
      '2019-05-01',
      [
        ['2020-01-01', 0],
        ['2019-05-01', 1],
      ],
    ],
    [
      'what has no size loses',
      'min',
      3,
      [
        ['unknown', 0],
        [3, 1],
      ],
    ],
    [
      'the sum',
      'sum',
      0.3,
      [
        [0.1, 0],
        [0.2, 1],
        ['x', 2],
      ],
    ],
    [
      'no sum of texts',
      'sum',
      undefined,
      [
        ['x', 0],
        ['y', 1],
      ],
    ],
    [
      'all members once, the trusted first',
      'union',
      ['b', 'a', 'c'],
      [
        [['a', 'c'], 1],
        [['b', 'a'], 0],
      ],
    ],
    ['a text as a member', 'union', ['a'], [['a', 0]]],
    [
      'true as soon as one says so',
      'any-true',
      true,
      [
        [false, 0],
        [true, 1],
        [false, 2],
      ],
    ],
    [
      'false when all do',
      'any-true',
      false,
      [
        [false, 0],
        [false, 1],
      ],
    ],
    [
      'the longest',
      'longest',
      'Dana Cohen',
      [
        ['Dana', 0],
        ['Dana Cohen', 1],
        ['D. Cohen', 2],
      ],
    ],
    [
      'equally long: the more trusted',
      'longest',
      'ab',
      [
        ['cd', 1],
        ['ab', 0],
      ],
    ],
  ])('%s (%s)', (_, survivorship, expected, said) => {
    expect(value('city', survivorship, said)).toEqual(expected);
  });

  it.each<[string, Json | undefined, Said[]]>([
    [
      'the newest opt-in',
      'granted',
      [
        ['withdrawn', 0, '2025-01-01'],
        ['granted', 1, '2025-02-01'],
      ],
    ],
    [
      'the newest withdrawal',
      'withdrawn',
      [
        ['granted', 0, '2025-01-01'],
        ['withdrawn', 1, '2025-02-01'],
      ],
    ],
    [
      'at the same moment the withdrawal',
      'withdrawn',
      [
        ['granted', 0, '2025-01-01'],
        ['withdrawn', 1, '2025-01-01'],
      ],
    ],
    [
      'an undated opt-in never overrides a withdrawal',
      'withdrawn',
      [
        ['granted', 0],
        ['withdrawn', 1, '2001-01-01'],
      ],
    ],
    [
      'an undated withdrawal may be the newest',
      'withdrawn',
      [
        ['granted', 0, '2026-01-01'],
        ['withdrawn', 1],
      ],
    ],
    [
      'an undated opt-in where nothing else was said',
      'granted',
      [
        ['granted', 1],
        ['unknown', 0, '2026-01-01'],
        ['pending', 2],
      ],
    ],
    ['pending is not nothing', 'pending', [['pending', 1]]],
    [
      'booleans',
      false,
      [
        [true, 0, '2025-01-01'],
        [false, 1, '2025-01-02'],
      ],
    ],
  ])('of consents: %s, whatever the rule', (_, expected, said) => {
    for (const rule of survivorships) expect([rule, value('sms-consent', rule, said)]).toEqual([rule, expected]);
  });

  const anyCandidate = (values: fc.Arbitrary<Json>) =>
    fc.record({
      value: values,
      rank: fc.nat(3),
      at: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
      source: fc.nat(2),
      object: fc.nat(2),
      row: fc.nat(20),
    });
  const anyValue = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom('a', 'bb', '2026-01-01', '2026-01-01T10:00:00Z', true, false),
    fc.array(fc.constantFrom('x', 'y'), { minLength: 1, maxLength: 2 }),
  );
  const anyConsent = fc.constantFrom<Json>('granted', 'withdrawn', 'pending', 'unknown');

  it('does not depend on the order in which it was said, and is somebody’s', () => {
    const said = fc.array(anyCandidate(anyValue), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...survivorships), said, fc.infiniteStream(fc.nat()), (survivorship, all, dice) => {
        const attribute = { id: 'own', survivorship };
        const shuffled = all.map((one) => [dice.next().value, one] as const).sort(([a], [b]) => a - b);
        const first = survive(attribute, all, 'UTC');
        expect(
          survive(
            attribute,
            shuffled.map(([, one]) => one),
            'UTC',
          ),
        ).toEqual(first);
        if (!first) return;
        expect(first.won.length).toBeGreaterThan(0);
        for (const one of first.won) expect(all).toContain(one);
        if (survivorship !== 'sum' && survivorship !== 'union') expect(first.won.map((one) => one.value)).toEqual([first.value]);
      }),
    );
  });

  it('never grants consent over a withdrawal that is later, or may be', () => {
    fc.assert(
      fc.property(fc.constantFrom(...survivorships), fc.array(anyCandidate(anyConsent), { minLength: 1, maxLength: 6 }), (survivorship, all) => {
        const found = survive({ id: 'email-consent', survivorship }, all, 'UTC');
        if (found?.value !== 'granted') return;
        const withdrawals = all.filter((one) => one.value === 'withdrawn');
        expect(withdrawals.every(({ at }) => at !== undefined && found.at !== undefined && at < found.at)).toBe(true);
      }),
    );
  });
});
