import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Condition } from '../../shared/condition/schema';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Node, NodeOf, Trigger } from '../../shared/journey/schema';
import { bundle, day, edge, hour, minute, onePerDay, type Parts, rules, send } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { recount, recountable } from './recount';

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const identity: DeploymentBundle['identity'] = {
  rules: [
    { attribute: 'customer-id', strength: 'strong', blocked: [] },
    { attribute: 'email', strength: 'strong', limit: 2, blocked: ['info@shop.example'] },
    { attribute: 'mobile-phone', strength: 'strong', blocked: ['+972500000000'] },
  ],
};

const started = (t: Trigger, audience?: Condition): NodeOf<'trigger'> => ({ id: 't', kind: 'trigger', trigger: t, ...(audience ? { audience } : {}) });
const onCart = started({ kind: 'event', event: 'cart' });
const ends: Node = { id: 'end', kind: 'exit' };
const wait = (duration: string): Node => ({ id: 'w', kind: 'wait', duration });

/** trigger → the nodes in a row → exit, by their `out` port. */
function inARow(nodes: Node[], more: Partial<Parts> & { id?: string; segments?: DeploymentBundle['segments'] } = {}): DeploymentBundle {
  const all = [...nodes, ends];
  const edges = all.slice(1).flatMap((node, i) => (all[i] ? [edge(all[i].id, 'out', node.id)] : []));
  const made = bundle({ nodes: all, edges, ...more });
  return { ...made, identity, segments: more.segments ?? [], journey: { ...made.journey, id: more.id ?? made.journey.id } };
}

let uids = 0;
function happened(name: string, more: Partial<EventEnvelope> = {}): EventEnvelope {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  return { uid: `u${uids++}`, name, occurred_at, source_system: 'test', is_test: false, identifiers: { email: 'a@shop.example' }, properties: {}, ...more };
}

const deploy = async (made: DeploymentBundle) => unwrap(await executor.client.deploy({ body: made }));
const tell = async (...body: EventEnvelope[]) => unwrap(await executor.client.sendEvents({ body }));
const profile = async (email: string, attributes: Record<string, string | number | boolean | null>, occurred_at?: string) =>
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email }, attributes, ...(occurred_at ? { occurred_at } : {}) }] }));
const summary = async (hash: string) => unwrap(await executor.client.deployments({})).find((one) => one.hash === hash);
const outbox = async () => unwrap(await executor.client.outbox({ limit: 500 }));
const find = async (text: string) => unwrap(await executor.client.findCustomers({ text }));
const customer = async (text: string) => unwrap(await executor.client.customer({ id: (await find(text))[0]?.customer ?? '' }));

describe('who is whom', () => {
  test('spellings of one address are one customer; blocked and broken identifiers are nobody', async () => {
    await deploy(inARow([onCart]));
    await tell(
      happened('cart', { identifiers: { email: ' A@Shop.example' } }),
      happened('cart', { identifiers: { email: 'a@shop.example', mobile_phone: '+972 50-123-4567' } }),
      happened('cart', { identifiers: { 'mobile-phone': '+972501234567' } }),
      happened('cart', { identifiers: { email: 'INFO@shop.example', mobile_phone: '+972500000000' } }),
      happened('cart', { identifiers: { email: 'not an address' } }),
    );
    expect(await find('')).toHaveLength(1);
    expect(await customer('a@shop')).toMatchObject({ identifiers: { email: ['a@shop.example'], 'mobile-phone': ['+972501234567'] } });
  });

  test('two who are known become one by an event that names both', async () => {
    await deploy(inARow([onCart]));
    await tell(happened('cart', { identifiers: { email: 'a@shop.example' } }), happened('cart', { identifiers: { mobile_phone: '+972501234567' } }));
    await tell(happened('cart', { identifiers: { email: 'a@shop.example', mobile_phone: '+972501234567' } }));
    expect((await customer('a@shop'))?.identifiers).toEqual({ email: ['a@shop.example'], 'mobile-phone': ['+972501234567'] });
    expect(await find('')).toHaveLength(1);
  });

  test('beyond the limit the link is dropped, the event is kept', async () => {
    await deploy(inARow([onCart]));
    for (const email of ['a@shop.example', 'b@shop.example', 'c@shop.example']) await tell(happened('cart', { identifiers: { customer_id: '7', email } }));
    expect((await customer('a@shop'))?.identifiers.email).toEqual(['a@shop.example', 'b@shop.example']);
    expect(unwrap(await executor.client.health({}))).toMatchObject({ events: 3, customers: 1 });
  });

  test('late news does not undo newer news, and what has no date does not undo a withdrawal', async () => {
    await profile('a@shop.example', { city: 'Haifa', 'sms-consent': 'granted' }, '2026-05-02T00:00:00Z');
    await profile('a@shop.example', { city: 'Eilat', 'sms-consent': 'withdrawn' }, '2026-05-01T00:00:00Z');
    expect((await customer('a@shop'))?.attributes).toMatchObject({ city: 'Haifa', 'sms-consent': 'granted' });
    await tell(happened('consent_withdrawn', { properties: { channel: 'sms' } }));
    await profile('a@shop.example', { city: 'Eilat', 'sms-consent': 'granted' });
    expect((await customer('a@shop'))?.attributes).toMatchObject({ city: 'Eilat', 'sms-consent': 'withdrawn' });
  });
});

