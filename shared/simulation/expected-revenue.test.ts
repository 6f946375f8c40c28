import { expect, test } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testEngagement } from '../engagement/engagement.fixture';
import { expectedRevenue } from './expected-revenue';

const { kpis } = shippedCatalogue().kpi;
const volumes = { ...testEngagement().volumes, averageOrderValue: 100, eventsPerMonth: { 'order-delivered': 9_999 } };
const counted = { carts: 1_000, new_subs: 100, waiters: 10, delivered_orders: 500 };
const rates = { cart_rate: 0.1, welcome_rate: 0.05, stock_rate: 0.2, cross_rate: 0.01 };

test('what was counted comes before what was typed, and says so', () => {
  const revenue = expectedRevenue({ kpiInputs: counted }, { kpiInputs: rates, volumes }, kpis);
  const value = revenue?.value();
  expect(value?.ok && value.value).toBeCloseTo((1_000 * 0.1 + 100 * 0.05 + 10 * 0.2 + 500 * 0.01) * 100);
  const origins = Object.fromEntries(revenue?.inputs.map(({ id, origin }) => [id, origin.kind]) ?? []);
  expect(origins).toMatchObject({ carts: 'counted', delivered_orders: 'counted', cart_rate: 'client', aov: 'volumes' });
});

test('each input can be bent, wherever it comes from', () => {
  const revenue = expectedRevenue({ kpiInputs: counted }, { kpiInputs: rates, volumes }, kpis);
  const plain = revenue?.value();
  expect(revenue?.inputs.length).toBeGreaterThan(5);
  for (const { id } of revenue?.inputs ?? []) {
    const bent = revenue?.value({ input: id, factor: 2 });
    expect([id, bent?.ok && plain?.ok && bent.value > plain.value]).toEqual([id, true]);
  }
  const order = revenue?.value({ input: 'aov', factor: 0.5 });
  expect(order?.ok && plain?.ok && order.value / plain.value).toBeCloseTo(0.5);
});
