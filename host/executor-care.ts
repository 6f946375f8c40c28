/** Care for the executor's store, whether it runs, was stopped, or can't be started because of its store. */
import { z } from 'zod';
import { type Backup, type BackupList, backupListSchema, backupSchema } from '../shared/executor/care';
import { ok, type Result, refuse } from '../shared/problem';
import type { SpawnExecutor } from './executor-process';
import type { Supervisor, SupervisorStatus } from './executor-supervisor';
import { runTask } from './executor-task';

export type ExecutorCare = {
  backups(): Promise<Result<BackupList>>;
  backUp(): Promise<Result<Backup>>;
  /** Goes back to a backup and runs on it. */
  restore(backup: string): Promise<Result<SupervisorStatus>>;
  /** Sets a store aside that can't be opened, and runs on an empty one. Refuses `executor-already-running`. */
  beginAnew(): Promise<Result<SupervisorStatus>>;
};

/** As the app asks: through the supervisor, which keeps the executor running. */
export function createExecutorCare({ supervisor, spawn, dataFolder }: { supervisor: Supervisor; spawn: SpawnExecutor; dataFolder: string }): ExecutorCare {
  const { client } = supervisor;
  const isReady = async () => (await supervisor.status()).state === 'ready';
  /** Not while it is being started again. */
  const keepStill = async () => {
    if ((await supervisor.status()).state === 'starting') await supervisor.stop();
  };
  const startAfter = async (done: Result<unknown>): Promise<Result<SupervisorStatus>> => (done.ok ? ok(await supervisor.start()) : done);
  return {
    backups: async () => ((await isReady()) ? client.backups({}) : runTask(spawn, { dataFolder, task: 'backups', value: backupListSchema })),
    backUp: async () => ((await isReady()) ? client.backUp({}) : runTask(spawn, { dataFolder, task: 'backup', value: backupSchema })),
    async restore(backup) {
      if (await isReady()) {
        const restored = await client.restore({ body: { backup } });
        return restored.ok ? ok(await supervisor.status()) : restored;
      }
      await keepStill();
      return startAfter(await runTask(spawn, { dataFolder, task: 'restore', value: backupSchema, backup }));
    },
    async beginAnew() {
      if (await isReady()) return refuse('executor-already-running');
      await keepStill();
      return startAfter(await runTask(spawn, { dataFolder, task: 'set-aside', value: z.null() }));
    },
  };
}
