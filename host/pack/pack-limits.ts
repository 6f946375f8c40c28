/** What a pack is taken for one up to. A year-long project with sixty journeys in three languages comes to 60 MB. */
const MEGABYTE = 1_048_576;

export const packLimits = {
  /** Of the zip: beyond it the format for giant archives begins. */
  bytes: 4_095 * MEGABYTE,
  /** Of one file in it, and of all together. */
  entryBytes: 512 * MEGABYTE,
  unpackedBytes: 8_192 * MEGABYTE,
  files: 5_000,
  /** Of the list of contents at the end of the zip. */
  directoryBytes: 8 * MEGABYTE,
  /** No text of ours shrinks more; looked at from a size on that a text of blanks has not. */
  ratio: 200,
  ratioFrom: 4 * MEGABYTE,
  pathLength: 300,
  manifestBytes: 16 * MEGABYTE,
  /** Of a file that is read as a whole: a document whose pages are read back, and the data. All others are only summed up. */
  wholeBytes: 64 * MEGABYTE,
} as const;
