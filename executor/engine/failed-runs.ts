/** What becomes of a run that failed. It has left its journey and lies where it broke, until somebody decides. */
import type { Run } from '../../shared/journey/run';
import { dueAt } from '../../shared/journey/wake';
import { ok, type Result, refuse } from '../../shared/problem';
import { standing } from './metrics';
import type { News } from './news';
import { react } from './react';
import type { Registry } from './registry';
import { type RunRow, runColumns, runOf, updateRun } from './run-rows';
import { current, hearAwaited, move } from './runs';
import type { Work } from './work';

export type Decision = 'try-again' | 'let-go';

/** A run that broke in the middle of a step has done nothing in it: the step can be taken again. One that found no way on would find none again. */
export function isRepeatable(run: Run): boolean {
  return run.exit?.code === 'failed' && run.exit.detail === 'step-failed' && (run.wait !== undefined || run.visit === 0);
}

/**
 * Takes the step that broke once more, with what has happened meanwhile, or leaves it at that. The run keeps its id and the
 * count of its visits, so that nothing it has sent is sent again. Refuses `run-unknown`, `run-not-failed` (decided already),
 * `run-not-repeatable`, `deployment-not-running` and `run-superseded` (she is in the journey again by another way).
 */
export function decideFailed(work: Work, registry: Registry, customer: number, id: string, decision: Decision): Result<{ status: Run['status'] }> {
  const row = work.db.get<RunRow>(`SELECT ${runColumns} FROM run WHERE customer = ? AND id = ?`, customer, id);
  const deployed = row && registry.byNumber(row.deployment);
  if (!row || !deployed) return refuse('run-unknown');
  const { exit, ...run } = runOf(row, deployed.deployment.hash);
  if (exit?.code !== 'failed') return refuse('run-not-failed');
  const at = { deployment: row.deployment, customer, run: row.n };
  if (decision === 'let-go') {
    const { wait: _, ...over } = run;
    updateRun(work.db, row.n, { ...over, exit: { ...exit, code: 'stopped' } }, undefined);
    work.addTrace(at, [{ node: run.node, what: 'let-go' }]);
    return ok({ status: 'exited' });
  }
  if (!isRepeatable({ ...run, exit })) return refuse('run-not-repeatable');
  if (deployed.state !== 'live' && deployed.state !== 'draining') return refuse('deployment-not-running');
  if (isInsideAgain(work, customer, deployed.deployment.journey.id, run.key)) return refuse('run-superseded');

  const restored: Run = { ...run, status: 'active' };
  updateRun(work.db, row.n, restored, dueAt(restored));
  work.addCount(row.deployment, run.node, standing, 1);
  work.addTrace(at, [{ node: run.node, what: 'tried-again' }]);
  work.moved.add(row.n);
  const news: News[] = [];
  const passage = { ...row, failures: 0 };
  hearAwaited(work, deployed, passage, restored, news);
  move(work, deployed, passage, current(work, row.n, deployed), { kind: 'changed' }, news);
  for (const one of news) react(work, registry, one);
  return ok({ status: current(work, row.n, deployed).status });
}

function isInsideAgain(work: Work, customer: number, journey: string, key: string): boolean {
  return (
    work.db.get(
      'SELECT 1 FROM run JOIN deployment d ON d.n = run.deployment WHERE run.customer = ? AND run.is_over = 0 AND run.key = ? AND d.journey = ?',
      customer,
      key,
      journey,
    ) !== undefined
  );
}
