/**
 * Kills the executor a thousand times, at random and at every named point, with torn logs, torn pages and full disks in between:
 * nothing acknowledged may be lost, nothing done twice, and the counts must be those of the traces. Then at each step of a backup, a
 * restore and the word that lets all go on: nothing may be lost and nothing half there. Ends with 1 when one is not so.
 *   npm run bench -- executor-crash
 * `KILLS` for more or fewer, `SEED` for other chances, `LANES` for how many at once; `kill -INT` ends it with what it has come to.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../shared/sample/random';
import { careInPeace, deathsOf, dieInCare } from '../tests/integration/crash-care';
import { beginWalk, checkArrival, checkWreck, goOn, syncedOf, undisturbed } from '../tests/integration/crash-run';
import { emptyTally, storm } from '../tests/integration/crash-storm';
import { buildExecutor } from '../tests/integration/executor-process';
import { spoilHalfFolded, spoilUnsynced } from '../tests/integration/power-cut';

let kills = Number(process.env.KILLS ?? 1000);
const lanes = Math.max(2, Number(process.env.LANES ?? 2));
const seed = Number(process.env.SEED ?? 2026);
/** The store of a storm is small enough to be looked at as a whole after each kill. */
const killsPerStorm = 25;

const built = await buildExecutor();
const folder = mkdtempSync(join(tmpdir(), 'masa-crashes-'));
const tally = emptyTally();
const deaths = new Map<string, number>();
const walked = { kills: 0, walks: 0, logs: 0, pages: 0 };
const began = performance.now();
const killed = () => walked.kills + tally['kills at random'] + tally['kills at named points'];
const tell = () => console.log(`${killed()} kills after ${Math.round((performance.now() - began) / 1000)} s`);

/** Many senders at once, on one store after another. */
async function storms(lane: number): Promise<void> {
  for (let n = 0; killed() < kills; n++) {
    const data = join(folder, `storm-${lane}-${n}`);
    await storm(built.path, data, { kills: killsPerStorm, seed: [seed, lane, n], isOver: () => killed() >= kills }, tally);
    rmSync(data, { recursive: true, force: true });
    tell();
  }
}

/** One call after the other, whose outcome is known to the last row; each point of the program in turn. */
async function walks(lane: number, { calm, passed }: Awaited<ReturnType<typeof undisturbed>>): Promise<void> {
  const random = createRandom(seed, lane);
  let n = 0;
  const begin = () => beginWalk(join(folder, `walk-${lane}-${n++}`));
  let one = begin();
  const arrive = (how: string) => {
    checkArrival(one, calm, how);
    walked.walks++;
    rmSync(one.data, { recursive: true, force: true });
    one = begin();
  };
  while (killed() < kills)
    for (const [point, times] of inAnyOrder([...passed], random)) {
      if (killed() >= kills) break;
      const death = `${point} ${random.int(1, Math.ceil(times / 4))}`;
      while ((await goOn(built.path, one, { env: { CRASH_AT: death } })) === null) arrive(`seed ${seed}, before ${death}`);
      walked.kills++;
      deaths.set(point, (deaths.get(point) ?? 0) + 1);
      let torn = '';
      if (random.chance(0.7)) {
        torn = spoilUnsynced(one.data, syncedOf(one), random);
        walked.logs++;
        walked.pages += spoilHalfFolded(one.data, syncedOf(one), random);
      }
      checkWreck(one, `seed ${seed}, ${death}, ${torn}`);
      if (walked.kills % 25 === 0) tell();
    }
  await goOn(built.path, one);
  arrive(`seed ${seed}, at the end`);
}

/** Each step of a backup and a restore; a restore that was cut short is cut short once more while it is finished. */
async function cares(): Promise<number> {
  let kills = 0;
  for (const peace of await careInPeace(built.path, join(folder, 'care')))
    for (const death of deathsOf(peace)) {
      const data = join(folder, `care-${kills++}`);
      await dieInCare(peace, death, data);
      rmSync(data, { recursive: true, force: true });
      if (kills % 25 === 0) console.log(`${kills} kills in backups and restores`);
    }
  return kills;
}

function inAnyOrder<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

process.once('SIGINT', () => {
  kills = 0;
});
try {
  const peace = await undisturbed(built.path, join(folder, 'calm'));
  await Promise.all(Array.from({ length: lanes }, (_, lane) => (lane % 2 === 0 ? storms(lane) : walks(lane, peace))));
  const careKills = await cares();
  const rows: [string, number | string][] = [
    ['kills', killed()],
    ['… at random, under load', tally['kills at random']],
    ['… at named points, under load', tally['kills at named points']],
    [`… at ${deaths.size} points of a walk known to the last row`, walked.kills],
    ['power cuts: logs torn beyond the last sync', tally['logs torn'] + walked.logs],
    ['power cuts: pages torn while the log was folded in', tally['pages torn'] + walked.pages],
    ['disks filled and freed', tally['disks filled']],
    ['events acknowledged', tally['events acknowledged']],
    ['… lost', 0],
    ['events sent again, unanswered', tally['events sent again']],
    ['profile updates acknowledged', tally['profile updates acknowledged']],
    ['merges', tally.merges],
    ['lines of traces', tally.steps],
    ['… doubled', 0],
    ['messages', tally.messages],
    ['… doubled or missing', 0],
    ['offered to the receiver again, known by their key', tally['messages offered again']],
    ['stores whose counts were not those of their traces', 0],
    ['walks to their end', walked.walks],
    ['… that came to another store than undisturbed', 0],
    ['kills in backups and restores', careKills],
    ['… that left half of one, or lost a row', 0],
    ['seconds', Math.round((performance.now() - began) / 1000)],
  ];
  console.log(`\n| | |\n|---|---:|\n${rows.map(([name, n]) => `| ${name} | ${n.toLocaleString('en')} |`).join('\n')}`);
} catch (error) {
  console.error(error, `\nthe stores are in ${folder}`);
  process.exit(1);
} finally {
  built.remove();
}
rmSync(folder, { recursive: true, force: true });
