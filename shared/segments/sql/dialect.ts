import type { ZoneTime } from './zone-times';

/** A value in a query, by what is known of it. `json`: a property of an event, of any type. */
export type SqlValue =
  | { kind: 'missing' }
  | { kind: 'text' | 'number' | 'boolean' | 'list' | 'day' | 'instant' | 'structure'; sql: string }
  /** `path`: of the value in the event's properties, for dialects without a type of its own. */
  | { kind: 'json'; sql: string; type: string };

/** Where two databases differ. Every text is an expression; those that hold or not may also be null for a missing value. */
export type Dialect = {
  yes: string;
  no: string;
  day(iso: string): string;
  instant(ms: number): string;
  now: string;
  /** The moment so much later, a time without days. */
  later(instant: string, ms: number): string;
  isTrue(sql: string): string;
  /** A plain decimal text as a number, anything else as null. */
  numberIn(text: string): string;
  startsWith(text: string, start: string): string;
  includes(text: string, piece: string): string;
  /** The value of a property of the event that `alias` stands for. */
  property(alias: string, name: string): SqlValue & { kind: 'json' };
  jsonPresent(value: SqlValue & { kind: 'json' }): string;
  /** The number a property is or, as a text, means; null for anything else. `strictly`: texts are none. */
  jsonNumber(value: SqlValue & { kind: 'json' }, strictly?: boolean): string;
  /** Its text, null for anything else. */
  jsonText(value: SqlValue & { kind: 'json' }): string;
  jsonIs(value: SqlValue & { kind: 'json' }, boolean: boolean): string;
  /** What tells one scalar from another in a group; null for what is none. */
  jsonKey(value: SqlValue & { kind: 'json' }): string;
  /** A source of rows under `alias`: the members of a list, or of a property (itself, when it is no list), and how one is called. */
  members(value: Extract<SqlValue, { kind: 'json' }> | { kind: 'list'; sql: string }, alias: string): { from: string; member: SqlValue };
  /** As `members`, the parts of a property that is a thing; no rows for anything else. */
  parts(value: SqlValue & { kind: 'json' }, alias: string): { from: string; member: SqlValue };
  isList(value: SqlValue & { kind: 'json' }): string;
  listPresent(sql: string): string;
  /** A source of rows that looks at the rows before it. */
  lateral(rows: string): string;
  /** Texts in the order of their characters, whatever the database's language. */
  byText(sql: string): string;
  /** Rounded to a millionth, as sums are. */
  rounded(sum: string): string;
  /** In the time zone of the row's customer; undefined where the database knows no zones. */
  dayOf?(instant: string, zone: string): string;
  /** So many days and then milliseconds before the instant, by the clock in `zone`. */
  earlier(instant: string, days: number, ms: number, zone: string): string;
  least(a: string, b: string): string;
  /** The table of the zones that occur with the times that are needed in each: `"zones"("time_zone", …)`. */
  zonesTable(times: readonly { name: string; time: ZoneTime }[], zoneColumn: string | undefined): string;
  /** The name of the zone a customer is counted in. */
  zoneOf(zoneColumn: string | undefined): string;
  /** Tables that `earlier` needs, with their names. */
  clockTables(): string[];
};
