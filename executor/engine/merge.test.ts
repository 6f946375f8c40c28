import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { IdentityRule } from '../../shared/identity/schema';
import type { Node } from '../../shared/journey/schema';
import { bundle, day, edge, hour, message, type Parts } from '../../shared/journey/step.fixture';
import { createRandom } from '../../shared/sample/random';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { recount } from './recount';
import { type RunRow, runColumns, runOf } from './run-rows';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const rule = (attribute: string, strength: IdentityRule['strength'], more: Partial<IdentityRule> = {}): IdentityRule => ({
  attribute,
  strength,
  blocked: [],
  ...more,
});
const rules = [rule('customer-id', 'strong', { limit: 1 }), rule('email', 'strong'), rule('mobile-phone', 'strong'), rule('anonymous-ids', 'weak')];

/** cart → wait an hour → wait a day → message on the site. */
function journey(more: Partial<Parts> = {}): DeploymentBundle {
  const nodes: Node[] = [
    { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
    { id: 'w', kind: 'wait', duration: 'PT1H' },
    { id: 'v', kind: 'wait', duration: 'P1D' },
    { id: 's', kind: 'send', message: 'hello', channel: 'on-site', class: 'service', ignores: [], onSuppressed: 'continue', onFailure: 'continue' },
    { id: 'end', kind: 'exit' },
  ];
  const edges = nodes.slice(1).map((node, i) => edge(nodes[i]?.id ?? '', 'out', node.id));
  return { ...bundle({ nodes, edges, messages: [{ ...message, channel: 'on-site', class: 'service' }], ...more }), identity: { rules }, segments: [] };
}

let uids = 0;
function happened(name: string, identifiers: Record<string, string>, more: Partial<EventEnvelope> = {}): EventEnvelope {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  return { uid: `m${uids++}`, name, occurred_at, source_system: 'test', is_test: false, identifiers, properties: {}, ...more };
}
const deploy = async (made: DeploymentBundle) => unwrap(await executor.client.deploy({ body: made }));
const tell = async (...body: EventEnvelope[]) => unwrap(await executor.client.sendEvents({ body }));
const profile = async (identifiers: Record<string, string>, attributes: Record<string, string | null>, occurred_at?: string) =>
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers, attributes, ...(occurred_at ? { occurred_at } : {}) }] }));
const customer = async (id: string) => unwrap(await executor.client.customer({ id }));
const health = async () => unwrap(await executor.client.health({}));
const counter = (name: string) => executor.db.get<{ n: number }>('SELECT n FROM counter WHERE name = ?', name)?.n ?? 0;
const both = { email: 'a@shop.example', mobile_phone: '050-1234567' };
const { email, mobile_phone } = both;

