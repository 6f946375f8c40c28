/** Waves, starts by hand, and pauses that follow each other quickly. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Node, NodeOf } from '../../shared/journey/schema';
import { bundle, day, edge, hour, minute, type Parts } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { recount, recountable } from './recount';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

let executor: TestExecutor;
let uids = 0;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

/** trigger → steps → exit. */
function inARow(nodes: Node[], more: Partial<Parts> = {}): DeploymentBundle {
  const all: Node[] = [...nodes, { id: 'end', kind: 'exit' }];
  const edges = all.slice(1).flatMap((node, i) => (all[i] ? [edge(all[i].id, 'out', node.id)] : []));
  return { ...bundle({ nodes: all, edges, ...more }), identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } };
}
const wait = (duration: string): Node => ({ id: 'w', kind: 'wait', duration });
const email = (i: number) => `p${i}@shop.example`;

function happened(name: string, more: Partial<EventEnvelope> = {}): EventEnvelope {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  return { uid: `u${uids++}`, name, occurred_at, source_system: 'test', is_test: false, identifiers: { email: email(0) }, properties: {}, ...more };
}
const tell = async (...body: EventEnvelope[]) => unwrap(await executor.client.sendEvents({ body }));
const deploy = async (body: DeploymentBundle) => unwrap(await executor.client.deploy({ body }));
const counts = async (id: string) => recountable(unwrap(await executor.client.counts({ id })));

test('an event that names somebody who can’t be taken for anybody reaches no audience; one that names nobody does', async () => {
  const audience = { op: 'eq' as const, left: { kind: 'customer' as const, path: 'city' }, right: 'Haifa' };
  const made = inARow([{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' }, audience }, wait('P9D')]);
  const { journeyId } = await deploy({ ...made, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [email(9)] }] } });
  unwrap(await executor.client.updateProfiles({ body: [0, 1, 2].map((i) => ({ identifiers: { email: email(i) }, attributes: { city: 'Haifa' } })) }));
  const unreadable: EventEnvelope['identifiers'][] = [{ email: email(9) }, { email: 'no address' }, { loyalty: '7' }];
  for (const identifiers of unreadable) await tell(happened('cart', { identifiers }));
  executor.engine.settle();
  expect(await counts(journeyId)).toMatchObject({ entered: 0 });
  await tell(happened('cart', { identifiers: {} }));
  executor.engine.settle();
  expect(await counts(journeyId)).toMatchObject({ entered: 3 });
});

describe('waves', () => {
  const restocked: NodeOf<'trigger'> = {
    id: 't',
    kind: 'trigger',
    trigger: { kind: 'event', event: 'restock' },
    audience: { op: 'eq', left: { kind: 'customer', path: 'wants' }, right: { kind: 'event', path: 'product' } },
    waves: { people: 3, per: 'units', every: 'PT12H' },
  };

  test('three people per unit, over chunks of the audience and a restart, each wave at its hour', async () => {
    const { journeyId } = await deploy(inARow([restocked, wait('P9D')]));
    // 600 customers, every other one waits for a lamp: 300 people, 40 units, 120 a wave.
    const body = Array.from({ length: 600 }, (_, i) => ({ identifiers: { email: email(i) }, attributes: { wants: i % 2 === 0 ? 'lamp' : 'chair' } }));
    unwrap(await executor.client.updateProfiles({ body }));
    await tell(happened('restock', { identifiers: {}, properties: { product: 'lamp', units: 40 } }));
    executor.engine.settle();
    expect(await counts(journeyId)).toMatchObject({ entered: 120 });
    executor = await executor.restart();
    await executor.pass(12 * hour - 1);
    expect(await counts(journeyId)).toMatchObject({ entered: 120 });
    await executor.pass(1);
    expect(await counts(journeyId)).toMatchObject({ entered: 240 });
    await executor.pass(day);
    expect(await counts(journeyId)).toMatchObject({ entered: 300, active: 300 });
    expect(await counts(journeyId)).toEqual(recount(executor.db, 1));
  });

  test('who no longer may when her wave comes stays out; who never could takes no place; two restocks are two audiences', async () => {
    const made = inARow([{ ...restocked, waves: { people: 1, per: 'units', every: 'PT1H' } }, wait('P9D')], {
      entry: {
        filter: { op: 'not', arg: { op: 'performed', event: 'order', measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'P7D' } } },
        reentry: { mode: 'parallel-by-key', key: { kind: 'event', path: 'product' } },
      },
    });
    const { journeyId } = await deploy(made);
    const people = [0, 1, 2, 3].map((i) => ({ identifiers: { email: email(i) }, attributes: { wants: 'lamp' } }));
    unwrap(await executor.client.updateProfiles({ body: people }));
    // The first one has ordered: the second takes the first place.
    await tell(happened('order', { identifiers: { email: email(0) } }));
    await tell(happened('restock', { identifiers: {}, properties: { product: 'lamp', units: 1 } }));
    executor.engine.settle();
    expect(await counts(journeyId)).toMatchObject({ entered: 1, notEntered: { 'entry-filter': 1 } });
    // The third one orders before her wave.
    await executor.pass(30 * minute);
    await tell(happened('order', { identifiers: { email: email(2) } }));
    await executor.pass(30 * minute);
    expect(await counts(journeyId)).toMatchObject({ entered: 1, notEntered: { 'entry-filter': 2 } });
    await executor.pass(hour);
    expect(await counts(journeyId)).toMatchObject({ entered: 2 });
    expect(executor.db.all('SELECT * FROM entry_due')).toEqual([]);
  });
});

