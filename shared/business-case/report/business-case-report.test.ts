import { describe, expect, test } from 'vitest';
import { bareNames, blocksOf, chapterOf, orderOf, rawIn, sampleEngagement, textOf, withHostileNames, words } from '../../../tests/plan-reports';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { testEngagement } from '../../engagement/engagement.fixture';
import type { Engagement } from '../../engagement/schema';
import type { Block } from '../../report';
import { type Language, languages, textIn } from '../../text';
import { createAmounts } from '../amounts';
import { casePlan } from '../case.fixture';
import { checkClaims } from '../check-claims';
import { isOfCase } from '../kpi-values';
import { planCase } from '../plan-case';
import { businessCaseReport, caseChapters } from './business-case-report';

const catalogue = shippedCatalogue();
const reportOf = (engagement: Engagement, language: Language = 'en') => businessCaseReport(orderOf(engagement, language));
const rowsOf = (blocks: readonly Block[], n = 0) => blocksOf(blocks, 'table')[n]?.rows.map(({ cells }) => cells.map((cell) => words(cell))) ?? [];
const ils = createAmounts('en-GB', 'ILS');
const amount = (text: string) => Number(text.replace(/^.*=/, '').replaceAll(/[^\d.-]/g, ''));

/** Somebody has said how far two figures may be off. */
const spanned = () => {
  const plan = sampleEngagement('en');
  return {
    ...plan,
    businessCase: {
      ...plan.businessCase,
      ranges: { aov: { low: 350, high: 450 }, margin: { low: 0.4, high: 0.45 } },
      sources: { aov: 'Shop export of October' },
    },
  };
};

describe('the numbers are those of the screen', () => {
  const engagement = spanned();
  const { range, model } = planCase(engagement, catalogue);
  const report = reportOf(engagement);

  test('low, expected and high stand side by side, and differ', () => {
    const [month, years] = rowsOf(chapterOf(report, 'case-summary'));
    expect(month?.slice(1)).toEqual([range.low, range.expected, range.high].map((one) => ils.money(one.month.net)));
    expect(years?.slice(1)).toEqual([range.low, range.expected, range.high].map((one) => ils.money(one.total.net)));
    expect(new Set(years).size).toBe(4);
  });

  test('years add up to the total, and margin less cost is what is left', () => {
    const rows = rowsOf(chapterOf(report, 'case-payback')).map((cells) => cells.slice(1).map(amount));
    const total = rows.pop() ?? [];
    expect(rows).toHaveLength(3);
    for (const [i, sum] of total.entries()) expect(Math.abs(rows.reduce((all, row) => all + (row[i] ?? 0), 0) - sum)).toBeLessThanOrEqual(2);
    for (const [margin = 0, cost = 0, left = 0] of [...rows, total]) expect(Math.abs(margin - cost - left)).toBeLessThanOrEqual(1);
  });

  test('the curve goes from what is paid at the start to what is left at the end', () => {
    const [curve] = blocksOf(chapterOf(report, 'case-payback'), 'curve');
    expect([curve?.points[0]?.value, curve?.points.at(-1)?.value]).toEqual([range.expected.cumulated[0], range.expected.cumulated[36]]);
    for (const { value = 0, target = 0 } of curve?.points ?? []) {
      expect(value).toBeGreaterThanOrEqual(curve?.min ?? Number.NaN);
      expect(value).toBeLessThanOrEqual(curve?.max ?? Number.NaN);
      expect(target).toBeGreaterThanOrEqual(curve?.min ?? Number.NaN);
      expect(target).toBeLessThanOrEqual(value);
    }
    expect(((curve?.max ?? 0) - (curve?.min ?? 0)) / (curve?.step ?? 1)).toBeLessThanOrEqual(10);
  });

  test('every journey has its row; those that are known add up to the sum', () => {
    const rows = rowsOf(chapterOf(report, 'case-journeys'));
    const sum = rows.pop() ?? [];
    expect(rows.map(([name]) => name).toSorted()).toEqual(engagement.journeys.map(({ name }) => textIn(name, 'en')).toSorted());
    const known = rows.flatMap((cells) => (cells[5]?.startsWith('Not known') ? [] : [amount((cells[5] ?? '').split('\n')[0] ?? '')]));
    expect(known).toHaveLength(range.expected.journeys.filter(({ contribution }) => contribution !== undefined).length);
    expect(Math.abs(known.reduce((a, b) => a + b, 0) - amount((sum[5] ?? '').split('\n')[0] ?? ''))).toBeLessThanOrEqual(known.length);
  });

  test('channels share out the margin of the month', () => {
    const margin = rowsOf(chapterOf(report, 'case-channels')).reduce((all, cells) => all + amount(cells[2] ?? ''), 0);
    expect(Math.abs(margin - range.expected.month.margin)).toBeLessThanOrEqual(4);
  });

  test('every figure has its span, where it is from and who said so', () => {
    const rows = rowsOf(chapterOf(report, 'case-assumptions'));
    const order = rows.find(([name]) => name?.includes('Average order'));
    expect(order?.slice(1)).toEqual(['₪350', '₪412', '₪450', 'The client’s volumes\nShop export of October']);
    // What nobody said is asked for where it would stand.
    const unknown = blocksOf(chapterOf(report, 'case-assumptions'), 'table').flatMap(({ rows: all }) => all.filter(({ tone }) => tone === 'waiting'));
    expect(unknown).toHaveLength(model.journeys.reduce((all, { missing }) => all + missing.length, 0));
  });

  test('each formula of the case stands with its numbers and its result', () => {
    const headings = blocksOf(chapterOf(report, 'case-formulas'), 'heading').map(({ text }) => words(text));
    expect(headings).toEqual(catalogue.kpi.kpis.filter(isOfCase).map(({ name }) => name.en));
    expect(textOf(report)).toContain('48,200 × 0.25 × 0.05 × 0.02');
  });

  test('all that is missing is named with what it leaves out', () => {
    const rows = rowsOf(chapterOf(report, 'case-gaps'));
    expect(rows).toHaveLength(model.gaps.length);
    expect(rows.every(([what, leaves]) => what !== '' && leaves !== '')).toBe(true);
  });

  test('the four sentences that are often heard', () => {
    const claims = chapterOf(report, 'case-claims');
    const told = blocksOf(claims, 'heading').map(({ text }) => words(text));
    expect(told).toEqual(catalogue.kpi.claimsChecked.map(({ claim }) => claim.en));
    const verdicts = checkClaims(engagement, catalogue.kpi).map(({ holds }) => (holds === undefined ? 'quiet' : holds ? 'good' : 'waiting'));
    expect(blocksOf(claims, 'callout').map(({ tone }) => tone)).toEqual(verdicts);
  });
});

