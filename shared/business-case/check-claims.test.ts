import { expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testEngagement } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { lineJourney } from './case.fixture';
import { checkClaims } from './check-claims';

const { kpi } = shippedCatalogue();
const check = (plan: Engagement, claim: string) => checkClaims(plan, kpi).find((one) => one.claim === claim);
const volumes = { eventsPerMonth: {}, messagePrices: {} };

it('every sentence of the catalogue is checked', () => {
  expect(checkClaims(testEngagement(), kpi).map(({ claim }) => claim)).toEqual(kpi.claimsChecked.map(({ id }) => id));
});

it('ten sales a send need a list, or one rate, as many times as large as ten is of what comes now', () => {
  // 20,000 × 25 % × 5 % × 2 % = 5.
  const found = check(testEngagement({ volumes: { ...volumes, contacts: 20_000 } }), 'ten-to-twenty-sales');
  expect(found?.now).toBeCloseTo(5, 9);
  expect(found).toMatchObject({ holds: false, isAssumed: true });
  expect(found?.needed.map(({ what, needed }) => [what, Number(needed.toFixed(6))])).toEqual([
    ['list_size', 40_000],
    ['open_rate', 0.5],
    ['click_to_open', 0.1],
    ['conversion', 0.04],
  ]);
  const small = check(testEngagement({ volumes: { ...volumes, contacts: 5_000 } }), 'ten-to-twenty-sales');
  expect(small?.needed.find(({ what }) => what === 'open_rate')).toMatchObject({ isPossible: false });
  expect(check(testEngagement({ volumes: { ...volumes, contacts: 0 } }), 'ten-to-twenty-sales')?.needed).toEqual([]);
  expect(check(testEngagement(), 'ten-to-twenty-sales')).toMatchObject({ holds: true });
});

it('1:40 needs a fortieth of the income as cost, or forty times the cost as income', () => {
  const kpiInputs = { campaign_revenue: 50_000, journey_revenue: 30_000, platform_cost: 1_500, content_monthly: 2_500 };
  expect(check(testEngagement({ kpiInputs }), 'one-to-forty')).toMatchObject({
    now: 20,
    holds: false,
    isAssumed: true,
    needed: [
      { what: 'cost', now: 4_000, needed: 2_000 },
      { what: 'income', now: 80_000, needed: 160_000 },
    ],
  });
});

it('a segment is large enough when what is made for it is paid back by its size', () => {
  const measured = { segments: { at: '2026-01-05T08:00:00.000Z', people: 1_000, sizes: { vip: 10, lapsed: 100 } } };
  const found = check(testEngagement({ volumes: { ...volumes, contacts: 40_000 }, measured: measured as Engagement['measured'] }), 'segment-of-a-few-thousand');
  // 400 and 4,000 people against 1,667.
  expect(found).toMatchObject({ now: 1, to: 2, needed: [{ needed: 38_400 }, { needed: 1_667 }] });
});

it('touchpoints are counted as drawn', () => {
  const plan = testEngagement({ journeys: [lineJourney(1, 'x', 'sms'), lineJourney(2, 'y', 'email'), lineJourney(3, 'z', 'email', { status: 'retired' })] });
  expect(check(plan, 'touchpoints-21-27')).toMatchObject({ now: 2, from: 21, to: 27, holds: false });
  expect(check(testEngagement(), 'touchpoints-21-27')).not.toHaveProperty('now');
});
