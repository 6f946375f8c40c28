/** Whoever misspells a name hears of it in the answer; what was sent is kept all the same. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type DeploymentBundle, ingestReplySchema, mostWarnings } from '../../shared/executor/api';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

vi.setConfig({ testTimeout: 30_000 });

const engagement = mappedEngagement();
const { events } = shippedCatalogue();
const journeyOf = (key: string) => engagement.journeys.find((one) => one.key === key)?.id ?? '';
const cart = unwrap(toDeploymentBundle(engagement, journeyOf('cart-abandonment'), 'live', events));

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const event = (
  uid: string,
  name: string,
  properties: Record<string, string | number> = {},
  identifiers: Record<string, string> = { email: 'noa@shop.example' },
) => ({
  uid,
  name,
  occurred_at: '2026-06-01T07:00:00Z',
  identifiers,
  properties,
});

const deploy = (bundle: DeploymentBundle) => executor.client.deploy({ body: bundle }).then(unwrap);
const send = (...body: Parameters<TestExecutor['client']['sendEvents']>[0]['body']) => executor.client.sendEvents({ body }).then(unwrap);

async function post(path: string, type: string, body: string) {
  const answer = await fetch(`http://127.0.0.1:${executor.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${executor.token}`, 'content-type': type },
    body,
  });
  return { status: answer.status, reply: ingestReplySchema.strict().parse(await answer.json()) };
}

describe('events', () => {
  test('with names that are known, in either spelling, are answered without a word', async () => {
    await deploy(cart);
    expect(
      await send(
        event('a', 'checkout_started', { cart_id: 'k1', cart_value: 320 }),
        event('b', 'checkout-started', { 'cart-id': 'k1', source_system: 'shop' }),
        event('c', 'page_viewed', { page_url: 'https://shop.example/', page_type: 'home' }),
        event('d', 'profile_updated', { first_name: 'Noa' }),
      ),
    ).toEqual({ accepted: 4, duplicates: 0 });
  });

  test('with names nobody knows are kept, and told of once each with how often and where first', async () => {
    await deploy(cart);
    const reply = await send(
      event('a', 'checkout_started', { cart_id: 'k1', cart_valeu: 320 }),
      event('b', 'order_plcaed', { order_value: 5 }),
      event('c', 'order_plcaed'),
      event('d', 'checkout_started', { cart_valeu: 1 }, { e_mail: 'noa@shop.example' }),
      event('e', 'profile_updated', { frist_name: 'Noa' }),
    );
    expect(reply).toEqual({
      accepted: 5,
      duplicates: 0,
      warnings: [
        { kind: 'property-unknown', name: 'cart_valeu', event: 'checkout_started', count: 2, first: 0 },
        { kind: 'event-unknown', name: 'order_plcaed', count: 2, first: 1 },
        { kind: 'identifier-unknown', name: 'e_mail', count: 1, first: 3 },
        { kind: 'property-unknown', name: 'frist_name', event: 'profile_updated', count: 1, first: 4 },
      ],
    });
    expect(unwrap(await executor.client.health({})).events).toBe(5);
    // Sent again they change nothing, and are as wrong as before.
    expect(await send(event('b', 'order_plcaed'))).toEqual({
      accepted: 0,
      duplicates: 1,
      warnings: [{ kind: 'event-unknown', name: 'order_plcaed', count: 1, first: 0 }],
    });
  });

  test('come as one object, as an array or as lines, and each way is told of', async () => {
    await deploy(cart);
    const wrong = (uid: string) => JSON.stringify(event(uid, 'order_plcaed'));
    const right = JSON.stringify(event('r', 'page_viewed'));
    const warning = (first: number) => [{ kind: 'event-unknown', name: 'order_plcaed', count: 1, first }];
    expect(await post('/events', 'application/json', wrong('1'))).toEqual({ status: 202, reply: { accepted: 1, duplicates: 0, warnings: warning(0) } });
    expect(await post('/events', 'application/json', `[${right},${wrong('2')}]`)).toEqual({
      status: 202,
      reply: { accepted: 2, duplicates: 0, warnings: warning(1) },
    });
    expect(await post('/events', 'application/x-ndjson', `${right}\n\n${wrong('3')}\n`)).toEqual({
      status: 202,
      reply: { accepted: 1, duplicates: 1, warnings: warning(1) },
    });
  });

  test('with thousands of strange names are answered shortly', async () => {
    await deploy(cart);
    const { warnings = [] } = await send(...Array.from({ length: 300 }, (_, i) => event(`u${i}`, `strange_${i % 100}_${'x'.repeat(80)}`)));
    expect(warnings).toHaveLength(mostWarnings);
    expect(warnings.every(({ count }) => count === 3)).toBe(true);
    const [long] = unwrap(await executor.client.sendEvents({ body: [event('long', 'page_viewed', { ['y'.repeat(50_000)]: 1 })] })).warnings ?? [];
    expect(long?.name).toHaveLength(100);
  });
});

test('profiles with attributes or identifiers nobody knows are kept and told of', async () => {
  await deploy(cart);
  const profile = { identifiers: { email: 'noa@shop.example', loyalty_crad: '7' }, attributes: { first_name: 'Noa', 'last-name': 'Levi', shoe_size: 39 } };
  const warnings = [
    { kind: 'identifier-unknown', name: 'loyalty_crad', count: 1, first: 0 },
    { kind: 'attribute-unknown', name: 'shoe_size', count: 1, first: 0 },
  ];
  expect(await post('/profiles', 'application/json', JSON.stringify(profile))).toEqual({ status: 202, reply: { accepted: 1, duplicates: 0, warnings } });
  const lines = await post('/profiles', 'application/x-ndjson', `${JSON.stringify(profile)}\n`);
  expect([lines.status, lines.reply.warnings]).toEqual([202, warnings]);
  const [found] = unwrap(await executor.client.findCustomers({ text: 'noa@', limit: 1 }));
  expect(unwrap(await executor.client.customer({ id: found?.customer ?? '' }))?.attributes).toMatchObject({ 'shoe-size': 39 });
});

describe('what nobody has said is not asked', () => {
  test('without a deployment: only identifiers, which the usual rules go by', async () => {
    expect(await send(event('a', 'anything', { x: 1 }))).toEqual({ accepted: 1, duplicates: 0 });
    expect((await send(event('b', 'anything', {}, { e_mail: 'x' }))).warnings).toEqual([{ kind: 'identifier-unknown', name: 'e_mail', count: 1, first: 0 }]);
    expect(unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: 'a@b.example' }, attributes: { x: 1 } }] })).warnings).toBeUndefined();
  });

  test('of a deployment that lists no events', async () => {
    const { events: _, ...silent } = cart;
    await deploy(silent);
    expect(await send(event('a', 'order_plcaed'))).toEqual({ accepted: 1, duplicates: 0 });
  });
});

test('an ended deployment knows nothing any more, a new one what it lists, and one that only looks at an event knows the event', async () => {
  const { events: _, ...silent } = unwrap(toDeploymentBundle(engagement, journeyOf('cart-abandonment'), 'test'));
  await deploy({ ...silent, events: [{ id: 'only-this', properties: ['a'] }] });
  // Its trigger, which it does not list.
  expect((await send(event('a', 'checkout_started', { anything: 1 }), event('b', 'only_this', { b: 1 }))).warnings).toEqual([
    { kind: 'property-unknown', name: 'b', event: 'only_this', count: 1, first: 1 },
  ]);
  const live = await deploy(cart);
  expect((await send(event('c', 'checkout_started', { anything: 1 }), event('d', 'only_this', { a: 1 }))).warnings).toEqual([
    { kind: 'property-unknown', name: 'anything', event: 'checkout_started', count: 1, first: 0 },
  ]);
  const [, old] = unwrap(await executor.client.deployments({}));
  await executor.client.setState({ hash: old?.hash ?? '', body: { state: 'retired' } });
  expect((await send(event('e', 'only_this'))).warnings).toMatchObject([{ kind: 'event-unknown' }]);
  await executor.client.setState({ hash: live.hash, body: { state: 'retired' } });
  expect((await send(event('f', 'only_this'))).warnings).toBeUndefined();
});

test('which events may be sent is no part of what a journey does', async () => {
  const { events: _, ...silent } = cart;
  expect((await deploy(cart)).hash).toBe((await deploy(silent)).hash);
});
