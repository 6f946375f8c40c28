/** The shared client, over Node's fetch with a time-out, asking anew where the executor listens before each call. */
import { createExecutorClient, type ExecutorClient, type FetchLike } from '../shared/executor/client';
import { executorRoutes } from '../shared/executor/contract';
import type { Route } from '../shared/executor/routes/route';
import { type Result, refuse } from '../shared/problem';

export type Endpoint = { port: number; token: string };
export type { ExecutorClient };

/** Somebody waits before a screen: a busy executor is asked again for so long, then it is said. */
const patienceMs = 5_000;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const timeoutOf = (name: keyof ExecutorClient) => ((executorRoutes[name] as Route).slow ? 15 * 60_000 : 30_000);

/** A restarted executor listens on another port. While `endpoint` gives undefined, each call is refused with `executor-not-running`. */
export function createLazyExecutorClient(endpoint: () => Endpoint | undefined, timeoutMs?: number): ExecutorClient {
  const client: Record<string, (input: never) => Promise<Result<unknown>>> = {};
  for (const name of Object.keys(executorRoutes) as (keyof ExecutorClient)[]) {
    client[name] = async (input) => {
      const at = endpoint();
      return at
        ? createExecutorClient({ ...at, fetch: fetchWithin(timeoutMs ?? timeoutOf(name)), wait, patienceMs })[name](input)
        : refuse('executor-not-running');
    };
  }
  return client as unknown as ExecutorClient;
}

function fetchWithin(timeoutMs: number): FetchLike {
  return async (url, init) => {
    try {
      return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      // fetch says only "fetch failed"; what the system said (ECONNREFUSED …) is in the cause.
      throw error instanceof Error && error.cause instanceof Error && error.cause.message ? error.cause : error;
    }
  };
}
