import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addVendor, removeVendor } from '../checklist/edit-checklist';
import { testId } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { removeJourney } from '../journey/edit-journey';
import { CART, casePlan } from './case.fixture';
import { setInputRange, setInputSource, setJourneyFigure, setJourneySource, setPlatform } from './edit-business-case';
import { journeyFigureNames } from './journey-case';
import { businessCaseSchema } from './schema';

const start = casePlan();
const conversion = (plan: Engagement) => plan.businessCase.journeys[0]?.conversion;

describe('a figure of a journey', () => {
  it('is kept with its ends, and gone with the last of them', () => {
    const set = setJourneyFigure(start, { journey: CART, name: 'conversion', span: { expected: 0.1, low: 0.05 } });
    expect(set.businessCase.journeys).toEqual([{ journey: CART, conversion: { low: 0.05, expected: 0.1 } }]);
    expect(setJourneyFigure(set, { journey: CART, name: 'conversion', span: { expected: undefined, low: undefined } }).businessCase.journeys).toEqual([]);
    const told = setJourneySource(set, { journey: CART, source: ' Shop report, May ' });
    expect(told.businessCase.journeys[0]?.source).toBe('Shop report, May');
    expect(setJourneySource(told, { journey: CART, source: ' ' })).toEqual(set);
    expect(removeJourney(set, { id: CART }).businessCase.journeys).toEqual([]);
  });

  it('refuses what is no share, below nothing, or on the wrong side of the middle', () => {
    const set = setJourneyFigure(start, { journey: CART, name: 'conversion', span: { low: 0.1, expected: 0.2, high: 0.3 } });
    for (const span of [{ expected: 1.5 }, { low: -0.1 }, { low: 0.25 }, { high: 0.1 }, { expected: Number.NaN }])
      expect(setJourneyFigure(set, { journey: CART, name: 'conversion', span })).toBe(set);
    expect(setJourneyFigure(start, { journey: testId(9, 'J'), name: 'value', span: { expected: 1 } })).toBe(start);
    expect(conversion(setJourneyFigure(set, { journey: CART, name: 'conversion', span: { expected: 0.4 } }))).toEqual({ low: 0.1, expected: 0.4 });
  });

  it('is in order and fits the format whatever is typed', () => {
    const end = fc.option(fc.oneof(fc.double({ min: -1, max: 2 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, 1, 5e12)), { nil: undefined });
    const change = fc.record({ name: fc.constantFrom(...journeyFigureNames), span: fc.record({ low: end, expected: end, high: end }, { requiredKeys: [] }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const plan = changes.reduce((e, one) => setJourneyFigure(e, { journey: CART, ...one }), start);
        expect(businessCaseSchema.parse(plan.businessCase)).toEqual(plan.businessCase);
        expect(JSON.parse(JSON.stringify(plan.businessCase))).toEqual(plan.businessCase);
        for (const one of plan.businessCase.journeys)
          for (const name of journeyFigureNames) {
            const { low, expected, high } = one[name] ?? {};
            const ends = [low, expected, high].filter((value) => value !== undefined);
            expect(ends).toEqual([...ends].sort((a, b) => a - b));
            expect(Math.min(0, ...ends)).toBe(0);
          }
      }),
    );
  });
});

it('an input keeps its ends and where it is from', () => {
  const set = setInputSource(setInputRange(start, { input: 'aov', span: { low: 150, high: 250 } }), { input: 'aov', source: 'ERP, 12 months' });
  expect(set.businessCase).toMatchObject({ ranges: { aov: { low: 150, high: 250 } }, sources: { aov: 'ERP, 12 months' } });
  expect(setInputRange(set, { input: 'aov', span: { low: 300 } })).toBe(set);
  expect(setInputRange(setInputSource(set, { input: 'aov', source: '' }), { input: 'aov', span: { low: undefined, high: undefined } })).toEqual(start);
  expect(setInputRange(start, { input: '__proto__', span: { low: 1 } })).toBe(start);
});

it('the platform is a vendor that is there, and forgotten with it', () => {
  const vendor = testId(1, 'V');
  expect(setPlatform(start, { platform: vendor })).toBe(start);
  const chosen = setPlatform(addVendor(start, { id: vendor, vendor: { name: 'Acme', role: 'candidate' } }), { platform: vendor });
  expect(chosen.businessCase.platform).toBe(vendor);
  expect(removeVendor(chosen, { id: vendor }).businessCase).toEqual(start.businessCase);
  expect(setPlatform(start, { platform: 'typed' }).businessCase.platform).toBe('typed');
});
