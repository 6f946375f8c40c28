/** What a pack is taken for one up to. A year-long project with sixty journeys in three languages comes to a tenth of it. */
export const packLimits = {
  /** Of the zip. */
  bytes: 256 * 1_048_576,
  /** Of all that is in it. */
  unpackedBytes: 512 * 1_048_576,
  files: 5_000,
  /** No text of ours shrinks more; looked at from a size on that a text of blanks has not. */
  ratio: 200,
  ratioFrom: 4 * 1_048_576,
  pathLength: 300,
  manifestBytes: 16 * 1_048_576,
  /** Of one PDF that is read back page by page. */
  pdfBytes: 64 * 1_048_576,
} as const;