describe('started by hand or by another program', () => {
  const byHand: Node = { id: 't', kind: 'trigger', trigger: { kind: 'api' } };
  const start = (id: string, i: number, uid?: string) =>
    executor.client.start({ id, body: { identifiers: { email: email(i) }, ...(uid === undefined ? {} : { uid }) } });

  test('starts a run for a known customer, once per uid, and says why not', async () => {
    const { journeyId, triggers } = await deploy(inARow([byHand, wait('PT1H')], { entry: { reentry: { mode: 'after-exit' } } }));
    unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: email(1) }, attributes: { city: 'Haifa' } }] }));
    expect(triggers).toEqual([{ kind: 'api' }]);
    const first = unwrap(await start(journeyId, 1, 'call-1'));
    expect(first).toEqual({ customer: 'c1', run: expect.stringMatching(/^[0-9a-f]{24}$/) });
    expect(unwrap(await start(journeyId, 1, 'call-1'))).toEqual(first);
    expect(unwrap(await start(journeyId, 1))).toEqual({ customer: 'c1', refused: { code: 'already-inside', params: {} } });
    expect(await counts(journeyId)).toMatchObject({ entered: 1, notEntered: { 'already-inside': 1 } });
    await executor.pass(hour);
    expect(unwrap(await start(journeyId, 1, 'call-1'))).toEqual(first);
    expect(unwrap(await start(journeyId, 1, 'call-2')).run).not.toBe(first.run);
    expect(await counts(journeyId)).toMatchObject({ entered: 2, active: 1 });
    expect(await counts(journeyId)).toEqual(recount(executor.db, 1));
  });

  test('nobody is made known by it; other journeys and paused ones are not started', async () => {
    const { journeyId, hash } = await deploy(inARow([byHand, wait('PT1H')]));
    expect(await start(journeyId, 7)).toMatchObject({ ok: false, problems: [{ code: 'customer-unknown' }] });
    expect(unwrap(await executor.client.health({})).customers).toBe(0);
    expect(await start('01JD8Y3Z9V7T6S5R4Q3P2N1MZZ', 7)).toMatchObject({ ok: false, problems: [{ code: 'journey-not-startable' }] });
    unwrap(await executor.client.setState({ hash, body: { state: 'paused' } }));
    expect(await start(journeyId, 7)).toMatchObject({ ok: false, problems: [{ code: 'journey-not-startable' }] });
  });

  test('a test customer goes into the test deployment, a real one into the live one', async () => {
    await deploy(inARow([byHand, wait('PT1H')]));
    await deploy(inARow([byHand, wait('PT1H')], { mode: 'test' }));
    const body = [1, 2].map((i) => ({ identifiers: { email: email(i) }, attributes: { 'is-test-record': i === 2 } }));
    unwrap(await executor.client.updateProfiles({ body }));
    const { journeyId } = unwrap(await executor.client.deployments({}))[0] ?? { journeyId: '' };
    expect(unwrap(await start(journeyId, 1)).run).toBeDefined();
    expect(unwrap(await start(journeyId, 2)).run).toBeDefined();
    expect(unwrap(await executor.client.deployments({})).map((one) => [one.mode, one.entered])).toEqual([
      ['test', 1],
      ['live', 1],
    ]);
    expect(unwrap(await start(journeyId, 1)).refused?.code).toBe('already-inside');
  });
});

