/**
 * Backups and restores that are cut short, and what must hold afterwards. Each act begins on a copy of the same data, as a killed
 * executor left it: a backup, and after it things that are acknowledged and only in the log. Throws where something does not hold.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupFile, backupFolder, listBackups } from '../../executor/care/backups';
import { inspectStore } from '../../executor/care/inspect';
import { keptSource } from '../../executor/rights/carry-words';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { ExecutorClient } from '../../shared/executor/client';
import type { Result } from '../../shared/problem';
import { createRandom } from '../../shared/sample/random';
import { answered } from './crash-run';
import { crashPoints, movedClock, openCopy, walkBegins } from './crash-walk';
import { type Fate, type Running, runExecutor } from './executor-process';
import { bundles, dump, faults, randomEvent } from './merge-streams';

/** opening: the next start after a restore that was cut short when it had been decided. */
export const careActs = ['backup', 'restore', 'opening', 'resume'] as const;
export type CareAct = (typeof careActs)[number];
type Dump = ReturnType<typeof dump>;

/** How an act begins, what may be afterwards, and the points it passes. */
export type Peace = {
  act: CareAct;
  program: string;
  /** Data to begin with. */
  begin: string;
  before: Dump;
  after: Dump;
  /** The store that a restore sets aside. */
  aside: Dump;
  passed: ReadonlyMap<string, number>;
};

const acts: Record<CareAct, (client: ExecutorClient, data: string) => Promise<Result<unknown>>> = {
  backup: (client) => client.backUp({}),
  restore: (client, data) => client.restore({ body: { backup: listBackups(data)[0]?.name ?? '' } }),
  opening: (client) => client.health({}),
  resume: (client) => client.resumeRestored({}),
};

/** Runs through everything once, undisturbed. `folder` is to be new. */
export async function careInPeace(program: string, folder: string): Promise<Peace[]> {
  mkdirSync(folder, { recursive: true });
  const lived = join(folder, 'lived');
  await live(program, lived);
  const there = look(lived);
  const inBackup = dumpOf(backupFile(lived, listBackups(lived)[0]?.name ?? ''));
  assert.notDeepEqual(inBackup.event, there.event);

  const walk = async (act: CareAct, begin: string): Promise<{ end: string; passed: Map<string, number> }> => {
    const end = copied(begin, join(folder, `${act}-peace`));
    const log = `${end}.passed`;
    assert.equal((await perform(program, act, end, { CRASH_LOG: log })).signal, null, act);
    const passed = new Map<string, number>();
    for (const point of readFileSync(log, 'utf8').trim().split('\n')) passed.set(point, (passed.get(point) ?? 0) + 1);
    return { end, passed };
  };
  const backedUp = await walk('backup', lived);
  assert.deepEqual(look(backedUp.end), there);
  const restored = await walk('restore', lived);
  const held = look(restored.end);
  // As in the backup, and what was said against writing since then: kept by a restore, with words of its own.
  assert.ok(held.event?.some(isKept));
  assert.deepEqual(
    held.event?.filter((event) => !isKept(event)),
    inBackup.event,
  );

  const decided = copied(lived, join(folder, 'decided'));
  await perform(program, 'restore', decided, { CRASH_AT: 'after renameSync of the next store 1' });
  const opened = await walk('opening', decided);
  const resumed = await walk('resume', restored.end);
  const of = (act: CareAct, begin: string, { passed }: typeof opened, before: Dump, after: Dump): Peace => ({
    act,
    program,
    begin,
    before,
    after,
    aside: there,
    passed,
  });
  return [
    of('backup', lived, backedUp, there, there),
    of('restore', lived, restored, there, held),
    // It is decided: there is no way back to what was before.
    of('opening', decided, opened, held, held),
    of('resume', restored.end, resumed, held, look(resumed.end)),
  ];
}

/** Every point an act passes, each time it passes it. */
export function deathsOf({ passed }: Peace): string[] {
  return [...passed].flatMap(([point, times]) => Array.from({ length: times }, (_, i) => `${point} ${i + 1}`));
}

/** Dies in the act at this point (`before COMMIT 2`), starts again, and looks at everything; then does it once more, to its end. */
export async function dieInCare({ act, program, begin, before, after, aside }: Peace, death: string, data: string): Promise<void> {
  const how = `${act}, ${death}`;
  copied(begin, data);
  const { signal, done } = await perform(program, act, data, { CRASH_AT: death });
  // How often answers go together differs from run to run; where it is passed at all it is passed once.
  if (signal !== 'SIGKILL') assert.ok(!death.endsWith(' 1'), `${how}: it did not come there`);
  const wreck = copied(data, `${data}-wreck`);
  assert.equal((await perform(program, 'opening', data)).signal, null, how);

  const now = look(data);
  const isAfter = same(now, after);
  if (act === 'resume') {
    // One deployment after the other: some may have been let go.
    assert.deepEqual([now.event, now.customer, now.name], [after.event, after.customer, after.name], how);
  } else assert.ok(isAfter || same(now, before), `${how}: neither the store of before nor that of after: ${different(now, after)} / ${different(now, before)}`);
  if (done) assert.ok(isAfter || act === 'resume', `${how}: it was told that it is done`);
  checkStore(data, how);
  checkBackups(data, how);
  if (act === 'restore' || act === 'opening') {
    // Nothing of the old store is lost, also what was in its log only.
    const folder = join(data, 'set-aside');
    const [only, ...others] = existsSync(folder) ? readdirSync(folder) : [];
    assert.deepEqual(others, [], how);
    if (isAfter && act === 'restore') assert.ok(only, how);
    if (only && isAfter) assert.deepEqual(dumpOf(join(folder, only, storeFile)), aside, how);
    assert.deepEqual(
      readdirSync(data).filter((file) => file.startsWith('next-')),
      [],
      how,
    );
  }

  if (act !== 'opening') assert.equal((await perform(program, act, data)).signal, null, how);
  if (act !== 'opening') assert.deepEqual(withoutTimes(look(data)), withoutTimes(after), how);
  assert.deepEqual(
    [...readdirSync(data), ...readdirSync(backupFolder(data))].filter((file) => file.endsWith('.tmp') && file !== 'next.tmp'),
    [],
    how,
  );
  checkBackups(data, how);
  rmSync(wreck, { recursive: true, force: true });
}

