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
  | { kind: 'planned' }
  | { kind: 'offer' }
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

type Said = { expected: number; origin: FigureOrigin; measure: Figure['measure']; span?: Span | undefined; source?: string | undefined; limits?: Limits };
/** Nothing is less or more than this. */
export type Limits = { least: number; most: number };

/** An end beyond the expected figure, left over from before that one was changed, counts as the expected one. */
export function figure({ expected, origin, measure, span, source, limits }: Said): Figure {
  const { least, most } = limits ?? { least: 0, most: measure === 'share' ? 1 : Number.POSITIVE_INFINITY };
  const low = Math.max(Math.min(expected, least), Math.min(expected, span?.low ?? expected));
  const high = Math.max(expected, Math.min(span?.high ?? expected, Math.max(most, expected)));
  return { low, expected, high, isRanged: low < expected || high > expected, measure, origin, ...(source && { source }) };
}
