/** The executor and a disk that is full, fails to sync, or was spoilt: it says so, loses nothing it had acknowledged, and goes on when it can. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { storeFile } from '../../executor/store/open';
import type { EventEnvelope } from '../../shared/executor/api';
import { checkWreck } from './crash-run';
import { buildExecutor, type Fate, type Running, runExecutor } from './executor-process';

/** Follows the calls a program makes of the system, and can let them fail or kill it there. */
const strace = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;
const prlimit = spawnSync('prlimit', ['--version']).status === 0;
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

let built: Awaited<ReturnType<typeof buildExecutor>>;
let folder = '';
let data = '';
let started: Running[] = [];
beforeAll(async () => {
  built = await buildExecutor();
});
afterAll(() => built.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-disk-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  for (const running of started) await end(running, 'SIGKILL');
  started = [];
  rmSync(folder, { recursive: true, force: true });
});

async function run(fate: Fate = {}): Promise<Running> {
  const running = await runExecutor(built.path, data, [], fate);
  started.push(running);
  return running;
}

/** Ends the executor itself, whatever runs it. */
async function end({ line, exited }: Running, signal: NodeJS.Signals): Promise<void> {
  try {
    if (line.ready) process.kill(line.pid, signal);
  } catch {
    // It is gone.
  }
  await exited;
}

let uids = 0;
const events = (many: number): EventEnvelope[] =>
  Array.from({ length: many }, () => {
    const uid = `d${uids++}`;
    const identifiers = { email: `${uid}@shop.example` };
    return {
      uid,
      name: 'seen',
      occurred_at: '2026-06-01T07:00:00Z',
      source_system: 'shop',
      is_test: false,
      identifiers,
      properties: { text: 'x'.repeat(500) },
    };
  });

/** Sends until it is refused, then makes room and sends again: nothing acknowledged is lost, nothing is there twice. */
async function fillAndFree(running: Running, makeRoom: () => void): Promise<void> {
  const { client } = running;
  const acknowledged: string[] = [];
  const send = async (body: EventEnvelope[]) => {
    const answer = await client.sendEvents({ body });
    if (answer.ok) acknowledged.push(...body.map((one) => one.uid));
    return answer;
  };
  const several = Array.from({ length: 60 }, () => events(100));
  let refused: EventEnvelope[] = [];
  for (const body of several) {
    refused = body;
    const answer = await send(body);
    if (answer.ok) continue;
    expect(answer.problems).toMatchObject([{ code: 'executor-store-failed' }]);
    break;
  }
  expect(acknowledged.length).toBeLessThan(6000);
  // Over and over, each time as honestly as the first; it lives and can be asked.
  for (let i = 0; i < 3; i++) expect(await send(refused)).toMatchObject({ ok: false, problems: [{ code: 'executor-store-failed' }] });
  expect(await client.health({})).toMatchObject({ ok: true, value: { state: 'ready', events: acknowledged.length } });
  makeRoom();
  expect(await send(refused)).toMatchObject({ ok: true, value: { accepted: 100, duplicates: 0 } });
  await end(running, 'SIGKILL');
  checkWreck({ data, acknowledged, messages: new Map() }, 'killed after a full disk');
  const again = await run();
  expect(again.line).toMatchObject({ ready: true });
  expect(await again.client.sendEvents({ body: refused })).toMatchObject({ ok: true, value: { accepted: 0, duplicates: 100 } });
}

test.skipIf(!canMount)('a full disk (a small one is mounted, as root): refuses honestly, goes on when there is room', async () => {
  mkdirSync(data);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', data]);
  try {
    const filler = join(data, 'filler');
    writeFileSync(filler, Buffer.alloc(2_000_000));
    await fillAndFree(await run(), () => rmSync(filler));
    for (const running of started) await end(running, 'SIGKILL');
  } finally {
    execFileSync('umount', [data]);
  }
});

