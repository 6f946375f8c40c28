import { movedFrom } from '../journey/move-run';
import type { TraceLine } from './api';
import type { DeliveryState } from './channels';

const objections: ReadonlySet<TraceLine['what']> = new Set(['not-sent', 'not-entered', 'held', 'failed']);

const undelivered: ReadonlySet<DeliveryState> = new Set(['stopped', 'failed', 'bounced', 'unknown', 'cancelled']);

/**
 * The row that answers "why did this customer not get it?": the newest line that says no. A message that was held and then
 * went on is no answer anymore, nor is a closed door to somebody who is inside or was let in later. Undefined when nothing
 * said no. `trace` is oldest first.
 */
export function whyNot(trace: readonly TraceLine[]): TraceLine | undefined {
  const inside = refusedInside(trace);
  const wentOn = new Set<string>();
  const letIn = new Set<string>();
  for (let i = trace.length - 1; i >= 0; i--) {
    const row = trace[i];
    if (!row) continue;
    // Leaving ends a hold with a line of its own ("not sent"), so that one is the answer.
    const place = `${row.run} ${row.node ?? ''}`;
    const isOver = (row.what === 'held' && wentOn.has(place)) || (row.what === 'not-entered' && (letIn.has(row.journeyId) || inside.has(row)));
    if (objections.has(row.what) && !isOver) return row;
    // Decided for, and yet she did not get it.
    if (row.delivery && undelivered.has(row.delivery.state)) return row;
    wentOn.add(place);
    if (row.what === 'entered') letIn.add(row.journeyId);
  }
  return undefined;
}

/** Doors closed to somebody who was inside at that moment: nothing was kept from her. */
function refusedInside(trace: readonly TraceLine[]): Set<TraceLine> {
  const open = new Map<string, string>();
  const found = new Set<TraceLine>();
  for (const row of trace) {
    if (row.what === 'not-entered') {
      if ([...open.values()].includes(row.journeyId)) found.add(row);
    } else if (row.run !== '') {
      if (row.what === 'exited') open.delete(row.run);
      else open.set(row.run, row.journeyId);
    }
  }
  return found;
}

/** The newest wait nothing has followed in its run: what happens next. */
export function stillWaiting(trace: readonly TraceLine[]): TraceLine | undefined {
  const moved = new Set<string>();
  for (let i = trace.length - 1; i >= 0; i--) {
    const row = trace[i];
    if (!row) continue;
    if (row.what === 'waiting' && !moved.has(row.run)) return row;
    if (row.run !== '') moved.add(row.run);
  }
  return undefined;
}

/**
 * What a reader of the trace wants to see. Leaving a step by its only way says nothing the next line does not; leaving the
 * journey by its goal or by a fault was said by the line before, and so was the arrival in another version.
 */
export function readableTrace(trace: readonly TraceLine[]): TraceLine[] {
  const ended = new Set<string>();
  return trace.filter((row) => {
    if (row.what === 'goal' || row.what === 'failed') ended.add(row.run);
    if (row.what === 'moved') return row.reason?.code !== movedFrom;
    if (row.what === 'exited') return !ended.has(row.run);
    return !(row.what === 'passed' && (row.port === undefined || row.port === 'out'));
  });
}
