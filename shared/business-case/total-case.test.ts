import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testId } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { CART, casePlan, lineJourney, REVIEW, setVendorCosts } from './case.fixture';
import { caseModel, growthInput, messagePriceInput, plannedInput, saleRateInput } from './case-model';
import { compareVendors } from './compare-vendors';
import { setInputRange, setJourneyFigure } from './edit-business-case';
import { journeyModel } from './journey-case';
import { caseRange, evaluateCase, figuresOf, swings } from './total-case';

const { kpis } = shippedCatalogue().kpi;
const result = (plan: Engagement) => evaluateCase(caseModel(plan, kpis));
const gaps = (plan: Engagement) => caseModel(plan, kpis).gaps;

describe('a journey', () => {
  it('is people × conversion × order value × margin − messages', () => {
    // 1,000 × 10 % = 100 orders; × 200 = 20,000; × 50 % = 10,000; less 1,000 SMS at 0.10.
    expect(result(casePlan()).journeys[0]).toEqual({
      journey: CART,
      people: 1_000,
      conversions: 100,
      revenue: 20_000,
      margin: 10_000,
      messages: 100,
      contribution: 9_900,
    });
  });

  it('is left out of sums with the name of what nobody said: a review is not worth an order', () => {
    const { journeys, month } = result(casePlan());
    expect(journeys[1]).toEqual({ journey: REVIEW, people: 300, messages: 0 });
    expect(month).toMatchObject({ margin: 10_000, messages: 100 });
    expect(gaps(casePlan())).toContainEqual({ kind: 'journey', journey: REVIEW, missing: ['conversion', 'value'] });
  });

  it('takes shares from the library until the client has its own, people and money never', () => {
    const assumed = journeyModel(casePlan().journeys[0] ?? lineJourney(1, 'x', 'sms'), casePlan({ kpiInputs: {} }), kpis);
    expect(assumed.figures.conversion).toMatchObject({ expected: 0.08, origin: { kind: 'assumption' } });
    const bare = casePlan({ volumes: { eventsPerMonth: {}, messagePrices: {} } });
    expect(gaps(bare)).toContainEqual({ kind: 'journey', journey: CART, missing: ['perMonth', 'value'] });
    expect(gaps(bare)).toContainEqual({ kind: 'input', input: 'aov' });
    expect(result(bare).month).toMatchObject({ revenue: 0, net: 0 });
  });

  it('counts only whom it reaches, and only what would not have happened anyway', () => {
    let plan = setJourneyFigure(casePlan(), { journey: CART, name: 'reach', span: { expected: 0.5 } });
    plan = setJourneyFigure(plan, { journey: CART, name: 'incremental', span: { expected: 0.4 } });
    // 1,000 × 50 % × 10 % × 40 % = 20 orders.
    expect(result(plan).journeys[0]?.conversions).toBeCloseTo(20, 9);
    expect(result(plan).journeys[0]?.contribution).toBeCloseTo(1_900, 9);
    const measured = casePlan({ kpiInputs: { cart_rate: 0.1, treated_rate: 0.08, control_rate: 0.06 } });
    // (8 % − 6 %) / 8 % = a quarter.
    expect(result(measured).journeys[0]?.conversions).toBeCloseTo(25, 9);
  });
});