test('paused again before everybody has caught up: each run hears each event once', { tags: ['long'] }, async () => {
  // More people than one portion of the work, and a task for each payment heard.
  const people = 450;
  const made = bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      { id: 'e', kind: 'wait-event', event: 'pay', timeout: 'P9D' },
      { id: 'e2', kind: 'wait-event', event: 'pay', timeout: 'P9D' },
      { id: 'once', kind: 'exit', reason: 'once' },
      { id: 'twice', kind: 'exit', reason: 'twice' },
    ],
    edges: [edge('t', 'out', 'e'), edge('e', 'happened', 'e2'), edge('e', 'timeout', 'once'), edge('e2', 'happened', 'twice'), edge('e2', 'timeout', 'once')],
  });
  const { hash, journeyId } = await deploy({ ...made, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } });
  const set = async (state: 'paused' | 'live') => unwrap(await executor.client.setState({ hash, body: { state } }));
  const each = (name: string) => tell(...Array.from({ length: people }, (_, i) => happened(name, { identifiers: { email: email(i) } })));
  await each('cart');
  await set('paused');
  await each('pay');
  await executor.pass(minute);
  // Without the way over HTTP the second pause comes right after one portion of the catching up.
  unwrap(await executor.engine.setState(hash, 'live'));
  unwrap(await executor.engine.setState(hash, 'paused'));
  const caughtUp = (await counts(journeyId))?.nodes.e?.passed ?? 0;
  expect(caughtUp).toBeGreaterThan(0);
  expect(caughtUp).toBeLessThan(people);
  await set('live');
  executor.engine.settle();
  expect(await counts(journeyId)).toMatchObject({ active: people, nodes: { e: { waiting: 0, passed: people }, e2: { waiting: people, passed: 0 } } });
  await each('pay');
  expect(await counts(journeyId)).toMatchObject({ active: 0, exited: { completed: people }, nodes: { twice: { entered: people } } });
  expect(await counts(journeyId)).toEqual(recount(executor.db, 1));
});

test('more than can be taken on answers 429 with Retry-After; sent again later, all of it is there once', async () => {
  await deploy(inARow([{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, wait('P1D')]));
  const post = (size: number) =>
    new Promise<{ status: number; retryAfter: string | undefined; text: string }>((resolve, reject) => {
      const body = JSON.stringify(Array.from({ length: size }, (_, i) => happened('page_viewed', { uid: `b${i}`, identifiers: {} })));
      const headers = { authorization: `Bearer ${executor.token}`, 'content-type': 'application/json' };
      const sent = request({ host: '127.0.0.1', port: executor.port, method: 'POST', path: '/events', headers }, (reply) => {
        let text = '';
        reply.on('data', (data) => {
          text += data;
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, retryAfter: reply.headers['retry-after'], text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  // Somebody keeps the writer's queue all but full: whenever a portion is done, another one comes.
  const portion = Array.from({ length: 500 }, (_, i) => ({ identifiers: {}, attributes: { i } }));
  let isFilling = true;
  const fill = async (): Promise<void> => {
    while (isFilling) unwrap(await executor.engine.updateProfiles(portion));
  };
  const filling = Promise.all(Array.from({ length: 39 }, fill));
  const refused = await post(2000);
  isFilling = false;
  expect(refused).toMatchObject({ status: 429, retryAfter: '1' });
  expect(JSON.parse(refused.text)).toMatchObject({ problems: [{ code: 'executor-busy', severity: 'blocks' }] });
  await filling;
  // Sent again, all of it is there once, whatever of it had been taken on.
  const again = await post(2000);
  expect(again.status).toBe(202);
  expect(unwrap(await executor.client.health({})).events).toBe(2000);
});
