/** The executor of a data folder, whether it runs or not. */
import type { Result } from '../../shared/problem';
import { createLazyExecutorClient, type ExecutorClient } from '../executor-client';
import { readEndpoint } from '../executor-endpoint';
import { isAlive } from '../is-alive';

const triesToReach = 20;
const betweenTriesMs = 500;

/** `ask` is given the one that runs, or undefined: then the program does it alone. One that is just starting is waited for. */
export async function askExecutor<T>(dataFolder: string, ask: (client: ExecutorClient | undefined) => Promise<Result<T>>): Promise<Result<T>> {
  for (let tries = 0; ; tries++) {
    const endpoint = readEndpoint(dataFolder);
    const client = endpoint && isAlive(endpoint.pid) ? createLazyExecutorClient(() => endpoint) : undefined;
    const done = await ask(client);
    // One that is just starting has the folder already and can't be asked yet.
    const isStarting = !done.ok && !client && done.problems[0]?.code === 'executor-already-running';
    if (!isStarting || tries === triesToReach) return done;
    await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
  }
}
