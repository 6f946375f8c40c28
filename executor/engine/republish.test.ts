/** What becomes of the people inside when another version of a journey is published. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundleHash } from '../../shared/journey/content-hash';
import type { Edge, Journey, Node, NodeOf } from '../../shared/journey/schema';
import { bundle, day, edge, hour, message, type Parts } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { recount } from './recount';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const cart: Node = { id: 'cart', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } };
const wait = (id: string, duration: string): Node => ({ id, kind: 'wait', duration });
const paid = (id: string, timeout: string): Node => ({ id, kind: 'wait-event', event: 'paid', timeout });
const send = (id: string, what = 'hello'): NodeOf<'send'> => ({
  id,
  kind: 'send',
  message: what,
  channel: 'on-site',
  class: 'marketing',
  ignores: [],
  onSuppressed: 'continue',
  onFailure: 'continue',
});
const end: Node = { id: 'end', kind: 'exit' };
/** By their `out` port; out of a wait for an event both ways lead on. */
const inARow = (...nodes: Node[]): Edge[] =>
  nodes.slice(1).flatMap((node, i) => {
    const from = nodes[i];
    if (!from) return [];
    return from.kind === 'wait-event' ? [edge(from.id, 'happened', 'end'), edge(from.id, 'timeout', node.id)] : [edge(from.id, 'out', node.id)];
  });

const messages = ['hello', 'second'].map((id) => ({ ...message, id, channel: 'on-site' as const }));

function version(nodes: Node[], more: Partial<Parts> = {}, journey: Partial<Journey> = {}): DeploymentBundle {
  const made = bundle({ nodes: [cart, ...nodes, end], edges: inARow(cart, ...nodes, end), messages, ...more });
  return { ...made, journey: { ...made.journey, ...journey }, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } };
}

const who = (i: number | string) => ({ email: `p${i}@shop.example` });
let uids = 0;
async function tell(name: string, ...people: (number | string)[]): Promise<void> {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  unwrap(await executor.client.sendEvents({ body: people.map((i) => ({ uid: `u${uids++}`, name, occurred_at, identifiers: who(i) })) }));
}
const deploy = async (made: DeploymentBundle, moves?: { from: string; plan: Record<string, unknown> }[]) =>
  unwrap(await executor.client.deploy({ body: { ...made, ...(moves ? { moves: moves as never } : {}) } }));
const move = (to: string, timer: 'keep' | 'restart') => ({ action: 'migrate' as const, to, timer });
const outbox = async () => unwrap(await executor.client.outbox({ limit: 500 }));
const summary = async (hash: string) => unwrap(await executor.client.deployments({})).find((one) => one.hash === hash);
async function countsOf(hash: string) {
  const id = (await summary(hash))?.journeyId ?? '';
  return unwrap(await executor.client.counts({ id, deployment: hash }));
}
async function traceOf(i: number | string) {
  const [found] = unwrap(await executor.client.findCustomers({ text: who(i).email }));
  return unwrap(await executor.client.customer({ id: found?.customer ?? '' }))?.trace ?? [];
}
const lines = async (i: number | string) => (await traceOf(i)).map(({ what, node, reason }) => `${what} ${node ?? ''} ${reason?.code ?? ''}`.trim());

/** What every deployment counts is what its traces say, and whoever came in went on, left, or is inside. */
async function expectSound(): Promise<void> {
  for (const { n, hash } of executor.db.all<{ n: number; hash: string }>('SELECT n, hash FROM deployment')) {
    const counts = await countsOf(hash);
    expect(counts).toMatchObject(recount(executor.db, n));
    const exited = Object.values(counts?.exited ?? {}).reduce((sum, one) => sum + one, 0);
    expect(counts?.entered).toBe((counts?.active ?? 0) + exited);
  }
  expect(executor.db.all('SELECT n FROM run WHERE parked_at IS NOT NULL')).toEqual([]);
  expect(executor.db.all('SELECT * FROM move')).toEqual([]);
}

