import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../shared/executor/api';
import { bundleHash } from '../shared/journey/content-hash';
import { toDeploymentBundle } from '../shared/journey/to-bundle';
import { mappedEngagement } from '../tests/mapped-engagement';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from './executor.fixture';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

const hour = 3_600_000;
const day = 24 * hour;
const engagement = mappedEngagement();

function bundleOf(key: string, mode: DeploymentBundle['mode'] = 'live'): DeploymentBundle {
  const journey = engagement.journeys.find((one) => one.key === key);
  if (!journey) throw new Error(key);
  return unwrap(toDeploymentBundle(engagement, journey.id, mode));
}

const cart = bundleOf('cart-abandonment');

function event(uid: string, name: string, more: Partial<EventEnvelope> = {}): EventEnvelope {
  return {
    uid,
    name,
    occurred_at: new Date(mondayMorning).toISOString(),
    source_system: 'web-shop',
    is_test: false,
    identifiers: { email: 'noa@shop.example' },
    properties: {},
    ...more,
  };
}

const checkout = (uid: string, more: Partial<EventEnvelope> = {}) =>
  event(uid, 'checkout_started', { properties: { cart_id: 'k1', cart_value: 320 }, ...more });

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

async function meetNoa(more: Record<string, string | number | boolean> = {}) {
  unwrap(
    await executor.client.updateProfiles({
      body: [
        { identifiers: { email: ' Noa@Shop.Example ' }, attributes: { 'first-name': 'נועה', 'preferred-language': 'he', email_consent: 'granted', ...more } },
      ],
    }),
  );
}

describe('the cart journey', () => {
  test('an abandoned cart becomes a Hebrew message after an hour', async () => {
    await meetNoa();
    const summary = unwrap(await executor.client.deploy({ body: cart }));
    expect(summary).toMatchObject({ state: 'live', mode: 'live', entered: 0 });
    expect(unwrap(await executor.client.sendEvents({ body: [checkout('e1')] }))).toEqual({ accepted: 1, duplicates: 0 });
    await executor.pass(hour - 1);
    expect(unwrap(await executor.client.outbox({}))).toEqual([]);
    await executor.pass(1);
    const [message, ...others] = unwrap(await executor.client.outbox({}));
    expect(others).toEqual([]);
    expect(message).toMatchObject({ channel: 'email', to: 'noa@shop.example', state: 'accepted', journeyId: cart.journey.id });
    expect(message?.subject).toMatch(/[\u0590-\u05ff]/);
    expect(message?.key).toMatch(/^[0-9a-f]{24}:[^:]+:\d+$/);
    const counts = unwrap(await executor.client.counts({ id: cart.journey.id }));
    expect(counts).toMatchObject({ entered: 1, active: 1, exited: {} });
    expect(Object.values(counts?.nodes ?? {}).reduce((sum, node) => sum + node.sent, 0)).toBe(1);
    const customer = unwrap(await executor.client.customer({ id: message?.customer ?? '' }));
    expect(customer?.attributes).toMatchObject({ 'open-cart-value': 320, 'first-name': 'נועה' });
    expect(customer?.trace.map((line) => line.what)).toContain('sent');
  });

  test('an order reaches the goal at once and nothing more is sent', async () => {
    await meetNoa();
    unwrap(await executor.client.deploy({ body: cart }));
    unwrap(await executor.client.sendEvents({ body: [checkout('e1')] }));
    await executor.pass(10 * 60_000);
    unwrap(await executor.client.sendEvents({ body: [event('e2', 'order-placed', { occurred_at: new Date(executor.clock.now()).toISOString() })] }));
    expect(unwrap(await executor.client.counts({ id: cart.journey.id }))).toMatchObject({ entered: 1, active: 0, exited: { goal: 1 } });
    await executor.pass(10 * day);
    expect(unwrap(await executor.client.outbox({}))).toEqual([]);
  });

  test('the whole journey: counts are a recount of the trace, at every hour, over a restart', { tags: ['long'] }, async () => {
    const { recount, recountable } = await import('./engine/recount');
    await meetNoa({ 'mobile-phone': '+972501234567', 'sms-consent': 'granted' });
    unwrap(await executor.client.deploy({ body: cart }));
    const people = Array.from({ length: 12 }, (_, i) => `p${i}@shop.example`);
    unwrap(
      await executor.client.updateProfiles({
        body: people.map((email, i) => ({
          identifiers: { email },
          attributes: { 'email-consent': i % 3 === 0 ? 'withdrawn' : 'granted', 'is-employee': i === 4 },
        })),
      }),
    );
    unwrap(await executor.client.sendEvents({ body: [checkout('e0'), ...people.map((email, i) => checkout(`e-${i}`, { identifiers: { email } }))] }));
    for (let i = 0; i < 12; i++) {
      await executor.pass(13 * hour);
      if (i === 3) executor = await executor.restart();
      if (i === 2)
        unwrap(
          await executor.client.sendEvents({
            body: [event('o1', 'order-placed', { identifiers: { email: 'p1@shop.example' }, occurred_at: new Date(executor.clock.now()).toISOString() })],
          }),
        );
      expect(recountable(unwrap(await executor.client.counts({ id: cart.journey.id })))).toEqual(recount(executor.db, 1));
    }
    const [summary] = unwrap(await executor.client.deployments({}));
    expect(summary).toMatchObject({ active: 0, goals: 1 });
    // What was deployed can be read back, to be compared with what is planned now.
    expect(bundleHash(unwrap(await executor.client.deployment({ hash: summary?.hash ?? '' })))).toBe(bundleHash(cart));
    expect(summary?.sent).toBeGreaterThan(10);
    expect(summary?.entered).toBe(summary?.exited);
    expect(unwrap(await executor.client.counts({ id: cart.journey.id }))?.notEntered).toMatchObject({ 'entry-filter': 4, employee: 1 });
    const outbox = unwrap(await executor.client.outbox({ limit: 500 }));
    expect(outbox).toHaveLength(summary?.sent ?? 0);
    expect(new Set(outbox.map((row) => row.key)).size).toBe(outbox.length);
  });
});
