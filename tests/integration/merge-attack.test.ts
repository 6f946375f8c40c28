/**
 * Ill luck and ill will against merges: power cuts, full disks, clocks that jump, streams out of order and doubled. The seed is
 * always the same, so that a change is judged and not the dice; `MERGE_SEED`, `MERGE_KILLS` and `MERGE_STREAMS` give others, for as
 * long as somebody has time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestExecutor, testExecutor, unwrap } from '../../executor/executor.fixture';
import type { EventEnvelope } from '../../shared/executor/api';
import { createRandom, type Random } from '../../shared/sample/random';
import { crashPoints, openCopy } from './crash-walk';
import { buildExecutor, runExecutor } from './executor-process';
import { bundles, byHand, dump, eventsAsStored, faults, people, randomEvent } from './merge-streams';

const hour = 3_600_000;
const seed = Number(process.env.MERGE_SEED ?? 31_847);
const kills = Number(process.env.MERGE_KILLS ?? 4);
const streams = Number(process.env.MERGE_STREAMS ?? 1);

async function live(): Promise<TestExecutor> {
  const executor = await testExecutor();
  for (const body of bundles) unwrap(await executor.client.deploy({ body }));
  executor.engine.settle();
  return executor;
}

const merges = (executor: TestExecutor) => executor.db.get<{ n: number }>("SELECT n FROM counter WHERE name = 'merges'")?.n ?? 0;

test('one batch and one by one come to the same store, to the last row', async () => {
  let merged = 0;
  for (let n = 0; n < streams; n++) {
    const random = createRandom(seed, 1, n);
    const [together, apart] = [await live(), await live()];
    for (let round = 0; round < 4; round++) {
      const body = Array.from({ length: 40 }, (_, i) => randomEvent(random, 40 * round + i, together.clock.now()));
      unwrap(await together.client.sendEvents({ body: [...body, ...body.slice(0, 5)] }));
      for (const one of body) unwrap(await apart.engine.sendEvents([one]));
      expect(dump(together.db), `seed ${seed}, stream ${n}`).toEqual(dump(apart.db));
      const ms = random.int(1, 40) * hour;
      await together.pass(ms);
      await apart.pass(ms);
    }
    expect(faults(together.db), `seed ${seed}, stream ${n}`).toEqual([]);
    merged += merges(together);
    await together.end();
    await apart.end();
  }
  expect(merged).toBeGreaterThanOrEqual(streams);
});

/** Lets the n-th write from now on fail as a full disk would, and each after it until the returned function is called. */
function fillDisk({ db }: TestExecutor, after: number): () => void {
  const { run, insert } = db;
  let left = after;
  const full =
    <T extends unknown[], R>(write: (...args: T) => R) =>
    (...args: T): R => {
      if (--left < 0) throw Object.assign(new Error('database or disk is full'), { errcode: 13, sqliteCode: 13 });
      return write(...args);
    };
  Object.assign(db, { run: full(run), insert: full(insert) });
  return () => Object.assign(db, { run, insert });
}

/** Starts by another program so far: how each was asked for, and the run it got. */
type Starts = Map<string, { identifiers: EventEnvelope['identifiers']; run: string | undefined }>;