test.skipIf(!prlimit)('a file that may not grow (prlimit): refuses honestly, goes on when it may', async () => {
  const running = await run({ under: ['prlimit', '--fsize=1000000:unlimited'] });
  await fillAndFree(running, () => execFileSync('prlimit', ['--pid', String(running.child.pid), '--fsize=unlimited:unlimited']));
});

test.skipIf(!strace)('a disk that fails to sync (strace): what it held is not acknowledged, and it goes on', async () => {
  // A store that is there already: making one syncs as often as there are formats.
  await end(await run(), 'SIGTERM');
  const under = ['strace', '-f', '-qq', '-o', join(folder, 'calls'), '-P', join(data, `${storeFile}-wal`), '-e', 'trace=fsync,fdatasync'];
  const running = await run({ under: [...under, '-e', 'inject=fsync,fdatasync:error=EIO:when=14..40'] });
  const acknowledged: string[] = [];
  let refusals = 0;
  for (let i = 0; i < 40; i++) {
    const body = events(1);
    // Sent again until it is taken, as a sender does.
    for (let isTaken = false; !isTaken; ) {
      const answer = await running.client.sendEvents({ body });
      isTaken = answer.ok;
      if (answer.ok) acknowledged.push(...body.map((one) => one.uid));
      else {
        expect(answer.problems[0]?.code).toBe('executor-store-failed');
        refusals++;
      }
    }
  }
  expect(refusals).toBeGreaterThan(5);
  await end(running, 'SIGKILL');
  checkWreck({ data, acknowledged, messages: new Map() }, 'killed after syncs that failed');
});

test.skipIf(!strace)('between what it writes of an event and its 202 lies a sync (strace)', async () => {
  const log = join(folder, 'calls');
  const under = ['strace', '-f', '-y', '-qq', '-s', '24', '-o', log, '-e', 'trace=pwrite64,pwritev,fsync,fdatasync,write,writev,sendto,sendmsg'];
  const running = await run({ under });
  const many = 25;
  for (let i = 0; i < many; i++) expect((await running.client.sendEvents({ body: events(1) })).ok).toBe(true);
  await end(running, 'SIGTERM');
  const state = { written: 0, isSynced: true, answers: 0, unsynced: 0, unwritten: 0 };
  /** Threads whose sync of the log has begun and not ended. */
  const syncing = new Set<string>();
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, thread = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const isOfLog = call.includes(`${storeFile}-wal>`);
    if (/^pwrite/.test(call) && isOfLog) {
      state.written++;
      state.isSynced = false;
    } else if (/^f(data)?sync/.test(call) && isOfLog) {
      if (call.includes('unfinished')) syncing.add(thread);
      else state.isSynced = true;
    } else if (/^<\.\.\. f(data)?sync resumed/.test(call) && syncing.delete(thread)) state.isSynced = true;
    else if (call.includes('HTTP/1.1 202')) {
      state.answers++;
      if (!state.isSynced) state.unsynced++;
      if (state.written === 0) state.unwritten++;
      state.written = 0;
    }
  }
  expect(state).toMatchObject({ answers: many, unsynced: 0, unwritten: 0 });
});

test('a store whose first pages are spoilt is refused in words, and left as it is', async () => {
  const first = await run();
  expect((await first.client.sendEvents({ body: events(50) })).ok).toBe(true);
  await end(first, 'SIGTERM');
  const path = join(data, storeFile);
  for (const [from, to] of [
    [0, 100],
    [100, 4096],
  ] as const) {
    const whole = readFileSync(path);
    const spoilt = Buffer.from(whole);
    spoilt.fill(0xa5, from, to);
    writeFileSync(path, spoilt);
    const { line, exited } = await run();
    expect(line).toMatchObject({ ready: false, problems: [{ code: 'executor-store-damaged' }] });
    expect((await exited).code).toBe(1);
    expect(readFileSync(path).equals(spoilt)).toBe(true);
    writeFileSync(path, whole);
  }
  const again = await run();
  expect(await again.client.health({})).toMatchObject({ ok: true, value: { events: 50 } });
});
