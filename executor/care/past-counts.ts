/** Lines of the trace that are let go of go on being counted. */
import type { TraceEntry } from '../../shared/journey/run';
import { metricsOf } from '../engine/metrics';
import type { Database } from '../store/driver';

type Line = { what: TraceEntry['what']; node: string | null; port: string | null; code: string | null };

/** Deletes a row of the trace, and adds what it came to to the counts of what is not kept any more. */
export function letTraceGo(db: Database, { seq, deployment, way }: { seq: number; deployment: number; way: number }): void {
  for (const { what, node, port, code } of db.all<Line>('SELECT what, node, port, code FROM trace_line WHERE seq = ?', seq)) {
    const entry = { what, ...(node !== null && { node }), ...(port !== null && { port }), ...(code !== null && { reason: { code, params: {} } }) };
    for (const counted of metricsOf(entry))
      db.run(
        'INSERT INTO past_count (deployment, node, metric, n) VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1',
        deployment,
        counted.node,
        counted.metric,
      );
  }
  db.run('DELETE FROM refusal WHERE deployment = ? AND way = ? AND trace = ?', deployment, way, seq);
  db.run('DELETE FROM trace WHERE seq = ?', seq);
}
