import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import type { CostPlan } from './cost-volumes';
import type { Vendor } from './schema';
import { type CostBasis, type TotalCost, totalCost } from './total-cost';
import type { VendorCosts } from './vendor-costs-schema';

const V = testId(1, 'V');
const [welcome, cart] = [testId(1, 'J'), testId(2, 'J')];
const mayDay = testId(1, 'P');
const vendor = (costs?: VendorCosts, role: Vendor['role'] = 'candidate'): Vendor => ({ id: V, name: 'Acme', role, ...(costs && { costs }) });
const plan: CostPlan = {
  journeys: [
    { journey: welcome, entries: { from: 'volumes', perMonth: 45_000 }, perRun: { email: 2 } },
    { journey: cart, entries: { from: 'client', perMonth: 4_000 }, perRun: { sms: 0.5 } },
  ],
  journeyMessages: { email: 90_000, sms: 2_000 },
  plannedMessages: { sms: 1_000 },
  events: 0,
  unknown: [],
  sends: [{ send: mayDay, channel: 'sms', people: 12_000 }],
  sendMonths: 12,
};
const basis: CostBasis = {
  volumes: { contacts: 40_000, growthPerYear: 0.5, eventsPerMonth: {}, messagePrices: {} },
  plan,
  answers: [],
  points: [],
};
const setUp = { implementation: 0, migration: 0, training: 0, exit: 0 };
const withoutInputs = (cost: TotalCost | undefined) =>
  cost?.lines.map(({ part, of, once, perYear }) => [part, of, once, perYear.map((amount) => Math.round(amount * 100) / 100)]);

describe('totalCost', () => {
  it('adds up licence, steps of the volume, messages and what is paid once, year by year', () => {
    const cost = totalCost(
      vendor({
        ...setUp,
        perMonth: 1_000,
        tiers: {
          by: 'contacts',
          steps: [
            { upTo: 50_000, perMonth: 500 },
            { upTo: 100_000, perMonth: 900 },
          ],
        },
        messages: { sms: { price: 0.1, included: 1_000 }, email: { price: 0 } },
        implementation: 20_000,
        discount: 0.1,
      }),
      basis,
    );
    // 40,000 → 60,000 → 90,000 contacts; 3,000 → 4,500 → 6,750 text messages.
    expect(withoutInputs(cost)).toEqual([
      ['licence', undefined, 0, [10_800, 10_800, 10_800]],
      ['volume', undefined, 0, [5_400, 9_720, 9_720]],
      ['messages', 'sms', 0, [2_400, 4_200, 6_900]],
      ['implementation', undefined, 20_000, [0, 0, 0]],
    ]);
    expect(cost?.total).toBeCloseTo(20_000 + 32_400 + 24_840 + 13_500, 6);
    expect(cost?.perYear.reduce((sum, amount) => sum + amount, cost.once)).toBeCloseTo(cost?.total ?? 0, 9);
    expect(cost?.gaps).toEqual([]);
  });

  it('carries what each line was reckoned from', () => {
    const cost = totalCost(vendor({ messages: { sms: { price: 0.1, included: 1_000 } }, tiers: { by: 'contacts', steps: [{ perMonth: 7 }] } }), basis);
    expect(cost?.lines.map(({ inputs }) => inputs)).toEqual([
      {
        tier: { from: 'contacts', perMonth: 40_000 },
        years: [40_000, 60_000, 90_000].map((volume) => ({ perMonth: 7, factor: 1, volume })),
      },
      {
        price: { price: 0.1, included: 1_000 },
        shares: [
          { from: 'journey', id: cart, perMonth: 2_000 },
          { from: 'planned-send', id: mayDay, perMonth: 1_000 },
        ],
        years: [
          { perMonth: 200, factor: 1, volume: 3_000 },
          { perMonth: 350, factor: 1, volume: 4_500 },
          { perMonth: 575, factor: 1, volume: 6_750 },
        ],
      },
    ]);
  });

  it('raises what is paid monthly with every year, and leaves fallbacks and one-off prices alone', () => {
    const answers = [
      testAnswer(V, 'sms-built-in', 1, { fallbackCost: { once: 100, perMonth: 10 } }),
      testAnswer(testId(2, 'V'), 'x', 1, { fallbackCost: { once: 5 } }),
    ];
    const costs: VendorCosts = { perMonth: 100, yearlyIncrease: 0.1, addOns: [{ id: testId(1, 'Z'), name: 'SSO', perMonth: 10, once: 50 }] };
    expect(withoutInputs(totalCost(vendor(costs), { ...basis, answers }, 2))).toEqual([
      ['licence', undefined, 0, [1_200, 1_320]],
      ['add-ons', testId(1, 'Z'), 50, [120, 132]],
      ['fallbacks', 'sms-built-in', 100, [120, 120]],
    ]);
  });

  it('pays the least that is asked for, also when little or nothing known is sent', () => {
    const costs: VendorCosts = { perMonth: 0, messages: { sms: { price: 0.01, minimumPerMonth: 200 } } };
    expect(totalCost(vendor(costs), basis, 1)?.total).toBe(2_400);
    const unknown = { ...plan, journeyMessages: {}, plannedMessages: {}, unknown: [cart], sends: [] };
    expect(totalCost(vendor(costs), { ...basis, plan: unknown }, 1)?.total).toBe(2_400);
  });

  it('does not pay for points that are switched off', () => {
    const costs: VendorCosts = { perMonth: 1, addOns: [{ id: testId(1, 'Z'), name: 'SMS', perMonth: 10, point: 'sms-built-in' }] };
    const answers = [testAnswer(V, 'sms-built-in', 1, { fallbackCost: { once: 100 } })];
    const points = [testPoint('sms-built-in', { switchedOff: 'No SMS here' })];
    expect(totalCost(vendor(costs), { ...basis, answers, points })?.lines.map(({ part }) => part)).toEqual(['licence']);
    expect(totalCost(vendor(), { ...basis, answers, points })).toBeUndefined();
  });
});