describe('what starts a journey', () => {
  test('an event about nobody starts one run for each customer of the audience, in chunks', async () => {
    const made = inARow([
      started({ kind: 'event', event: 'restock' }, { op: 'eq', left: { kind: 'customer', path: 'wants' }, right: { kind: 'event', path: 'product' } }),
      wait('P1D'),
    ]);
    const { hash } = await deploy(made);
    const updates = Array.from({ length: 450 }, (_, i) => ({
      identifiers: { email: `p${i}@shop.example` },
      attributes: { wants: i % 3 === 0 ? 'lamp' : 'chair' },
    }));
    unwrap(await executor.client.updateProfiles({ body: updates }));
    const restock = happened('restock', { identifiers: {}, properties: { product: 'lamp' } });
    await tell(restock, restock);
    executor.engine.settle();
    expect(await summary(hash)).toMatchObject({ entered: 150, active: 150 });
    expect(unwrap(await executor.client.counts({ id: made.journey.id }))?.notEntered).toEqual({});
  });

  test('a schedule asks everybody at its hour, once a day', async () => {
    const { hash } = await deploy(
      inARow([started({ kind: 'schedule', every: 'P1D', at: '12:00' }, { op: 'gt', left: { kind: 'customer', path: 'age' }, right: 17 })], {
        entry: { reentry: { mode: 'after-exit' } },
      }),
    );
    await profile('a@shop.example', { age: 20 });
    await profile('b@shop.example', { age: 10 });
    await executor.pass(2 * hour - 1);
    expect(await summary(hash)).toMatchObject({ entered: 0 });
    await executor.pass(1);
    expect(await summary(hash)).toMatchObject({ entered: 1 });
    await executor.pass(2 * day);
    expect(await summary(hash)).toMatchObject({ entered: 3 });
  });

  test('what a step does to somebody counts for the rest of the step: her segments, and what is computed of her', async () => {
    const known = { group: 'g', label: {}, pii: 'none' as const, survivorship: 'most-recent' as const };
    const attributes: DeploymentBundle['record']['attributes'] = [
      { ...known, id: 'status', type: 'string', origin: 'platform', sources: [], refused: [] },
      { ...known, id: 'calls-count', type: 'integer', origin: 'computed', formula: 'count(called)', sources: [], refused: [] },
    ];
    const isVip: Condition = {
      op: 'and',
      args: [
        { op: 'in-segment', segment: 'vip' },
        { op: 'eq', left: { kind: 'customer', path: 'calls-count' }, right: 1 },
      ],
    };
    const steps: Node[] = [
      { id: 'u', kind: 'update', attribute: 'status', value: 'vip' },
      { id: 'c', kind: 'task', task: 'create-task', emits: 'called' },
      { id: 'd', kind: 'decision', cases: [{ port: 'yes', when: isVip }] },
    ];
    const made = inARow([onCart, ...steps], {
      attributes,
      segments: [
        {
          id: 'vip',
          name: {},
          category: 'all',
          when: { op: 'eq', left: { kind: 'customer', path: 'status' }, right: 'vip' },
          administrative: false,
          minimumSize: 0,
        },
      ],
    });
    const edges = [...made.journey.edges.filter(({ from }) => from !== 'd'), edge('d', 'yes', 'end'), edge('d', 'else', 'no')];
    const nodes = [...made.journey.nodes, { id: 'no', kind: 'exit', reason: 'no' } as const];
    await deploy({ ...made, journey: { ...made.journey, nodes, edges } });
    await tell(happened('cart'));
    expect((await customer('a@shop'))?.trace.find(({ node, what }) => node === 'd' && what === 'passed')).toMatchObject({ port: 'yes' });
  });

  test('a schedule that is live again goes on with its next slot; those that passed meanwhile are over', async () => {
    const { hash } = await deploy(inARow([started({ kind: 'schedule', every: 'P1D', at: '12:00' })]));
    await profile('a@shop.example', { age: 20 });
    await executor.pass(day);
    expect(await summary(hash)).toMatchObject({ entered: 1 });
    unwrap(await executor.client.setState({ hash, body: { state: 'draining' } }));
    await executor.pass(3 * day);
    await profile('b@shop.example', { age: 30 });
    unwrap(await executor.client.setState({ hash, body: { state: 'live' } }));
    executor.engine.settle();
    expect(await summary(hash)).toMatchObject({ entered: 1 });
    await executor.pass(day);
    expect(await summary(hash)).toMatchObject({ entered: 3 });
  });

  test('a date that one waits for comes at the clock of wherever she is by then', async () => {
    const until: Node = { id: 'u', kind: 'wait-until', until: { kind: 'customer', path: 'renewal' }, at: '09:00', onMissing: 'exit' };
    const { hash } = await deploy(inARow([onCart, until]));
    await profile('a@shop.example', { renewal: '2026-06-03', 'time-zone': 'Asia/Jerusalem' });
    await tell(happened('cart'));
    await profile('a@shop.example', { 'time-zone': 'America/New_York' });
    await executor.pass(Date.UTC(2026, 5, 3, 13) - executor.clock.now() - 1);
    expect(await summary(hash)).toMatchObject({ active: 1 });
    await executor.pass(1);
    expect(await summary(hash)).toMatchObject({ active: 0, exited: 1 });
  });

  test('a date in the record starts a run at its moment, wherever the date moves before that', async () => {
    const { hash } = await deploy(inARow([started({ kind: 'date-attribute', attribute: 'renewal', offset: '-P7D', at: '09:00' })]));
    await profile('a@shop.example', { renewal: '2026-06-20' });
    await profile('a@shop.example', { renewal: '2026-06-11' });
    await profile('b@shop.example', { renewal: '2026-06-02' });
    await executor.pass(Date.UTC(2026, 5, 4, 6) - executor.clock.now() - 1);
    expect(await summary(hash)).toMatchObject({ entered: 0 });
    await executor.pass(1);
    expect(await summary(hash)).toMatchObject({ entered: 1 });
    await executor.pass(30 * day);
    expect(await summary(hash)).toMatchObject({ entered: 1 });
  });

  test('entering a segment starts a run, being in it already does not; time alone can move people', async () => {
    const idle: DeploymentBundle['segments'][number] = {
      id: 'idle',
      name: { en: 'Idle' },
      category: 'x',
      when: { op: 'before', left: { kind: 'customer', path: 'last-visit' }, right: { ago: 'P30D' } },
      administrative: false,
      minimumSize: 0,
    };
    await profile('old@shop.example', { 'last-visit': '2026-01-01T00:00:00Z' });
    const { hash } = await deploy(
      inARow([started({ kind: 'segment-enter', segment: 'idle' })], { segments: [idle], entry: { reentry: { mode: 'after-exit' } } }),
    );
    executor.engine.settle();
    await profile('old@shop.example', { city: 'Haifa' });
    await profile('new@shop.example', { 'last-visit': '2026-05-03T12:00:00Z' });
    expect(await summary(hash)).toMatchObject({ entered: 0 });
    await profile('moved@shop.example', { 'last-visit': '2026-02-01T00:00:00Z' });
    expect(await summary(hash)).toMatchObject({ entered: 1 });
    await executor.pass(2 * day);
    expect(await summary(hash)).toMatchObject({ entered: 2 });
  });

  test('an attribute that changes starts a run; set to the same value it has not changed', async () => {
    const { hash } = await deploy(inARow([started({ kind: 'attribute-changed', attribute: 'vip', to: true })], { entry: { reentry: { mode: 'after-exit' } } }));
    for (const vip of [true, true, false, true]) await profile('a@shop.example', { vip });
    expect(await summary(hash)).toMatchObject({ entered: 2 });
  });

  test('test events touch test records only', async () => {
    const live = await deploy(inARow([onCart]));
    const trial = await deploy(inARow([onCart], { mode: 'test' }));
    await tell(happened('cart', { is_test: true, identifiers: { email: 't@shop.example' } }));
    await tell(happened('cart', { identifiers: { email: 'real@shop.example' } }));
    await tell(happened('cart', { is_test: true, identifiers: { email: 'real@shop.example', mobile_phone: '+972501234567' } }));
    expect([(await summary(live.hash))?.entered, (await summary(trial.hash))?.entered]).toEqual([1, 1]);
    expect((await customer('real@'))?.identifiers).toEqual({ email: ['real@shop.example'] });
    expect((await customer('t@'))?.attributes).toMatchObject({ 'is-test-record': true });
  });
});

