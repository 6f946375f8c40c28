/** What the executor does for its store by itself, by the clock of the machine: a backup a day, and letting go of what is over. */
import type { Backup, BackupList, CareSettings } from '../../shared/executor/care';
import { ok, type Problem, type Result, refuse } from '../../shared/problem';
import type { Clock } from '../clock';
import type { Engine } from '../engine/engine';
import { forgetHours } from '../monitor/hours';
import { type Database, sqliteCodeOf } from '../store/driver';
import { createBackups, type Inspect, listBackups } from './backups';
import { beginSweep } from './retention';
import { readCare, writeCare } from './settings';

const day = 86_400_000;
/** A laptop that was asleep at the time is looked after soon after it wakes. */
const lookEveryMs = 15 * 60_000;
/** After a crash all of the store is read once; not at once, since there is enough to do then. */
const lookAfterCrashMs = 60_000;

export type Care = {
  backUp(): Promise<Result<Backup>>;
  backups(): BackupList;
  /** What is wrong: a torn store, and the code of why the last daily backup could not be made. */
  trouble(): { isTorn: boolean; failure: string | undefined };
  settings(): CareSettings;
  setSettings(settings: CareSettings): Result<CareSettings>;
  /** Ends what it is doing. Before the store is closed. */
  close(): Promise<void>;
};

export type CareOptions = {
  db: Database;
  engine: Pick<Engine, 'letGo' | 'write'>;
  dataFolder: string;
  inspect: Inspect;
  clock: Clock;
  /** It was not closed when it was last open: a crash, or the power went. */
  wasCutShort: boolean;
  onTrouble(error: unknown): void;
  /** One was made, or why none could be. */
  onBackup?(why: Backup['why'], made: Result<Backup>): void;
};

export function createCare({ db, engine, dataFolder, inspect, clock, wasCutShort, onTrouble, onBackup }: CareOptions): Care {
  const backups = createBackups({ db, dataFolder, inspect, now: clock.now });
  let failure: Problem | undefined;
  let looking: Promise<void> | undefined;
  let swept: { keepDays: number; at: number } | undefined;
  let isClosed = false;

  const backUp = async (why: Backup['why']) => {
    const made = await backups.make(why, readCare(db).keepBackups);
    if (made.ok) failure = undefined;
    onBackup?.(why, made);
    return made;
  };

  const look = async () => {
    const last = listBackups(dataFolder)[0];
    const isDue = last ? Date.parse(last.madeAt) + day <= clock.now() : holdsAnything(db);
    if (isDue && readCare(db).dailyBackup) {
      const made = await backUp('daily');
      if (!made.ok) failure = made.problems[0];
    } else if (wasCutShort && !backups.checked()) {
      const done = await backups.check();
      // That there is no room to read it is no fault of the store.
      if (!done.ok && done.problems[0]?.code === 'executor-store-torn') failure = done.problems[0];
    }
    await letGo();
    await engine.write(1, (work) => forgetHours(work.db, work.now));
  };

  const letGo = async () => {
    const { keepDays } = readCare(db);
    const isDue = swept === undefined || swept.keepDays !== keepDays || swept.at + day <= clock.now();
    if (keepDays === null || !isDue) return;
    const sweep = beginSweep(keepDays);
    // Others come between two chunks; when it is refused, there is another day.
    for (let goesOn = true; goesOn && !isClosed; ) {
      const done = await engine.letGo(sweep);
      goesOn = done.ok && done.value;
    }
    swept = { keepDays, at: clock.now() };
  };
  const lookLater = (afterMs: number): (() => void) =>
    clock.schedule(afterMs, () => {
      cancel = lookLater(lookEveryMs);
      looking ??= look()
        .catch(onTrouble)
        .finally(() => {
          looking = undefined;
        });
    });
  let cancel = lookLater(wasCutShort ? lookAfterCrashMs : lookEveryMs);

  return {
    backUp: () => backUp('asked'),
    backups() {
      const checked = backups.checked();
      return { backups: listBackups(dataFolder), ...(checked && { checked }), ...(failure && { failure }) };
    },
    trouble: () => ({
      isTorn: backups.checked()?.whole === false || failure?.code === 'executor-store-torn',
      failure: failure?.code,
    }),
    settings: () => readCare(db),
    setSettings(settings) {
      try {
        db.transaction(() => writeCare(db, settings));
      } catch (error) {
        if (sqliteCodeOf(error) === undefined) throw error;
        return refuse('executor-store-failed', { message: error instanceof Error ? error.message : '' });
      }
      return ok(settings);
    },
    async close() {
      isClosed = true;
      cancel();
      await backups.close();
      await looking;
    },
  };
}

function holdsAnything(db: Database): boolean {
  return db.get('SELECT 1 FROM customer UNION ALL SELECT 1 FROM deployment LIMIT 1') !== undefined;
}