describe('what is missing in a sum', () => {
  const gaps = (costs: VendorCosts, patch: Partial<CostBasis> = {}, role: Vendor['role'] = 'candidate') =>
    totalCost(vendor(costs, role), { ...basis, ...patch })?.gaps;
  const priced: VendorCosts = { ...setUp, perMonth: 1, messages: { sms: { price: 0.1 }, email: { price: 0 } } };

  it('is nothing where everything was said, and no sum at all where nothing was', () => {
    expect(gaps(priced)).toEqual([]);
    expect(totalCost(vendor(), basis)).toBeUndefined();
  });

  it.each<[string, ReturnType<typeof gaps>, VendorCosts, Partial<CostBasis>]>([
    ['a licence', [{ kind: 'no-licence' }], { ...priced, perMonth: undefined }, {}],
    ['the price of a text message', [{ kind: 'no-message-price', channel: 'sms' }], { ...priced, messages: { email: { price: 0 } } }, {}],
    ['whether mail is included', [{ kind: 'taken-as-included', channel: 'email' }], { ...priced, messages: { sms: { price: 1 } } }, {}],
    ['events', [{ kind: 'no-volume', by: 'events' }], { ...priced, tiers: { by: 'events', steps: [{ perMonth: 10 }] } }, {}],
    [
      'contacts',
      [{ kind: 'customers-for-contacts' }],
      { ...priced, tiers: { by: 'contacts', steps: [{ perMonth: 10 }] } },
      { volumes: { customers: 10, growthPerYear: 0, eventsPerMonth: {}, messagePrices: {} } },
    ],
    ['steps', [{ kind: 'no-steps' }], { ...priced, tiers: { by: 'contacts', steps: [] } }, {}],
    [
      'the price beyond the last step',
      [{ kind: 'beyond-steps', year: 2, volume: 60_000 }],
      { ...priced, tiers: { by: 'contacts', steps: [{ upTo: 50_000, perMonth: 1 }] } },
      {},
    ],
    ['growth', [{ kind: 'no-growth' }], priced, { volumes: { eventsPerMonth: {}, messagePrices: {} } }],
    ['entries of a journey', [{ kind: 'uncounted-messages', channel: 'sms', journeys: [cart], sends: [] }], priced, { plan: { ...plan, unknown: [cart] } }],
    [
      'recipients of a planned send',
      [{ kind: 'uncounted-messages', channel: 'sms', journeys: [], sends: [mayDay] }],
      priced,
      { plan: { ...plan, sends: [{ send: mayDay, channel: 'sms' }] } },
    ],
    ['sends of a whole year', [{ kind: 'short-plan', months: 2 }], priced, { plan: { ...plan, sendMonths: 2 } }],
    ['the price of an add-on', [{ kind: 'no-add-on-price', addOn: testId(1, 'Z') }], { ...priced, addOns: [{ id: testId(1, 'Z'), name: 'SSO' }] }, {}],
    ['the price of a way around', [{ kind: 'no-fallback-price', point: 'x' }], priced, { answers: [testAnswer(V, 'x', 1, { fallback: 'By hand' })] }],
    [
      'which of two prices for one point holds',
      [{ kind: 'twice', point: 'x' }],
      { ...priced, addOns: [{ id: testId(1, 'Z'), name: 'SSO', once: 1, point: 'x' }] },
      { answers: [testAnswer(V, 'x', 1, { fallbackCost: { once: 1 } })] },
    ],
    ['what leaving costs', [{ kind: 'no-price', part: 'exit' }], { ...priced, exit: undefined }, {}],
  ])('is named: %s', (_name, expected, costs, patch) => {
    expect(gaps(JSON.parse(JSON.stringify(costs)), patch)).toEqual(expected);
  });

  it('asks nothing about bringing in what is there already', () => {
    expect(gaps({ perMonth: 1, messages: priced.messages }, {}, 'current')).toEqual([]);
  });
});

