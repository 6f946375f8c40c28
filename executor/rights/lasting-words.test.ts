import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, day, edge, send } from '../../shared/journey/step.fixture';
import { backupFile, backupFolder } from '../care/backups';
import { createChannelCore } from '../channels/channel-core';
import { linkKeyOf, linkToken } from '../channels/links';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { openDatabase } from '../store/driver';
import { storeFile } from '../store/open';
import { lastingFile } from './lasting-words';

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const journey: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      { id: 'w', kind: 'wait', duration: 'P2D' },
      send('s', { channel: 'email', class: 'marketing' }),
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'w'), edge('w', 'out', 's'), edge('s', 'out', 'end')],
    entry: { reentry: { mode: 'after-exit' } },
  }),
  identity: {
    rules: [
      { attribute: 'email', strength: 'strong', blocked: [] },
      { attribute: 'mobile-phone', strength: 'strong', blocked: [] },
    ],
  },
};

type Identifiers = Record<string, string>;
const dana = { email: 'dana@shop.example' };
let uids = 0;
const iso = (at = executor.clock.now()) => new Date(at).toISOString();
const tell = async (name: string, identifiers: Identifiers, properties: Record<string, string> = {}, at = executor.clock.now()) =>
  unwrap(
    await executor.client.sendEvents({
      body: [{ uid: `u${++uids}`, name, occurred_at: iso(at), source_system: 'shop', is_test: false, identifiers, properties }],
    }),
  );
const profile = async (identifiers: Identifiers, attributes: Record<string, string | boolean>, at?: number) =>
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers, attributes, ...(at !== undefined && { occurred_at: iso(at) }) }] }));
const backUp = async () => unwrap(await executor.client.backUp({})).name;
/** Puts it back and opens it anew, so that its store can be looked at. */
const restore = async (backup: string) => {
  const restored = unwrap(await executor.client.restore({ body: { backup } }));
  executor = await executor.restart();
  return restored;
};
const found = async (text: string) => {
  const [one] = unwrap(await executor.client.findCustomers({ text }));
  return one && unwrap(await executor.client.customer({ id: one.customer }));
};
const consent = async (text: string, channel = 'email') => (await found(text))?.attributes[`${channel}-consent`];
const core = () => createChannelCore({ db: executor.db, engine: executor.engine, sandbox: false });
const token = async (n: number) => {
  const key = unwrap(await executor.engine.write(1, ({ db }) => linkKeyOf(db)));
  return linkToken(key, { customer: n, channel: 'email' });
};
const later = () => executor.clock.advance(60_000);

async function inside(identifiers: Identifiers): Promise<void> {
  await profile(identifiers, { 'email-consent': 'granted' });
  await tell('cart', identifiers);
}

test('she took herself off by her link after the backup: put back, she stays off, her run hears it, and her record says why', async () => {
  unwrap(await executor.client.deploy({ body: journey }));
  await inside(dana);
  await inside({ email: 'noa@shop.example' });
  const backup = await backUp();
  later();
  unwrap(await core().unsubscribe({ token: await token(1), method: 'one-click' }));
  const said = iso();
  later();
  expect(await restore(backup)).toMatchObject({ paused: 1, kept: 1 });
  expect(unwrap(await executor.client.health({})).restored).toMatchObject({ kept: 1 });
  expect(unwrap(await executor.client.health({})).restored?.unknown).toBeUndefined();
  expect(await consent('dana')).toBe('withdrawn');
  expect(await consent('noa')).toBe('granted');
  expect((await found('dana'))?.kept).toEqual([{ about: 'email-consent', value: 'withdrawn', at: said, backup }]);
  expect((await found('noa'))?.kept).toBeUndefined();
  unwrap(await executor.client.resumeRestored({}));
  await executor.pass(3 * day);
  expect(unwrap(await executor.client.outbox({})).map((row) => row.customer)).toEqual(['c2']);
  // What is known of her in the file nobody can read.
  expect(readFileSync(join(executor.dataFolder, lastingFile), 'latin1')).not.toMatch(/dana|shop\.example/i);
});

test.each([
  ['an event', () => tell('consent-withdrawn', dana, { channel: 'email' })],
  ['an attribute with a date', () => profile(dana, { 'email-consent': 'withdrawn' }, executor.clock.now())],
  ['an attribute without one', () => profile(dana, { 'email-consent': 'withdrawn' })],
  ['an attribute that says only that nothing is known any more', () => profile(dana, { 'email-consent': 'unknown' })],
])('withdrawn by %s: not lost, also when the source says once more what it had said before', async (_, withdraw) => {
  await profile(dana, { 'email-consent': 'granted' });
  const before = executor.clock.now();
  const backup = await backUp();
  later();
  await withdraw();
  later();
  expect(await restore(backup)).toMatchObject({ kept: 1 });
  const after = await consent('dana');
  expect(after).toMatch(/withdrawn|unknown/);
  // The day's export, without a date: it undoes no withdrawal. With the date of then: neither.
  await profile(dana, { 'email-consent': 'granted' }, before);
  expect(await consent('dana')).toBe(after);
  if (after === 'withdrawn') await profile(dana, { 'email-consent': 'granted' });
  expect(await consent('dana')).toBe(after);
});

