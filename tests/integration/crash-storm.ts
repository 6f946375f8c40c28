/** Several senders, a receiver and somebody who moves the clock, around an executor that keeps being killed. Throws where something was lost or done twice. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { testExecutor, unwrap } from '../../executor/executor.fixture';
import { type Database, openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { EventEnvelope, ProfileUpdate } from '../../shared/executor/api';
import { createRandom, type Random } from '../../shared/sample/random';
import { answered, checkWreck, type Messages, receive } from './crash-run';
import { crashPoints } from './crash-walk';
import { type Fate, type Running, runExecutor } from './executor-process';
import { bundles, eventsAsStored, faults, people, randomEvent } from './merge-streams';
import { spoilHalfFolded, spoilUnsynced } from './power-cut';

const hour = 3_600_000;
const senders = 3;
const knownPeople = 20;

/** Where it dies in half of its lives. */
const points = [
  ...['before BEGIN', 'after BEGIN', 'before COMMIT', 'after COMMIT', 'before the core answers', 'before the answer is sent'],
  ...['before INSERT event', 'before INSERT run', 'before UPDATE run', 'before INSERT trace', 'before INSERT outbox', 'before INSERT counter'],
  ...[
    'before INSERT node_count',
    'before INSERT meta',
    'before UPDATE customer',
    'before UPDATE identity',
    'before INSERT merge_alias',
    'before DELETE customer',
  ],
];

export type Tally = Record<
  | 'kills at random'
  | 'kills at named points'
  | 'logs torn'
  | 'pages torn'
  | 'disks filled'
  | 'events acknowledged'
  | 'events sent again'
  | 'profile updates acknowledged'
  | 'merges'
  | 'steps'
  | 'messages'
  | 'messages offered'
  | 'messages offered again',
  number
>;

/** What those around it know, over all its lives. */
type World = {
  data: string;
  random: Random;
  tally: Tally;
  events: number;
  acknowledged: string[];
  /** Sent, and nobody answered: to be sent again as it was. */
  unsure: EventEnvelope[][];
  /** The value each known person was last said to have, and the last one that was acknowledged. */
  said: Map<string, number>;
  heard: Map<string, number>;
  messages: Messages;
  isReady: boolean;
  clock: number;
};

export function emptyTally(): Tally {
  return {
    'kills at random': 0,
    'kills at named points': 0,
    'logs torn': 0,
    'pages torn': 0,
    'disks filled': 0,
    'events acknowledged': 0,
    'events sent again': 0,
    'profile updates acknowledged': 0,
    merges: 0,
    steps: 0,
    messages: 0,
    'messages offered': 0,
    'messages offered again': 0,
  };
}

export type StormOptions = { kills: number; seed: readonly number[]; isOver?: () => boolean };

/** Kills it so many times on one store, lets it come to an end, and compares with an executor that heard the same and was left in peace. */
export async function storm(program: string, data: string, { kills, seed, isOver = () => false }: StormOptions, tally: Tally): Promise<void> {
  mkdirSync(data, { recursive: true });
  const world: World = {
    data,
    random: createRandom(...seed),
    tally,
    events: 0,
    acknowledged: [],
    unsure: [],
    said: new Map(),
    heard: new Map(),
    messages: new Map(),
    isReady: false,
    clock: Date.now(),
  };
  for (let kill = 0; kill < kills && !isOver(); kill++) {
    const death = await live(program, world);
    checkWreck(world, `storm ${seed.join(' ')}, kill ${kill}, ${death}`);
  }
  await comeToAnEnd(program, world);
  await compareWithPeace(world, seed.join(' '));
}

/** One life, from its start to its death. Gives what happened, in words. */
async function live(program: string, world: World): Promise<string> {
  const { random, tally, data } = world;
  const point = random.chance(0.5) ? `${random.pick(points)} ${random.int(8, 60)}` : undefined;
  const isDiskFull = point === undefined && world.isReady && random.chance(0.15) && hasLimits();
  const synced = `${data}.synced`;
  const fate: Fate = {
    preload: [crashPoints],
    env: { CRASH_SYNCED: synced, ...(point === undefined ? {} : { CRASH_AT: point }) },
    ...(isDiskFull ? { under: ['prlimit', `--fsize=${largest(data) + random.int(0, 400_000)}:unlimited`] } : {}),
  };
  let how = point ?? 'at random';
  try {
    const running = await runExecutor(program, data, ['--sandbox'], fate);
    if (isDiskFull) {
      how = 'after a full disk';
      await fillAndFree(running, world);
    }
    await work(running, world, point === undefined ? random.int(0, 50) : 250);
    if (point !== undefined && running.child.exitCode === null && running.child.signalCode === null) how = `at random, before it came to ${point}`;
    running.child.kill('SIGKILL');
    await running.exited;
  } catch (error) {
    // It died before it was ready.
    if (!(error instanceof Error && error.message.startsWith('it ended without a line'))) throw error;
  }
  tally[how === point ? 'kills at named points' : 'kills at random']++;
  if (random.chance(0.5)) return how;
  tally['logs torn']++;
  const torn = spoilUnsynced(data, synced, random);
  const pages = random.chance(0.5) ? spoilHalfFolded(data, synced, random) : 0;
  tally['pages torn'] += pages;
  return `${how}, ${torn}, ${pages} pages half folded in`;
}

