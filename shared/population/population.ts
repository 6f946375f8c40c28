/** The people of a sample as one table: the record of each, column by column, and what each of them did. */
import type { EventRecord, Json } from '../condition/facts';

/** A row of a source that says something about a person. Made by `createRecordReader`, the input of the identity rules. */
export type SampleRecord = {
  /** Positions in the plan's lists of sources and objects. */
  source: number;
  object: number;
  /** Line of the object's rows, from 1. */
  row: number;
  /** When what the row says was true, epoch ms; undefined when the row does not say. */
  at: number | undefined;
  /** Raw values after the mapping's steps, by identifier attribute; several when several fields feed one. */
  identifiers: readonly (readonly [attribute: string, value: string])[];
  /**
   * Typed values by attribute, with the rank of the field in `Attribute.sources`. `at`, of consents only: when it was
   * documented, epoch ms; a consent without it is undated, whatever the row's time.
   */
  values: readonly RecordValue[];
};

export type RecordValue = { attribute: string; value: Json; rank: number; at?: number };

/** One attribute of everybody. `codes[i]` is the position in `values` of person i's value; -1 = missing. */
export type Column = { codes: Int32Array; values: readonly Json[] };

/** Events of one name. Those of person i are `from[i]` (inclusive) to `from[i + 1]`, oldest first. */
export type EventTable = { from: Int32Array; at: Float64Array; events: readonly EventRecord[] };

export type Population = {
  size: number;
  /** Mapped, entered and computed attributes; one nobody has a value of may be absent. */
  columns: ReadonlyMap<string, Column>;
  events: ReadonlyMap<string, EventTable>;
  /** IANA zones that occur, and which of them is each person's. */
  zones: readonly string[];
  zoneOf: Uint16Array;
};