test('a case by hand: 1,000 carts, a tenth buys for 200, half of it margin, less an SMS each', () => {
  const report = reportOf(casePlan());
  expect(textOf(report)).toContain('1,000 × 100% × 10% × 100% × ₪200 × 50% − ₪100 = ₪9,900');
});

test('a loss is told as one, without a scale that begins at nothing', () => {
  const plan = casePlan({ kpiInputs: { cart_rate: 0.1, platform_cost: 50_000, setup_cost: 1_000 } });
  const report = reportOf(plan);
  expect(blocksOf(chapterOf(report, 'case-swings'), 'tornado')).toEqual([]);
  expect(rowsOf(chapterOf(report, 'case-swings')).length).toBeGreaterThan(0);
  expect(textOf(report)).toContain('not within 3 years');
});

describe('in every language', () => {
  test.each(languages)('%s: no key of a word and no id of a thing', { tags: ['long'] }, (language) => {
    const engagement = sampleEngagement(language);
    expect(rawIn(reportOf(engagement, language), engagement)).toEqual([]);
  });

  test.each(languages)('%s: an empty engagement says so chapter by chapter, without an empty table', (language) => {
    const report = reportOf(testEngagement(), language);
    expect(blocksOf(report.blocks, 'table').filter(({ rows }) => rows.length === 0)).toEqual([]);
    for (const id of Object.keys(caseChapters)) expect([id, chapterOf(report, id).length > 0]).toEqual([id, true]);
    expect(textOf(report)).not.toMatch(/NaN|undefined|Infinity|∞/);
    // The library's examples are no numbers of this client's.
    expect(blocksOf(chapterOf(report, 'case-claims'), 'callout').map(({ tone }) => tone)).toEqual(catalogue.kpi.claimsChecked.map(() => 'quiet'));
  });

  test.each(languages)('%s: names that turn text around are kept apart', { tags: ['long'] }, (language) => {
    const engagement = withHostileNames(sampleEngagement(language), 'ZQX');
    const report = reportOf(engagement, language);
    expect(textOf(report).split('ZQX').length).toBeGreaterThan(60);
    expect(bareNames(report, 'ZQX')).toEqual([]);
  });
});