/** Everybody at once, until so many more events are acknowledged, or it dies. */
async function work(running: Running, world: World, more: number): Promise<void> {
  const { client, exited } = running;
  const { random, tally } = world;
  let isOver = false;
  let enough = () => {};
  const isEnough = new Promise<void>((resolve) => {
    enough = resolve;
  });
  exited.then(() => {
    isOver = true;
  });
  if (!world.isReady) await getReady(running, world);
  if (!world.isReady) return;
  const told = await client.moveClock({ body: { advanceMs: 0 } });
  if (told.ok) world.clock = Date.parse(told.value.now);
  const target = world.acknowledged.length + more;
  const send = async () => {
    while (!isOver) {
      const again = world.unsure.shift();
      const body = again ?? Array.from({ length: random.int(1, 12) }, () => randomEvent(random, world.events++, world.clock));
      if (again) tally['events sent again'] += body.length;
      const answer = await client.sendEvents({ body });
      if (!answer.ok) {
        assert.equal(answer.problems[0]?.code, 'executor-unreachable');
        world.unsure.push(body);
        continue;
      }
      world.acknowledged.push(...body.map((event) => event.uid));
      tally['events acknowledged'] += body.length;
      if (world.acknowledged.length >= target) enough();
    }
  };
  const update = async () => {
    while (!isOver) {
      const email = `known${random.int(0, knownPeople - 1)}@shop.example`;
      const value = (world.said.get(email) ?? 0) + 1;
      world.said.set(email, value);
      const answer = await client.updateProfiles({ body: [profile(email, value)] });
      if (!answer.ok) continue;
      world.heard.set(email, value);
      tally['profile updates acknowledged']++;
    }
  };
  const passTime = async () => {
    while (!isOver) {
      const moved = await client.moveClock({ body: { advanceMs: random.int(0, 2 * hour) } });
      if (moved.ok) world.clock = Date.parse(moved.value.now);
      const outbox = await client.outbox({ limit: 100 });
      for (const message of outbox.ok ? outbox.value : []) {
        tally['messages offered']++;
        if (world.messages.has(message.key)) tally['messages offered again']++;
        receive(world.messages, message);
      }
    }
  };
  const all = Promise.all([...Array.from({ length: senders }, send), update(), passTime()]);
  await Promise.race([isEnough, exited]);
  running.child.kill('SIGKILL');
  isOver = true;
  await all;
}

function profile(email: string, value: number): ProfileUpdate {
  return { identifiers: { email }, attributes: { 'loyalty-points': value } };
}

/** Journeys, and people whom a profile has made known: both before the first event, so that another executor can be brought to the same beginning. */
async function getReady(running: Running, world: World): Promise<void> {
  const { client } = running;
  for (const body of bundles) if (!(await answered(running, () => client.deploy({ body }))).ok) return;
  world.isReady = (await answered(running, () => client.updateProfiles({ body: knownProfiles() }))).ok;
  const outcome = await client.health({});
  if (world.isReady && outcome.ok) assert.equal(outcome.value.customers, knownPeople);
}

function knownProfiles(): ProfileUpdate[] {
  return Array.from({ length: knownPeople }, (_, i) => profile(`known${i}@shop.example`, 0));
}

