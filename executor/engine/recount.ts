import type { Counts } from '../../shared/executor/api';
import { movedFrom } from '../../shared/journey/move-run';
import { countsOf } from '../api/queries';
import type { Database } from '../store/driver';
import { metricsOf, standing } from './metrics';

type Line = { run: number | null; node: string | null; what: string; port: string | null; code: string | null };

/** What a recount gives of counts as they are told; without any, nothing. */
export function recountable(told: Counts | null | undefined) {
  if (!told) return undefined;
  const { entered, active, exited, notEntered, nodes } = told;
  return { entered, active, exited, notEntered, nodes };
}

/** Counts of one deployment from its trace alone, line by line, and from what lines that are gone came to: what the kept counts must equal at any time. */
export function recount(db: Database, deployment: number): Pick<Counts, 'entered' | 'active' | 'exited' | 'notEntered' | 'nodes'> {
  const rows = new Map<string, { node: string; metric: string; n: number }>();
  const add = (node: string, metric: string, by: number) => {
    const key = `${node} ${metric}`;
    const row = rows.get(key);
    if (row) row.n += by;
    else rows.set(key, { node, metric, n: by });
  };
  for (const { node, metric, n } of db.all<{ node: string; metric: string; n: number }>(
    'SELECT node, metric, n FROM past_count WHERE deployment = ?',
    deployment,
  ))
    add(node, metric, n);
  // Where each run was last seen to stand still.
  const stands = new Map<number, string>();
  for (const { run, node, what, port, code } of db.all<Line>(
    'SELECT run, node, what, port, code FROM trace_line WHERE deployment = ? ORDER BY seq, line',
    deployment,
  )) {
    for (const { node: at, metric, by = 1 } of metricsOf({
      node: node ?? '',
      what: what as Parameters<typeof metricsOf>[0]['what'],
      ...(port === null ? {} : { port }),
      ...(code === null ? {} : { reason: { code, params: {} } }),
    }))
      add(at, metric, by);
    if (run === null) continue;
    if ((what === 'waiting' || what === 'held' || what === 'tried-again') && node !== null) stands.set(run, node);
    if (what === 'moved' && code === movedFrom && node !== null) stands.set(run, node);
    else if (what === 'exited' || what === 'passed' || what === 'moved') stands.delete(run);
  }
  for (const node of stands.values()) add(node, standing, 1);
  return countsOf([...rows.values()]);
}
