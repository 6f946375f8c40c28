/** Invisible characters that steer the direction of text: right on the screen, wrong wherever text is kept or compared. */

/** For places that must not hold direction marks (spreadsheet cells, file names, JSON). */
export function withoutMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** The words of a merged mail for where its isolates (FSI, LRI, RLI, PDI) can't be shown; marks of single letters, as in amounts, stay. */
export function withoutIsolates(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '');
}
