import { describe, expect, it } from 'vitest';
import { testAnswer, testId } from '../engagement/engagement.fixture';
import type { Vendor } from './schema';
import { type CostBasis, tierPrice, totalCost } from './total-cost';
import type { VendorCosts } from './vendor-costs-schema';

const V = testId(1, 'V');
const vendor = (costs?: VendorCosts): Vendor => ({ id: V, name: 'Acme', role: 'candidate', ...(costs && { costs }) });
const basis: CostBasis = {
  volumes: { contacts: 40_000, growthPerYear: 0.5, eventsPerMonth: {}, messagePrices: {} },
  plan: { journeyMessages: { email: 90_000, sms: 2_000 }, plannedMessages: { sms: 1_000 }, events: 0 },
  answers: [],
};

describe('totalCost', () => {
  it('adds up licence, steps of the volume, messages and what is paid once, year by year', () => {
    const cost = totalCost(
      vendor({
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
    expect(cost?.lines.map(({ part, of, perYear }) => [part, of, perYear.map(Math.round)])).toEqual([
      ['licence', undefined, [10_800, 10_800, 10_800]],
      ['volume', undefined, [5_400, 9_720, 9_720]],
      ['messages', 'sms', [2_400, 4_200, 6_900]],
      ['implementation', undefined, [0, 0, 0]],
    ]);
    expect(cost?.total).toBeCloseTo(20_000 + 32_400 + 24_840 + 13_500, 6);
    expect(cost?.perYear.reduce((sum, amount) => sum + amount, cost.once)).toBeCloseTo(cost?.total ?? 0, 9);
    expect(cost?.gaps).toEqual([]);
  });

  it('raises what is paid monthly with every year, and leaves fallbacks and one-off prices alone', () => {
    const answers = [
      testAnswer(V, 'sms-built-in', 1, { fallbackCost: { once: 100, perMonth: 10 } }),
      testAnswer(testId(2, 'V'), 'x', 1, { fallbackCost: { once: 5 } }),
    ];
    const cost = totalCost(
      vendor({ perMonth: 100, yearlyIncrease: 0.1, addOns: [{ id: testId(1, 'Z'), name: 'SSO', perMonth: 10, once: 50 }] }),
      { ...basis, answers },
      2,
    );
    expect(cost?.lines.map(({ part, once, perYear }) => [part, once, perYear.map((amount) => Math.round(amount * 100) / 100)])).toEqual([
      ['licence', 0, [1_200, 1_320]],
      ['add-ons', 50, [120, 132]],
      ['fallbacks', 100, [120, 120]],
    ]);
  });

  it('says what it could not count', () => {
    expect(totalCost(vendor(), basis)).toBeUndefined();
    expect(totalCost(vendor({ implementation: 5 }), basis)?.gaps).toEqual([{ kind: 'no-licence' }, { kind: 'no-message-price', channel: 'sms' }]);
    const steps = { by: 'events' as const, steps: [{ perMonth: 10 }] };
    expect(totalCost(vendor({ tiers: steps, messages: { sms: { price: 0 } } }), basis)?.gaps).toEqual([{ kind: 'no-volume', by: 'events' }]);
  });

  it('pays the least that is asked for, also when little is sent', () => {
    expect(totalCost(vendor({ perMonth: 0, messages: { sms: { price: 0.01, minimumPerMonth: 200 } } }), basis, 1)?.total).toBe(2_400);
  });
});

describe('tierPrice', () => {
  const steps = [
    { upTo: 10_000, perMonth: 100 },
    { upTo: 50_000, perMonth: 300 },
  ];
  it('is that of the first step that holds the volume, in whatever order they are written', () => {
    const tiers = { by: 'contacts' as const, steps: [...steps].reverse(), perThousandAbove: 5 };
    expect([1, 10_000, 10_001, 50_000].map((volume) => tierPrice(tiers, volume))).toEqual([100, 100, 300, 300]);
    expect(tierPrice(tiers, 52_500)).toBe(300 + 3 * 5);
    expect(tierPrice({ by: 'contacts', steps: [...steps, { perMonth: 700 }] }, 1e6)).toBe(700);
    expect(tierPrice({ by: 'contacts', steps }, 1e6)).toBe(300);
    expect(tierPrice({ by: 'contacts', steps: [], perThousandAbove: 2 }, 1_500)).toBe(4);
  });
});
