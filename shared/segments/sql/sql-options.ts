/** `timeZone`: of customers without one. `now`: epoch ms; left out, PostgreSQL asks its own clock whenever the query runs. */
export type SqlOptions =
  | { dialect: 'postgres'; timeZone: string; now?: number }
  /** SQLite knows no zones: those the customers are in must be given, and the moment. */
  | { dialect: 'sqlite'; timeZone: string; now: number; zones?: readonly string[] };
