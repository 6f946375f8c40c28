/** Walks of the executor that are cut short, and what must hold afterwards. Throws where it does not. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase } from '../../executor/store/driver';
import { migrations } from '../../executor/store/migrations';
import { storeFile } from '../../executor/store/open';
import type { OutboxRow } from '../../shared/executor/api';
import type { Result } from '../../shared/problem';
import { crashPoints, movedClock, openCopy, walk, walkBegins } from './crash-walk';
import { type Fate, type Running, runExecutor } from './executor-process';
import { dump, faults } from './merge-streams';

const calls = walk();

/** What a receiver that honours the keys was given. */
export type Messages = Map<string, string>;
/** Where its store is, how far it has come, what it was told. */
export type Walk = { data: string; next: number; acknowledged: string[]; messages: Messages };
/** What a walk comes to. */
export type Arrival = { store: ReturnType<typeof dump>; messages: Messages };

export function beginWalk(data: string): Walk {
  mkdirSync(data, { recursive: true });
  writeFileSync(`${data}.clock`, String(walkBegins));
  return { data, next: 0, acknowledged: [], messages: new Map() };
}

/** A walk that nobody disturbs, and how often it passed each point. */
export async function undisturbed(program: string, data: string): Promise<{ calm: Arrival; passed: Map<string, number> }> {
  const one = beginWalk(data);
  const log = `${data}.passed`;
  assert.equal(await goOn(program, one, { env: { CRASH_LOG: log } }), null);
  assert.equal(one.next, calls.length);
  const passed = new Map<string, number>();
  for (const point of readFileSync(log, 'utf8').trim().split('\n')) passed.set(point, (passed.get(point) ?? 0) + 1);
  return { calm: { store: look(data), messages: one.messages }, passed };
}

/**
 * Goes on from where it is until the end, or until the executor dies or says that its disk does not take it; gives the signal it
 * died by, null for none.
 */
export async function goOn(program: string, one: Walk, fate: Fate = {}): Promise<NodeJS.Signals | null> {
  let running: Running;
  try {
    running = await runExecutor(program, one.data, ['--sandbox'], {
      ...fate,
      preload: [movedClock, crashPoints],
      env: { CLOCK: `${one.data}.clock`, CRASH_SYNCED: syncedOf(one), ...fate.env },
    });
  } catch {
    // It died before it was ready.
    return 'SIGKILL';
  }
  const { client, exited, line } = running;
  if (!line.ready) {
    assert.deepEqual(
      line.problems.map((one) => one.code),
      ['executor-store-failed'],
    );
    return (await exited).signal;
  }
  for (let call = calls[one.next]; call; call = calls[one.next]) {
    const { make } = call;
    const answer = await answered(running, () => make(client));
    if (!answer.ok) {
      assert.match(answer.problems[0]?.code ?? '', /^executor-(unreachable|store-failed)$/, call.what);
      break;
    }
    one.next++;
    one.acknowledged.push(...call.uids);
    if (!call.bringsMessages) continue;
    const outbox = await client.outbox({ limit: 500 });
    if (!outbox.ok) break;
    for (const message of outbox.value) receive(one.messages, message);
  }
  try {
    process.kill(line.pid, 'SIGTERM');
  } catch {
    // It is dead.
  }
  return (await exited).signal;
}

/** Asks again as long as it lives and could not be reached: on a busy machine a connection is lost now and then. */
export async function answered<T>({ child }: Running, ask: () => Promise<Result<T>>): Promise<Result<T>> {
  for (;;) {
    const answer = await ask();
    const isLost = !answer.ok && answer.problems[0]?.code === 'executor-unreachable';
    if (!isLost || child.exitCode !== null || child.signalCode !== null) return answer;
    await nextTurn();
  }
}

/** Where the walk's executor notes how far its log is synced. */
export function syncedOf({ data }: Walk): string {
  return `${data}.synced`;
}

/** A key that came before is the same message once more, never another one; only whose it is may change, when two customers turn out to be one. */
export function receive(messages: Messages, { key, node, at, body }: OutboxRow): void {
  const said = JSON.stringify([node, at, body]);
  assert.equal(messages.get(key) ?? said, said);
  messages.set(key, said);
}

/** The store of an executor that has just died: what was told is there, nothing twice, the counts are those of its traces. */
export function checkWreck({ data, acknowledged, messages }: Pick<Walk, 'data' | 'acknowledged' | 'messages'>, death: string): void {
  if (!existsSync(join(data, storeFile))) return;
  const db = openCopy(data);
  try {
    // Killed while the store was made: the next start goes on with it.
    const version = db.get<{ user_version: number }>('PRAGMA user_version')?.user_version;
    if (version !== migrations.length) {
      assert.equal(acknowledged.length, 0, death);
      return;
    }
    assert.deepEqual(faults(db), [], death);
    const stored = new Set(db.all<{ uid: string }>('SELECT uid FROM event').map((row) => row.uid));
    assert.deepEqual(
      acknowledged.filter((uid) => !stored.has(uid)),
      [],
      death,
    );
    const kept = new Set(db.all<{ key: string }>('SELECT key FROM outbox').map((row) => row.key));
    assert.deepEqual(
      [...messages.keys()].filter((key) => !kept.has(key)),
      [],
      death,
    );
  } finally {
    db.close();
  }
}

/** The end of a walk, whatever came between: row for row what it would have been. */
export function checkArrival(one: Walk, calm: Arrival, how: string): void {
  assert.equal(one.next, calls.length);
  assert.deepEqual(look(one.data), calm.store, how);
  assert.deepEqual([...one.messages].sort(), [...calm.messages].sort(), how);
}

function look(data: string): ReturnType<typeof dump> {
  const db = openDatabase(join(data, storeFile));
  const found = dump(db);
  db.close();
  return found;
}
