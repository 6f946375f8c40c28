import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { testAttribute } from '../shared/engagement/engagement.fixture';
import type { DeploymentBundle, EventEnvelope } from '../shared/executor/api';
import { bundle, day, edge, hour, type Parts } from '../shared/journey/step.fixture';
import { toDeploymentBundle } from '../shared/journey/to-bundle';
import type { Attribute } from '../shared/record/schema';
import { mappedEngagement } from '../tests/mapped-engagement';
import { recount, recountable } from './engine/recount';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from './executor.fixture';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

const engagement = mappedEngagement();
const computed = engagement.record.attributes.filter((one) => one.formula !== undefined);

function shipped(key: string): DeploymentBundle {
  const journey = engagement.journeys.find((one) => one.key === key);
  if (!journey) throw new Error(key);
  return unwrap(toDeploymentBundle(engagement, journey.id, 'live'));
}

/** trigger → wait a day → exit. */
function waiting(trigger: DeploymentBundle['journey']['nodes'][number], more: Partial<Parts> & { attributes?: Attribute[] } = {}): DeploymentBundle {
  return {
    ...bundle({
      nodes: [trigger, { id: 'w', kind: 'wait', duration: 'P1D' }, { id: 'end', kind: 'exit' }],
      edges: [edge(trigger.id, 'out', 'w'), edge('w', 'out', 'end')],
      attributes: computed,
      ...more,
    }),
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
  };
}

let executor: TestExecutor;
let uids = 0;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

function happened(name: string, properties: EventEnvelope['properties'] = {}, more: Partial<EventEnvelope> = {}): EventEnvelope {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  return { uid: `u${uids++}`, name, occurred_at, source_system: 'test', is_test: false, identifiers: { email: 'noa@shop.example' }, properties, ...more };
}
const tell = async (...body: EventEnvelope[]) => unwrap(await executor.client.sendEvents({ body }));
const order = (id: string, total: number, more: Partial<EventEnvelope> = {}) =>
  happened('order_placed', { order_id: id, order_total: total, is_first_order: id === 'o1' }, more);
const profile = async (attributes: Record<string, string | number | boolean>, occurred_at?: number) =>
  unwrap(
    await executor.client.updateProfiles({
      body: [
        { identifiers: { email: 'noa@shop.example' }, attributes, ...(occurred_at === undefined ? {} : { occurred_at: new Date(occurred_at).toISOString() }) },
      ],
    }),
  );
const deploy = async (body: DeploymentBundle) => unwrap(await executor.client.deploy({ body })).journeyId;
const counts = async (id: string) => {
  const found = unwrap(await executor.client.counts({ id }));
  if (!found) throw new Error('no counts');
  return found;
};
const noa = async () => {
  const found = unwrap(await executor.client.findCustomers({ text: 'noa@' }))[0];
  return unwrap(await executor.client.customer({ id: found?.customer ?? '' }))?.attributes;
};
/** What is shown is what the trace says, for every deployment. */
function expectRecounted(): Promise<void> {
  return executor.client.deployments({}).then(async (all) => {
    for (const { journeyId, hash } of unwrap(all)) {
      const shown = recountable(unwrap(await executor.client.counts({ id: journeyId, deployment: hash })));
      const n = executor.db.get<{ n: number }>('SELECT n FROM deployment WHERE hash = ?', hash)?.n ?? 0;
      expect(shown).toEqual(recount(executor.db, n));
    }
  });
}

describe('shipped journeys on computed attributes, without any profile', () => {
  test('the first order makes orders-count 1 in its own transaction: thanks for the first order, not for a later one', async () => {
    const first = await deploy(shipped('thank-you-new'));
    const later = await deploy(shipped('thank-you-returning'));
    await tell(order('o1', 200));
    expect(await counts(first)).toMatchObject({ entered: 1, active: 1 });
    expect(await counts(later)).toMatchObject({ entered: 0 });
    expect(await noa()).toMatchObject({ 'orders-count': 1, 'total-spent': 200, 'largest-order-value': 200 });
    await executor.pass(hour);
    await tell(order('o2', 350));
    expect(await counts(later)).toMatchObject({ entered: 1, active: 1 });
    // The second order is what the first journey hoped for.
    expect(await counts(first)).toMatchObject({ active: 0, exited: { goal: 1 } });
    expect(await noa()).toMatchObject({ 'orders-count': 2, 'total-spent': 550, 'lifecycle-stage': 'active' });
    await expectRecounted();
  });

  test('who has ordered is not welcomed as new', async () => {
    const welcome = await deploy(shipped('welcome'));
    await tell(order('o1', 80));
    await tell(happened('consent_granted', { channel: 'email' }));
    await tell(happened('consent_granted', { channel: 'email' }, { identifiers: { email: 'new@shop.example' } }));
    // Consent is an event and a change at once: one piece of news, one entry or one refusal.
    expect(await counts(welcome)).toMatchObject({ entered: 1, notEntered: { 'entry-filter': 1 } });
    await expectRecounted();
  });

  test('a cart is open from checkout-started alone, and closed by the order', async () => {
    const cart = await deploy(shipped('cart-abandonment'));
    await profile({ 'email-consent': 'granted' });
    await tell(happened('checkout_started', { cart_id: 'k', cart_value: 320 }));
    expect(await counts(cart)).toMatchObject({ entered: 1, active: 1 });
    expect((await noa())?.['open-cart-value']).toBe(320);
    await executor.pass(2 * hour);
    expect(unwrap(await executor.client.outbox({}))).toHaveLength(1);
    await tell(order('o1', 320));
    expect(await counts(cart)).toMatchObject({ active: 0, exited: { goal: 1 } });
    expect((await noa())?.['open-cart-value']).toBe(0);
    await expectRecounted();
  });
});

