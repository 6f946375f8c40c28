/** One number of the business case: how it may turn out, and where it is from. */
import type { InputOrigin } from './kpi-values';
import type { Span } from './schema';

/** `journey`: said of this journey. `triggers`: how often what starts it happens; `atMost`: the journey takes only some of it. */
export type FigureOrigin =
  | InputOrigin
  | { kind: 'journey' }
  | { kind: 'input'; input: string }
  | { kind: 'triggers'; from: 'volumes' | 'segment'; atMost?: true }
  | { kind: 'order-value' }
  | { kind: 'all' };

export type Figure = {
  low: number;
  expected: number;
  high: number;
  /** Somebody said how far it may be off. */
  isRanged: boolean;
  measure: 'count' | 'share' | 'money';
  origin: FigureOrigin;
  /** Where the client's figure comes from, in the consultant's words. */
  source?: string;
};

type Said = { expected: number; origin: FigureOrigin; measure: Figure['measure']; span?: Span | undefined; source?: string | undefined };

/** An end beyond the expected figure, left over from before that one was changed, counts as the expected one. Nothing is below 0. */
export function figure({ expected, origin, measure, span, source }: Said): Figure {
  const low = Math.max(Math.min(expected, 0), Math.min(expected, span?.low ?? expected));
  const high = Math.max(expected, Math.min(span?.high ?? expected, measure === 'share' ? Math.max(1, expected) : Number.POSITIVE_INFINITY));
  return { low, expected, high, isRanged: low < expected || high > expected, measure, origin, ...(source && { source }) };
}
