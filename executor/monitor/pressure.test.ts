import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, day, edge, hour, message, rules, send } from '../../shared/journey/step.fixture';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import type { Database } from '../store/driver';
import { closeStore, openStore } from '../store/open';
import { countPressure, type PressureOptions, spreadParts } from './pressure';

const week = 7 * day;
const pause = async () => {};

describe('what was sent', () => {
  let executor: TestExecutor;
  beforeEach(async () => {
    executor = await testExecutor();
  });
  afterEach(() => executor.end());

  const journey = (caps: DeploymentBundle['caps']): DeploymentBundle => ({
    ...bundle({
      nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, send('s'), { id: 'end', kind: 'exit' }],
      edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
      messages: [message],
      suppressions: [{ ...rules.caps, action: 'skip' }],
      entry: { reentry: { mode: 'after-exit' } },
    }),
    caps,
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
  });

  async function carts(name: string, times: number, isTest = false): Promise<void> {
    const identifiers = { email: `${name}@shop.example` };
    if (!isTest) unwrap(await executor.client.updateProfiles({ body: [{ identifiers, attributes: { 'email-consent': 'granted' } }] }));
    for (let i = 0; i < times; i++) {
      const occurred_at = new Date(executor.clock.now()).toISOString();
      unwrap(await executor.client.sendEvents({ body: [{ uid: `${name} ${i} ${occurred_at}`, name: 'cart', occurred_at, identifiers, is_test: isTest }] }));
      await executor.pass(hour);
    }
  }

  test('is counted by person and week, with who gets most, who is near a cap, and what the cap kept back', async () => {
    const cap = { id: 'three-a-week', name: { en: 'Three a week' }, limit: 3, window: 'P7D' as const, classes: ['marketing' as const] };
    const essential = { op: 'eq' as const, left: { kind: 'customer' as const, path: 'level' }, right: 'low' };
    unwrap(await executor.client.deploy({ body: journey([cap, { ...cap, id: 'low-level', limit: 1, when: essential }]) }));
    await carts('before', 1);
    await executor.pass(8 * day);
    await carts('often', 4);
    await carts('twice', 2);
    unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: 'once@shop.example' }, attributes: { level: 'low' } }] }));
    await carts('once', 2);
    unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: 'never@shop.example' }, attributes: { level: 'low' } }] }));
    await carts('trial', 2, true);

    const pressure = unwrap(await executor.client.pressure({ weeks: 2 }));
    expect(pressure).toMatchObject({ customers: 6, looked: 6 });
    const spread = [
      { messages: 1, customers: 1 },
      { messages: 2, customers: 1 },
      { messages: 3, customers: 1 },
    ];
    expect(pressure.weeks.map(({ from: _, to: __, ...one }) => one)).toEqual([
      { messages: 1, spread: [{ messages: 1, customers: 1 }], channels: [{ channel: 'email', messages: 1, spread: [{ messages: 1, customers: 1 }] }] },
      { messages: 6, spread, channels: [{ channel: 'email', messages: 6, spread }] },
    ]);
    expect(Date.parse(pressure.weeks[1]?.to ?? '') - Date.parse(pressure.weeks[0]?.from ?? '')).toBe(2 * week);
    expect(pressure.most.map(({ label, messages, channels }) => [label, messages, channels])).toEqual([
      ['often@shop.example', 3, { email: 3 }],
      ['twice@shop.example', 2, { email: 2 }],
      ['once@shop.example', 1, { email: 1 }],
    ]);
    const kept = (notSent: number) => [
      { held: 0, notSent: 0 },
      { held: 0, notSent },
    ];
    expect(pressure.caps).toEqual([
      { cap: 'three-a-week', limit: 3, window: 'P7D', reached: 1, oneLeft: 1, below: 1, weeks: kept(1) },
      { cap: 'low-level', limit: 1, window: 'P7D', reached: 1, oneLeft: 0, below: 0, weeks: kept(1) },
    ]);
  });

  test('is counted once a minute, and names nobody who has been erased meanwhile', async () => {
    unwrap(await executor.client.deploy({ body: journey([]) }));
    await carts('a', 1);
    const ask = async () => unwrap(await executor.client.pressure({ weeks: 1 }));
    expect((await ask()).most).toHaveLength(1);
    await carts('b', 1);
    // An hour has gone by; from here on time stands still.
    const first = await ask();
    expect(first.most).toHaveLength(2);
    const occurred_at = new Date(executor.clock.now()).toISOString();
    unwrap(await executor.client.sendEvents({ body: [{ uid: 'late', name: 'cart', occurred_at, identifiers: { email: 'a@shop.example' } }] }));
    expect((await ask()).weeks[0]?.messages).toBe(2);
    const id = first.most[0]?.customer ?? '';
    unwrap(await executor.client.erase({ id, body: { confirm: 'for ever' } }));
    expect((await ask()).most.map(({ customer }) => customer)).not.toContain(id);
  });
});

