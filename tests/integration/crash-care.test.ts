/** Backups and restores are killed at every step: nothing is lost, nothing is half there, and what was held stays held. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { careActs, careInPeace, deathsOf, dieInCare, type Peace } from './crash-care';
import { buildExecutor } from './executor-process';

/** Where it is killed here; `CRASH_POINTS=all`, and the benchmark, at every point an act passes, each time it passes it. */
const points: Record<(typeof careActs)[number], readonly string[]> = {
  backup: ['within write of the copy', 'half-way through the draft of the description', 'before renameSync of the backup'],
  restore: [
    'within write of the draft of the next store',
    'after renameSync of the next store',
    'after renameSync of what is set aside',
    'after renameSync of the store',
  ],
  opening: ['after renameSync of what is set aside', 'before renameSync of the store', 'before UPDATE run'],
  resume: ['before UPDATE deployment', 'after COMMIT'],
};

let built: Awaited<ReturnType<typeof buildExecutor>>;
let folder = '';
let peace: Peace[];
beforeAll(async () => {
  built = await buildExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-crash-care-'));
  peace = await careInPeace(built.path, join(folder, 'peace'));
}, 300_000);
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});

test.each(careActs)(
  '%s',
  async (act) => {
    const one = peace.find((each) => each.act === act);
    if (!one) throw new Error(act);
    const all = process.env.CRASH_POINTS === 'all';
    expect(points[act].filter((point) => !one.passed.has(point))).toEqual([]);
    const deaths = all ? deathsOf(one) : points[act].map((point) => `${point} 1`);
    for (const [i, death] of deaths.entries()) await dieInCare(one, death, join(folder, `${act}-${i}`));
  },
  600_000,
);
