/**
 * Killed at each point where it matters what is on the disk and what is not yet: everything acknowledged is there, and what comes of the
 * rest of the walk is, to the last row, what an executor came to that nobody disturbed.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../executor/store/driver';
import { migrations } from '../../executor/store/migrations';
import { storeFile } from '../../executor/store/open';
import type { OutboxRow } from '../../shared/executor/api';
import { createRandom } from '../../shared/sample/random';
import { crashPoints, movedClock, openCopy, walk, walkBegins } from './crash-walk';
import { buildExecutor, type Running, runExecutor } from './executor-process';
import { dump, faults } from './merge-streams';

const seed = Number(process.env.CRASH_SEED ?? 11);
const calls = walk();
/** Where it is killed; `CRASH_POINTS=all` for every statement and setting that the walk passes, `CRASH_SEED` for another time of passing. */
const points = [
  ...['half-way through token', 'before token is in its place', 'after token is in its place'],
  ...['half-way through endpoint.json', 'before endpoint.json is in its place'],
  ...['before PRAGMA journal_mode', 'after PRAGMA journal_mode', 'before a statement of a migration', 'before PRAGMA user_version'],
  ...['before BEGIN', 'after BEGIN', 'before COMMIT', 'after COMMIT', 'before the core answers', 'before the answer is sent'],
  ...['before INSERT deployment', 'before UPDATE deployment', 'before INSERT meta'],
  ...['before INSERT event', 'before INSERT run', 'before UPDATE run', 'before INSERT trace', 'before INSERT outbox'],
  ...['before INSERT node_count', 'before INSERT counter', 'before UPDATE job', 'before DELETE job'],
  ...['before UPDATE outbox', 'before INSERT merge_alias', 'before DELETE customer'],
];
let built: Awaited<ReturnType<typeof buildExecutor>>;
let folder = '';
let calm: { store: ReturnType<typeof dump>; messages: Messages };
/** How often each point was passed when nobody disturbed it. */
const passed = new Map<string, number>();

/** What a receiver was given, by its key. */
type Messages = Map<string, string>;
/** One walk: where its store is, how far it has come, what it was told. */
type Walk = { data: string; next: number; acknowledged: string[]; messages: Messages };

function begin(name: string): Walk {
  const data = join(folder, name);
  mkdirSync(data);
  writeFileSync(`${data}.clock`, String(walkBegins));
  return { data, next: 0, acknowledged: [], messages: new Map() };
}

/** Goes on from where it is until the end or until the executor dies; gives the signal it died by. */
async function goOn(one: Walk, env: Record<string, string> = {}): Promise<NodeJS.Signals | null> {
  let running: Running;
  try {
    running = await runExecutor(built.path, one.data, ['--sandbox'], { preload: [movedClock, crashPoints], env: { CLOCK: `${one.data}.clock`, ...env } });
  } catch {
    return 'SIGKILL';
  }
  const { client, child, exited, line } = running;
  expect(line).toMatchObject({ ready: true });
  for (let call = calls[one.next]; call; call = calls[one.next]) {
    const answer = await call.make(client);
    if (!answer.ok) {
      expect(answer.problems[0]?.code, call.what).toBe('executor-unreachable');
      break;
    }
    one.next++;
    one.acknowledged.push(...call.uids);
    if (!call.bringsMessages) continue;
    const outbox = await client.outbox({ limit: 500 });
    if (!outbox.ok) break;
    for (const message of outbox.value) receive(one.messages, message);
  }
  child.kill('SIGTERM');
  return (await exited).signal;
}

/** A key that came before is the same message once more, never another one; only whose it is may change, when two customers turn out to be one. */
function receive(messages: Messages, { key, node, at, body }: OutboxRow): void {
  const said = JSON.stringify([node, at, body]);
  expect(messages.get(key) ?? said).toBe(said);
  messages.set(key, said);
}

function look(data: string): ReturnType<typeof dump> {
  const db = openDatabase(join(data, storeFile));
  const found = dump(db);
  db.close();
  return found;
}

beforeAll(async () => {
  built = await buildExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-crash-'));
  const one = begin('calm');
  const log = join(folder, 'passed');
  expect(await goOn(one, { CRASH_LOG: log })).toBe(null);
  expect(one.next).toBe(calls.length);
  for (const point of readFileSync(log, 'utf8').trim().split('\n')) passed.set(point, (passed.get(point) ?? 0) + 1);
  calm = { store: look(one.data), messages: one.messages };
}, 60_000);
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What must hold of the store of somebody who has just died. */
function checkWreck({ data, acknowledged, messages }: Walk, death: string): void {
  if (!existsSync(join(data, storeFile))) return;
  const db = openCopy(data);
  try {
    // Killed while the store was made: the next start goes on with it.
    if (db.get<{ user_version: number }>('PRAGMA user_version')?.user_version !== migrations.length) return;
    expect(faults(db), death).toEqual([]);
    const stored = new Set(db.all<{ uid: string }>('SELECT uid FROM event').map((row) => row.uid));
    expect(
      acknowledged.filter((uid) => !stored.has(uid)),
      death,
    ).toEqual([]);
    const kept = new Set(db.all<{ key: string }>('SELECT key FROM outbox').map((row) => row.key));
    expect(
      [...messages.keys()].filter((key) => !kept.has(key)),
      death,
    ).toEqual([]);
  } finally {
    db.close();
  }
}

function checkArrival(one: Walk): void {
  expect(one.next).toBe(calls.length);
  expect(look(one.data)).toEqual(calm.store);
  expect([...one.messages].sort()).toEqual([...calm.messages].sort());
}

/** One after the other dies at each of these points; a walk that comes to its end without passing there again is compared, and the next one begins. */
async function dieAtEach(deaths: readonly string[], name: string): Promise<number> {
  let walks = 1;
  let one = begin(`${name}-${walks}`);
  for (const death of deaths) {
    while ((await goOn(one, { CRASH_AT: death })) === null) {
      checkArrival(one);
      one = begin(`${name}-${++walks}`);
    }
    checkWreck(one, death);
  }
  expect(await goOn(one)).toBe(null);
  checkArrival(one);
  return walks;
}

test('killed at every point: nothing acknowledged is lost, nothing is done twice, and in the end all is as if nothing had happened', async () => {
  expect(points.filter((point) => !passed.has(point))).toEqual([]);
  const random = createRandom(seed);
  const deaths = (process.env.CRASH_POINTS === 'all' ? [...passed.keys()] : points).map(
    (point) => `${point} ${random.int(1, Math.ceil((passed.get(point) ?? 0) / 5))}`,
  );
  const half = Math.ceil(deaths.length / 2);
  await Promise.all([dieAtEach(deaths.slice(0, half), 'first'), dieAtEach(deaths.slice(half), 'second')]);
}, 300_000);