describe('any sum', () => {
  const amount = fc.integer({ min: 0, max: 100_000 });
  const more = fc.integer({ min: 0, max: 50_000 });
  const offer = fc.record({ perMonth: amount, step: amount, above: amount, sms: amount, minimum: amount, included: amount, addOn: amount, exit: amount });
  type Offer = { perMonth: number; step: number; above: number; sms: number; minimum: number; included: number; addOn: number; exit: number };
  const toCosts = (o: Offer): VendorCosts => ({
    perMonth: o.perMonth,
    tiers: { by: 'contacts', steps: [{ upTo: 20_000, perMonth: o.step }], perThousandAbove: o.above },
    messages: { sms: { price: o.sms / 1000, minimumPerMonth: o.minimum, included: o.included } },
    addOns: [{ id: testId(1, 'Z'), name: 'SSO', perMonth: o.addOn }],
    exit: o.exit,
  });
  const sum = (o: Offer, contacts: number, sms: number, growthPerYear: number) =>
    totalCost(vendor(toCosts(o)), {
      ...basis,
      volumes: { ...basis.volumes, contacts, growthPerYear },
      plan: { ...plan, journeyMessages: { sms }, plannedMessages: {} },
    })?.total ?? 0;

  it('grows with each price and each volume, and never shrinks', () => {
    const prices = ['perMonth', 'step', 'above', 'sms', 'minimum', 'addOn', 'exit'] as const;
    fc.assert(
      fc.property(offer, amount, amount, more, fc.constantFrom(...prices), (o, contacts, sms, by, which) => {
        const before = sum(o, contacts, sms, 0.2);
        const slack = before * 1e-12;
        expect(sum({ ...o, [which]: o[which] + by }, contacts, sms, 0.2)).toBeGreaterThanOrEqual(before - slack);
        expect(sum(o, contacts + by, sms, 0.2)).toBeGreaterThanOrEqual(before - slack);
        expect(sum(o, contacts, sms + by, 0.2)).toBeGreaterThanOrEqual(before - slack);
        expect(sum(o, contacts, sms, 0.2 + by / 10_000)).toBeGreaterThanOrEqual(before - slack);
        expect(sum({ ...o, included: o.included + by }, contacts, sms, 0.2)).toBeLessThanOrEqual(before + slack);
      }),
    );
  });

  it('is the sum of its lines, and each line that of its inputs', () => {
    fc.assert(
      fc.property(offer, amount, amount, (o, contacts, sms) => {
        const cost = totalCost(vendor(toCosts(o)), {
          ...basis,
          volumes: { ...basis.volumes, contacts },
          plan: { ...plan, journeyMessages: { sms }, plannedMessages: {} },
        });
        for (const { perYear, inputs, once, total } of cost?.lines ?? []) {
          for (const [n, { perMonth, factor }] of inputs.years.entries()) expect(perYear[n]).toBeCloseTo(perMonth * factor * 12, 4);
          expect(perYear.reduce((all, year) => all + year, once)).toBeCloseTo(total, 4);
        }
        expect(cost?.lines.reduce((all, line) => all + line.total, 0)).toBeCloseTo(cost?.total ?? 0, 3);
      }),
    );
  });
});
