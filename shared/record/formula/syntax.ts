/**
 * The formula language of computed attributes. Names are written with underscores, as on the wire.
 *
 *   coalesce(imported, 0) + count(order_placed since import)
 *   sum(order_placed.order_total last P365D) - sum(order_refunded.refund_amount last P365D)
 *   if(count(order_placed) = 0, 'prospect', 'active')
 *   coalesce(quintile(last_order_at), imported)
 *
 * A bare name is an attribute; inside `where (…)` it is a property of the event looked at. `imported` is the attribute's
 * own value as the sources last delivered it; `since import` takes only what happened after that.
 * `quintile` compares the customer with all others: it has a value only where everybody is worked out together.
 * Missing values: arithmetic with one is missing, a comparison with one is false, division by zero is missing.
 */
export type Operator = '+' | '-' | '*' | '/' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'contains';

/** `at`: where in the text, from 1; of two sides joined by an operator, the operator's place. */
export type Expression = { at: number } & (
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'name'; id: string }
  | { kind: 'imported' }
  | { kind: 'minus' | 'not'; of: Expression }
  | { kind: 'binary'; op: Operator; left: Expression; right: Expression }
  | { kind: 'in'; left: Expression; values: (string | number | boolean)[] }
  | { kind: 'call'; name: FunctionName; args: Expression[] }
  | { kind: 'aggregate'; name: AggregateName; sources: EventSource[] }
);

/** Which events, and what of them. */
export type EventSource = {
  /** Where the event's name stands in the text, from 1. */
  at: number;
  event: string;
  property?: string;
  where?: Expression;
  /** Only the last so long. */
  last?: string;
  /** At most one event in each stretch of this length counts. */
  every?: string;
  sinceImport: boolean;
};

/** The kinds of value a formula works with. `any`: only the data knows. */
export type ValueType = 'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'list' | 'any';

/** Ordinary functions: what they take and give is in `check-formula.ts`. */
export const functionNames = [
  'if',
  'coalesce',
  'is_set',
  'round',
  'floor',
  'least',
  'greatest',
  'years_since',
  'days_since',
  'add_days',
  'size',
  'quintile',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** Over events, oldest first. `gap_days`: median days between one and the next. */
export const aggregateNames = ['count', 'sum', 'average', 'min', 'max', 'first', 'last', 'first_at', 'last_at', 'distinct', 'list', 'gap_days'] as const;
export type AggregateName = (typeof aggregateNames)[number];

/** Which aggregates are of a property, and which of the events themselves. */
export const needsProperty: Record<AggregateName, boolean> = {
  count: false,
  first_at: false,
  last_at: false,
  gap_days: false,
  sum: true,
  average: true,
  min: true,
  max: true,
  first: true,
  last: true,
  distinct: true,
  list: true,
};
