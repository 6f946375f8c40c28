/**
 * Killed at each point where it matters what is on the disk and what is not yet: everything acknowledged is there, and what comes of the
 * rest of the walk is, to the last row, what an executor came to that nobody disturbed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../shared/sample/random';
import { type Arrival, beginWalk, checkArrival, checkWreck, goOn, syncedOf, undisturbed } from './crash-run';
import { emptyTally, storm } from './crash-storm';
import { buildExecutor } from './executor-process';
import { spoilHalfFolded, spoilUnsynced } from './power-cut';

const seed = Number(process.env.CRASH_SEED ?? 11);
/** Where it is killed here; `CRASH_POINTS=all`, and the benchmark, for every statement and setting that the walk passes, `CRASH_SEED` for another time of passing. */
const points = [
  ...['half-way through token', 'before token is in its place', 'before endpoint.json is in its place'],
  ...['after PRAGMA journal_mode', 'before a statement of a migration', 'before PRAGMA user_version'],
  ...['before BEGIN', 'after BEGIN', 'before COMMIT', 'after COMMIT', 'before the core answers', 'before the answer is sent'],
  'before UPDATE deployment',
  ...['before INSERT event', 'before UPDATE run', 'before INSERT outbox', 'before INSERT node_count', 'before UPDATE job'],
  ...['before UPDATE outbox', 'before INSERT merge_alias', 'before DELETE customer', 'before INSERT move', 'before DELETE move'],
];
let built: Awaited<ReturnType<typeof buildExecutor>>;
let folder = '';
let calm: Arrival;
let passed: ReadonlyMap<string, number>;

beforeAll(async () => {
  built = await buildExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-crash-'));
  ({ calm, passed } = await undisturbed(built.path, join(folder, 'calm')));
}, 60_000);
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Dies at one after the other; a walk that comes to its end without passing there again is compared, and the next one begins. */
async function dieAtEach(deaths: readonly string[], lane: number): Promise<void> {
  const random = createRandom(seed, 2, lane);
  let walks = 0;
  const begin = () => beginWalk(join(folder, `walk-${lane}-${++walks}`));
  let one = begin();
  for (const death of deaths) {
    while ((await goOn(built.path, one, { env: { CRASH_AT: death } })) === null) {
      checkArrival(one, calm, `before ${death}`);
      one = begin();
    }
    const cut = [death, spoilUnsynced(one.data, syncedOf(one), random), `${spoilHalfFolded(one.data, syncedOf(one), random)} pages half folded in`];
    checkWreck(one, cut.join(', '));
  }
  expect(await goOn(built.path, one)).toBe(null);
  checkArrival(one, calm, 'after all deaths');
}

test('cut off at every point, with what was not synced torn: nothing acknowledged is lost, nothing is done twice, and in the end all is as if nothing had happened', async () => {
  const chosen = process.env.CRASH_POINTS === 'all' ? [...passed.keys()] : points;
  expect(chosen.filter((point) => !passed.has(point))).toEqual([]);
  const random = createRandom(seed, 1);
  const deaths = chosen.map((point) => `${point} ${random.int(1, Math.ceil((passed.get(point) ?? 0) / 5))}`);
  const half = Math.ceil(deaths.length / 2);
  await Promise.all([dieAtEach(deaths.slice(0, half), 1), dieAtEach(deaths.slice(half), 2)]);
}, 300_000);

test('a storm: several senders, a receiver and a moving clock around one that keeps being killed', async () => {
  const tally = emptyTally();
  await storm(built.path, join(folder, 'storm'), { kills: 5, seed: [seed, 3] }, tally);
  expect(tally['kills at random'] + tally['kills at named points']).toBe(5);
  expect(tally['events acknowledged']).toBeGreaterThan(100);
  expect(tally.messages).toBeGreaterThan(20);
}, 300_000);