test('the newer word wins: she came back after she had gone, before and after the store was put back', async () => {
  await profile(dana, { 'email-consent': 'granted' });
  const backup = await backUp();
  for (const word of ['consent-withdrawn', 'consent-granted']) {
    later();
    await tell(word, dana, { channel: 'email' });
  }
  expect(await restore(backup)).toMatchObject({ kept: 0 });
  expect(await consent('dana')).toBe('granted');
  later();
  await tell('consent-withdrawn', dana, { channel: 'email' });
  expect(await restore(backup)).toMatchObject({ kept: 1 });
  later();
  await tell('consent-granted', dana, { channel: 'email' });
  expect(await restore(backup)).toMatchObject({ kept: 0 });
  expect(await consent('dana')).toBe('granted');
});

test('gone in the backup and come back since: her newest word holds', async () => {
  await tell('consent-withdrawn', dana, { channel: 'email' });
  const backup = await backUp();
  later();
  await tell('consent-granted', dana, { channel: 'email' });
  await restore(backup);
  expect(await consent('dana')).toBe('granted');
  expect((await found('dana'))?.kept).toMatchObject([{ about: 'email-consent', value: 'granted' }]);
});

test('merged since: whoever she is in the backup, none of them is written to; what two said together undoes no withdrawal', async () => {
  unwrap(await executor.client.deploy({ body: journey }));
  await profile(dana, { 'email-consent': 'granted' });
  await profile({ mobile_phone: '+972501234567' }, { 'email-consent': 'granted', 'first-name': 'Dan' });
  const backup = await backUp();
  later();
  await tell('consent-withdrawn', dana, { channel: 'email' });
  await tell('message-complained', dana, { channel: 'email' });
  later();
  await tell('seen', { ...dana, mobile_phone: '+972501234567' });
  expect(unwrap(await executor.client.health({})).customers).toBe(1);
  expect(await restore(backup)).toMatchObject({ kept: 2 });
  expect([await consent('dana'), await consent('+972')]).toEqual(['withdrawn', 'withdrawn']);
  await tell('seen', { ...dana, mobile_phone: '+972501234567' });
  later();
  await tell('consent-granted', dana, { channel: 'email' });
  await restore(backup);
  // Was it the same person? Here they are two: in doubt she stays off.
  expect([await consent('dana'), await consent('+972')]).toEqual(['withdrawn', 'withdrawn']);
});

test('first heard of after the backup: when she is told of again, she is who had gone', async () => {
  await profile({ email: 'noa@shop.example' }, { 'email-consent': 'granted' });
  const backup = await backUp();
  later();
  await profile(dana, { 'email-consent': 'granted' });
  later();
  await tell('consent-withdrawn', dana, { channel: 'email' });
  later();
  expect(await restore(backup)).toMatchObject({ kept: 0 });
  expect(await found('dana')).toBeUndefined();
  await profile(dana, { 'email-consent': 'granted' });
  expect(await consent('dana')).toBe('withdrawn');
  expect((await found('dana'))?.kept).toMatchObject([{ about: 'email-consent', value: 'withdrawn', backup }]);
  later();
  await tell('consent-granted', dana, { channel: 'email' });
  expect(await consent('dana')).toBe('granted');
});

test('dead and complained addresses and those nobody may contact are kept too, each report once', async () => {
  await profile(dana, { 'email-consent': 'granted', 'email-status': 'deliverable' });
  await profile({ email: 'noa@shop.example' }, { 'email-consent': 'granted' });
  const backup = await backUp();
  later();
  await tell('message-bounced', dana, { channel: 'email', 'bounce-type': 'hard', reason: 'dana@shop.example is nobody' });
  const uid = `u${uids}`;
  await tell('message-bounced', { email: 'noa@shop.example' }, { channel: 'email', 'bounce-type': 'soft' });
  await profile(dana, { 'email-status': 'hard-bounced' });
  await profile({ email: 'noa@shop.example' }, { 'do-not-contact': true });
  expect(await restore(backup)).toMatchObject({ kept: 2 });
  expect((await found('dana'))?.attributes).toMatchObject({ 'email-status': 'hard-bounced' });
  expect((await found('noa'))?.attributes).toMatchObject({ 'do-not-contact': true });
  const bounces = () => executor.db.all<{ uid: string }>("SELECT uid FROM event WHERE name = 'message-bounced'").map((row) => row.uid);
  expect(bounces()).toEqual([uid]);
  // The provider tells it again.
  unwrap(
    await executor.client.sendEvents({
      body: [{ uid, name: 'message_bounced', occurred_at: iso(), source_system: 'shop', is_test: false, identifiers: dana, properties: { channel: 'email' } }],
    }),
  );
  expect(bounces()).toEqual([uid]);
  expect(readFileSync(join(executor.dataFolder, lastingFile), 'latin1')).not.toMatch(/dana|nobody/i);
});