async function mishap(executor: TestExecutor, random: Random, body: EventEnvelope[], starts: Starts): Promise<TestExecutor> {
  const kind = random.int(0, 7);
  const { clock, client, db, engine } = executor;
  switch (kind) {
    case 0: {
      // Full in the midst of it: nothing of it is there. Sent again when there is room: all of it.
      const before = dump(db);
      const makeRoom = fillDisk(executor, random.int(0, 60));
      const refused = await client.sendEvents({ body });
      makeRoom();
      if (!refused.ok) {
        expect(refused.problems[0]?.code).toBe('executor-store-failed');
        expect(dump(db)).toEqual(before);
      }
      return executor;
    }
    case 1: {
      const before = dump(db);
      const again = await executor.restart();
      expect(dump(again.db)).toEqual(before);
      return again;
    }
    case 2:
      clock.jump(clock.now() - random.int(1, 30) * hour);
      return executor;
    case 3:
      clock.jump(clock.now() + random.int(1, 90) * hour);
      engine.settle();
      return executor;
    case 4: {
      const deployments = unwrap(await client.deployments({}));
      const { hash, state } = random.pick(deployments.filter((one) => one.state === 'live' || one.state === 'paused'));
      unwrap(await client.setState({ hash, body: { state: state === 'live' ? 'paused' : 'live' } }));
      return executor;
    }
    case 5: {
      // The same call again, after whatever came between, starts nobody twice.
      const [name, value] = Object.entries(body.find((one) => Object.keys(one.identifiers).length > 0)?.identifiers ?? {})[0] ?? [];
      if (name !== undefined && value !== undefined) starts.set(`start-${starts.size}`, { identifiers: { [name]: value }, run: undefined });
      for (const [uid, start] of starts) {
        const answer = await client.start({ id: byHand, body: { identifiers: start.identifiers, uid } });
        // While the journey is paused nobody is let in, nor told of an earlier start.
        if (!answer.ok) expect(['journey-not-startable', 'customer-unknown']).toContain(answer.problems[0]?.code);
        else if (start.run !== undefined) expect(answer.value.run).toBe(start.run);
        else start.run = answer.value.run;
      }
      return executor;
    }
    default:
      await executor.pass(random.int(1, 20) * hour);
      return executor;
  }
}

test('whatever happens between and during merges, the store holds together and nothing acknowledged is lost', async () => {
  let merged = 0;
  for (let n = 0; n < streams; n++) {
    const random = createRandom(seed, 2, n);
    let executor = await live();
    const sent: EventEnvelope[] = [];
    const starts: Starts = new Map();
    for (let round = 0; round < 25; round++) {
      const body = Array.from({ length: random.int(1, 25) }, (_, i) => randomEvent(random, sent.length + i, executor.clock.now()));
      executor = await mishap(executor, random, body, starts);
      unwrap(await executor.client.sendEvents({ body: [...body, ...(random.chance(0.3) ? sent.slice(-10) : [])] }));
      sent.push(...body);
      expect(faults(executor.db), `seed ${seed}, stream ${n}, round ${round}`).toEqual([]);
    }
    const stored = executor.db.all<{ uid: string }>("SELECT uid FROM event WHERE source = 'shop'").map((row) => row.uid);
    expect(stored.sort()).toEqual(sent.map((one) => one.uid).sort());
    await executor.pass(30 * 24 * hour);
    expect(faults(executor.db), `seed ${seed}, stream ${n}, after a month`).toEqual([]);
    merged += merges(executor);
    await executor.end();
  }
  expect(merged).toBeGreaterThanOrEqual(streams);
});

test('one telephone shared by five hundred customers: the last merges cost milliseconds, as the first', async () => {
  const executor = await live();
  const [portions, size] = [5, 100];
  const tell = async (portion: number, name: string, shared: EventEnvelope['identifiers']) => {
    const occurred_at = new Date(executor.clock.now()).toISOString();
    const body = Array.from({ length: size }, (_, i) => {
      const identifiers = { email: `p${portion * size + i}@shop.example`, ...shared };
      return { uid: `${name}-${portion}-${i}`, name, occurred_at, source_system: 'shop', is_test: false, identifiers, properties: { cart: 'one' } };
    });
    const began = process.cpuUsage();
    unwrap(await executor.engine.sendEvents(body));
    return process.cpuUsage(began).user;
  };
  for (let portion = 0; portion < portions; portion++) await tell(portion, 'cart', {});
  await executor.pass(90 * 60_000);
  let microseconds = 0;
  for (let portion = 0; portion < portions; portion++) microseconds = await tell(portion, 'seen', { mobile_phone: '050-1234567' });
  expect(merges(executor)).toBe(portions * size - 1);
  expect(microseconds / size).toBeLessThan(30_000);
  expect(faults(executor.db)).toEqual([]);
  await executor.end();
});

let built: Awaited<ReturnType<typeof buildExecutor>>;
let data = '';
beforeAll(async () => {
  built = await buildExecutor();
  data = mkdtempSync(join(tmpdir(), 'masa-merge-'));
});
afterAll(() => {
  built.remove();
  rmSync(data, { recursive: true, force: true });
});