describe('what was delivered and what happened since', () => {
  test('an import counts as of its own time, earlier events are in it, later ones are added', async () => {
    await deploy(shipped('thank-you-returning'));
    await tell(order('o1', 100, { occurred_at: new Date(mondayMorning - 3 * day).toISOString() }));
    await tell(order('o2', 100, { occurred_at: new Date(mondayMorning - day).toISOString() }));
    expect((await noa())?.['orders-count']).toBe(2);
    await profile({ 'orders-count': 7 }, mondayMorning - 2 * day);
    expect((await noa())?.['orders-count']).toBe(8);
    // Older news than what is known.
    await profile({ 'orders-count': 3 }, mondayMorning - 30 * day);
    expect((await noa())?.['orders-count']).toBe(8);
    await profile({ 'orders-count': 9 });
    expect((await noa())?.['orders-count']).toBe(9);
    await executor.pass(1);
    await tell(happened('order_cancelled', { order_id: 'o2' }));
    expect((await noa())?.['orders-count']).toBe(8);
  });

  test('the zone is the one of the country until a better one is known', async () => {
    await deploy(waiting({ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }));
    await profile({ country: 'DE' });
    expect((await noa())?.['time-zone']).toBe('Europe/Berlin');
    await profile({ 'time-zone': 'America/New_York' });
    expect((await noa())?.['time-zone']).toBe('America/New_York');
  });

  test('a zone that follows from the country moves the dates that start journeys', async () => {
    const renewal = testAttribute('renewal', { type: 'date', origin: 'entered' });
    const made = waiting(
      { id: 't', kind: 'trigger', trigger: { kind: 'date-attribute', attribute: 'renewal', offset: 'P0D', at: '09:00' } },
      { attributes: [...computed, renewal] },
    );
    const journey = await deploy(made);
    await profile({ renewal: '2026-06-03' });
    await profile({ country: 'US' });
    await executor.pass(Date.UTC(2026, 5, 3, 13) - executor.clock.now() - 1);
    expect(await counts(journey)).toMatchObject({ entered: 0 });
    await executor.pass(1);
    expect(await counts(journey)).toMatchObject({ entered: 1 });
  });
});

