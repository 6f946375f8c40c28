import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, day, edge, send } from '../../shared/journey/step.fixture';
import { recount, recountable } from '../engine/recount';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { tombstonesFile } from './tombstones';

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const journey: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      send('s'),
      { id: 'w', kind: 'wait', duration: 'P7D' },
      send('again'),
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'w'), edge('w', 'out', 'again'), edge('again', 'out', 'end')],
    entry: { reentry: { mode: 'after-exit' } },
  }),
  identity: {
    rules: [
      { attribute: 'email', strength: 'strong', blocked: [] },
      { attribute: 'mobile-phone', strength: 'strong', blocked: [] },
    ],
  },
};

let sent = 0;
const cart = async (identifiers: Record<string, string>) =>
  unwrap(
    await executor.client.sendEvents({
      body: [
        {
          uid: `u${++sent}`,
          name: 'cart',
          occurred_at: new Date(executor.clock.now()).toISOString(),
          source_system: 'shop',
          is_test: false,
          identifiers,
          properties: { note: 'SECRET-NOTE' },
        },
      ],
    }),
  );
const profile = async (identifiers: Record<string, string>) =>
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers, attributes: { 'first-name': 'Dana', 'email-consent': 'granted' } }] }));
const find = async (text: string) => unwrap(await executor.client.findCustomers({ text }));
const dana = { email: 'Dana@Shop.example', mobile_phone: '+972501234567' };
/** Dana is inside a journey, Noa too. */
async function twoInside(): Promise<string> {
  unwrap(await executor.client.deploy({ body: journey }));
  for (const one of [dana, { email: 'noa@shop.example' }]) {
    await profile(one);
    await cart(one);
  }
  return (await find('dana'))[0]?.customer ?? '';
}
const erase = async (id: string) => unwrap(await executor.client.erase({ id, body: { confirm: 'for ever' } }));

test('whoever asks gets all that is known of her, and of nobody else', async () => {
  const id = await twoInside();
  const all = unwrap(await executor.client.everything({ id }));
  expect(all).toMatchObject({
    format: 'masa-person-1',
    customer: id,
    identifiers: [
      { attribute: 'email', value: 'dana@shop.example' },
      { attribute: 'mobile-phone', value: '+972501234567' },
    ],
    attributes: { 'first-name': 'Dana', 'email-consent': 'granted' },
    journeys: [{ isInside: true, step: 'w' }],
    messages: [{ kind: 'send', channel: 'email', subject: 'Hello Dana' }],
  });
  expect(all?.events.map(({ name, source }) => [name, source])).toEqual([
    ['cart', 'shop'],
    ['message-sent', 'masa'],
  ]);
  expect(all?.trace.length).toBeGreaterThan(2);
  expect(JSON.stringify(all)).not.toContain('noa@');
  expect(unwrap(await executor.client.everything({ id: 'c999' }))).toBe(null);
});

test('forgotten for ever: nothing of her is left in the store, counts stay, and nothing more is sent', async () => {
  const id = await twoInside();
  expect(await erase(id)).toEqual({ identifiers: 2, events: 2, messages: 1, backups: 0 });
  for (const { name } of executor.db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
    const text = JSON.stringify(executor.db.all(`SELECT * FROM ${name}`));
    expect([name, /dana@|972501234567|"Dana"/i.test(text)]).toEqual([name, false]);
  }
  const counts = unwrap(await executor.client.counts({ id: journey.journey.id }));
  expect(counts).toMatchObject({ entered: 2, active: 1, exited: { stopped: 1 }, nodes: { s: { sent: 2 } } });
  expect(recountable(counts)).toEqual(recount(executor.db, 1));
  await executor.pass(10 * day);
  expect(unwrap(await executor.client.outbox({ limit: 10 })).map(({ to }) => to)).toEqual(['noa@shop.example', 'noa@shop.example']);
  expect(recountable(unwrap(await executor.client.counts({ id: journey.journey.id })))).toEqual(recount(executor.db, 1));
  expect(await find('dana')).toEqual([]);
  expect((await executor.client.erase({ id, body: { confirm: 'for ever' } })).ok).toBe(false);
});

test('what is told of her from now on makes nobody of her again, however her address is written, also over a restart', async () => {
  await erase(await twoInside());
  const events = () => executor.db.get<{ n: number }>('SELECT count(*) AS n FROM event')?.n;
  const before = events();
  expect(await cart({ email: ' DANA@shop.EXAMPLE' })).toMatchObject({ accepted: 0 });
  expect(await profile({ mobile_phone: '+972 50-123-4567' })).toMatchObject({ accepted: 0 });
  // Together with something nobody knows it would be her under another name.
  await cart({ email: 'dana@shop.example', 'customer-id': '77' });
  expect(events()).toBe(before);
  executor = await executor.restart();
  await cart({ email: 'dana@shop.example' });
  expect([events(), await find('dana')]).toEqual([before, []]);
  // A number that is also somebody else's does not take hers away.
  await cart({ email: 'noa@shop.example', mobile_phone: '+972501234567' });
  expect(executor.db.all('SELECT value FROM identity ORDER BY value')).toEqual([{ value: 'noa@shop.example' }]);
  // From what is kept nobody can tell who she was.
  expect(readFileSync(join(executor.dataFolder, tombstonesFile), 'utf8')).not.toMatch(/dana|9725/i);
});

test('she comes back by herself: then, and only by what was lifted', async () => {
  await erase(await twoInside());
  expect(unwrap(await executor.client.readmit({ body: { identifiers: { email: 'dana@shop.example' } } }))).toEqual({ lifted: 1 });
  await profile({ email: 'dana@shop.example' });
  expect(await find('dana')).toHaveLength(1);
  expect(await profile({ mobile_phone: '+972501234567' })).toMatchObject({ accepted: 0 });
});

test('a backup from before does not bring her back', async () => {
  const id = await twoInside();
  const backup = unwrap(await executor.client.backUp({}));
  expect(await erase(id)).toMatchObject({ backups: 1 });
  unwrap(await executor.client.restore({ body: { backup: backup.name } }));
  expect(await find('')).toHaveLength(1);
  expect(await find('dana')).toEqual([]);
  expect(readdirSync(executor.dataFolder)).toContain(tombstonesFile);
});