/** Statements of a merge, from its first to its last, and the commit after it. */
const points = [
  'before UPDATE identity',
  'before UPDATE outbox',
  'before UPDATE run',
  'before DELETE entry_due',
  'before INSERT merge_alias',
  'before DELETE customer',
  'before INSERT outbox',
  'before INSERT counter',
  'after COMMIT',
];

test('killed at any moment of a merge: what was acknowledged is there, nothing twice, and all as if nothing had happened', async () => {
  const random = createRandom(seed, 3);
  const acknowledged = new Set<string>();
  const messages = new Map<string, string>();
  let unsure: EventEnvelope[] = [];
  let uids = 0;
  for (let kill = 0; kill < kills; kill++) {
    const point = kill % 2 === 0 ? random.pick(points) : undefined;
    const fate = point === undefined ? {} : { preload: [crashPoints], env: { CRASH_AT: `${point} ${random.int(10, 50)}` } };
    const { client, child, exited } = await runExecutor(built.path, join(data, 'live'), ['--sandbox'], fate);
    let alive = true;
    exited.then(() => {
      alive = false;
    });
    if (kill === 0) for (const body of bundles) await client.deploy({ body });
    const told = await client.moveClock({ body: { advanceMs: 0 } });
    let clock = told.ok ? Date.parse(told.value.now) : Date.now();
    // What nobody answered is sent again, some of it twice.
    const pending: EventEnvelope[][] = unsure.length > 0 ? [unsure] : [];
    unsure = [];
    const feed = async () => {
      while (alive) {
        const body = pending.shift() ?? Array.from({ length: random.int(1, 20) }, () => randomEvent(random, uids++, clock));
        const result = await client.sendEvents({ body });
        if (result.ok) for (const { uid } of body) acknowledged.add(uid);
        else unsure.push(...body);
      }
    };
    const read = async () => {
      while (alive) {
        const moved = await client.moveClock({ body: { advanceMs: random.int(0, 2 * hour) } });
        if (moved.ok) clock = Date.parse(moved.value.now);
        const outbox = await client.outbox({ limit: 500 });
        if (!outbox.ok) continue;
        for (const { key, body, to, node } of outbox.value) {
          const said = JSON.stringify([node, to, body]);
          expect(messages.get(key) ?? said).toBe(said);
          messages.set(key, said);
        }
      }
    };
    const working = Promise.all([feed(), feed(), read()]);
    // At a named point it dies by itself; without one after some answers, a different number each time.
    const target = acknowledged.size + (point === undefined ? random.int(0, 150) : 800);
    while (acknowledged.size < target && alive) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await exited;
    await working;
    const db = openCopy(join(data, 'live'));
    expect(faults(db), `seed ${seed}, kill ${kill} ${point ?? ''}`).toEqual([]);
    const stored = new Set(db.all<{ uid: string }>('SELECT uid FROM event').map((row) => row.uid));
    expect(
      [...acknowledged].filter((uid) => !stored.has(uid)),
      `seed ${seed}, kill ${kill}`,
    ).toEqual([]);
    const kept = new Set(db.all<{ key: string }>('SELECT key FROM outbox').map((row) => row.key));
    expect(
      [...messages.keys()].filter((key) => !kept.has(key)),
      `seed ${seed}, kill ${kill}`,
    ).toEqual([]);
    db.close();
  }
  const db = openCopy(join(data, 'live'));
  const merged = db.get<{ n: number }>('SELECT count(*) AS n FROM merge_alias')?.n ?? 0;
  console.log(`${kills} kills, ${acknowledged.size} events acknowledged, ${merged} merges, ${messages.size} messages read`);
  expect(merged).toBeGreaterThan(2 * kills);
  // The same events heard once, in the order in which they were stored, by an executor that nobody disturbed.
  const calm = await live();
  for (const row of eventsAsStored(db)) {
    calm.clock.jump(row.received_at);
    unwrap(await calm.engine.sendEvents([row.envelope]));
  }
  expect(people(calm.db), `seed ${seed}`).toEqual(people(db));
  await calm.end();
  db.close();
}, 7_200_000);
