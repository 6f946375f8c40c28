import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findAppFolders } from '../../host/app-folder';
import { spawnWithNode } from '../../host/executor-process';
import { createSupervisor, type Supervisor, type SupervisorOptions } from '../../host/executor-supervisor';
import { isAlive } from '../../host/is-alive';

const fake = join(import.meta.dirname, 'fake-executor.mjs');
const quick = { firstPauseMs: 10, longestPauseMs: 40, readyWithinMs: 5000, stopWithinMs: 300 };
let data = '';
let supervisors: Supervisor[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'masa-executor-'));
});
afterEach(async () => {
  await Promise.all(supervisors.map((supervisor) => supervisor.stop()));
  supervisors = [];
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

function supervise(options: Partial<SupervisorOptions> = {}): Supervisor {
  const supervisor = createSupervisor({ dataFolder: data, spawn: spawnWithNode(fake), timing: quick, ...options });
  supervisors.push(supervisor);
  return supervisor;
}

const pidNow = () => Number(JSON.parse(readFileSync(join(data, 'endpoint.json'), 'utf8')).pid);
const ready = (supervisor: Supervisor, restarts: number) =>
  vi.waitFor(async () => expect(await supervisor.status()).toMatchObject({ state: 'ready', restarts, health: { state: 'ready' } }), {
    timeout: 10_000,
    interval: 20,
  });

test('it is ready when the ready line came, and its calls carry the token', async () => {
  const supervisor = supervise();
  expect(await supervisor.client.health({})).toMatchObject({ ok: false, problems: [{ code: 'executor-not-running' }] });
  const [one, two] = await Promise.all([supervisor.start(), supervisor.start()]);
  expect(one).toMatchObject({ state: 'ready', restarts: 0, health: { events: pidNow() } });
  expect(two).toEqual(one);
});

test('killed, it is started again; calls reach the new one', async () => {
  const supervisor = supervise();
  await supervisor.start();
  const first = pidNow();
  process.kill(first, 'SIGKILL');
  await ready(supervisor, 1);
  expect(pidNow()).not.toBe(first);
  const health = await supervisor.client.health({});
  expect(health.ok && health.value.events).toBe(pidNow());
});

test('one that keeps dying is given up with its last words; asking again tries again', async () => {
  vi.stubEnv('FAKE_MODE', 'dies');
  const supervisor = supervise();
  await supervisor.start();
  await vi.waitFor(
    async () =>
      expect(await supervisor.status()).toMatchObject({
        state: 'failed',
        problem: { code: 'executor-died', params: { exit: 3, message: 'the store is damaged' } },
      }),
    { timeout: 10_000, interval: 20 },
  );
  vi.stubEnv('FAKE_MODE', 'well');
  expect(await supervisor.start()).toMatchObject({ state: 'ready' });
});

test('one that says why it can not start is not tried again', async () => {
  vi.stubEnv('FAKE_MODE', 'refuses');
  expect(await supervise().start()).toEqual({
    state: 'failed',
    restarts: 0,
    problem: { severity: 'blocks', code: 'executor-store-damaged', path: [], params: { file: 'executor.sqlite' } },
  });
});

test('one that never says it is ready is killed and tried again', async () => {
  vi.stubEnv('FAKE_MODE', 'mute');
  const supervisor = supervise({ timing: { ...quick, readyWithinMs: 400, giveUpAfter: 2 } });
  await supervisor.start();
  await vi.waitFor(async () => expect(await supervisor.status()).toMatchObject({ state: 'failed' }), { timeout: 10_000, interval: 20 });
});

test('stopping waits for the end and stays stopped; one that does not end is killed', async () => {
  vi.stubEnv('FAKE_MODE', 'stubborn');
  const supervisor = supervise();
  await supervisor.start();
  const pid = pidNow();
  expect(await supervisor.stop()).toEqual({ state: 'stopped', restarts: 0 });
  expect(isAlive(pid)).toBe(false);
  expect(await supervisor.client.health({})).toMatchObject({ ok: false, problems: [{ code: 'executor-not-running' }] });
});

test('stopping while it starts leaves nothing running', async () => {
  const supervisor = supervise();
  const started = supervisor.start();
  await supervisor.stop();
  await started;
  expect(await supervisor.status()).toEqual({ state: 'stopped', restarts: 0 });
  expect(await supervisor.start()).toMatchObject({ state: 'ready' });
});

test('one that outlived its host is taken over, and can be stopped', async () => {
  const orphan = spawn(process.execPath, [fake, '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(orphan.stdout, 'data');
  await vi.waitFor(() => expect(pidNow()).toBe(orphan.pid));
  const ended = once(orphan, 'exit');
  const supervisor = supervise();
  expect(await supervisor.start()).toMatchObject({ state: 'ready', health: { events: orphan.pid } });
  await supervisor.stop();
  await ended;
  expect(orphan.signalCode).toBe('SIGTERM');
});

test('the real executor: killed right after it acknowledged, it comes back with everything; stopped, it is gone', async () => {
  const supervisor = supervise({ spawn: spawnWithNode(findAppFolders().executorMain), timing: { firstPauseMs: 10 } });
  expect(await supervisor.start()).toMatchObject({ state: 'ready' });
  const event = (uid: number) => ({
    uid: String(uid),
    name: 'order_placed',
    occurred_at: '2026-03-20T12:00:00Z',
    identifiers: { email: `${uid}@example.com` },
  });
  for (let round = 1; round <= 3; round++) {
    const pid = pidNow();
    const sent = await supervisor.client.sendEvents({ body: [event(round)] });
    process.kill(pid, 'SIGKILL');
    expect(sent).toMatchObject({ ok: true, value: { accepted: 1, duplicates: 0 } });
    await ready(supervisor, round);
    expect(await supervisor.status()).toMatchObject({ health: { events: round } });
  }
  const pid = pidNow();
  expect(await supervisor.stop()).toMatchObject({ state: 'stopped' });
  expect(isAlive(pid)).toBe(false);
});

test('the real executor ends when its host is killed, and the next host starts its own', async () => {
  const { executorMain } = findAppFolders();
  const host = spawn(process.execPath, [join(import.meta.dirname, 'host-with-executor.mjs'), executorMain, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(host.stdout, 'data');
  const pid = pidNow();
  host.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 20 });
  expect(await supervise({ spawn: spawnWithNode(executorMain) }).start()).toMatchObject({ state: 'ready' });
});
