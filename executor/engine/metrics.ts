/**
 * How trace lines are counted: the one rule, used while running (as deltas, in the same transaction) and by whoever recounts.
 * Node '' is the journey as a whole. What a line takes back counts less than nothing.
 */
import { movedFrom } from '../../shared/journey/move-run';
import type { TraceEntry } from '../../shared/journey/run';

export function metricsOf(entry: TraceEntry): { node: string; metric: string; by?: number }[] {
  const node = entry.node ?? '';
  const code = entry.reason?.code ?? 'unknown';
  switch (entry.what) {
    case 'entered':
      return [{ node: '', metric: 'entered' }];
    case 'not-entered':
      return [{ node, metric: `not-entered:${code}` }];
    case 'passed':
      // By the way that was taken, where there is more than one.
      return [{ node, metric: entry.port === undefined || entry.port === 'out' ? 'passed' : `passed:${entry.port}` }];
    case 'sent':
    case 'failed':
      return [{ node, metric: entry.what }];
    case 'not-sent':
      return [{ node, metric: `not-sent:${code}` }];
    case 'exited':
      // `port` of an exit is the way it left: its exit code.
      return [
        { node, metric: 'exited' },
        { node: '', metric: `exited:${entry.port ?? 'completed'}` },
      ];
    case 'moved':
      // Leaves the one version and enters the other.
      if (code === movedFrom) return [{ node: '', metric: 'entered' }];
      return [
        { node, metric: 'exited' },
        { node: '', metric: 'exited:moved' },
      ];
    case 'tried-again':
      return [
        { node, metric: 'failed', by: -1 },
        { node, metric: 'exited', by: -1 },
        { node: '', metric: 'exited:failed', by: -1 },
      ];
    case 'let-go':
      return [
        { node, metric: 'failed', by: -1 },
        { node: '', metric: 'exited:failed', by: -1 },
        { node: '', metric: 'exited:stopped' },
      ];
    case 'waiting':
    case 'held':
    case 'updated':
    case 'task':
    case 'webhook':
    case 'goal':
      return [];
  }
}

/** Runs that stand at a node now. Not a trace line: it follows from where each run stood before and after a step. */
export const standing = 'standing';