describe('what a step does', () => {
  test('caps count the messages of all journeys, from the moment they are sent', async () => {
    const capped = (id: string, name: string) =>
      inARow([started({ kind: 'event', event: name }), send('s')], { id, suppressions: [{ ...rules.caps, action: 'skip' }], caps: [onePerDay] });
    await deploy(capped('01JD8Y3Z9V7T6S5R4Q3P2N1M0A', 'cart'));
    const second = await deploy(capped('01JD8Y3Z9V7T6S5R4Q3P2N1M0B', 'visit'));
    await profile('a@shop.example', { 'email-consent': 'granted', 'first-name': 'Noa' });
    await tell(happened('cart'), happened('visit'));
    expect(await outbox()).toMatchObject([{ subject: 'Hello Noa', to: 'a@shop.example' }]);
    const counts = unwrap(await executor.client.counts({ id: second.journeyId }));
    expect(counts?.nodes.s).toMatchObject({ entered: 1, passed: 1, sent: 0, notSent: { 'cap-reached': 1 } });
    expect((await customer('a@shop'))?.trace.find((line) => line.what === 'not-sent')?.reason?.code).toBe('cap-reached');
  });

  test('updates and emitted events set off other journeys in the same transaction', async () => {
    const first = inARow(
      [onCart, { id: 'u', kind: 'update', attribute: 'stage', value: 'hot' }, { id: 'k', kind: 'task', task: 'create-task', emits: 'lead-made' }],
      {
        id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0A',
      },
    );
    await deploy(first);
    const byAttribute = await deploy(inARow([started({ kind: 'attribute-changed', attribute: 'stage', to: 'hot' })], { id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0B' }));
    const byEvent = await deploy(inARow([started({ kind: 'event', event: 'lead-made' })], { id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0C' }));
    await tell(happened('cart'));
    expect([(await summary(byAttribute.hash))?.entered, (await summary(byEvent.hash))?.entered]).toEqual([1, 1]);
    expect(executor.db.all('SELECT kind, node, state FROM outbox')).toEqual([{ kind: 'task', node: 'k', state: 'accepted' }]);
  });

  test('journeys that set each other off in a circle come to an end', async () => {
    const again = { reentry: { mode: 'after-exit' as const } };
    const task = (emits: string): Node => ({ id: 'k', kind: 'task', task: 'other', emits });
    await deploy(inARow([started({ kind: 'event', event: 'ping' }), task('pong')], { id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0A', entry: again }));
    await deploy(inARow([started({ kind: 'event', event: 'pong' }), task('ping')], { id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0B', entry: again }));
    await tell(happened('ping'));
    const { events } = unwrap(await executor.client.health({}));
    expect(events).toBeGreaterThan(50);
    expect(events).toBeLessThan(200);
    expect(executor.db.get("SELECT n FROM counter WHERE name = 'cascade-cut'")).toMatchObject({ n: 1 });
  });

  test('an event ends a wait for it; the time-out takes the other way', async () => {
    const made = bundle({
      nodes: [
        onCart,
        { id: 'e', kind: 'wait-event', event: 'pay', timeout: 'PT1H' },
        { id: 'yes', kind: 'exit', reason: 'paid' },
        { id: 'no', kind: 'exit', reason: 'gone' },
      ],
      edges: [edge('t', 'out', 'e'), edge('e', 'happened', 'yes'), edge('e', 'timeout', 'no')],
    });
    await deploy({ ...made, identity });
    await tell(happened('cart'), happened('cart', { identifiers: { email: 'b@shop.example' } }));
    await executor.pass(30 * minute);
    await tell(happened('pay'));
    await executor.pass(30 * minute);
    const counts = unwrap(await executor.client.counts({ id: made.journey.id }));
    expect(counts).toMatchObject({ active: 0, nodes: { yes: { entered: 1 }, no: { entered: 1 }, e: { entered: 2, waiting: 0, passed: 2 } } });
  });
});

describe('deployments', () => {
  test('the same bundle is the same deployment; a new one lets the old one’s people finish', async () => {
    const old = inARow([onCart, wait('PT1H'), send('s')]);
    const first = await deploy(old);
    expect((await deploy(old)).hash).toBe(first.hash);
    expect(first.triggers).toEqual([{ kind: 'event', event: 'cart' }]);
    await profile('a@shop.example', { 'email-consent': 'granted' });
    await tell(happened('cart'));
    const second = await deploy(inARow([onCart, wait('PT2H'), send('s')]));
    expect(second.hash).not.toBe(first.hash);
    await tell(happened('cart', { identifiers: { email: 'b@shop.example' } }));
    expect(await summary(first.hash)).toMatchObject({ state: 'draining', entered: 1, active: 1 });
    expect(await summary(second.hash)).toMatchObject({ state: 'live', entered: 1 });
    const counts = unwrap(await executor.client.counts({ id: old.journey.id }));
    expect(counts).toMatchObject({ deployment: second.hash, version: 2, state: 'live', active: 1 });
    expect(counts?.versions).toMatchObject([
      { hash: second.hash, version: 2, state: 'live', active: 1 },
      { hash: first.hash, version: 1, state: 'draining', active: 1 },
    ]);
    await executor.pass(hour);
    expect(await outbox()).toHaveLength(1);
    expect(await summary(first.hash)).toMatchObject({ active: 0 });
    // And back.
    expect(await deploy(old)).toMatchObject({ hash: first.hash, version: 1, state: 'live' });
    expect(await summary(second.hash)).toMatchObject({ state: 'draining' });
    expect(await deploy({ ...inARow([onCart, wait('PT3H')]), mode: 'test' })).toMatchObject({ version: 3, mode: 'test' });
    expect(unwrap(await executor.client.counts({ id: old.journey.id, deployment: first.hash }))).toMatchObject({ version: 1, active: 0 });
  });

  test('paused, nothing starts or goes on; afterwards runs hear what they missed, in order', async () => {
    const made = bundle({
      nodes: [
        onCart,
        { id: 'e', kind: 'wait-event', event: 'pay', timeout: 'P1D' },
        { id: 'yes', kind: 'exit', reason: 'paid' },
        { id: 'no', kind: 'exit', reason: 'gone' },
      ],
      edges: [edge('t', 'out', 'e'), edge('e', 'happened', 'yes'), edge('e', 'timeout', 'no')],
    });
    const { hash } = await deploy({ ...made, identity });
    await tell(happened('cart'), happened('cart', { identifiers: { email: 'b@shop.example' } }));
    unwrap(await executor.client.setState({ hash, body: { state: 'paused' } }));
    await tell(happened('pay'), happened('cart', { identifiers: { email: 'c@shop.example' } }));
    await executor.pass(2 * day);
    expect(await summary(hash)).toMatchObject({ state: 'paused', entered: 2, active: 2 });
    executor = await executor.restart();
    unwrap(await executor.client.setState({ hash, body: { state: 'live' } }));
    executor.engine.settle();
    expect(unwrap(await executor.client.counts({ id: made.journey.id }))).toMatchObject({ active: 0, nodes: { yes: { entered: 1 }, no: { entered: 1 } } });
  });

  test('retired, everybody leaves', async () => {
    const { hash } = await deploy(inARow([onCart, wait('P1D')]));
    await tell(...Array.from({ length: 300 }, (_, i) => happened('cart', { identifiers: { email: `p${i}@shop.example` } })));
    unwrap(await executor.client.setState({ hash, body: { state: 'retired' } }));
    executor.engine.settle();
    expect(await summary(hash)).toMatchObject({ state: 'retired', active: 0, exited: 300 });
    const counts = unwrap(await executor.client.counts({ id: (await summary(hash))?.journeyId ?? '' }));
    expect(counts).toMatchObject({ exited: { stopped: 300 } });
    expect(recountable(counts)).toEqual(recount(executor.db, 1));
  });

  test('ended after the machine has slept: whose time has come by then takes no step more', async () => {
    const { hash } = await deploy(inARow([onCart, wait('PT1H'), send('s', { channel: 'on-site', class: 'service' })]));
    await tell(...['a', 'b', 'c'].map((one) => happened('cart', { identifiers: { email: `${one}@shop.example` } })));
    // The clock has gone on and nothing has been set off by it yet.
    await new Promise((resolve) => setImmediate(resolve));
    const later = executor.clock.now() + day;
    vi.spyOn(executor.clock, 'now').mockReturnValue(later);
    unwrap(await executor.engine.setState(hash, 'retired'));
    executor.engine.settle();
    expect(await outbox()).toEqual([]);
    expect(unwrap(await executor.client.counts({ id: (await summary(hash))?.journeyId ?? '' }))).toMatchObject({ active: 0, exited: { stopped: 3 } });
  });

  test('ended by mistake: those who are still inside stay, and whoever comes in then is not let go with the others', async () => {
    const { hash } = await deploy(inARow([onCart, wait('P1D'), send('s', { channel: 'on-site', class: 'service' })]));
    await tell(...Array.from({ length: 500 }, (_, i) => happened('cart', { identifiers: { email: `p${i}@shop.example` } })));
    // Straight at the engine: over HTTP all would be gone before the second word comes.
    unwrap(await executor.engine.setState(hash, 'retired'));
    unwrap(await executor.engine.setState(hash, 'live'));
    await tell(happened('cart', { identifiers: { email: 'late@shop.example' } }));
    executor.engine.settle();
    const { active = 0, exited = 0 } = (await summary(hash)) ?? {};
    expect(active + exited).toBe(501);
    expect(exited).toBeLessThan(500);
    await executor.pass(day);
    expect(unwrap(await executor.client.health({})).outbox).toBe(active);
  });

  test.each(['draining', 'retired'] as const)('%s, then paused, then live: its schedule goes on', async (state) => {
    const daily: Node = { id: 't', kind: 'trigger', trigger: { kind: 'schedule', every: 'P1D' } };
    const { hash } = await deploy(inARow([daily, wait('PT1H')]));
    await profile('a@shop.example', {});
    await executor.pass(day);
    expect(await summary(hash)).toMatchObject({ entered: 1 });
    unwrap(await executor.client.setState({ hash, body: { state } }));
    await executor.pass(2 * day);
    unwrap(await executor.client.setState({ hash, body: { state: 'paused' } }));
    await executor.pass(hour);
    unwrap(await executor.client.setState({ hash, body: { state: 'live' } }));
    await executor.pass(2 * day);
    expect(await summary(hash)).toMatchObject({ entered: 3 });
  });

  test('a bundle that could not run is refused, and says why', async () => {
    const made = inARow([onCart, send('s', { message: 'nowhere' })]);
    const broken = {
      ...made,
      journey: { ...made.journey, edges: made.journey.edges.slice(1), policies: { ...made.journey.policies, suppressions: ['none'] } },
    };
    const result = await executor.client.deploy({ body: broken });
    expect(result.ok).toBe(false);
    expect(result.problems.map((one) => one.code)).toEqual(expect.arrayContaining(['port-unwired', 'message-unknown', 'suppression-unknown']));
    expect(unwrap(await executor.client.deployments({}))).toEqual([]);
  });
});

describe('late', () => {
  test('after a long sleep timers go off in portions, and all of them', { tags: ['long'] }, async () => {
    const { hash } = await deploy(inARow([onCart, wait('PT1H')]));
    const carts = Array.from({ length: 1200 }, (_, i) => happened('cart', { identifiers: { email: `p${i}@shop.example` } }));
    await tell(...carts);
    executor.clock.jump(executor.clock.now() + 2 * day);
    // Turns of the loop run between the requests; at one second of the clock no more than its portion goes.
    for (let i = 0; i < 20; i++) unwrap(await executor.client.health({}));
    const first = await summary(hash);
    expect(first?.exited).toBe(500);
    executor.clock.advance(1000);
    for (let i = 0; i < 20; i++) unwrap(await executor.client.health({}));
    expect((await summary(hash))?.exited).toBe(1000);
    executor.clock.advance(1000);
    for (let i = 0; i < 20; i++) unwrap(await executor.client.health({}));
    expect(await summary(hash)).toMatchObject({ exited: 1200, active: 0 });
    expect(unwrap(await executor.client.health({})).oldestOverdueMs).toBe(0);
  });
});
