/** Undo keeps earlier documents (they share structure), so no command needs an inverse. Pure. */
import type { MessageKey, Params } from '../../shared/i18n/translator';

export type StepName = { key: MessageKey; params?: Params };
type Step<D> = { name: StepName; merge: string | undefined; at: number; document: D };

export type History<D> = {
  present: D;
  /** Documents before each step, oldest first. */
  past: Step<D>[];
  future: Step<D>[];
};

/** What makes one step of several: the same mark within 1.5 s, or the same visit of a field, however long the pauses. */
export type Merge = string | { visit: string };

const MERGE_WITHIN_MS = 1500;
const LIMIT = 500;

export function createHistory<D>(document: D): History<D> {
  return { present: document, past: [], future: [] };
}

/**
 * Adds a step. Steps with the same mark become one (typing, dragging).
 * Beyond 500 steps the oldest are forgotten.
 */
export function record<D>(history: History<D>, next: D, name: StepName, at: number, mark?: Merge): History<D> {
  const last = history.past.at(-1);
  const [merge, within] = typeof mark === 'object' ? [`visit ${mark.visit}`, Number.POSITIVE_INFINITY] : [mark, MERGE_WITHIN_MS];
  if (merge !== undefined && last?.merge === merge && at - last.at < within && history.future.length === 0) {
    return { present: next, past: [...history.past.slice(0, -1), { ...last, at }], future: [] };
  }
  return { present: next, past: [...history.past, { name, merge, at, document: history.present }].slice(-LIMIT), future: [] };
}

export function undo<D>(history: History<D>): History<D> {
  const last = history.past.at(-1);
  if (!last) return history;
  return { present: last.document, past: history.past.slice(0, -1), future: [{ ...last, merge: undefined, document: history.present }, ...history.future] };
}

export function redo<D>(history: History<D>): History<D> {
  const next = history.future[0];
  if (!next) return history;
  return { present: next.document, past: [...history.past, { ...next, merge: undefined, document: history.present }], future: history.future.slice(1) };
}
