/** The live executor and the sandbox, each with a store of its own. The windows look at one of them; the other goes on beside it. */
import { mkdir, rm } from 'node:fs/promises';
import { executorRoutes } from '../shared/executor/contract';
import type { ExecutorApi, ExecutorStatus } from '../shared/platform';
import type { Result } from '../shared/problem';
import type { ChannelSecrets } from './channel-secrets';
import type { ExecutorCare } from './executor-care';
import type { ExecutorClient } from './executor-client';
import type { Supervisor } from './executor-supervisor';

export type Mode = ExecutorStatus['mode'];
type Executor = { supervisor: Supervisor; care: ExecutorCare; readApi(): Promise<Result<ExecutorApi>> };
export type Executors = ReturnType<typeof createExecutors>;

/** `sandboxFolder` holds nothing but the sandbox, and is emptied with it. */
export type ExecutorsOptions = {
  live: Executor;
  sandbox: Executor;
  sandboxFolder: string;
  /** Absent: the executor keeps secrets itself. */
  secrets?: ChannelSecrets | undefined;
};

export function createExecutors({ live, sandbox, sandboxFolder, secrets }: ExecutorsOptions) {
  let mode: Mode = 'live';
  const current = () => (mode === 'live' ? live : sandbox);
  const supervisor = () => current().supervisor;
  const client: Record<string, (input: never) => unknown> = {};
  for (const name of Object.keys(executorRoutes) as (keyof ExecutorClient)[]) client[name] = (input) => supervisor().client[name](input);
  // The sandbox opens no channel.
  if (secrets)
    client.setSecrets = (input) => (mode === 'live' ? secrets.set(live.supervisor.client.setSecrets, input) : sandbox.supervisor.client.setSecrets(input));
  const status = async (): Promise<ExecutorStatus> => {
    const shown = await supervisor().status();
    const { health } = mode === 'live' ? shown : await live.supervisor.status();
    return { ...shown, mode, ...(health?.openChannels && { openChannels: health.openChannels }) };
  };
  return {
    /** Calls go to the one that is looked at. */
    client: client as unknown as ExecutorClient,
    care: () => current().care,
    readApi: () => current().readApi(),
    status,
    async start(): Promise<ExecutorStatus> {
      await supervisor().start();
      return status();
    },
    async stop(): Promise<ExecutorStatus> {
      await supervisor().stop();
      return status();
    },
    look(wanted: Mode): Promise<ExecutorStatus> {
      mode = wanted;
      return status();
    },
    /** Everything in the sandbox is gone, and its clock is right again. */
    async emptySandbox(): Promise<ExecutorStatus> {
      await sandbox.supervisor.stop();
      await rm(sandboxFolder, { recursive: true, force: true, maxRetries: 5 });
      await mkdir(sandboxFolder, { recursive: true, mode: 0o700 });
      await sandbox.supervisor.start();
      return status();
    },
    async stopAll(): Promise<void> {
      await Promise.all([live.supervisor.stop(), sandbox.supervisor.stop()]);
    },
  };
}
