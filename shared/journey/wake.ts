/** What the keeper of runs needs to know without stepping: when a run is due, and which inputs concern it. */
import type { Deployment } from './deployment';
import type { Run } from './run';

/** When the run must be woken (epoch ms); undefined for one that has left. A run without a wait is due at once. */
export function dueAt(run: Run): number | undefined {
  if (run.status === 'exited') return undefined;
  return run.wait ? run.wait.until : run.enteredAt;
}

/** Whether a `wake` would find its time come. */
export function isDue(run: Run, now: number): boolean {
  const due = dueAt(run);
  return due !== undefined && due <= now;
}

/** The event the run waits for at its node, if it waits for one. */
export function awaitedEvent(run: Run): string | undefined {
  return run.status === 'active' && run.wait?.kind === 'event' ? run.wait.event : undefined;
}

/**
 * Whether news about the customer can move this run. Stepping without asking is always right; asking saves the steps that
 * would change nothing. Events also change attributes and segments: give those names too.
 */
export function isConcerned(
  deployment: Deployment,
  run: Run,
  news: { event?: string | undefined; attributes?: Iterable<string>; segments?: Iterable<string> },
): boolean {
  if (run.status === 'exited') return false;
  const { runs } = deployment.listens;
  if (news.event !== undefined && (runs.events.has(news.event) || awaitedEvent(run) === news.event)) return true;
  for (const attribute of news.attributes ?? []) if (runs.attributes.has(attribute)) return true;
  for (const segment of news.segments ?? []) if (runs.segments.has(segment)) return true;
  return false;
}
