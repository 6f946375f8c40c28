/** What a value is made of, in one look per character: millions of values can't be tried against a dozen patterns each. */

export const DIGIT = 1;
export const LETTER = 2;
export const AT = 4;
export const COLON = 8;
export const DOT = 16;
export const BRACE = 32;
export const CURRENCY = 64;
export const PLAIN = 128;
/** Digits of other scripts and direction marks, both to be put right before looking. */
export const UNUSUAL = 256;
export const OTHER = 512;
export const PERCENT = 1024;
/** Said by every entry of the table once it is filled. */
const KNOWN = 32_768;

/** Runs of more than so many equal kinds of sign are one form, however long. */
const LONGEST_RUN = 12;
const SHORTENED = 3;

/** Kinds of characters in the text looked at last, as the bits above. A result object per value would cost more than the look. */
export let seen = 0;
/** 64 bits that tell texts apart; as one number they would be an object per value. */
export let hashLow = 0;
export let hashHigh = 0;
/** 30 bits that tell forms apart: texts of the same `formOf` have the same. */
export let form = 0;
/** Digits 0–9 in it. */
export let digits = 0;

const kinds = new Uint16Array(65_536);
const formSigns = new Uint16Array(65_536);

/** Sets `seen`, the hash, `form` and `digits`. */
export function lookAt(text: string): void {
  let kindsSeen = 0;
  let a = 0x9e3779b9;
  let b = 0x41c6ce57;
  let f = 0;
  let run = 0;
  let last = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
    let kind = kinds[code] as number;
    if (kind === 0) kind = learn(code);
    kindsSeen |= kind;
    count += kind & DIGIT;
    const sign = formSigns[code] as number;
    if (sign === last) run += 1;
    else {
      f = Math.imul(f ^ (last * 16 + (run > LONGEST_RUN ? LONGEST_RUN + 1 : run)), 2246822507);
      f ^= f >>> 13;
      last = sign;
      run = 1;
    }
  }
  f = Math.imul(f ^ (last * 16 + (run > LONGEST_RUN ? LONGEST_RUN + 1 : run)), 2246822507);
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  seen = kindsSeen & ~KNOWN;
  hashLow = a | 0;
  hashHigh = b | 0;
  form = (f ^ (f >>> 15)) & 0x3fffffff;
  digits = count;
}

/** `052-1234567` → `999-9999999`; `9` a digit, `A` a capital, `a` a small letter, `א` one without case. */
export function formOf(text: string): string {
  const long = new RegExp(`(.)\\1{${LONGEST_RUN},}`, 'gsu');
  const signs = Array.from({ length: Math.min(text.length, 400) }, (_, i) => {
    const code = text.charCodeAt(i);
    if (kinds[code] === 0) learn(code);
    return String.fromCharCode(formSigns[code] as number);
  }).join('');
  return signs
    .replace(long, (_, sign: string) => `${sign.repeat(SHORTENED)}…`)
    .slice(0, 60)
    .replace(/\p{Surrogate}/gu, '');
}

function learn(code: number): number {
  const sign = String.fromCharCode(code);
  const kind = kindOf(code, sign) | KNOWN;
  kinds[code] = kind;
  formSigns[code] = /\p{Nd}/u.test(sign) ? 57 : /\p{Lu}/u.test(sign) ? 65 : /\p{Ll}/u.test(sign) ? 97 : /[\p{L}\p{M}]/u.test(sign) ? 0x5d0 : code;
  return kind;
}

function kindOf(code: number, sign: string): number {
  if (code < 128) {
    if (/\d/.test(sign)) return DIGIT;
    if (/[A-Za-z]/.test(sign)) return LETTER;
    if (sign === '@') return AT;
    if (sign === ':') return COLON;
    if (sign === '.') return DOT;
    if (sign === '[' || sign === '{') return BRACE;
    if (sign === '$') return CURRENCY;
    if (sign === '%') return PERCENT;
    return /[ ,+/()*'-]/.test(sign) ? PLAIN : OTHER;
  }
  if ((code >= 0x6f0 && code <= 0x6f9) || (code >= 0x660 && code <= 0x66c)) return UNUSUAL;
  if ((code >= 0x20a0 && code <= 0x20cf) || code === 0xfdfc || code === 0xa3 || code === 0xa5) return CURRENCY;
  if (code === 0x200e || code === 0x200f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return UNUSUAL;
  // Minus, dashes and apostrophes that word processors put in the place of the plain ones.
  if (code === 0x2212 || code === 0x2013 || code === 0x2019 || code === 0x202f) return UNUSUAL;
  if (code === 0xa0) return PLAIN;
  return code >= 0xaa ? LETTER : OTHER;
}