const first = version([wait('w', 'P2D'), send('s'), wait('w2', 'P2D')]);

describe('what was chosen for a step', () => {
  test('who goes on keeps her time, or begins it anew', async () => {
    const old = await deploy(version([wait('w', 'P2D'), paid('e', 'P2D'), send('s')]));
    await tell('cart', 1, 2);
    await executor.pass(2 * day + hour);
    await tell('cart', 3, 4);
    await executor.pass(hour);
    const next = await deploy(version([wait('w', 'P4D'), paid('e', 'P9D'), send('s', 'second')]), [
      { from: old.hash, plan: { w: move('w', 'keep'), e: move('e', 'restart') } },
    ]);
    executor.engine.settle();
    expect(await countsOf(old.hash)).toMatchObject({ entered: 4, active: 0, exited: { moved: 4 }, nodes: { w: { waiting: 0 }, e: { waiting: 0 } } });
    expect(await countsOf(next.hash)).toMatchObject({ entered: 4, active: 4, nodes: { w: { waiting: 2 }, e: { waiting: 2 } } });
    await expectSound();

    // The kept two days end where they would have; the nine days began with the move.
    await executor.pass(2 * day - hour - 1);
    expect(await countsOf(next.hash)).toMatchObject({ nodes: { w: { waiting: 2 } } });
    await executor.pass(1);
    expect(await countsOf(next.hash)).toMatchObject({ nodes: { w: { waiting: 0 }, e: { waiting: 4 } } });
    await executor.pass(7 * day + hour);
    expect((await outbox()).map(({ customer, message: sent }) => [customer, sent])).toEqual([
      ['c2', 'second'],
      ['c1', 'second'],
    ]);
    expect(await lines(3)).toEqual([
      'entered cart entered',
      'passed cart',
      'waiting w waiting-until',
      'moved w moved-to',
      'moved w moved-from',
      'waiting w waiting-until',
      'passed w',
      'waiting e waiting-for-event',
    ]);
    // Each line and message says whose words it is told in, and those are still to be had.
    expect((await traceOf(3)).map(({ deployment }) => deployment)).toEqual([...Array(4).fill(old.hash), ...Array(4).fill(next.hash)]);
    expect((await outbox()).map(({ deployment }) => deployment)).toEqual([next.hash, next.hash]);
    expect(unwrap(await executor.client.deployment({ hash: old.hash })).journey.nodes).toContainEqual(expect.objectContaining({ id: 'w', duration: 'P2D' }));
    await expectSound();
  });

  test('who leaves, leaves; who finishes, finishes by the old version', async () => {
    const old = await deploy(first);
    await tell('cart', 1);
    await executor.pass(2 * day);
    await tell('cart', 2);
    const next = await deploy(version([wait('w', 'PT1H')]), [{ from: old.hash, plan: { w: { action: 'exit' } } }]);
    executor.engine.settle();
    expect(await countsOf(old.hash)).toMatchObject({ active: 1, exited: { stopped: 1 }, nodes: { w2: { waiting: 1 } } });
    expect((await lines(2)).at(-1)).toBe('exited w left-on-publish');
    await executor.pass(2 * day);
    expect(await countsOf(old.hash)).toMatchObject({ active: 0, exited: { stopped: 1, completed: 1 } });
    expect(await countsOf(next.hash)).toMatchObject({ entered: 0 });
    await expectSound();
  });

  test('without a word the journey itself says it, and an unknown word is refused', async () => {
    const policies = (said: Journey['policies']['onRepublish']) => ({ policies: { onRepublish: said } });
    const old = await deploy(version([wait('w', 'P1D'), wait('gone', 'P1D'), wait('w3', 'P1D')]));
    await tell('cart', 1, 2);
    await executor.pass(day + hour);
    await tell('cart', 3);
    const again = version([wait('w', 'P3D'), wait('w3', 'P3D')], policies({ default: 'migrate', byNode: { w: { action: 'exit' } } }));
    const refusals = await Promise.all(
      [
        { plan: { nowhere: { action: 'exit' } }, from: old.hash },
        { plan: { w: move('gone', 'keep') }, from: old.hash },
        { plan: { w: move('cart', 'keep') }, from: old.hash },
        { plan: { w: { action: 'exit' } }, from: 'no such deployment' },
      ].map(async (one) => executor.client.deploy({ body: { ...again, moves: [one as never] } })),
    );
    expect(refusals.map((one) => one.ok || one.problems[0]?.code)).toEqual([
      'move-from-unknown',
      'move-to-unknown',
      'move-to-impossible',
      'unknown-deployment',
    ]);
    expect(unwrap(await executor.client.deployments({}))).toHaveLength(1);
    const next = await deploy(again);
    executor.engine.settle();
    // The step that is gone: what would have come next, with the time that was left.
    expect(await countsOf(next.hash)).toMatchObject({ active: 2, nodes: { w3: { waiting: 2 } } });
    expect(await countsOf(old.hash)).toMatchObject({ active: 0, exited: { moved: 2, stopped: 1 } });
    await executor.pass(day - hour);
    expect(await countsOf(next.hash)).toMatchObject({ active: 0, exited: { completed: 2 } });
    await expectSound();
  });
});

