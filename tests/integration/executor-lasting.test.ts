/** What people said against being written to, over a restore of a real executor that is killed anywhere on the way; and an erasure on a full disk. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { unwrap } from '../../executor/executor.fixture';
import type { ExecutorClient } from '../../shared/executor/client';
import { crashPoints } from './crash-walk';
import type { Running } from './executor-process';
import { ownExecutors } from './own-executors';

const executors = ownExecutors('lasting');
let data = '';
beforeEach(() => {
  data = executors.data();
});
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

const people = ['dana', 'noa', 'lea'];
let uids = 0;
const say = (client: ExecutorClient, name: string, word: 'granted' | 'withdrawn') =>
  client.sendEvents({
    body: [
      {
        uid: `w${uids++}`,
        name: `consent_${word}`,
        occurred_at: new Date().toISOString(),
        source_system: 'shop',
        is_test: false,
        identifiers: { email: `${name}@shop.example` },
        properties: { channel: 'email' },
      },
    ],
  });
async function consentOf(client: ExecutorClient, name: string): Promise<unknown> {
  const [found] = unwrap(await client.findCustomers({ text: name }));
  return found && unwrap(await client.customer({ id: found.customer }))?.attributes['email-consent'];
}
async function kill(running: Running): Promise<void> {
  running.child.kill('SIGKILL');
  await running.exited;
}

/** Runs on a copy of `begin` and dies at a point of what is done then. */
async function dieWhile(begin: string, death: string, act: (client: ExecutorClient) => Promise<unknown>): Promise<string> {
  const copy = `${data}-${death.replaceAll(' ', '-')}`;
  cpSync(begin, copy, { recursive: true });
  const once = `${copy}.once`;
  const running = await executors.run([], { preload: [crashPoints], env: { CRASH_AT: death, CRASH_ONCE: once } }, copy);
  writeFileSync(once, '');
  await Promise.race([act(running.client), running.exited]).catch(() => {});
  // A point that is not passed would prove nothing.
  const { signal } = await running.exited;
  expect([death, signal]).toEqual([death, 'SIGKILL']);
  for (const file of [once, `${once}.passed`]) rmSync(file, { force: true });
  return copy;
}

test('killed on the way back: whoever was told that she is off is off, in whichever store there is', { timeout: 600_000 }, async () => {
  const first = await executors.run();
  for (const one of people) unwrap(await say(first.client, one, 'granted'));
  const { name: backup } = unwrap(await first.client.backUp({}));
  for (const one of people) unwrap(await say(first.client, one, 'withdrawn'));
  await kill(first);
  const deaths = [
    'after renameSync of the next store 1',
    'after renameSync of what is set aside 1',
    'after renameSync of the store 1',
    'before INSERT event 1',
    'before INSERT event 3',
    'before UPDATE customer 1',
  ];
  for (const death of deaths) {
    const folder = await dieWhile(data, death, (client) => client.restore({ body: { backup } }));
    const next = await executors.run([], {}, folder);
    for (const one of people) expect([death, one, await consentOf(next.client, one)]).toEqual([death, one, 'withdrawn']);
    // Once more, to its end.
    expect(unwrap(await next.client.restore({ body: { backup } }))).toMatchObject({ kept: people.length });
    for (const one of people) expect([death, one, await consentOf(next.client, one)]).toEqual([death, one, 'withdrawn']);
    await kill(next);
    rmSync(folder, { recursive: true, force: true });
  }
});

test('killed while she says no: what the store knows is not lost with it', { timeout: 600_000 }, async () => {
  const first = await executors.run();
  unwrap(await say(first.client, 'dana', 'granted'));
  const { name: backup } = unwrap(await first.client.backUp({}));
  await kill(first);
  let told = 0;
  for (const death of ['before INSERT word 1', 'before COMMIT 1', 'after COMMIT 1', 'before COMMIT 2', 'after COMMIT 2', 'before the answer is sent 1']) {
    const folder = await dieWhile(data, death, (client) => say(client, 'dana', 'withdrawn'));
    const next = await executors.run([], {}, folder);
    const isOff = (await consentOf(next.client, 'dana')) === 'withdrawn';
    if (isOff) told++;
    unwrap(await next.client.restore({ body: { backup } }));
    if (isOff) expect([death, await consentOf(next.client, 'dana')]).toEqual([death, 'withdrawn']);
    await kill(next);
    rmSync(folder, { recursive: true, force: true });
  }
  expect(told).toBeGreaterThan(0);
});

test.skipIf(!canMount)('an erasure on a full disk (a small one is mounted, as root) is refused, and is not done at the next start either', async () => {
  mkdirSync(join(data, 'disk'));
  const small = join(data, 'disk');
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', small]);
  try {
    const running = await executors.run([], {}, small);
    unwrap(await say(running.client, 'dana', 'granted'));
    const [found] = unwrap(await running.client.findCustomers({ text: 'dana' }));
    const id = found?.customer ?? '';
    fill(join(small, 'filler'));
    for (let i = 0; i < 2; i++)
      expect(await running.client.erase({ id, body: { confirm: 'for ever' } })).toMatchObject({ ok: false, problems: [{ code: 'executor-store-failed' }] });
    expect(await consentOf(running.client, 'dana')).toBe('granted');
    await kill(running);
    rmSync(join(small, 'filler'));
    const next = await executors.run([], {}, small);
    expect(await consentOf(next.client, 'dana')).toBe('granted');
    // She is still let in, and can be erased now.
    expect(unwrap(await say(next.client, 'dana', 'withdrawn'))).toMatchObject({ accepted: 1 });
    unwrap(await next.client.erase({ id, body: { confirm: 'for ever' } }));
    expect(await consentOf(next.client, 'dana')).toBeUndefined();
  } finally {
    await executors.killAll();
    execFileSync('umount', [small]);
  }
});

/** To the last byte. */
function fill(path: string): void {
  for (const bytes of [1_000_000, 4096, 1])
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // No more of this size.
    }
}
