/**
 * The single writer. Whatever is waiting when it gets its turn goes into one transaction, so that a hundred small writes cost
 * one sync to disk; each caller hears of it only after the commit.
 */
import { type Problem, type Result, refuse } from '../../shared/problem';
import { type Database, sqliteCodeOf } from '../store/driver';
import type { Work } from './work';

/** Weight of one transaction: about so many events. */
const batchWeight = 500;
/** Beyond this much waiting work new work is refused; it would only be answered too late. */
const queueWeight = 20_000;

/** Whoever is refused is never told to come back later than this. */
const longestWaitSeconds = 30;

/** So long a write waits for others, if there are likely to be others. */
const gatherMs = 2;

type Task = { weight: number; run(work: Work): void; done(): void; fail(error: unknown): void };

export type Writer = {
  /** Does `task` in a transaction shared with others and answers after the commit. Refuses with `executor-busy`, `executor-stopping`, `executor-store-failed`. */
  write<T>(weight: number, task: (work: Work) => T): Promise<Result<T>>;
  /** Undefined when so much may be written now. Several writes that belong together ask once, before the first. */
  refuseBeyond(weight: number): { ok: false; problems: Problem[] } | undefined;
  /** Weight of the work that waits to be written. */
  waiting(): number;
  /** Since when the store takes nothing, and SQLite's code; undefined: the last transaction was written. */
  failure(): StoreFailure | undefined;
  /** Does `task` at once in a transaction of its own. Throws what the task throws. */
  writeNow<T>(task: (work: Work) => T): T;
  /** Refuses new work, finishes what was taken on. */
  stop(): void;
};

export type StoreFailure = { since: number; sqlite: number };

/** Codes of SQLite that speak of the disk or the file, not of what was to be written: readonly, I/O, corrupt, full, can't open, not a database. */
const faultsOfTheStore: ReadonlySet<number> = new Set([8, 10, 11, 13, 14, 26]);

export type WriterOptions = {
  db: Database;
  /** Makes the unit of work of one transaction; it is flushed before the commit and thrown away after a failure. */
  begin(): Work;
  /** What is due anyhow, done in the transaction of those who wait: one sync for both. */
  alongside(work: Work): void;
  onCommit(): void;
  /** A transaction is on the disk; nobody has been told yet. Must not throw. */
  onWritten?(work: Work): void;
  /** Whatever was read of the store inside the failed transaction is not true. */
  onRollback(): void;
};

/** The writer of a store that nobody else writes to. */
export function createWriter({ db, begin, alongside, onCommit, onWritten = () => {}, onRollback }: WriterOptions): Writer {
  let queue: Task[] = [];
  let waiting = 0;
  let scheduled = false;
  let stopping = false;
  let lastTogether = 0;
  /** Weight per ms, of late. Measured by the machine's own clock: the executor's can be moved. */
  let pace = 10;
  let failure: StoreFailure | undefined;

  const writeNow = <T>(task: (work: Work) => T): T => {
    const work = begin();
    try {
      const done = db.transaction(() => {
        const result = task(work);
        work.flush();
        return result;
      });
      failure = undefined;
      onWritten(work);
      return done;
    } catch (error) {
      const sqlite = sqliteCodeOf(error);
      if (sqlite !== undefined && faultsOfTheStore.has(sqlite)) failure = { since: failure?.since ?? work.now, sqlite };
      onRollback();
      throw error;
    }
  };

  const alone = (task: Task) => {
    try {
      writeNow((work) => task.run(work));
      task.done();
    } catch (error) {
      task.fail(error);
    }
  };

  const turn = () => {
    scheduled = false;
    const batch: Task[] = [];
    let weight = 0;
    while (queue.length > 0 && (batch.length === 0 || weight < batchWeight)) {
      const task = queue.shift();
      if (!task) break;
      batch.push(task);
      weight += task.weight;
    }
    waiting -= weight;
    lastTogether = batch.length;
    const began = performance.now();
    try {
      writeNow((work) => {
        for (const task of batch) task.run(work);
        alongside(work);
      });
      for (const task of batch) task.done();
    } catch {
      // One of them is at fault and nothing was written: each alone, so that the others do not suffer for it.
      for (const task of batch) alone(task);
    }
    pace = 0.8 * pace + 0.2 * (weight / Math.max(0.1, performance.now() - began));
    onCommit();
    plan();
  };

  const plan = () => {
    if (scheduled || queue.length === 0) return;
    scheduled = true;
    // After the current round of I/O: requests that arrived together are written together. Where many came together last time,
    // the others are on their way: a sync each for a few of them would cost more than the moment they wait.
    if (queue.length < lastTogether / 2) setTimeout(turn, gatherMs);
    else setImmediate(turn);
  };

  const refuseBeyond = (weight: number) => {
    if (stopping) return refuse('executor-stopping');
    if (waiting === 0 || waiting + weight <= queueWeight) return undefined;
    // When all of what waits now will have been written.
    return refuse('executor-busy', { seconds: Math.min(longestWaitSeconds, Math.max(1, Math.ceil(waiting / pace / 1000))) });
  };

  return {
    writeNow,
    waiting: () => waiting,
    failure: () => failure,
    refuseBeyond,
    write(weight, task) {
      type T = ReturnType<typeof task>;
      const refused = refuseBeyond(weight);
      if (refused) return Promise.resolve(refused);
      return new Promise<Result<T>>((resolve, reject) => {
        let value: { of: T } | undefined;
        waiting += weight;
        queue.push({
          weight,
          run: (work) => {
            value = { of: task(work) };
          },
          done: () => (value ? resolve({ ok: true, value: value.of, problems: [] }) : reject(new Error('a task ended without a value'))),
          fail: (error) => (isOfTheDisk(error) ? resolve(refuse('executor-store-failed', { message: messageOf(error) })) : reject(error)),
        });
        plan();
      });
    },
    stop() {
      stopping = true;
      while (queue.length > 0) turn();
      queue = [];
    },
  };
}

/** What the store or a file beside it could not do, and no fault of the task. */
function isOfTheDisk(error: unknown): boolean {
  return sqliteCodeOf(error) !== undefined || (error instanceof Error && 'syscall' in error && 'code' in error);
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
