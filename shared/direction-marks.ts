/** Invisible characters that steer the direction of text: right on the screen, wrong wherever text is kept or compared. */

/** For places that must not hold direction marks (spreadsheet cells, file names, JSON). */
export function withoutMarks(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}