describe('no message comes twice', () => {
  test('whoever is moved back passes what she has had, and gets what is new', async () => {
    const old = await deploy(first);
    await tell('cart', 1);
    await executor.pass(2 * day);
    expect(await outbox()).toHaveLength(1);
    // The same message at another step as well.
    const next = await deploy(version([wait('w', 'P1D'), send('s'), send('again'), send('new', 'second'), wait('w2', 'P2D')]), [
      { from: old.hash, plan: { w2: move('w', 'restart') } },
    ]);
    await executor.pass(day);
    expect((await outbox()).map((row) => row.message)).toEqual(['second', 'hello']);
    expect((await lines(1)).filter((line) => / (s|again|new) /.test(line) && !line.startsWith('passed'))).toEqual([
      'sent s sent',
      'not-sent s sent-before-move',
      'not-sent again sent-before-move',
      'sent new sent',
    ]);
    // And back again to the first: all of it is had by now.
    await deploy(first, [{ from: next.hash, plan: { w2: move('w', 'restart') } }]);
    await executor.pass(5 * day);
    expect(await outbox()).toHaveLength(2);
    await expectSound();
  });

  test('a journey that goes in a circle sends again what it would have sent again', async () => {
    const circle = (duration: string) =>
      version([wait('w', duration), send('s')], { edges: [edge('cart', 'out', 'w'), edge('w', 'out', 's'), edge('s', 'out', 'w')] });
    const old = await deploy(circle('P1D'));
    await tell('cart', 1);
    await executor.pass(2 * day + hour);
    expect(await outbox()).toHaveLength(2);
    await deploy(circle('P2D'), [{ from: old.hash, plan: { w: move('w', 'keep') } }]);
    await executor.pass(day);
    expect(await outbox()).toHaveLength(3);
    expect(new Set((await outbox()).map((row) => row.key)).size).toBe(3);
    await expectSound();
  });

  test('a held message is decided once, in the version she is moved to', async () => {
    const ticket = { op: 'eq' as const, left: { kind: 'customer' as const, path: 'ticket' }, right: 'open' };
    const hold = {
      id: 'ticket',
      name: { en: 'Ticket' },
      classes: ['marketing' as const],
      rule: { kind: 'condition' as const, when: ticket },
      action: 'hold' as const,
      maxHold: 'P7D',
    };
    const rules = { suppressions: [hold] };
    unwrap(await executor.client.updateProfiles({ body: [1, 2, 3].map((i) => ({ identifiers: who(i), attributes: { ticket: 'open' } })) }));
    const old = await deploy(version([send('s'), wait('w', 'P1D')], rules));
    await tell('cart', 1, 2, 3);
    expect(await countsOf(old.hash)).toMatchObject({ nodes: { s: { waiting: 3, sent: 0 } } });
    const next = await deploy(version([send('s'), wait('w', 'P2D')], rules), [{ from: old.hash, plan: { s: move('s', 'keep') } }]);
    executor.engine.settle();
    expect(await countsOf(next.hash)).toMatchObject({ nodes: { s: { waiting: 3 } } });
    unwrap(await executor.client.updateProfiles({ body: [{ identifiers: who(1), attributes: { ticket: 'closed' } }] }));
    expect(await countsOf(next.hash)).toMatchObject({ nodes: { s: { waiting: 2, sent: 1 } } });
    // Moved past it, it is decided where it was held.
    const last = await deploy(version([wait('w', 'P3D')], rules), [{ from: next.hash, plan: { s: move('w', 'restart'), w: move('w', 'keep') } }]);
    executor.engine.settle();
    expect(await countsOf(next.hash)).toMatchObject({ active: 0, nodes: { s: { waiting: 0, sent: 1, notSent: { 'run-moved': 2 } } } });
    expect(await countsOf(last.hash)).toMatchObject({ active: 3, nodes: { w: { waiting: 3 } } });
    await expectSound();
  });
});

