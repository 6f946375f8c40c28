/** What somebody needs who lets another program talk to the executor. */
import type { ExecutorApi } from '../shared/platform';
import { ok, type Result, refuse } from '../shared/problem';
import { readEndpoint } from './executor-endpoint';

/** The executor tells itself what it can be asked. Refuses `executor-not-running`, `executor-unreachable`, `reply-malformed`. */
export async function readExecutorApi(folder: string): Promise<Result<ExecutorApi>> {
  const at = readEndpoint(folder);
  if (!at) return refuse('executor-not-running');
  try {
    const headers = { authorization: `Bearer ${at.token}` };
    const answer = await fetch(`http://127.0.0.1:${at.port}/docs`, { headers, redirect: 'error', signal: AbortSignal.timeout(10_000) });
    return answer.status === 200 ? ok({ folder, port: at.port, page: await answer.text() }) : refuse('reply-malformed', { call: '/docs' });
  } catch (error) {
    return refuse('executor-unreachable', { message: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
  }
}
