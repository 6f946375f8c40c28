import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { catalogueFormulas } from '../../catalogue/formulas';
import { parseFormula } from '../formula/parse-formula';
import { readScoreForm, type ScoreForm, writeScoreForm } from './score-form';

const days = fc.integer({ min: 1, max: 400 });
const points = fc.integer({ min: -100, max: 100 }).filter((n) => n !== 0);
const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.integer({ min: 0, max: 99 }), fc.boolean());
const rule = fc.record(
  {
    event: fc.constantFrom('form-submitted', 'page-viewed', 'quote-requested'),
    points,
    where: fc.array(
      fc.record({ property: fc.constantFrom('page-type', 'amount'), op: fc.constantFrom('=' as const, '!=' as const, 'contains' as const), value }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    everyDays: days,
    lastDays: days,
    most: fc.integer({ min: 1, max: 90 }),
  },
  { requiredKeys: ['event', 'points'] },
);

test('whatever the form says is read back from its formula', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), fc.option(fc.record({ points: fc.integer({ min: 1, max: 40 }), everyDays: days })), (rules, decay) => {
      const isDecaying = decay && rules.some((one) => one.points > 0);
      const form: ScoreForm = { rules, ...(isDecaying ? { decay } : {}), least: 0, most: 100 };
      expect(readScoreForm(writeScoreForm(form))).toEqual(form);
    }),
  );
});

describe('what the form can say', () => {
  test('the score of the catalogue', () => {
    const form = readScoreForm(catalogueFormulas(shippedCatalogue()).get('lead-score') ?? '');
    expect(form?.rules).toHaveLength(8);
    expect(form?.rules).toContainEqual({ event: 'page-viewed', where: [{ property: 'page-type', op: '=', value: 'pricing' }], points: 15, everyDays: 7 });
    expect(form?.rules.at(-1)).toEqual({ event: 'consent-withdrawn', points: -50, everyDays: 1 });
    expect(form).toMatchObject({ decay: { points: 10, everyDays: 14 }, least: 0, most: 100 });
  });

  test('activity that is not the same as what gives points is kept', () => {
    const text = 'least(100, greatest(0, 5 * count(a) - 10 * floor(coalesce(days_since(last_at(a, b)), 0) / 7)))';
    expect(readScoreForm(text)).toMatchObject({ decay: { points: 10, everyDays: 7, events: ['a', 'b'] } });
    expect(writeScoreForm(readScoreForm(text) as ScoreForm)).toBe(text);
  });

  test.each([
    '',
    'count(a',
    'coalesce(imported, 0) + count(a)',
    'least(100, 5 * count(a))',
    'least(100, greatest(0, 5 * count(a since import)))',
    'least(100, greatest(0, 5 * count(a last PT12H)))',
    'least(100, greatest(0, 5 * count(a, b)))',
    'least(100, greatest(0, 5 * sum(a.total)))',
    'least(100, greatest(0, 5 * count(a) + orders_count))',
    'least(100, greatest(0, 5 * count(a where (not x)) + 3))',
    'least(100, greatest(0, greatest(7, 5 * count(a))))',
    'round(least(100, greatest(0, 5 * count(a))))',
    'greatest(0, least(100, 5 * count(a)))',
  ])('%s is left to the formula', (text) => {
    expect(readScoreForm(text)).toBeUndefined();
  });

  test('a score nothing adds to yet is a formula all the same', () => {
    const text = writeScoreForm({ rules: [], least: 0, most: 100 });
    expect(parseFormula(text).ok).toBe(true);
    expect(readScoreForm(text)).toEqual({ rules: [], least: 0, most: 100 });
  });
});
