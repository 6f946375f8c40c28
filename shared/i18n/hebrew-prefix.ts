/** The letters that Hebrew writes in front of a word, joined to what a sentence puts in. */

/** A prefix that is a word's whole beginning, the hyphen a sentence was written with, and what was put in behind it. */
const prefixed = /(?<![\p{L}\p{M}"'׳״])([ובהלמשכ]{1,3})([-־]?)([\u2066-\u2068]+)(?=(.))/gu;

/**
 * `text` with its prefixes joined as Hebrew does it: straight to a Hebrew word (לשדה), with a maqaf to foreign letters and
 * digits (ל־SMS). Whoever writes a sentence can't know which of the two will be put in.
 */
export function joinHebrewPrefixes(text: string): string {
  return text.replace(prefixed, (whole, letters: string, _hyphen: string, isolates: string, first: string) => {
    if (/\p{Script=Hebrew}/u.test(first)) return letters + isolates;
    return /[\p{L}\p{N}]/u.test(first) ? `${letters}־${isolates}` : whole;
  });
}
