import type { TraceRow } from './api';

const objections: ReadonlySet<TraceRow['what']> = new Set(['not-sent', 'not-entered', 'held', 'failed']);

/**
 * The row that answers "why did this customer not get it?": the newest line that says no. A message that was held and then
 * went on is no answer anymore. Undefined when nothing said no. `trace` is oldest first.
 */
export function whyNot(trace: readonly TraceRow[]): TraceRow | undefined {
  const wentOn = new Set<string>();
  for (let i = trace.length - 1; i >= 0; i--) {
    const row = trace[i];
    if (!row) continue;
    // Leaving ends a hold with a line of its own ("not sent"), so that one is the answer.
    const place = `${row.run} ${row.node ?? ''}`;
    if (objections.has(row.what) && !(row.what === 'held' && wentOn.has(place))) return row;
    wentOn.add(place);
  }
  return undefined;
}

/** What a reader of the trace wants to see: leaving a step by its only way says nothing the next line does not. */
export function readableTrace(trace: readonly TraceRow[]): TraceRow[] {
  return trace.filter((row) => !(row.what === 'passed' && (row.port === undefined || row.port === 'out')));
}
