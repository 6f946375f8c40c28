import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, day, edge, hour, message, minute, rules, send } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { forgetHours } from './hours';

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const journey: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      { id: 'w', kind: 'wait', duration: 'PT2H' },
      send('s'),
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'w'), edge('w', 'out', 's'), edge('s', 'out', 'end')],
    messages: [message],
    suppressions: [rules.consent],
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
};

async function cart(name: string, consent: boolean) {
  const identifiers = { email: `${name}@shop.example` };
  if (consent) unwrap(await executor.client.updateProfiles({ body: [{ identifiers, attributes: { 'email-consent': 'granted' } }] }));
  const occurred_at = new Date(executor.clock.now()).toISOString();
  unwrap(await executor.client.sendEvents({ body: [{ uid: `${name}-cart`, name: 'cart', occurred_at, identifiers }] }));
}

test('each hour has what came, went and was refused in it, and how many waited at its end', async () => {
  const { hash } = unwrap(await executor.client.deploy({ body: journey }));
  await cart('a', true);
  await cart('b', false);
  await executor.pass(hour);
  await cart('c', true);
  await executor.pass(3 * hour);
  const history = unwrap(await executor.client.history({ hours: 6 }));
  expect(history.hours).toHaveLength(6);
  const of = <K extends 'outbox' | 'notSent' | 'waiting'>(what: K) => history.hours.map((one) => one[what]);
  // 07:00 two came, 08:00 one, 09:00 the first two's waits ended, 10:00 the third's; it is 11:00.
  expect(history.hours.map(({ at }) => at.slice(11, 16))).toEqual(['06:00', '07:00', '08:00', '09:00', '10:00', '11:00']);
  expect(of('waiting')).toEqual([0, 2, 3, 1, 0, 0]);
  expect(of('outbox')).toEqual([0, 0, 0, 1, 1, 0]);
  expect(of('notSent')).toEqual([0, 0, 0, 1, 0, 0]);
  expect(history.deployments[hash]).toEqual({ entered: [0, 2, 1, 0, 0, 0], sent: [0, 0, 0, 1, 1, 0], notSent: [0, 0, 0, 1, 0, 0] });
  const health = unwrap(await executor.client.health({}));
  const total = (what: 'events' | 'outbox' | 'notSent') => history.hours.reduce((sum, one) => sum + one[what], 0);
  expect([total('events'), total('outbox'), total('notSent')]).toEqual([health.events, health.outbox, health.notSent]);
  expect(history.lateness).toEqual({ count: 3, p99Ms: 0, maxMs: 0 });
});

test('a laptop that slept shows how late its waits ended', async () => {
  unwrap(await executor.client.deploy({ body: journey }));
  await cart('a', true);
  executor.clock.jump(executor.clock.now() + 2 * hour + 20 * minute);
  executor.engine.settle();
  const { lateness } = unwrap(await executor.client.history({ hours: 24 }));
  expect(lateness).toEqual({ count: 1, p99Ms: 20 * minute, maxMs: 20 * minute });
});

test('nothing of a transaction that failed is counted, hours outlive a restart, and old ones go', async () => {
  await cart('a', false);
  const before = unwrap(await executor.client.history({})).hours;
  const broken = executor.engine.write(1, (work) => {
    work.addTotal('events', 7);
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  executor = await executor.restart();
  expect(unwrap(await executor.client.history({})).hours).toEqual(before);
  forgetHours(executor.db, executor.clock.now() + 89 * day);
  expect(unwrap(await executor.client.history({})).hours.at(-1)?.events).toBe(1);
  forgetHours(executor.db, executor.clock.now() + 91 * day);
  expect(unwrap(await executor.client.history({})).hours.at(-1)?.events).toBe(0);
});
