/** What the canvas asks: who is behind a count, one customer's whole trace, and why she is not in a journey. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Node } from '../../shared/journey/schema';
import { bundle, day, edge, hour, type Parts, rules, send } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

let executor: TestExecutor;
let uids = 0;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const cart: Node = { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } };
const email = (i: number) => ({ email: `p${i}@shop.example` });
const isoAt = (ms: number) => new Date(ms).toISOString();

/** trigger → steps → exit. */
function inARow(nodes: Node[], more: Partial<Parts> = {}): DeploymentBundle {
  const all: Node[] = [...nodes, { id: 'end', kind: 'exit' }];
  const edges = all.slice(1).flatMap((node, i) => (all[i] ? [edge(all[i].id, 'out', node.id)] : []));
  return { ...bundle({ nodes: all, edges, ...more }), identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } };
}
const happened = (name: string, i: number, more: Partial<EventEnvelope> = {}) => ({
  uid: `u${uids++}`,
  name,
  occurred_at: isoAt(executor.clock.now()),
  identifiers: email(i),
  ...more,
});
const tell = async (...body: ReturnType<typeof happened>[]) => unwrap(await executor.client.sendEvents({ body }));
const deploy = async (body: DeploymentBundle) => unwrap(await executor.client.deploy({ body })).journeyId;
const know = async (i: number, attributes: Record<string, string | boolean>) =>
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email(i), attributes }] }));
/** All pages. */
async function who(id: string, node: string, what: 'waiting' | 'not-sent' | 'not-entered' | 'failed', more: { reason?: string; limit?: number } = {}) {
  const found = [];
  for (let after: number | undefined; ; ) {
    const page = unwrap(await executor.client.nodeCustomers({ id, node, what, ...more, ...(after === undefined ? {} : { after }) }));
    found.push(...page.customers);
    if (page.next === undefined) return found;
    after = page.next;
  }
}