describe('at many customers', () => {
  let folder = '';
  let db: Database;
  const now = mondayMorning;
  const sent: { customer: number; at: number; channel: string; isTest: boolean }[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'masa-pressure-'));
    db = unwrap(openStore(folder));
    sent.length = 0;
    db.transaction(() => {
      for (let n = 1; n <= 2600; n++) if (n % 13 !== 0) db.run("INSERT INTO customer (n, attributes, changed_at, changed) VALUES (?, '{}', 0, '{}')", n);
      let seed = 1;
      const draw = (below: number) => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed % below;
      };
      for (let i = 0; i < 6000; i++) {
        const customer = 1 + draw(2600);
        const one = { customer, at: now - draw(4 * week), channel: ['email', 'sms'][draw(2)] ?? '', isTest: draw(20) === 0 };
        if (customer % 13 === 0) continue;
        const name = draw(3) === 0 ? 'message-opened' : 'message-sent';
        if (name === 'message-sent') sent.push(one);
        db.run(
          `INSERT INTO event (uid, name, at, received_at, is_test, properties, customer, source, is_own, identifiers)
           VALUES (?, ?, ?, 0, ?, ?, ?, 'masa', 1, '{}')`,
          String(i),
          name,
          one.at,
          one.isTest ? 1 : 0,
          JSON.stringify({ channel: one.channel, 'message-class': 'marketing' }),
          customer,
        );
      }
    });
  });
  afterEach(() => {
    closeStore(db);
    rmSync(folder, { recursive: true, force: true });
  });
  const options: PressureOptions = { now, weeks: 3, caps: [], mayGoOn: () => true, pause };

  test('says the same as counting message by message', async () => {
    const { weeks, looked, most } = await countPressure(db, options);
    expect(looked).toBe(2400);
    for (const { from, to, messages, spread, channels } of weeks) {
      const these = sent.filter(({ at, isTest }) => !isTest && at >= Date.parse(from) && at < Date.parse(to));
      expect(messages).toBe(these.length);
      expect(spread).toEqual(spreadOf(these));
      for (const one of channels) expect(one.spread).toEqual(spreadOf(these.filter(({ channel }) => channel === one.channel)));
      expect(channels.map(({ channel }) => channel).sort()).toEqual(['email', 'sms']);
    }
    const last = sent.filter(({ at, isTest }) => !isTest && at >= Date.parse(weeks[2]?.from ?? ''));
    expect(most.map((one) => one.messages)).toEqual([...countBy(last).values()].sort((a, b) => b - a).slice(0, 10));
  });

  test('stops when there is no time for more, and has looked at people of all parts alike', async () => {
    let parts = 0;
    const { looked, customers } = await countPressure(db, { ...options, mayGoOn: () => ++parts < 4 });
    expect(customers).toBe(2400);
    expect(looked).toBeGreaterThan(700);
    expect(looked).toBeLessThan(1000);
    const order = [...spreadParts(db)];
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 11 }, (_, i) => 1 + i * 250));
    // Any four of the first stand in all four quarters.
    expect(new Set(order.slice(0, 5).map((first) => Math.floor(first / 700))).size).toBe(4);
  });
});

function countBy(messages: readonly { customer: number }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { customer } of messages) counts.set(customer, (counts.get(customer) ?? 0) + 1);
  return counts;
}

function spreadOf(messages: readonly { customer: number }[]): { messages: number; customers: number }[] {
  const spread = new Map<number, number>();
  for (const n of countBy(messages).values()) spread.set(n, (spread.get(n) ?? 0) + 1);
  return [...spread].map(([n, customers]) => ({ messages: n, customers })).sort((a, b) => a.messages - b.messages);
}