describe('computed attributes as triggers', () => {
  const again = { reentry: { mode: 'after-exit' as const } };

  test('a change is one of the value: by an event, not by an event that leaves it as it is', async () => {
    const trigger = { id: 't', kind: 'trigger' as const, trigger: { kind: 'attribute-changed' as const, attribute: 'largest-order-value' } };
    const made = waiting(trigger, { entry: again });
    await tell(order('o0', 90));
    const journey = await deploy(made);
    executor.engine.settle();
    await tell(happened('page_viewed'));
    expect(await counts(journey)).toMatchObject({ entered: 0 });
    await tell(order('o1', 50));
    expect(await counts(journey)).toMatchObject({ entered: 0 });
    await tell(order('o2', 95));
    expect(await counts(journey)).toMatchObject({ entered: 1 });
    // Somebody new: a page view changes nothing about her orders, the first order does.
    await tell(happened('page_viewed', {}, { identifiers: { email: 'b@shop.example' } }));
    expect(await counts(journey)).toMatchObject({ entered: 1 });
    await tell(order('o3', 10, { identifiers: { email: 'b@shop.example' } }));
    expect(await counts(journey)).toMatchObject({ entered: 2 });
    await expectRecounted();
  });

  test('what was delivered for it counts only as far as it changes the outcome', async () => {
    const trigger = { id: 't', kind: 'trigger' as const, trigger: { kind: 'attribute-changed' as const, attribute: 'largest-order-value', to: 500 } };
    const journey = await deploy(waiting(trigger, { entry: again }));
    await profile({ 'largest-order-value': 500 });
    expect(await counts(journey)).toMatchObject({ entered: 1 });
    await executor.pass(2 * day);
    await tell(order('o1', 500));
    await profile({ 'largest-order-value': 40 });
    expect(await counts(journey)).toMatchObject({ entered: 1 });
  });

  test('time alone changes a value too', async () => {
    const trigger = { id: 't', kind: 'trigger' as const, trigger: { kind: 'attribute-changed' as const, attribute: 'lifecycle-stage', to: 'lapsing' } };
    const journey = await deploy(waiting(trigger));
    await tell(order('o1', 50, { occurred_at: new Date(mondayMorning - 119 * day).toISOString() }));
    await executor.pass(day);
    expect(await counts(journey)).toMatchObject({ entered: 0 });
    await executor.pass(day);
    expect(await counts(journey)).toMatchObject({ entered: 1 });
  });

  test('entering a segment that rests on formulas, by an event and by time', async () => {
    const segment = (id: string, when: DeploymentBundle['segments'][number]['when']): DeploymentBundle['segments'][number] => ({
      id,
      name: { en: id },
      category: 'x',
      when,
      administrative: false,
      minimumSize: 0,
    });
    const visitors = segment('visitors', { op: 'gte', left: { kind: 'customer', path: 'visits-last-30d' }, right: 2 });
    const quiet = segment('quiet', {
      op: 'and',
      args: [
        { op: 'eq', left: { kind: 'customer', path: 'visits-last-30d' }, right: 0 },
        { op: 'exists', left: { kind: 'customer', path: 'last-seen-at' } },
      ],
    });
    const on = (id: string): DeploymentBundle['journey']['nodes'][number] => ({ id: 't', kind: 'trigger', trigger: { kind: 'segment-enter', segment: id } });
    const one = { ...waiting(on('visitors')), segments: [visitors] };
    const two = waiting(on('quiet'));
    const often = await deploy(one);
    const gone = await deploy({ ...two, segments: [quiet], journey: { ...two.journey, id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0B', key: 'gone' } });
    await tell(happened('visit_started', {}, { occurred_at: new Date(mondayMorning - 29 * day).toISOString() }));
    expect(await counts(often)).toMatchObject({ entered: 0 });
    await tell(happened('visit_started', {}, { occurred_at: new Date(mondayMorning - 29 * day + hour).toISOString() }));
    expect(await counts(often)).toMatchObject({ entered: 1 });
    expect(await counts(gone)).toMatchObject({ entered: 0 });
    await executor.pass(2 * day);
    expect(await counts(gone)).toMatchObject({ entered: 1 });
  });

  test('a run that waits hears when its goal’s formula has moved', async () => {
    const journey = await deploy(
      waiting(
        { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
        {
          policies: {
            goal: { when: { op: 'gte', left: { kind: 'customer', path: 'total-spent' }, right: 300 } },
            timeZone: { source: 'customer', fallback: 'Asia/Jerusalem' },
          },
        },
      ),
    );
    await tell(happened('cart'), order('o1', 200));
    expect(await counts(journey)).toMatchObject({ active: 1 });
    await tell(order('o2', 150));
    expect(await counts(journey)).toMatchObject({ active: 0, exited: { goal: 1 } });
  });
});

test('a formula that can’t be read, or that rests on itself, is not published', async () => {
  const broken = computed.map((one) =>
    one.id === 'age' ? { ...one, formula: 'years_since(' } : one.id === 'total-spent' ? { ...one, formula: 'total_spent + 1' } : one,
  );
  const result = await executor.client.deploy({
    body: waiting({ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, { attributes: broken }),
  });
  expect(result.ok).toBe(false);
  expect(result.problems.map((one) => one.path[2]).sort()).toEqual(['age', 'total-spent']);
});

test('a keyword starts its journey however it was typed', async () => {
  const ticket = await deploy(shipped('event-digital-ticket'));
  await tell(happened('message_replied', { channel: 'sms', keyword: ' event!' }), happened('message_replied', { channel: 'sms', keyword: 'yes' }));
  const { entered, notEntered } = await counts(ticket);
  expect(entered + Object.values(notEntered).reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(executor.db.all("SELECT json_extract(properties, '$.keyword') AS keyword FROM event")).toEqual([{ keyword: 'EVENT' }, { keyword: 'yes' }]);
});

test('a moment in the future is now, however far ahead the sender’s clock is', async () => {
  const cart = await deploy(shipped('cart-abandonment'));
  await profile({ 'email-consent': 'granted' });
  await tell(happened('checkout_started', { cart_value: 50 }, { occurred_at: '2126-01-01T00:00:00Z' }));
  expect(executor.db.get('SELECT at, received_at FROM event')).toEqual({ at: mondayMorning, received_at: mondayMorning });
  expect(await counts(cart)).toMatchObject({ entered: 1 });
  await profile({ city: 'Haifa' }, Date.UTC(2126, 0, 1));
  await executor.pass(1);
  await profile({ city: 'Eilat' }, executor.clock.now());
  expect((await noa())?.city).toBe('Eilat');
});