/** Sends until it says that the disk is full, sees that it is alive and refuses honestly, makes room, and sees that it goes on. */
async function fillAndFree(running: Running, world: World): Promise<void> {
  const { client, line } = running;
  if (!line.ready) {
    // Full from the very start: it said so, and left everything as it was.
    assert.deepEqual(
      line.problems.map((one) => one.code),
      ['executor-store-failed'],
    );
    world.tally['disks filled']++;
    return;
  }
  const { random } = world;
  const told = await client.moveClock({ body: { advanceMs: 0 } });
  if (told.ok) world.clock = Date.parse(told.value.now);
  for (let i = 0; i < 100; i++) {
    const body = Array.from({ length: 12 }, () => randomEvent(random, world.events++, world.clock));
    const answer = await answered(running, () => client.sendEvents({ body }));
    if (!answer.ok) {
      assert.equal(answer.problems[0]?.code, 'executor-store-failed');
      assert.equal((await answered(running, () => client.health({}))).ok, true);
      execFileSync('prlimit', ['--pid', String(line.pid), '--fsize=unlimited:unlimited']);
      unwrap(await answered(running, () => client.sendEvents({ body })));
      world.tally['disks filled']++;
    }
    world.acknowledged.push(...body.map((event) => event.uid));
    world.tally['events acknowledged'] += body.length;
    if (!answer.ok) return;
  }
}

function largest(data: string): number {
  return Math.max(...[storeFile, `${storeFile}-wal`].map((name) => join(data, name)).map((path) => (existsSync(path) ? statSync(path).size : 0)));
}

let limits: boolean | undefined;
/** Whether a file's size can be limited from outside, as on Linux. */
export function hasLimits(): boolean {
  if (limits === undefined) {
    try {
      execFileSync('prlimit', ['--version']);
      limits = true;
    } catch {
      limits = false;
    }
  }
  return limits;
}

/** The last life: what is unsure is sent again, and two months pass. */
async function comeToAnEnd(program: string, world: World): Promise<void> {
  const running = await runExecutor(program, world.data, ['--sandbox']);
  const { client, child, exited } = running;
  if (!world.isReady) await getReady(running, world);
  for (const body of world.unsure) {
    unwrap(await answered(running, () => client.sendEvents({ body })));
    world.acknowledged.push(...body.map((event) => event.uid));
  }
  unwrap(await answered(running, () => client.moveClock({ body: { advanceMs: 60 * 24 * hour } })));
  for (const message of unwrap(await answered(running, () => client.outbox({ limit: 500 })))) receive(world.messages, message);
  child.kill('SIGTERM');
  assert.deepEqual(await exited, { code: 0, signal: null });
}

/** The same events heard once, in the order in which they were stored, by an executor that nobody disturbed: the same people, the same messages. */
async function compareWithPeace({ data, acknowledged, said, heard, messages, tally }: World, seed: string): Promise<void> {
  const db = openDatabase(join(data, storeFile));
  assert.deepEqual(faults(db), [], seed);
  const rows = eventsAsStored(db);
  assert.deepEqual(rows.map((row) => row.envelope.uid).sort(), [...new Set(acknowledged)].sort(), seed);
  for (const [email, value] of heard) {
    const kept = pointsOf(db, email);
    assert.ok(kept >= value && kept <= (said.get(email) ?? 0), `${seed}: ${email} has ${kept}, ${value} was acknowledged`);
  }
  const calm = await testExecutor();
  calm.clock.jump(rows[0]?.received_at ?? 0);
  for (const body of bundles) unwrap(await calm.client.deploy({ body }));
  unwrap(await calm.client.updateProfiles({ body: knownProfiles() }));
  for (const row of rows) {
    await calm.pass(Math.max(0, row.received_at - calm.clock.now()));
    unwrap(await calm.engine.sendEvents([row.envelope]));
  }
  await calm.pass(70 * 24 * hour);
  for (const [email] of said) unwrap(await calm.client.updateProfiles({ body: [profile(email, pointsOf(db, email))] }));
  assert.deepEqual(people(db), people(calm.db), seed);
  const keys = (of: Database) => of.all<{ key: string }>('SELECT key FROM outbox ORDER BY key').map((row) => row.key);
  assert.deepEqual(keys(db), keys(calm.db), seed);
  const known = new Set(keys(db));
  assert.deepEqual(
    [...messages.keys()].filter((key) => !known.has(key)),
    [],
    seed,
  );
  const count = (sql: string) => db.get<{ n: number }>(sql)?.n ?? 0;
  tally.merges += count('SELECT count(*) AS n FROM merge_alias');
  tally.steps += count('SELECT count(*) AS n FROM trace_line');
  tally.messages += known.size;
  await calm.end();
  db.close();
}

function pointsOf(db: Database, email: string): number {
  return (
    db.get<{ n: number }>(
      `SELECT CAST(a.value AS INTEGER) AS n FROM customer_attribute a JOIN identity i ON i.customer = a.customer
       WHERE a.name = 'loyalty-points' AND i.value = ?`,
      email,
    )?.n ?? -1
  );
}