describe('what a merge leaves', () => {
  test('one customer, whom both numbers name for ever, with the events and identifiers of both', async () => {
    await deploy(journey());
    await tell(happened('seen', { email }), happened('seen', { mobile_phone }), happened('seen', { customer_id: '7' }));
    await tell(happened('seen', both));
    expect(await health()).toMatchObject({ customers: 2 });
    await tell(happened('seen', { customer_id: '7', mobile_phone }));
    expect(await health()).toMatchObject({ customers: 1 });
    const one = await customer('c1');
    expect(one?.identifiers).toEqual({ email: [email], 'mobile-phone': ['+972501234567'], 'customer-id': ['7'] });
    for (const id of ['c2', 'c3']) expect(await customer(id)).toEqual(one);
    const { db } = executor;
    expect(db.all('SELECT DISTINCT customer FROM event')).toEqual([{ customer: 1 }]);
    const aliases = db.all<{ loser: number; winner: number; rule: string; rules: string }>('SELECT loser, winner, rule, rules FROM merge_alias ORDER BY loser');
    expect(aliases.map(({ loser, winner, rule: by }) => [loser, winner, by])).toEqual([
      [2, 1, 'mobile-phone'],
      [3, 1, 'mobile-phone'],
    ]);
    expect(aliases.every(({ rules: hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(counter('merges')).toBe(2);
  });

  test('a known customer stays where an older one was only a browser', async () => {
    await deploy(journey());
    await tell(happened('seen', { anonymous_ids: 'k1' }), happened('seen', { email }), happened('seen', { email, anonymous_ids: 'k1' }));
    expect((await customer('c1'))?.customer).toBe('c2');
  });

  test('what is refused is counted, and the event is kept', async () => {
    await deploy(journey());
    await tell(happened('seen', { customer_id: '1', email, anonymous_ids: 'k1' }));
    await tell(happened('seen', { customer_id: '2', email, anonymous_ids: 'k1', mobile_phone: '12' }));
    expect([counter('identity-limit'), counter('identity-weak'), counter('identity-invalid')]).toEqual([1, 1, 1]);
    expect((await customer('c2'))?.identifiers).toEqual({ 'customer-id': ['2'] });
    expect(await health()).toMatchObject({ events: 2, customers: 2 });
  });

  test('the newest value of each attribute, and no consent that nobody documented', async () => {
    await deploy(journey());
    await profile({ email }, { city: 'Haifa', street: 'Herzl', 'sms-consent': 'withdrawn' }, '2026-05-02T00:00:00Z');
    await profile({ mobile_phone }, { city: 'Eilat', 'sms-consent': 'granted', 'email-consent': 'granted' }, '2026-05-03T00:00:00Z');
    await tell(happened('consent_granted', { mobile_phone }, { properties: { channel: 'whatsapp' } }));
    await profile({ email }, { 'whatsapp-consent': 'withdrawn' }, '2026-05-01T00:00:00Z');
    await tell(happened('seen', both));
    expect((await customer('c1'))?.attributes).toMatchObject({
      city: 'Eilat',
      street: 'Herzl',
      'sms-consent': 'withdrawn',
      'email-consent': 'granted',
      'whatsapp-consent': 'granted',
    });
  });
});

describe('what a merge keeps out', () => {
  test('a consent is documented by what was said about its own channel, not by another in the same moment', async () => {
    await deploy(journey());
    await profile({ email }, { 'sms-consent': 'withdrawn' }, '2026-05-02T00:00:00Z');
    const at = { occurred_at: '2026-05-03T00:00:00Z' };
    await tell(happened('consent_granted', { mobile_phone }, { ...at, properties: { channel: 'email' } }));
    await profile({ mobile_phone }, { 'sms-consent': 'granted' }, at.occurred_at);
    await tell(happened('seen', both));
    expect((await customer('c1'))?.attributes).toMatchObject({ 'sms-consent': 'withdrawn', 'email-consent': 'granted' });
  });

  test.each(['the test record', 'the real customer'])('%s stays: a real customer all the same, without what the tests said', async (staying) => {
    const test = { is_test: true };
    const tests = () =>
      tell(
        happened('consent_granted', { email }, { ...test, properties: { channel: 'sms' } }),
        happened('profile_updated', { email }, { ...test, properties: { city: 'Testville' } }),
        happened('order', { email }, test),
      );
    const real = () => tell(happened('consent_granted', { mobile_phone }, { properties: { channel: 'email' } }), happened('cart', { mobile_phone }));
    await deploy(journey());
    await (staying === 'the test record' ? tests() : real());
    await (staying === 'the test record' ? real() : tests());
    await tell(happened('seen', both));
    const one = await customer('c1');
    expect(await health()).toMatchObject({ customers: 1, events: 7 });
    expect(one?.identifiers).toEqual({ email: [email], 'mobile-phone': ['+972501234567'] });
    expect(one?.attributes).toEqual({ email, 'mobile-phone': '+972501234567', 'email-consent': 'granted' });
    expect(executor.db.all('SELECT customer, count(*) AS n FROM event WHERE is_test = 1 GROUP BY customer')).toEqual([{ customer: null, n: 3 }]);
    await executor.pass(2 * day);
    expect(unwrap(await executor.client.outbox({ limit: 50 })).map((row) => row.customer)).toEqual(['c1']);
  });

  test('who was called a test record by a profile stays one', async () => {
    await deploy(journey());
    await profile({ email }, { 'is-test-record': true } as never);
    await tell(happened('seen', { mobile_phone }), happened('seen', both));
    expect((await customer('c1'))?.attributes).toMatchObject({ 'is-test-record': true });
  });
});

describe('runs of the two', () => {
  test('a start that is asked for again after the merge starts nobody twice', async () => {
    const nodes: Node[] = [
      { id: 't', kind: 'trigger', trigger: { kind: 'api' } },
      { id: 's', kind: 'send', message: 'hello', channel: 'on-site', class: 'service', ignores: [], onSuppressed: 'continue', onFailure: 'continue' },
      { id: 'end', kind: 'exit' },
    ];
    const { journeyId } = await deploy(journey({ nodes, edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')] }));
    await tell(happened('seen', { email }), happened('seen', { mobile_phone }));
    const request = { id: journeyId, body: { identifiers: { mobile_phone }, uid: 'order-7' } };
    const first = unwrap(await executor.client.start(request));
    await tell(happened('seen', both));
    expect(unwrap(await executor.client.start(request))).toEqual({ ...first, customer: 'c1' });
    expect(unwrap(await executor.client.outbox({ limit: 50 }))).toHaveLength(1);
  });

  test('an event that one waits for and the other has done meanwhile has happened; one from before the wait has not', async () => {
    const nodes: Node[] = [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      { id: 'w', kind: 'wait-event', event: 'order', timeout: 'P1D' },
      { id: 'end', kind: 'exit' },
    ];
    const { journeyId } = await deploy(journey({ nodes, edges: [edge('t', 'out', 'w'), edge('w', 'happened', 'end'), edge('w', 'timeout', 'end')] }));
    const third = { anonymous_ids: 'k1' };
    await tell(happened('order', third));
    await executor.pass(hour);
    await tell(happened('cart', { email }));
    await executor.pass(hour);
    await tell(happened('seen', { ...third, email }));
    expect(unwrap(await executor.client.counts({ id: journeyId }))).toMatchObject({ active: 1 });
    await tell(happened('order', { mobile_phone }));
    await tell(happened('seen', both));
    expect(unwrap(await executor.client.counts({ id: journeyId }))).toMatchObject({ active: 0, exited: { completed: 1 } });
    expect((await customer('c1'))?.trace.filter(({ what, node }) => what === 'passed' && node === 'w').map(({ port }) => port)).toEqual(['happened']);
  });

  test('a test run gives way to the run of the customer she turns out to be, however far it is', async () => {
    const live = await deploy(journey());
    const test = await deploy(journey({ mode: 'test' }));
    await tell(happened('cart', { email }, { is_test: true }));
    await executor.pass(2 * hour);
    await tell(happened('cart', { mobile_phone }));
    await tell(happened('seen', both));
    const of = async (deployment: string) => unwrap(await executor.client.counts({ id: live.journeyId, deployment }));
    expect(await of(live.hash)).toMatchObject({ active: 1, exited: {} });
    expect(await of(test.hash)).toMatchObject({ active: 0, exited: { merged: 1 } });
  });

  test('the one that is further on goes on, the other leaves as merged; one message', async () => {
    const { hash, journeyId } = await deploy(journey());
    await tell(happened('cart', { email }));
    await executor.pass(30 * 60_000);
    await tell(happened('cart', { mobile_phone }));
    await executor.pass(45 * 60_000);
    // The first one waits for the day now, the second still for the hour.
    await tell(happened('seen', both));
    const deployment = executor.db.get<{ n: number }>('SELECT n FROM deployment WHERE hash = ?', hash)?.n ?? 0;
    const counts = unwrap(await executor.client.counts({ id: journeyId }));
    expect(counts).toMatchObject({ entered: 2, active: 1, exited: { merged: 1 } });
    expect(counts).toMatchObject(recount(executor.db, deployment));
    await executor.pass(2 * day);
    expect(unwrap(await executor.client.outbox({ limit: 50 })).map((row) => row.customer)).toEqual(['c1']);
    expect(unwrap(await executor.client.counts({ id: journeyId }))).toMatchObject(recount(executor.db, deployment));
    const trace = (await customer('c2'))?.trace ?? [];
    expect(trace.filter(({ what }) => what === 'exited').map(({ port }) => port)).toEqual(['merged', 'completed']);
  });

  test('of two that are equally far the older goes on, whichever customer stays', async () => {
    await deploy(journey());
    await tell(happened('seen', { email }), happened('cart', { mobile_phone }));
    await executor.pass(60_000);
    await tell(happened('cart', { email }));
    await tell(happened('seen', both));
    const active = executor.db.all<RunRow>(`SELECT ${runColumns} FROM run WHERE status = 'active'`).map((row) => runOf(row, ''));
    expect(active.map((run) => [run.customer, run.enteredAt])).toEqual([['c1', executor.clock.now() - 60_000]]);
    const over = executor.db.all("SELECT due_at FROM run WHERE status = 'exited'");
    expect(over).toEqual([{ due_at: null }]);
  });

  test('what the other one has done ends a journey whose goal it is', async () => {
    const goal = {
      name: { en: 'ordered' },
      when: {
        op: 'performed' as const,
        event: 'order',
        measure: 'count' as const,
        is: { op: 'gte' as const, value: 1 },
        window: { sinceEntry: true as const },
      },
    };
    const { journeyId } = await deploy(journey({ policies: { goal } } as never));
    await tell(happened('cart', { email }));
    await executor.pass(hour / 2);
    await tell(happened('order', { mobile_phone }));
    expect(unwrap(await executor.client.counts({ id: journeyId }))).toMatchObject({ active: 1 });
    await tell(happened('seen', both));
    expect(unwrap(await executor.client.counts({ id: journeyId }))).toMatchObject({ active: 0, exited: { goal: 1 } });
  });

  test('a pause keeps what a merge leaves until it is over', async () => {
    const { hash, journeyId } = await deploy(journey());
    await tell(happened('cart', { email }), happened('cart', { mobile_phone }));
    unwrap(await executor.client.setState({ hash, body: { state: 'paused' } }));
    await tell(happened('seen', both));
    await executor.pass(3 * day);
    expect(unwrap(await executor.client.outbox({ limit: 50 }))).toEqual([]);
    unwrap(await executor.client.setState({ hash, body: { state: 'live' } }));
    await executor.pass(3 * day);
    expect(unwrap(await executor.client.outbox({ limit: 50 }))).toHaveLength(1);
    expect(unwrap(await executor.client.counts({ id: journeyId }))).toMatchObject({ active: 0, exited: { merged: 1, completed: 1 } });
  });
});

test('however many become one, counts are a recount of the trace and nobody is in a journey twice', async () => {
  const { hash, journeyId } = await deploy(journey());
  const random = createRandom(11);
  const one = (): Record<string, string> => ({
    ...(random.chance(0.4) ? { email: `p${random.int(0, 9)}@shop.example` } : {}),
    ...(random.chance(0.4) ? { mobile_phone: `050-12345${random.int(10, 19)}` } : {}),
    ...(random.chance(0.2) ? { customer_id: `n${random.int(0, 6)}` } : {}),
    ...(random.chance(0.4) ? { anonymous_ids: `k${random.int(0, 15)}` } : {}),
  });
  for (let round = 0; round < 25; round++) {
    await tell(...Array.from({ length: 8 }, () => happened(random.chance(0.6) ? 'cart' : 'seen', one())));
    await executor.pass(random.int(1, 5) * hour);
  }
  expect(counter('merges')).toBeGreaterThan(5);
  const deployment = executor.db.get<{ n: number }>('SELECT n FROM deployment WHERE hash = ?', hash)?.n ?? 0;
  expect(unwrap(await executor.client.counts({ id: journeyId }))).toMatchObject(recount(executor.db, deployment));
  expect(executor.db.all('PRAGMA foreign_key_check')).toEqual([]);
  expect(executor.db.all("SELECT customer FROM run WHERE status = 'active' GROUP BY customer, key HAVING count(*) > 1")).toEqual([]);
  expect(executor.db.all('SELECT loser FROM merge_alias WHERE winner IN (SELECT loser FROM merge_alias)')).toEqual([]);
  expect(await health()).toMatchObject({ customers: executor.db.get<{ n: number }>('SELECT count(*) AS n FROM customer')?.n });
});
