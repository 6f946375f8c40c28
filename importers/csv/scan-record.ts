/**
 * Cuts well-formed records straight from the bytes. Nine tenths of reading a large export went into a parser that looks at
 * every byte with all of its options; nearly all records need none of them. What is not plainly well formed is left alone,
 * so that the careful parser decides what it means.
 */
const QUOTE = 34;
const LF = 10;
const CR = 13;

/** The record, or what follows it, is not there yet. */
export const INCOMPLETE = -1;
/** A quote that is closed before the end of its cell, or never. */
export const ODD = -2;

/**
 * Puts the cells of the record at `at` into `row`. Answers where the next one begins, INCOMPLETE or ODD; then `row` means
 * nothing. `isEnd`: no bytes come after these.
 */
export function scanRecord(bytes: Buffer, at: number, delimiter: number, isEnd: boolean, row: string[]): number {
  const { length } = bytes;
  for (let start = at; ; ) {
    let end = start;
    let high = 0;
    let code = 0;
    if (bytes[start] === QUOTE) {
      let doubled = false;
      for (end = start + 1; ; end++) {
        if (end >= length) return isEnd ? ODD : INCOMPLETE;
        code = bytes[end] as number;
        high |= code;
        if (code !== QUOTE) continue;
        if (end + 1 >= length) break;
        if (bytes[end + 1] !== QUOTE) break;
        doubled = true;
        end++;
      }
      const text = textOf(bytes, start + 1, end, high);
      row.push(doubled ? text.replaceAll('""', '"') : text);
      end += 1;
      if (end < length) {
        code = bytes[end] as number;
        if (code !== delimiter && code !== LF && code !== CR) return ODD;
      }
    } else {
      for (; end < length; end++) {
        code = bytes[end] as number;
        if (code === delimiter || code === LF || code === CR) break;
        high |= code;
      }
      if (end < length || isEnd) row.push(textOf(bytes, start, end, high));
    }
    if (end >= length) return isEnd ? length : INCOMPLETE;
    start = end + 1;
    if (code === delimiter) continue;
    if (code === LF) return start;
    if (start >= length) return isEnd ? start : INCOMPLETE;
    return bytes[start] === LF ? start + 1 : start;
  }
}

/** What `toString` calls after it has looked at its arguments, which takes as long as the copying of a short cell. */
type Slicing = Buffer & { latin1Slice(start: number, end: number): string; utf8Slice(start: number, end: number): string };

/** ASCII is copied, which is much quicker than decoding it. */
function textOf(bytes: Buffer, start: number, end: number, high: number): string {
  if (start === end) return '';
  const slicing = bytes as Slicing;
  return high < 128 ? slicing.latin1Slice(start, end) : slicing.utf8Slice(start, end);
}
