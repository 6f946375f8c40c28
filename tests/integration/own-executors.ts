/** Executors of one test file: built once, a data folder of its own for each test, and nothing left running after it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { buildExecutor, type Fate, type Running, runExecutor } from './executor-process';

export type OwnExecutors = {
  /** The data folder of the present test. */
  data(): string;
  /** Path of the built program. */
  program(): string;
  /** `folder`: another than the test's own. */
  run(args?: string[], fate?: Fate, folder?: string): Promise<Running>;
  killAll(): Promise<void>;
};

export function ownExecutors(name: string): OwnExecutors {
  let built: Awaited<ReturnType<typeof buildExecutor>>;
  let data = '';
  let started: Running[] = [];
  beforeAll(async () => {
    built = await buildExecutor();
  });
  afterAll(() => built.remove());
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), `masa-${name}-`));
  });
  const killAll = async () => {
    for (const { child, exited } of started) {
      child.kill('SIGKILL');
      await exited;
    }
    started = [];
  };
  afterEach(async () => {
    await killAll();
    rmSync(data, { recursive: true, force: true });
  });
  return {
    data: () => data,
    program: () => built.path,
    killAll,
    async run(args = [], fate = {}, folder = data) {
      const running = await runExecutor(built.path, folder, args, fate);
      started.push(running);
      return running;
    },
  };
}