/** One life before all acts: journeys, customers, a backup, and more that is on the disk only in the log when it is killed. */
async function live(program: string, data: string): Promise<void> {
  mkdirSync(data, { recursive: true });
  writeFileSync(`${data}.clock`, String(walkBegins));
  const { client, line, exited } = await start(program, data, {});
  const must = async (asked: Promise<Result<unknown>>) => assert.ok((await asked).ok);
  const random = createRandom(5, 1);
  let uids = 0;
  const some = (many: number) => client.sendEvents({ body: Array.from({ length: many }, () => randomEvent(random, uids++, walkBegins)) });
  for (const body of bundles) await must(client.deploy({ body }));
  await must(some(60));
  await must(client.backUp({}));
  await must(some(60));
  assert.ok(line.ready);
  process.kill(line.pid, 'SIGKILL');
  await exited;
}

/** Starts it, lets the act be done and asks it to end. Points count from the act on; of an opening, from the start. `done`: the act was acknowledged. */
async function perform(
  program: string,
  act: CareAct,
  data: string,
  fate: Record<string, string> = {},
): Promise<{ signal: NodeJS.Signals | null; done: boolean }> {
  const once = `${data}.once`;
  for (const file of [once, `${once}.passed`]) rmSync(file, { force: true });
  // Each life is a minute later than the one before: a second backup has a name of its own.
  writeFileSync(`${data}.clock`, String(Number(readFileSync(`${data}.clock`, 'utf8')) + (act === 'opening' ? 0 : 60_000)));
  if (act === 'opening') writeFileSync(once, '');
  let running: Running;
  try {
    running = await start(program, data, { ...fate, CRASH_ONCE: once });
  } catch {
    // It died before it was ready.
    return { signal: 'SIGKILL', done: false };
  }
  assert.ok(running.line.ready, JSON.stringify(running.line));
  writeFileSync(once, '');
  const reply = await answered(running, () => acts[act](running.client, data));
  if (!reply.ok) assert.equal(reply.problems[0]?.code, 'executor-unreachable');
  try {
    process.kill(running.line.pid, 'SIGTERM');
  } catch {
    // It is dead.
  }
  return { signal: (await running.exited).signal, done: reply.ok };
}

function start(program: string, data: string, env: Record<string, string>): Promise<Running> {
  const fate: Fate = { preload: [movedClock, crashPoints], env: { CLOCK: `${data}.clock`, ...env } };
  return runExecutor(program, data, [], fate);
}

function checkStore(data: string, how: string): void {
  const db = openCopy(data);
  assert.deepEqual(faults(db), [], how);
  db.close();
}

/** Whatever is listed is whole and what its description says. */
function checkBackups(data: string, how: string): void {
  const backups = listBackups(data);
  assert.ok(backups.length > 0, how);
  for (const { name, sha256, format, mode, counts } of backups) {
    const file = backupFile(data, name);
    assert.equal(createHash('sha256').update(readFileSync(file)).digest('hex'), sha256, `${how}: ${name}`);
    assert.deepEqual(inspectStore(file), { format, mode, counts }, `${how}: ${name}`);
  }
}

function copied(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  cpSync(`${from}.clock`, `${to}.clock`);
  return to;
}

function look(data: string): Dump {
  const db = openCopy(data);
  const found = dump(db);
  db.close();
  return found;
}

function dumpOf(file: string): Dump {
  const db = openDatabase(file);
  const found = dump(db);
  db.close();
  return found;
}

function same(one: Dump, other: Dump): boolean {
  return different(one, other) === '';
}

/** Names of the tables in which they differ. When something was put back is a matter of the clock. */
function different(one: Dump, other: Dump): string {
  const [a, b] = [withoutTimes(one), withoutTimes(other)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((table) => JSON.stringify(a[table]) !== JSON.stringify(b[table])).join(', ');
}

/** Said against writing after the backup, and told again by the restore. */
function isKept(event: string): boolean {
  return event.includes(`"source":"${keptSource}"`);
}

function withoutTimes(found: Dump): Dump {
  return {
    ...found,
    meta: (found.meta ?? []).map((row) => row.replace(/\\"at\\":\d+/, '')),
    // What a restore keeps was received when it was restored.
    event: (found.event ?? []).map((row) => (isKept(row) ? row.replace(/"received_at":\d+/, '') : row)),
  };
}