describe('campaigns', () => {
  it('go to the list as often as somebody said, with the three rates of a send', () => {
    const plan = casePlan({ journeys: [], kpiInputs: { sends_per_month: 2 } });
    // 80,000 × 25 % × 5 % × 2 % = 20 orders × 200 × 50 %.
    const [email] = result(plan).campaigns;
    expect(email).toMatchObject({ channel: 'email', recipients: 80_000, messages: 0 });
    expect(email?.conversions).toBeCloseTo(20, 9);
    expect(email?.contribution).toBeCloseTo(2_000, 9);
  });

  it('on another channel bring what the client says of it, and are named until then', () => {
    const plannedSends = [{ id: testId(1, 'P'), name: 'May', date: '2026-05-03', channel: 'sms' as const, recipients: 10_000 }];
    const plan = casePlan({ journeys: [], plannedSends, kpiInputs: {} });
    expect(result(plan).campaigns).toEqual([{ channel: 'sms', recipients: 10_000, messages: 1_000 }]);
    expect(gaps(plan)).toContainEqual({ kind: 'campaign', channel: 'sms' });
    // 10,000 × 0.2 % = 20 orders, 2,000 of margin, 1,000 for the messages.
    expect(result({ ...plan, kpiInputs: { sale_rate_sms: 0.002 } }).campaigns[0]).toMatchObject({ conversions: 20, margin: 2_000, contribution: 1_000 });
  });
});

describe('in total', () => {
  const paid = casePlan({ kpiInputs: { cart_rate: 0.1, platform_cost: 2_900, content_monthly: 2_000, setup_cost: 12_000 } });

  it('is paid back in the month in which what is left is above zero again', () => {
    // 9,900 − 2,900 − 2,000 = 5,000 a month; 12,000 are back in the third.
    const { month, cumulated, paybackMonth, years, total } = result(paid);
    expect(month.net).toBe(5_000);
    expect(cumulated.slice(0, 4)).toEqual([-12_000, -7_000, -2_000, 3_000]);
    expect(cumulated).toHaveLength(37);
    expect(paybackMonth).toBe(3);
    expect(years.map(({ net }) => net)).toEqual([48_000, 60_000, 60_000]);
    expect(total).toEqual({ margin: 360_000, cost: 192_000, net: 168_000, roi: 0.875 });
    expect(total.net).toBe(cumulated.at(-1));
  });

  it('pays its running costs from a share of the people, or of the conversion, on', () => {
    const { breakEven } = result(paid);
    expect(breakEven.people).toBeCloseTo(4_900 / 9_900, 12);
    expect(breakEven.conversion).toBeCloseTo(5_000 / 10_000, 12);
    expect(result(casePlan()).breakEven.people).toBeUndefined();
  });

  it('is not paid back when every month costs more than it brings', () => {
    const loss = casePlan({ kpiInputs: { cart_rate: 0.001, platform_cost: 2_900, setup_cost: 1 } });
    expect(result(loss).paybackMonth).toBeUndefined();
    expect(result(loss).month.net).toBe(100 - 100 - 2_900);
    expect(result(casePlan()).paybackMonth).toBe(0);
  });

  it('grows by year, and begins a journey with its phase', () => {
    const grown = { ...paid, volumes: { ...paid.volumes, growthPerYear: 0.1 } };
    expect(result(grown).years.map(({ margin }) => Math.round(margin))).toEqual([120_000, 132_000, 145_200]);
    const phases = [
      { id: testId(1, 'H'), name: {}, journeys: [REVIEW], start: '2026-11-15' },
      { id: testId(2, 'H'), name: {}, journeys: [CART], start: '2027-02-01' },
    ];
    // Three months of 4,900 running costs before the first cart.
    expect(result({ ...paid, phases }).cumulated.slice(0, 5)).toEqual([-12_000, -16_900, -21_800, -26_700, -21_700]);
  });

  it('gives each channel what its messages bring and cost', () => {
    expect(result(paid).channels).toEqual([
      { channel: 'sms', count: 1_000, messages: 100, margin: 10_000 },
      { channel: 'email', count: 300, messages: 0, margin: 0 },
    ]);
  });

  it('lies between everything at its worst and everything at its best', () => {
    let plan = setJourneyFigure(paid, { journey: CART, name: 'conversion', span: { low: 0.05, high: 0.2 } });
    plan = setInputRange(plan, { input: 'platform_cost', span: { high: 3_900 } });
    const range = caseRange(caseModel(plan, kpis));
    expect([range.low.month.net, range.expected.month.net, range.high.month.net]).toEqual([5_000 - 100 - 3_900 - 2_000, 5_000, 20_000 - 100 - 2_900 - 2_000]);
  });

  it('takes fewer people for the better end where a message costs more than it brings', () => {
    let plan: Engagement = { ...paid, kpiInputs: { ...paid.kpiInputs, cart_rate: 0.0005 } };
    plan = setJourneyFigure(plan, { journey: CART, name: 'perMonth', span: { low: 500, expected: 1_000, high: 2_000 } });
    const range = caseRange(caseModel(plan, kpis));
    // 0.05 a person comes in, 0.10 goes out.
    expect([range.low, range.expected, range.high].map(({ journeys }) => journeys[0]?.people)).toEqual([2_000, 1_000, 500]);
  });

  it('says what it hangs on most: each figure alone, by its own span or a fifth', () => {
    const plan = setJourneyFigure(paid, { journey: CART, name: 'conversion', span: { low: 0.09, expected: 0.1, high: 0.11 } });
    const found = swings(caseModel(plan, kpis));
    const of = (id: string) => found.find((one) => one.id === id);
    expect(of(`journey:${CART}:conversion`)).toMatchObject({ from: 0.09, to: 0.11 });
    expect(of(`journey:${CART}:conversion`)?.low).toBeCloseTo(168_000 - 36_000, 6);
    expect(of('input:aov')).toMatchObject({ from: 160, to: 240 });
    expect(of('input:aov')?.high).toBeCloseTo(168_000 + 72_000, 6);
    expect(of('input:platform_cost')?.low).toBeCloseTo(168_000 + 580 * 36, 6);
    expect(found[0]?.id).toMatch(/aov|margin|incremental|perMonth/);
    expect(figuresOf(caseModel(plan, kpis)).map(([id]) => id)).toContain('input:setup_cost');
  });
});