describe('who is behind a count', () => {
  test('those who wait, since when, till when and what for, a page at a time; nobody once they have gone on', async () => {
    const id = await deploy(inARow([cart, { id: 'w', kind: 'wait', duration: 'PT2H' }]));
    const from = executor.clock.now();
    await tell(...[0, 1, 2, 3, 4].map((i) => happened('cart', i)));
    const waiting = await who(id, 'w', 'waiting', { limit: 2 });
    expect(waiting.map(({ customer }) => customer)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(waiting[1]?.label).toBe(email(1).email);
    expect(waiting[0]).toMatchObject({ at: isoAt(from), until: isoAt(from + 2 * hour), reason: { code: 'waiting-until' } });
    const [deployment] = unwrap(await executor.client.deployments({}));
    unwrap(await executor.client.setState({ hash: deployment?.hash ?? '', body: { state: 'paused' } }));
    expect((await who(id, 'w', 'waiting'))[0], 'paused').toMatchObject({ until: isoAt(from + 2 * hour) });
    unwrap(await executor.client.setState({ hash: deployment?.hash ?? '', body: { state: 'live' } }));
    await executor.pass(3 * hour);
    expect(await who(id, 'w', 'waiting')).toEqual([]);
    expect(await who(id, 'nowhere', 'waiting')).toEqual([]);
    expect(unwrap(await executor.client.nodeCustomers({ id: 'none', node: 'w', what: 'waiting' }))).toEqual({ deployment: null, customers: [] });
  });

  test('whom a message was not sent and who was not let in, by reason, the last one first', async () => {
    const granted = { op: 'ne' as const, left: { kind: 'customer' as const, path: 'city' }, right: 'Eilat' };
    const made = inARow([cart, send('m')], { suppressions: [rules.consent] });
    made.journey.entry.filter = granted;
    const id = await deploy(made);
    for (const i of [0, 1, 2, 3]) await know(i, { city: i === 3 ? 'Eilat' : 'Haifa', ...(i === 2 ? { 'email-consent': 'granted' } : {}) });
    await tell(...[0, 1, 2, 3].map((i) => happened('cart', i)));
    const { nodes, notEntered } = unwrap(await executor.client.counts({ id })) ?? {};
    const [reason, n] = Object.entries(nodes?.m?.notSent ?? {})[0] ?? [];
    expect([nodes?.m?.sent, n]).toEqual([1, 2]);
    expect((await who(id, 'm', 'not-sent', { reason: reason ?? '', limit: 1 })).map(({ customer }) => customer)).toEqual(['c2', 'c1']);
    expect(await who(id, 'm', 'not-sent')).toHaveLength(2);
    expect(await who(id, 'm', 'not-sent', { reason: 'quiet-times' })).toEqual([]);
    expect(notEntered).toEqual({ 'entry-filter': 1 });
    expect(nodes?.t?.notEntered).toEqual({ 'entry-filter': 1 });
    expect(await who(id, 't', 'not-entered')).toMatchObject([{ customer: 'c4', reason: { code: 'entry-filter' } }]);
  });

  test('is found by index, whatever is asked', () => {
    const plan = (sql: string) => executor.db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map((row) => row.detail);
    const all = [
      ...plan("SELECT * FROM run WHERE deployment = 1 AND node = 'w' AND status = 'active' AND n > 5 ORDER BY n LIMIT 9"),
      ...plan('SELECT t.seq FROM refusal f JOIN trace t ON t.seq = f.trace WHERE f.deployment = 1 AND f.way = 1 AND f.trace < 9 ORDER BY f.trace DESC LIMIT 9'),
      ...plan("SELECT * FROM run WHERE deployment = 1 AND status = 'active' AND parked_at IS NOT NULL LIMIT 9"),
    ];
    expect(all.filter((detail) => !detail.startsWith('SEARCH'))).toEqual([]);
  });
});

test('a trace of thousands of lines is read to its first, in one journey or in all, and each line once', { tags: ['long'] }, async () => {
  const made = inARow([cart], {});
  made.journey.entry.reentry = { mode: 'parallel-by-key', key: { kind: 'entry', path: 'cart-id' } };
  const id = await deploy(made);
  for (let i = 0; i < 3; i++) await tell(...Array.from({ length: 150 }, (_, n) => happened('cart', 0, { properties: { cart_id: `${i}-${n}` } })));
  const shown = unwrap(await executor.client.customer({ id: 'c1' }));
  const lines = [...(shown?.trace ?? [])];
  let before = shown?.earlier;
  for (let pages = 0; before !== undefined && pages < 50; pages++) {
    const page = unwrap(await executor.client.trace({ id: 'c1', before, limit: 170, journeyId: id }));
    lines.unshift(...(page?.trace ?? []));
    before = page?.earlier;
  }
  const stored = executor.db.get<{ n: number }>('SELECT count(*) AS n FROM trace_line')?.n ?? 0;
  expect(stored).toBeGreaterThan(1000);
  expect(lines.length).toBe(stored);
  expect(new Set(lines.filter(({ what }) => what === 'entered').map(({ run }) => run)).size).toBe(450);
  expect(unwrap(await executor.client.trace({ id: 'c1', journeyId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }))).toEqual({ trace: [] });
  expect(await executor.client.trace({ id: 'c9' })).toMatchObject({ ok: false, problems: [{ code: 'customer-unknown' }] });
});

describe('why she is not in a journey', () => {
  const why = async (journey: string, id = 'c1') => unwrap(await executor.client.whyOutside({ id, journey }));
  const codes = async (journey: string) => (await why(journey))?.doors.map(({ node, reason }) => `${node} ${reason.code}`);

  test('the event never came, came before the journey did, was refused, or has let her in', async () => {
    const haifa = { op: 'eq' as const, left: { kind: 'customer' as const, path: 'city' }, right: 'Haifa' };
    const made = inARow([cart, { id: 'w', kind: 'wait', duration: 'P1D' }]);
    made.journey.entry.filter = haifa;
    await know(0, { city: 'Eilat' });
    expect(await why(made.journey.id), 'not deployed').toEqual({ inside: false, doors: [] });
    await tell(happened('cart', 1));
    await executor.pass(hour);
    const id = await deploy(made);
    expect(await codes(id)).toEqual(['t event-never-came']);
    expect((await why(id, 'c2'))?.doors[0]?.reason).toMatchObject({
      code: 'event-before-publish',
      params: { event: 'cart', at: isoAt(executor.clock.now() - hour) },
    });
    await know(0, { city: 'Eilat' });
    await tell(happened('cart', 0));
    expect(await codes(id)).toEqual(['t entry-filter']);
    await know(0, { city: 'Haifa' });
    expect(await codes(id)).toEqual(['t event-was-not-taken']);
    await executor.pass(hour);
    await tell(happened('cart', 0));
    expect(await why(id)).toMatchObject({ inside: true });
    expect(await executor.client.whyOutside({ id: 'c77', journey: id })).toMatchObject({ ok: false, problems: [{ code: 'customer-unknown' }] });
    const [{ hash = '' } = {}] = unwrap(await executor.client.deployments({}));
    unwrap(await executor.client.setState({ hash, body: { state: 'draining' } }));
    expect(await codes(id)).toEqual(['t deployment-draining']);
  });

  test('a date that is missing, ahead or over; a change that never came; a start by hand that nobody made', async () => {
    const id = await deploy(
      inARow([
        { id: 't', kind: 'trigger', trigger: { kind: 'date-attribute', attribute: 'birthday', offset: 'P0D', at: '10:00' } },
        { id: 'w', kind: 'wait', duration: 'P1D' },
      ]),
    );
    await know(0, { city: 'Haifa' });
    expect(await codes(id)).toEqual(['t missing-date']);
    await know(0, { birthday: isoAt(executor.clock.now() + 5 * day).slice(0, 10) });
    expect(await codes(id)).toEqual(['t date-ahead']);
    const other = inARow([
      { id: 't', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'city' } },
      { id: 'w', kind: 'wait', duration: 'P1D' },
    ]);
    other.journey = { ...other.journey, id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', key: 'other' };
    expect(await codes(await deploy(other))).toEqual(['t attribute-unchanged']);
    const byHand = inARow([
      { id: 't', kind: 'trigger', trigger: { kind: 'manual' } },
      { id: 'w', kind: 'wait', duration: 'P1D' },
    ]);
    byHand.journey = { ...byHand.journey, id: '01ARZ3NDEKTSV4RRFFQ69G5FBV', key: 'by-hand' };
    expect(await codes(await deploy(byHand))).toEqual(['t never-started']);
  });
});
