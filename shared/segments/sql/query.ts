import type { ProblemParams } from '../../problem';
import type { Attribute } from '../../record/schema';
import type { Dialect } from './dialect';
import type { ZoneTimes } from './zone-times';

/** What every part of a query needs to know while it is written. */
export type Query = {
  dialect: Dialect;
  attributes: ReadonlyMap<string, Attribute>;
  times: ZoneTimes;
  /** The table of a segment's customers. */
  segmentTable(id: string): string;
  /** The row of the customer's newest event of a name: `occurred_at`, `uid`, and `since`, so long before it. */
  newest(event: string, before: string | undefined): string;
  /** What can't be said is refused; what it returns stands in its place in a query nobody will see. */
  refuse(code: string, params?: ProblemParams): string;
  /** A text as a literal; refused when no database can hold it. */
  text(value: string): string;
  /** A name for one more table of this query. */
  alias(letter: string): string;
};

/** Zone of the customer of the row. */
export const ZONE = 'z."time_zone"';

export function all(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' and ')})`;
}

export function any(parts: readonly string[], { no }: Dialect): string {
  return parts.length === 0 ? no : parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' or ')})`;
}
