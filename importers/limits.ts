import { MOST_FILE_BYTES } from '../shared/sources/file-size';

/** What the readers accept. Beyond these a file costs a clear problem instead of the laptop's memory. */
export const limits = {
  bytes: MOST_FILE_BYTES,
  columns: 5_000,
  /** Rows looked at; the fill rates and types of a longer file come from its first part. */
  rows: 200_000,
  /** Rows × columns looked at, so that a wide file is bounded like a long one. */
  cells: 8_000_000,
  /** One record of a CSV: beyond it a quote was not closed. */
  recordBytes: 1024 * 1024,
  /** Fields of a field list. */
  fields: 20_000,
  /** Of all parts of a packed file together. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Sheets of a workbook. */
  sheets: 200,
  /** Characters kept of a name. */
  name: 300,
  /** Times a reader starts again after a stray quote. */
  restarts: 10,
} as const;
export type Limits = { readonly [key in keyof typeof limits]: number };