describe('growth, prices and planned sends', () => {
  const grows = casePlan({ volumes: { ...casePlan().volumes, growthPerYear: 0.1 } });

  it('growth has its ends, and may be a loss', () => {
    const plan = setInputRange(grows, { input: growthInput, span: { low: -0.1, high: 0.2 } });
    const { low, expected, high } = caseRange(caseModel(plan, kpis));
    // 9,900 a month; three years at 100, 110 and 121 %, or 90 and 81 %, or 120 and 144 %.
    expect([low, expected, high].map(({ total }) => Math.round(total.net))).toEqual([118_800 * 2.71, 118_800 * 3.31, 118_800 * 3.64].map(Math.round));
    expect(setInputRange(plan, { input: growthInput, span: { low: -1.5 } })).toBe(plan);
  });

  it('where a message costs more than it brings, growth is the worse end', () => {
    const dear = { ...grows, volumes: { ...grows.volumes, messagePrices: { sms: 20 } } };
    const { low, high } = caseRange(caseModel(setInputRange(dear, { input: growthInput, span: { low: 0, high: 0.5 } }), kpis));
    expect(low.total.net).toBeLessThan(high.total.net);
  });

  it('a price of messages has its ends and is one of what the result hangs on', () => {
    const plan = setInputRange(casePlan(), { input: messagePriceInput('sms'), span: { low: 0.05, high: 0.3 } });
    const model = caseModel(plan, kpis);
    const { low, high } = caseRange(model);
    expect([low.month.messages, high.month.messages]).toEqual([expect.closeTo(300, 9), expect.closeTo(50, 9)]);
    expect(swings(model).find(({ id }) => id === `input:${messagePriceInput('sms')}`)).toMatchObject({ from: 0.05, to: 0.3 });
  });

  it('the pace of the planned sends has its ends', () => {
    const sends = [{ id: testId(1, 'S'), name: 'Sale', date: '2026-12-01', channel: 'sms' as const, recipients: 5_000 }];
    const input = plannedInput('sms');
    const plan = setInputRange(casePlan({ plannedSends: sends, journeys: [], kpiInputs: { [saleRateInput('sms')]: 0.01 } }), {
      input,
      span: { low: 2_000, high: 6_000 },
    });
    const model = caseModel(plan, kpis);
    expect(model.campaigns[0]?.recipients).toMatchObject({ low: 2_000, expected: 5_000, high: 6_000 });
    const { low, high } = caseRange(model);
    expect([low.campaigns[0]?.recipients, high.campaigns[0]?.recipients]).toEqual([2_000, 6_000]);
  });

  it('another growth asks the vendor for another bill', () => {
    const offer = { perMonth: 100, tiers: { by: 'contacts' as const, steps: [{ upTo: 45_000, perMonth: 100 }, { perMonth: 500 }] } };
    const vendor = testId(1, 'V');
    const model = caseModel(setVendorCosts({ ...grows, businessCase: { ...grows.businessCase, platform: vendor } }, [{ id: vendor, costs: offer }]), kpis);
    const at = (growth: number) => evaluateCase(model, (id, figure) => (id === `input:${growthInput}` ? growth : figure.expected));
    // 40,000 contacts: with a tenth more each year the third year has 48,400, with a fifth the second has 48,000.
    const withoutMessages = (growth: number) => at(growth).years.map(({ cost }, year) => Math.round(cost - 12 * 100 * (1 + growth) ** year));
    expect(withoutMessages(0.1)).toEqual([2_400, 2_400, 7_200]);
    expect(withoutMessages(0.2)).toEqual([2_400, 7_200, 7_200]);
  });
});

