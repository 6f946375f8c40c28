/** An executor inside the test's own process, on a clock that stands still until it is moved. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExecutorClient, type ExecutorClient } from '../shared/executor/client';
import type { Result } from '../shared/problem';
import type { Providers } from './channels/channels';
import { type Clock, createManualClock, type ManualClock } from './clock';
import type { Log } from './log';
import type { PublicLimits } from './public/public-server';
import { type Executor, startExecutor } from './start';

/** Monday 1 June 2026, 10:00 in Jerusalem. */
export const mondayMorning = Date.UTC(2026, 5, 1, 7);

export type TestExecutor = Executor & {
  client: ExecutorClient;
  clock: ManualClock;
  dataFolder: string;
  /** Lets time pass; what falls due on the way happens at its own time. */
  pass(ms: number): Promise<void>;
  /** Stops it and starts it again on the same data. */
  restart(): Promise<TestExecutor>;
  /** A second one on a copy of its data as they are now, as if this one had died; this one is ended without a word. */
  crash(options?: Pick<TestOptions, 'providers'>): Promise<TestExecutor>;
  /** Stops it and removes its data. */
  end(): Promise<void>;
};

type TestOptions = { log?: Log; dataFolder?: string; clock?: ManualClock; machineClock?: Clock; providers?: Providers; publicLimits?: PublicLimits };

export async function testExecutor(options: TestOptions = {}): Promise<TestExecutor> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'masa-executor-'));
  const clock = options.clock ?? createManualClock(mondayMorning);
  const executor = unwrap(await startExecutor({ ...options, dataFolder, clock }));
  return {
    ...executor,
    clock,
    dataFolder,
    client: createExecutorClient({ port: executor.port, token: executor.token, fetch }),
    pass: (ms) => executor.engine.fastForward(clock.now() + ms, (now) => clock.jump(now)),
    async restart() {
      await executor.stop();
      return testExecutor({ ...options, dataFolder, clock });
    },
    async crash(more = {}) {
      const copy = mkdtempSync(join(tmpdir(), 'masa-executor-'));
      cpSync(dataFolder, copy, { recursive: true });
      return testExecutor({ ...options, ...more, dataFolder: copy, clock });
    },
    async end() {
      await executor.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The value of a call that has to succeed. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
