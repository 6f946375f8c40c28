/** What a restore holds stays held until somebody lets it go, whatever is published meanwhile. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

vi.setConfig({ testTimeout: 30_000 });

const hour = 3_600_000;
const engagement = mappedEngagement();
const first = unwrap(toDeploymentBundle(engagement, engagement.journeys.find((one) => one.key === 'cart-abandonment')?.id ?? '', 'live'));
/** The same journey, told apart by its priority. */
function version(priority: number): DeploymentBundle {
  const { journey } = first;
  return { ...first, journey: { ...journey, version: journey.version + 1, policies: { ...journey.policies, priority } } };
}

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

async function enter(who: string): Promise<void> {
  const identifiers = { email: `${who}@shop.example` };
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers, attributes: { 'email-consent': 'granted' } }] }));
  const occurred_at = new Date(executor.clock.now()).toISOString();
  const properties = { cart_value: 90, cart_id: who };
  unwrap(await executor.client.sendEvents({ body: [{ uid: who, name: 'checkout_started', occurred_at, identifiers, properties }] }));
}

const deploy = (bundle: DeploymentBundle) => executor.client.deploy({ body: bundle });
const states = async () => unwrap(await executor.client.deployments({})).map(({ state, active, heldByRestore = false }) => [state, active, heldByRestore]);
const receivers = async () => new Set(unwrap(await executor.client.outbox({ limit: 500 })).map(({ customer }) => customer));

/** Dana is inside the first version, and the store is put back to then. */
async function restoreWithDanaInside(): Promise<string> {
  const { hash } = unwrap(await deploy(first));
  await enter('dana');
  const { name } = unwrap(await executor.client.backUp({}));
  await executor.pass(hour);
  unwrap(await executor.client.restore({ body: { backup: name } }));
  // The engine that the test lets time pass for is that of the new store.
  executor = await executor.restart();
  return hash;
}

test('people of a held version stay where they are when another is published, are told of, and finish when they are let go', { tags: ['long'] }, async () => {
  const held = await restoreWithDanaInside();
  expect(await states()).toEqual([['paused', 1, true]]);
  expect(await receivers()).toEqual(new Set());
  const published = unwrap(await deploy(version(7)));
  expect(published).toMatchObject({ state: 'live', stillHeld: [{ deployment: held, people: 1 }] });
  expect(published.heldByRestore).toBeUndefined();
  expect(unwrap(await executor.client.deployments({})).map(({ moving }) => moving)).toEqual([undefined, undefined]);
  await enter('omer');
  await executor.pass(72 * hour);
  // Omer is served by the new one; Dana waits, also over a restart.
  expect(await receivers()).toEqual(new Set(['c1000002']));
  executor = await executor.restart();
  await executor.pass(hour);
  expect(await receivers()).toEqual(new Set(['c1000002']));
  expect(await states()).toMatchObject([
    ['live', expect.any(Number), false],
    ['paused', 1, true],
  ]);
  expect(unwrap(await executor.client.health({})).restored).toMatchObject({ paused: 1 });

  expect(unwrap(await executor.client.resumeRestored({}))).toEqual({ resumed: 1 });
  await executor.pass(72 * hour);
  expect((await states()).map(([state]) => state)).toEqual(['live', 'draining']);
  expect(await receivers()).toEqual(new Set(['c1', 'c1000002']));
  expect(unwrap(await executor.client.health({})).restored).toBeUndefined();
});

test('what was chosen for them when it was published happens when they are let go, not before', async () => {
  const held = await restoreWithDanaInside();
  const next = version(7);
  const plan = Object.fromEntries(next.journey.nodes.map(({ id }) => [id, { action: 'exit' as const }]));
  unwrap(await executor.client.deploy({ body: { ...next, moves: [{ from: held, plan }] } }));
  await executor.pass(2 * hour);
  expect(await states()).toEqual([
    ['live', 0, false],
    ['paused', 1, true],
  ]);
  unwrap(await executor.client.resumeRestored({}));
  executor.engine.settle();
  expect(await states()).toEqual([
    ['live', 0, false],
    ['draining', 0, false],
  ]);
  expect(await receivers()).toEqual(new Set());
});

test('the held version itself is not published again by the way: it has to be let go', { tags: ['long'] }, async () => {
  const held = await restoreWithDanaInside();
  expect(await deploy(first)).toMatchObject({ ok: false, problems: [{ code: 'deployment-held' }] });
  await executor.pass(72 * hour);
  expect([await states(), await receivers()]).toEqual([[['paused', 1, true]], new Set()]);
  unwrap(await executor.client.setState({ hash: held, body: { state: 'live' } }));
  expect(await deploy(first)).toMatchObject({ ok: true, value: { state: 'live' } });
  await executor.pass(72 * hour);
  expect(await receivers()).toEqual(new Set(['c1']));
});

test('a way back to another version holds them too; who was decided on alone is held no more, also when paused again by hand', { tags: ['long'] }, async () => {
  unwrap(await deploy(version(7)));
  const held = await restoreWithDanaInside();
  const [, older] = unwrap(await executor.client.deployments({}));
  // It was draining before the backup, with nobody inside, and is held as well.
  expect(await states()).toEqual([
    ['paused', 1, true],
    ['paused', 0, true],
  ]);
  unwrap(await executor.client.setState({ hash: older?.hash ?? '', body: { state: 'live' } }));
  await executor.pass(72 * hour);
  expect(new Set(await states())).toEqual(
    new Set([
      ['live', 0, false],
      ['paused', 1, true],
    ]),
  );
  unwrap(await executor.client.setState({ hash: held, body: { state: 'draining' } }));
  unwrap(await executor.client.setState({ hash: held, body: { state: 'paused' } }));
  expect(unwrap(await executor.client.health({})).restored).toBeUndefined();
  expect(unwrap(await deploy(version(9))).stillHeld).toBeUndefined();
  await executor.pass(72 * hour);
  expect(await receivers()).toEqual(new Set(['c1']));
});