describe('a vendor', () => {
  const [CHEAP, GOOD] = [testId(1, 'V'), testId(2, 'V')];
  const plan = setVendorCosts(casePlan(), [
    { id: CHEAP, costs: { perMonth: 500, messages: { sms: { price: 0.2, included: 500 } } } },
    { id: GOOD, costs: { perMonth: 1_000, implementation: 6_000, messages: { sms: { price: 0.05 } } } },
  ]);
  const vendors = { ranked: [GOOD, CHEAP], stopped: new Map([[CHEAP, [CART]]]) };

  it('is the first of the ranking that has a price, unless somebody chose; its messages cost what its bill says', () => {
    const model = caseModel(plan, kpis, vendors);
    expect(model.platform).toMatchObject({ kind: 'vendor', cost: { vendor: GOOD } });
    const { month, once } = evaluateCase(model);
    expect([month.messages, month.platform, once]).toEqual([50, 1_000, 6_000]);
    expect(caseModel({ ...plan, businessCase: { ...plan.businessCase, platform: 'typed' } }, kpis, vendors).platform).toEqual({ kind: 'typed' });
    // 1,000 SMS of which 500 are included: 100 in all.
    const cheap = evaluateCase(caseModel(plan, kpis, { ...vendors, stopped: new Map() }, CHEAP));
    expect(cheap.month.messages).toBeCloseTo(100, 9);
  });

  it('that can not run a journey does not bring its money, and that is what the cheaper price costs', () => {
    const model = caseModel(plan, kpis, vendors, CHEAP);
    expect(model.gaps).toContainEqual({ kind: 'stopped', journey: CART, vendor: CHEAP });
    const [best, second] = compareVendors(plan, kpis, vendors);
    // 36 × (10,000 − 50 − 1,000) − 6,000 against 36 × −500 with 36 × 9,900 lost.
    expect(best).toMatchObject({ vendor: GOOD, cost: 6_000 + 36 * 1_050, lost: 0, net: 36 * 8_950 - 6_000 });
    expect(second).toMatchObject({ vendor: CHEAP, cost: 36 * 600, stopped: [CART], unknown: [] });
    expect(second?.lost).toBeCloseTo(36 * 9_900, 6);
    expect(second?.net).toBeCloseTo(-36 * 500, 6);
  });
});