describe('in the middle of things', () => {
  test('whose time has come at that very moment goes on in the new version', async () => {
    const old = await deploy(first);
    await tell('cart', 1);
    // The loop has looked and sleeps.
    for (let i = 0; i < 3; i++) unwrap(await executor.client.health({}));
    // Her time comes, and before anybody has looked at the clock somebody publishes.
    const at = executor.clock.now() + 2 * day;
    const now = vi.spyOn(executor.clock, 'now').mockReturnValue(at);
    unwrap(await executor.engine.publish(version([wait('w', 'P9D'), send('s', 'second')]), [{ from: old.hash, plan: { w: move('w', 'keep') } }]));
    now.mockRestore();
    executor.clock.jump(at);
    executor.engine.settle();
    expect((await outbox()).map((row) => row.message)).toEqual(['second']);
    await expectSound();
  });

  test('a paused version: what happened meanwhile is heard in the new one', async () => {
    const old = await deploy(version([paid('e', 'P2D'), send('s')]));
    await tell('cart', 1, 2, 3);
    unwrap(await executor.client.setState({ hash: old.hash, body: { state: 'paused' } }));
    await tell('paid', 1);
    await executor.pass(3 * day);
    const next = await deploy(version([paid('e', 'P9D'), send('s', 'second')]), [{ from: old.hash, plan: { e: move('e', 'keep') } }]);
    executor.engine.settle();
    expect(await countsOf(next.hash)).toMatchObject({ entered: 3, active: 0, exited: { completed: 3 } });
    expect((await outbox()).map((row) => row.message)).toEqual(['second', 'second']);
    await expectSound();
  });

  test('a paused version: who finishes on it goes on there', async () => {
    const old = await deploy(first);
    await tell('cart', 1);
    unwrap(await executor.client.setState({ hash: old.hash, body: { state: 'paused' } }));
    await executor.pass(3 * day);
    await deploy(version([wait('w', 'P9D')]), [{ from: old.hash, plan: {} }]);
    executor.engine.settle();
    expect((await outbox()).map((row) => row.message)).toEqual(['hello']);
    await expectSound();
  });

  test('who has reached the goal of the new version, or is kept out by its new filter', async () => {
    const old = await deploy(first);
    unwrap(
      await executor.client.updateProfiles({
        body: [
          { identifiers: who(1), attributes: { club: 'yes' } },
          { identifiers: who(2), attributes: { club: 'yes', done: 'yes' } },
          { identifiers: who(3), attributes: { done: 'yes' } },
        ],
      }),
    );
    await tell('cart', 1, 2, 3, 4);
    const has = (path: string) => ({ op: 'exists' as const, left: { kind: 'customer' as const, path } });
    const next = await deploy(version([wait('w', 'P2D')], { entry: { filter: has('club') }, policies: { goal: { when: has('done') } } }), [
      { from: old.hash, plan: { w: move('w', 'keep') } },
    ]);
    executor.engine.settle();
    expect(await countsOf(next.hash)).toMatchObject({ entered: 2, active: 1, exited: { goal: 1 }, notEntered: { 'entry-filter': 2 } });
    expect(await countsOf(old.hash)).toMatchObject({ active: 2, exited: { moved: 2 } });
    await executor.pass(2 * day);
    expect((await outbox()).map((row) => row.customer)).toEqual(['c4', 'c3']);
    await expectSound();
  });

  test('pausing either version halts the move; it goes on after it, and the way back takes everybody along', { tags: ['long'] }, async () => {
    const old = await deploy(first);
    await tell('cart', ...Array.from({ length: 1000 }, (_, i) => i));
    const second = version([wait('w', 'P3D'), send('s'), wait('w2', 'P2D')]);
    const plan = { w: move('w', 'keep') };
    // Straight at the engine: over HTTP the move would be done before the pause comes.
    unwrap(await executor.engine.publish(second, [{ from: old.hash, plan }]));
    const next = { hash: bundleHash(second) };
    unwrap(await executor.engine.setState(next.hash, 'paused'));
    executor.engine.settle();
    const halted = await summary(old.hash);
    expect(halted?.moving).toMatchObject({ to: next.hash, people: 1000 });
    expect(halted?.moving?.done).toBeGreaterThan(0);
    expect(halted?.moving?.done).toBeLessThan(1000);
    expect((halted?.active ?? 0) + (await countsOf(next.hash).then((one) => one?.active ?? 0))).toBe(1000);
    unwrap(await executor.client.setState({ hash: next.hash, body: { state: 'live' } }));
    executor.engine.settle();
    expect(await summary(old.hash)).toMatchObject({ active: 0, exited: 1000 });
    expect((await summary(old.hash))?.moving).toBeUndefined();
    await expectSound();

    await deploy(first, [{ from: next.hash, plan }]);
    executor.engine.settle();
    expect(await summary(old.hash)).toMatchObject({ state: 'live', entered: 2000, active: 1000 });
    expect(await summary(next.hash)).toMatchObject({ state: 'draining', active: 0 });
    await executor.pass(2 * day);
    expect(unwrap(await executor.client.health({})).outbox).toBe(1000);
    await expectSound();
  });

  test('published once more while the old version stays paused: its people stand still till it goes on', async () => {
    const old = await deploy(first);
    await tell('cart', 1, 2);
    const second = version([wait('w', 'P3D'), send('s')]);
    const next = await deploy(second);
    unwrap(await executor.client.setState({ hash: old.hash, body: { state: 'paused' } }));
    await executor.pass(4 * day);
    await deploy(second, [{ from: old.hash, plan: {} }]);
    executor.engine.settle();
    expect(await outbox()).toEqual([]);
    expect(await summary(old.hash)).toMatchObject({ state: 'paused', active: 2 });
    await deploy(second, [{ from: old.hash, plan: { w: move('w', 'keep') } }]);
    executor.engine.settle();
    expect(await summary(old.hash)).toMatchObject({ active: 2, moving: { to: next.hash, people: 2, done: 0 } });
    unwrap(await executor.client.setState({ hash: old.hash, body: { state: 'draining' } }));
    executor.engine.settle();
    expect(await summary(old.hash)).toMatchObject({ active: 0 });
    expect(await outbox()).toHaveLength(2);
    await expectSound();
  });

  test('a third version before the second has all of them: nobody is left behind, nobody is there twice', { tags: ['long'] }, async () => {
    const old = await deploy(first);
    await tell('cart', ...Array.from({ length: 450 }, (_, i) => i));
    const plan = { w: move('w', 'keep') };
    const next = await deploy(version([wait('w', 'P3D'), send('s')]), [{ from: old.hash, plan }]);
    const last = await deploy(version([wait('w', 'P4D'), send('s', 'second')]), [
      { from: next.hash, plan },
      { from: old.hash, plan },
    ]);
    executor.engine.settle();
    const active = await Promise.all([old, next, last].map(async ({ hash }) => (await countsOf(hash))?.active ?? 0));
    expect(active).toEqual([0, 0, 450]);
    await executor.pass(4 * day);
    expect(await outbox()).toHaveLength(450);
    expect(new Set((await outbox()).map((row) => row.message))).toEqual(new Set(['second']));
    await expectSound();
  });

  test('two customers who turn out to be one while they are being moved', async () => {
    const identity = { rules: ['email', 'mobile-phone'].map((attribute) => ({ attribute, strength: 'strong' as const, blocked: [] })) };
    const old = await deploy({ ...first, identity });
    await tell('cart', 1);
    await executor.pass(hour);
    const tellPhone = (name: string, identifiers: Record<string, string>) =>
      executor.client.sendEvents({ body: [{ uid: `m${uids++}`, name, occurred_at: new Date(executor.clock.now()).toISOString(), identifiers }] });
    unwrap(await tellPhone('cart', { mobile_phone: '+972501234567' }));
    const next = await deploy({ ...version([wait('w', 'P3D'), send('s')]), identity }, [{ from: old.hash, plan: { w: move('w', 'keep') } }]);
    // Before the job has come to them, or after it: one of them goes on.
    unwrap(await tellPhone('hello', { ...who(1), mobile_phone: '+972501234567' }));
    executor.engine.settle();
    await executor.pass(3 * day);
    expect(await outbox()).toHaveLength(1);
    const sums = await Promise.all([old, next].map(async ({ hash }) => (await countsOf(hash))?.exited));
    expect(sums.flatMap((one) => Object.entries(one ?? {})).filter(([code]) => code === 'merged')).toEqual([['merged', 1]]);
    await expectSound();
  });

  test('whose first step failed has nothing to be moved and begins where she is', async () => {
    const old = await deploy(first);
    await tell('cart', 1);
    // As a step that failed leaves it.
    executor.db.run("UPDATE run SET body = json_set(body, '$[0]', 'cart', '$[1]', 0, '$[4]', NULL), failures = 1");
    const refused = await executor.client.deploy({
      body: { ...version([wait('w', 'P9D')]), moves: [{ from: old.hash, plan: { cart: move('w', 'restart') } }] },
    });
    expect(refused.ok || refused.problems[0]?.code).toBe('move-not-begun');
  });

  test('an audience that is being let in comes in by the new version', async () => {
    const restock: Node = {
      ...cart,
      id: 'cart',
      kind: 'trigger',
      trigger: { kind: 'event', event: 'restock' },
      audience: { op: 'exists', left: { kind: 'customer', path: 'wants' } },
      waves: { people: 1, per: 'quantity', every: 'P1D' },
    };
    const made = (duration: string) => {
      const nodes = [restock, wait('w', duration), end];
      const one = version([]);
      return { ...one, journey: { ...one.journey, nodes, edges: inARow(...nodes) } };
    };
    unwrap(await executor.client.updateProfiles({ body: [1, 2, 3, 4].map((i) => ({ identifiers: who(i), attributes: { wants: 'lamp' } })) }));
    const old = await deploy(made('P9D'));
    unwrap(
      await executor.client.sendEvents({
        body: [{ uid: 'r', name: 'restock', occurred_at: new Date(executor.clock.now()).toISOString(), properties: { quantity: 2 } }],
      }),
    );
    executor.engine.settle();
    expect(await summary(old.hash)).toMatchObject({ entered: 2 });
    const next = await deploy(made('P8D'));
    await executor.pass(day);
    expect(await summary(old.hash)).toMatchObject({ entered: 2, active: 2 });
    expect(await summary(next.hash)).toMatchObject({ entered: 2, active: 2 });
    await expectSound();
  });
});
