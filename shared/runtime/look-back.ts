/** How far back a deployment looks at what has happened: older events make no difference to it. */
import type { EventWindow } from '../condition/schema';
import type { DeploymentBundle } from '../executor/api';
import { variablesIn } from '../journey/message-variables';
import { parseFormula } from '../record/formula/parse-formula';
import type { EventSource } from '../record/formula/syntax';
import { approximateMs } from '../time/duration';

/** Windows are of the customer's calendar; days and months are not always as long. */
export const slackMs = 3 * 86_400_000;
const forEver = Number.POSITIVE_INFINITY;

/** What is asked by itself; conditions are found wherever else they stand. */
export type LooksBack = Pick<DeploymentBundle, 'caps' | 'messages' | 'record'>;

/**
 * By event, in ms; an event that is not in it is never looked back at. What runs look at since their beginning is not in it:
 * whoever is inside keeps her events anyway.
 */
export function lookBackOf(bundle: LooksBack): ReadonlyMap<string, number> {
  const reach = new Map<string, number>();
  const note = (event: string, ms: number) => reach.set(event, Math.max(reach.get(event) ?? 0, ms));

  // Conditions stand in segments, steps, goals, exits, caps and suppressions; each is known by its form, wherever it stands.
  visit(bundle, (value) => {
    if (value.op === 'performed' && typeof value.event === 'string') noteWindow(value.event, value.window as EventWindow | undefined, note);
  });
  for (const cap of bundle.caps) note('message-sent', span(cap.window));
  for (const { formula } of bundle.record.attributes) {
    const parsed = formula === undefined ? undefined : parseFormula(formula);
    if (parsed?.ok)
      visit(parsed.value, (value) => {
        if (value.kind === 'aggregate')
          for (const source of value.sources as EventSource[]) note(source.event, source.last === undefined ? forEver : span(source.last));
      });
  }
  // A message shows the latest event of a kind, whenever that was.
  visit(bundle.messages, (value) => {
    for (const text of Object.values(value))
      if (typeof text === 'string') for (const variable of variablesIn(text)) if (variable.event !== undefined) note(variable.event, forEver);
  });
  return reach;
}

function noteWindow(event: string, window: EventWindow | undefined, note: (event: string, ms: number) => void): void {
  const { last, sinceEntry, afterLast, beforeLast } = window ?? {};
  for (const other of [afterLast, beforeLast]) if (other !== undefined) note(other, forEver);
  if (last !== undefined && beforeLast === undefined) note(event, span(last));
  else note(event, sinceEntry ? 0 : forEver);
}

function span(duration: string): number {
  return approximateMs(duration) + slackMs;
}

/** Every object in a JSON value. */
function visit(value: unknown, see: (object: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) see(value as Record<string, unknown>);
  for (const part of Object.values(value)) visit(part, see);
}
