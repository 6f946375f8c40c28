/** Backup and restore of a real executor process that goes on working, and is killed while at it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { unwrap } from '../../executor/executor.fixture';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { EventEnvelope } from '../../shared/executor/api';
import { runExecutor } from './executor-process';
import { ownExecutors } from './own-executors';

const executors = ownExecutors('care');
let data = '';
beforeEach(() => {
  data = executors.data();
});

const run = (...args: string[]) => executors.run(args);

function viewed(uid: string): EventEnvelope {
  return {
    uid,
    name: 'page_viewed',
    occurred_at: new Date().toISOString(),
    source_system: 'web-shop',
    is_test: false,
    identifiers: { email: `${uid}@shop.example` },
    properties: { note: 'x'.repeat(200) },
  };
}

let n = 0;
const some = (count: number) => Array.from({ length: count }, () => viewed(`e${n++}`));

test('backed up while events come in, and put back while the API stays where it is', async () => {
  const { client, port } = await run();
  for (let i = 0; i < 4; i++) unwrap(await client.sendEvents({ body: some(2000) }));
  let sent = 8000;
  let isMaking = true;
  const making = client.backUp({}).finally(() => {
    isMaking = false;
  });
  while (isMaking) {
    unwrap(await client.sendEvents({ body: some(5) }));
    sent += 5;
  }
  const backup = unwrap(await making);
  expect(sent).toBeGreaterThan(8000);
  expect(backup.counts.events).toBeGreaterThanOrEqual(8000);
  expect(backup.counts.events).toBeLessThanOrEqual(sent);
  expect(unwrap(await client.restore({ body: { backup: backup.name } }))).toMatchObject({ backup: backup.name, paused: 0 });
  expect(unwrap(await client.health({})).events).toBe(backup.counts.events);
  // The same port and token, and only one may have the folder.
  expect(unwrap(await client.sendEvents({ body: [viewed('after')] }))).toEqual({ accepted: 1, duplicates: 0 });
  expect((await run()).line).toMatchObject({ ready: false, problems: [{ code: 'executor-already-running' }] });
  expect(port).toBeGreaterThan(0);
});

test('copying a store does not give up its lock', async () => {
  const { client } = await run();
  unwrap(await client.sendEvents({ body: some(10) }));
  unwrap(await client.backUp({}));
  rmSync(join(data, 'lock'));
  expect((await run()).line).toMatchObject({ ready: false, problems: [{ code: 'executor-already-running' }] });
});

const moments = ['a backup is begun', 'the next store is begun', 'it is decided', 'the old one is moved', 'the new one is there'] as const;

function hasCome(moment: (typeof moments)[number]): boolean {
  const files = readdirSync(data);
  switch (moment) {
    case 'a backup is begun':
      return readdirSync(join(data, 'backups')).some((file) => file.endsWith('.tmp'));
    case 'the next store is begun':
      return files.includes('next.tmp');
    case 'it is decided':
      return files.some((file) => /^next-.*sqlite$/.test(file));
    case 'the old one is moved':
      return files.includes('set-aside');
    case 'the new one is there':
      return files.includes('set-aside') && !files.some((file) => file.startsWith('next'));
  }
}

test.each(moments)('killed when %s: the old store or the backup, whole, and what is listed can be put back', { timeout: 120_000 }, async (moment) => {
  const first = await run();
  unwrap(await first.client.sendEvents({ body: some(500) }));
  const backup = unwrap(await first.client.backUp({}));
  unwrap(await first.client.sendEvents({ body: some(250) }));
  const isRestore = moment !== 'a backup is begun';
  let isOver = false;
  const act = (isRestore ? first.client.restore({ body: { backup: backup.name } }) : first.client.backUp({})).finally(() => {
    isOver = true;
  });
  while (!isOver && !hasCome(moment)) await new Promise((resolve) => setImmediate(resolve));
  first.child.kill('SIGKILL');
  await first.exited;
  const answer = await act;
  const second = await run();
  const { events } = unwrap(await second.client.health({}));
  expect([500, 750]).toContain(events);
  if (isRestore && (answer.ok || moments.indexOf(moment) > 1)) expect(events).toBe(500);
  if (!isRestore) expect(events).toBe(750);
  const { backups } = unwrap(await second.client.backups({}));
  expect(backups.map((one) => one.name)).toContain(backup.name);
  for (const one of backups) unwrap(await second.client.restore({ body: { backup: one.name } }));
  expect(unwrap(await second.client.health({})).events).toBe(500);
});

const tmpfs = mountable();
test.skipIf(!tmpfs)('a full disk: said in words, no half file, and the store goes on', async () => {
  mkdirSync(join(data, 'disk'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=110m', 'tmpfs', join(data, 'disk')]);
  try {
    const small = join(data, 'disk');
    const running = await executors.run([], {}, small);
    const { client } = running;
    unwrap(await client.sendEvents({ body: some(3000) }));
    writeFileSync(join(small, 'filler'), Buffer.alloc(85_000_000));
    expect(await client.backUp({})).toMatchObject({ ok: false, problems: [{ code: 'backup-no-room' }] });
    expect(readdirSync(join(small, 'backups'))).toEqual([]);
    unwrap(await client.sendEvents({ body: some(10) }));
    rmSync(join(small, 'filler'));
    unwrap(await client.backUp({}));
  } finally {
    await executors.killAll();
    execFileSync('umount', [join(data, 'disk')]);
  }
});

test('a damaged store: set aside and begun anew, or a backup put back, by a process that runs for this only', async () => {
  const first = await run();
  unwrap(await first.client.sendEvents({ body: some(20) }));
  const backup = unwrap(await first.client.backUp({}));
  expect(task('backup')).toMatchObject({ ready: false, problems: [{ code: 'executor-already-running' }] });
  first.child.kill('SIGTERM');
  await first.exited;
  expect(task('backup')).toMatchObject({ done: { counts: { events: 20 } } });
  writeFileSync(join(data, storeFile), Buffer.alloc(20_000, 'x'));
  expect((await run()).line).toMatchObject({ ready: false, problems: [{ code: 'executor-store-damaged' }] });
  expect(task('backups')).toMatchObject({ done: { backups: [{ why: 'asked' }, backup] } });
  const copy = `${data}-anew`;
  cpSync(data, copy, { recursive: true });
  expect(task('restore', '--backup', backup.name)).toMatchObject({ done: backup });
  const second = await run();
  expect(unwrap(await second.client.health({})).events).toBe(20);
  expect(task('set-aside', '--data', copy)).toEqual({ done: null });
  const anew = await runExecutor(executors.program(), copy);
  expect(unwrap(await anew.client.health({})).events).toBe(0);
  anew.child.kill('SIGKILL');
  await anew.exited;
  const [aside = ''] = readdirSync(join(copy, 'set-aside'));
  expect(() => openDatabase(join(copy, 'set-aside', aside, storeFile)).get('SELECT 1 FROM meta')).toThrow(/not a database/);
  rmSync(copy, { recursive: true });
});

/** Gives its one line. */
function task(name: string, ...args: string[]): unknown {
  try {
    return JSON.parse(
      execFileSync(process.execPath, [executors.program(), '--data', data, '--task', name, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
  } catch (error) {
    return JSON.parse(String((error as { stdout: string }).stdout));
  }
}

/** Whether this user may mount a small disk. */
function mountable(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const at = mkdtempSync(join(tmpdir(), 'masa-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at], { stdio: 'ignore' });
    execFileSync('umount', [at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}
