import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testEngagement } from '../engagement/engagement.fixture';
import { kpiValues, measureOf, workedExpression } from './kpi-values';

const { kpis } = shippedCatalogue().kpi;
const volumes = { eventsPerMonth: {}, messagePrices: {} };
const input = (values: ReturnType<typeof kpiValues>, kpi: string, id: string) => values.get(kpi)?.inputs.find((i) => i.id === id);
const value = (values: ReturnType<typeof kpiValues>, kpi: string) => {
  const result = values.get(kpi)?.result;
  return result?.ok ? result.value : undefined;
};

describe('kpiValues', () => {
  test('with nothing known every figure of the catalogue stands, and says so', () => {
    const values = kpiValues(testEngagement(), kpis);
    expect(values.size).toBe(kpis.length);
    expect(value(values, 'revenue-per-send')).toBeCloseTo(2500);
    expect(input(values, 'revenue-per-send', 'list_size')?.origin).toEqual({ kind: 'published' });
  });

  test('a volume is the value of every input of its meaning, also where an input of that name was typed in before', () => {
    const values = kpiValues(testEngagement({ volumes: { ...volumes, contacts: 80_000, averageOrderValue: 100 }, kpiInputs: { aov: 300 } }), kpis);
    expect(input(values, 'revenue-per-send', 'list_size')).toMatchObject({ value: 80_000, origin: { kind: 'volumes', volume: 'contacts' } });
    expect(input(values, 'revenue-per-send', 'aov')).toMatchObject({ value: 100, origin: { kind: 'volumes' } });
    expect(value(values, 'revenue-per-send')).toBeCloseTo(2000);
  });

  test('what the client typed takes the place of the catalogue and of another formula', () => {
    const values = kpiValues(testEngagement({ kpiInputs: { aov: 300, open_rate: 0.5, revenue_per_send: 1000 } }), kpis);
    expect(input(values, 'revenue-per-send', 'aov')).toMatchObject({ value: 300, origin: { kind: 'client' } });
    expect(value(values, 'revenue-per-send')).toBeCloseTo(6000);
    expect(value(values, 'monthly-campaign-revenue')).toBeCloseTo(8000);
  });

  test('the result of one formula feeds the next', () => {
    const values = kpiValues(testEngagement({ volumes: { ...volumes, contacts: 80_000 } }), kpis);
    expect(input(values, 'monthly-campaign-revenue', 'revenue_per_send')).toMatchObject({ value: 5000, origin: { kind: 'kpi', kpi: 'revenue-per-send' } });
    expect(value(values, 'monthly-campaign-revenue')).toBeCloseTo(40_000);
    expect(value(values, 'programme-return')).toBeCloseTo((40_000 + 57_250) / 12_100);
  });

  test('events per month feed the journeys that start with them; zero is a number', () => {
    const values = kpiValues(testEngagement({ volumes: { ...volumes, eventsPerMonth: { 'order-delivered': 0 }, contacts: 0 } }), kpis);
    expect(input(values, 'monthly-journey-revenue', 'delivered_orders')).toMatchObject({ value: 0, origin: { kind: 'events', event: 'order-delivered' } });
    expect(values.get('platform-cost-per-contact')?.result).toMatchObject({ ok: false, problems: [{ code: 'expression-no-number' }] });
  });

  test('formulas that feed each other end at the catalogue', () => {
    const [first] = kpis;
    if (!first) throw new Error('the catalogue has no KPI');
    const loop = (id: string, name: string) => ({
      ...first,
      id,
      expression: name,
      inputs: [{ id: name, label: first.name, value: 7, origin: 'example' as const }],
    });
    const values = kpiValues(testEngagement(), [loop('revenue-per-send', 'campaign_revenue'), loop('monthly-campaign-revenue', 'revenue_per_send')]);
    expect(value(values, 'revenue-per-send')).toBe(7);
    expect(value(values, 'monthly-campaign-revenue')).toBe(7);
  });
});

test('every result of the catalogue is money, a share, or a count of something', () => {
  const counted = new Set(kpis.filter((kpi) => measureOf(kpi) === 'count').map((kpi) => kpi.result.unit.en));
  expect([...counted].sort()).toEqual(['clicks', 'hours', 'minutes', 'months', 'orders', 'people', 'times']);
  expect(kpis.filter((kpi) => kpi.id === 'revenue-per-send' || kpi.id === 'open-rate').map(measureOf)).toEqual(['money', 'share']);
});

test('a worked expression has the digits of its reader, those it was written with too', () => {
  const inputs = [
    { id: 'list', value: 48_200 },
    { id: 'open_rate', value: 0.25 },
  ];
  expect(workedExpression('list*open_rate/40', inputs, 'en-GB')).toBe('48,200 × 0.25 ÷ 40');
  expect(workedExpression('list*open_rate/40', inputs, 'fa-IR')).toBe('۴۸٬۲۰۰ × ۰٫۲۵ ÷ ۴۰');
});
