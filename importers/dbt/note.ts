/** Letters of a note. */
const LONGEST = 4_999;

/** What is said about a table or column, each part on a line of its own, as much of it as a note holds. */
export function noteOf(...parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => (part ?? '').trimStart().slice(0, LONGEST).trimEnd())
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, LONGEST)
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
