/** Plain text steps: the same in every country, so that a value does not depend on whose machine it is made on. */

/** Persian (۰–۹) and Arabic (٠–٩) digits as 0–9. */
export function withAsciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** Without blanks at the ends, also invisible ones and direction marks: a name copied out of a page often carries them. */
export function trimmed(text: string): string {
  // Most values have nothing to lose, and the pattern costs more than all else that is done with them.
  if (isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1))) return text;
  return text.replace(/^[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+|[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+$/g, '');
}

/** A sign of the scripts at hand that is never a blank. False for the end of an empty text. */
function isPlain(code: number): boolean {
  return (code > 0x20 && code < 0x7f) || (code >= 0x5d0 && code < 0x700);
}

/** Letters without case (Hebrew, Persian) stay as they are. */
export function inCase(text: string, to: 'lower' | 'upper' | 'title'): string {
  if (to === 'lower') return settled(text, (value) => value.toLowerCase());
  if (to === 'upper') return settled(text, (value) => value.toUpperCase());
  return settled(text, (value) => value.replace(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu, titleWord));
}

/** A few letters need two rounds (İ, ŉ): the second time nothing may change any more. */
function settled(text: string, change: (text: string) => string): string {
  let value = text;
  for (let round = 0; round < 4; round++) {
    const next = change(value);
    if (next === value) return value;
    value = next;
  }
  return value;
}

function titleWord(word: string): string {
  // O'Brien, d'Angelo; in "Dana's" the s stays small.
  const parts = word.split(/(?<=['’])/);
  return parts.map((part, i) => (i === 0 || (parts[0] ?? '').length === 2 ? titlePart(part) : part.toLowerCase())).join('');
}

function titlePart(word: string): string {
  const [first = '', ...rest] = word;
  const tail = rest.join('');
  // McDonald and DeVito are written as somebody meant them.
  if (first !== first.toLowerCase() && /\p{Ll}/u.test(tail) && /\p{Lu}/u.test(tail)) return word;
  const [head = '', ...more] = first.toUpperCase();
  return head + (more.join('') + tail).toLowerCase();
}

/** The value to put in its place, first exactly as written, then without regard to case and blanks around it. */
export function mapValue(text: string, values: readonly { from: string; to: string }[]): string | undefined {
  const exact = values.find(({ from }) => from === text);
  if (exact) return exact.to;
  const key = looseKey(text);
  return values.find(({ from }) => looseKey(from) === key)?.to;
}

function looseKey(text: string): string {
  return withAsciiDigits(trimmed(text)).toLowerCase();
}