test('in another folder the backup is all there is: what is not known there is said', async () => {
  await profile(dana, { 'email-consent': 'granted' });
  unwrap(await executor.client.deploy({ body: journey }));
  const backup = await backUp();
  later();
  await tell('consent-withdrawn', dana, { channel: 'email' });
  const elsewhere = mkdtempSync(join(tmpdir(), 'masa-elsewhere-'));
  cpSync(backupFolder(executor.dataFolder), backupFolder(elsewhere), { recursive: true });
  const here = executor;
  executor = await testExecutor({ dataFolder: elsewhere, clock: here.clock });
  // A folder that has words of its own already, of another store.
  await tell('consent-withdrawn', { email: 'lea@shop.example' }, { channel: 'email' });
  const restored = await restore(backup);
  expect(restored).toMatchObject({ kept: 0, unknown: { from: backup.replace(/T(..)-(..)-(..)-/, 'T$1:$2:$3.') } });
  expect(unwrap(await executor.client.health({})).restored?.unknown).toEqual(restored.unknown);
  // From here on all is known again.
  await tell('consent-withdrawn', dana, { channel: 'email' });
  await executor.end();
  executor = here;
});

test('a store begun anew remembers whoever comes in again', async () => {
  await tell('consent-withdrawn', dana, { channel: 'email' });
  await executor.stop();
  for (const file of readdirSync(executor.dataFolder)) if (file.startsWith(storeFile)) rmSync(join(executor.dataFolder, file));
  executor = await executor.restart();
  await profile(dana, { 'email-consent': 'granted' });
  expect(await consent('dana')).toBe('withdrawn');
  expect((await found('dana'))?.kept).toMatchObject([{ about: 'email-consent', value: 'withdrawn', backup: '' }]);
});

test('a store from before this was kept, and a file that is damaged: made anew from what the store knows', async () => {
  await tell('consent-withdrawn', dana, { channel: 'email' });
  const noa = { email: 'noa@shop.example' };
  await profile(noa, { 'email-consent': 'granted' });
  const backup = await backUp();
  later();
  await tell('message-complained', noa, { channel: 'email' });
  await tell('consent-withdrawn', noa, { channel: 'email' });
  await executor.stop();
  rmSync(join(executor.dataFolder, lastingFile));
  const db = openDatabase(join(executor.dataFolder, storeFile));
  db.run("DELETE FROM meta WHERE key LIKE 'lasting%'");
  db.close();
  executor = await executor.restart();
  await executor.stop();
  writeFileSync(join(executor.dataFolder, lastingFile), 'no database at all. '.repeat(1000));
  executor = await executor.restart();
  expect(await restore(backup)).toMatchObject({ kept: 1 });
  expect([await consent('dana'), await consent('noa')]).toEqual(['withdrawn', 'withdrawn']);
  expect((await found('noa'))?.kept).toHaveLength(2);
});

test('killed after the no was on the disk and before the store had it: put back, it holds; erased, nothing of it is left', async () => {
  await profile(dana, { 'email-consent': 'granted' });
  const backup = await backUp();
  later();
  await expect(
    executor.engine.write(1, (work) => {
      work.setAttribute(work.customer(1), 'email-consent', 'withdrawn', work.now);
      work.flush();
      throw new Error('the light went out');
    }),
  ).rejects.toThrow('the light');
  expect(await consent('dana')).toBe('granted');
  expect(await restore(backup)).toMatchObject({ kept: 1 });
  const { customer } = (await found('dana')) ?? { customer: '' };
  unwrap(await executor.client.erase({ id: customer, body: { confirm: 'for ever' } }));
  await executor.stop();
  const file = openDatabase(join(executor.dataFolder, lastingFile), { readOnly: true });
  expect(file.all('SELECT * FROM word')).toEqual([]);
  file.close();
  executor = await executor.restart();
  expect(readFileSync(backupFile(executor.dataFolder, backup)).length).toBeGreaterThan(0);
});

test('what a test record tried out is nobody`s word', async () => {
  await executor.client.sendEvents({
    body: [
      { uid: 'try', name: 'consent_withdrawn', occurred_at: iso(), source_system: 'shop', is_test: true, identifiers: dana, properties: { channel: 'email' } },
    ],
  });
  const backup = await backUp();
  expect(await restore(backup)).toMatchObject({ kept: 0 });
  await executor.stop();
  const file = openDatabase(join(executor.dataFolder, lastingFile), { readOnly: true });
  expect(file.all('SELECT * FROM word')).toEqual([]);
  file.close();
  executor = await executor.restart();
});
