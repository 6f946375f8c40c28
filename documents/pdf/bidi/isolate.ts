/**
 * Technical words inside right-to-left sentences. Even a perfect bidi algorithm shows +972-3-555 as 972-3-555+ and 2.3.1-beta as
 * beta-2.3.1 unless they are isolated.
 */
import { withoutBidiControls, withoutIsolatingControls } from './characters';

const LRI = '\u2066';
const RLI = '\u2067';
const FSI = '\u2068';
const PDI = '\u2069';
const zeroWidthSpace = '\u200b';
const wordJoiner = '\u2060';

/** A technical token: left to right whatever surrounds it, with places where a long one may be broken. */
export function isolateCode(token: string): string {
  return perLine(withoutBidiControls(token), (line) => LRI + withBreaks(line, shortInText) + PDI);
}

/** Text typed by a person: its own direction, nothing in it reaches outside. */
export function isolateUser(text: string): string {
  return perLine(withoutIsolatingControls(text), (line) => (beginsForeign(line) ? RLI : FSI) + withLongWordsBroken(line) + PDI);
}

/** Whether a Hebrew or Persian sentence begins with a Latin word ("API או קובץ לפי בקשה"), which would turn all of it around. */
function beginsForeign(line: string): boolean {
  if (!/^\P{L}*\p{Script=Latin}/u.test(line)) return false;
  const count = (letters: RegExp) => line.match(letters)?.length ?? 0;
  return count(/[\p{Script=Hebrew}\p{Script=Arabic}]/gu) > count(/\p{Script=Latin}/gu);
}

/** An isolate ends with its paragraph, so every line gets one of its own. */
function perLine(text: string, isolate: (line: string) => string): string {
  return text
    .split(/(\r\n|[\n\r\u0085\u2028\u2029])/)
    .map((part, index) => (index % 2 === 1 || part === '' ? part : isolate(part)))
    .join('');
}

const keptWhole = /^[+-]?[\d\s().,:/%+-]+$/;
/** Characters of what is not broken: in a narrow column of codes, and in a line of text, where it goes to the next line whole. */
const [shortEnough, shortInText] = [12, 18];

/** Phones, dates and short tokens are never broken; long ids after _ . / - and the like, and where camelCase turns. */
export function withBreaks(token: string, short = shortEnough): string {
  if (keptWhole.test(token) || token.length <= short) return token.replace(/(?<=\S)([-/.:])(?=\S)/g, `$1${wordJoiner}`);
  return withLongWordsBroken(
    token
      .replace(/:\/\//g, `:/${wordJoiner}/${wordJoiner}`)
      .replace(/([_./?&=,;:@+-])(?=[\p{L}\p{N}])/gu, `$1${zeroWidthSpace}`)
      .replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, `$1${zeroWidthSpace}`),
  );
}

/** A word of more than 24 letters would otherwise widen its column past the page. It may break at its separators, or anywhere if it has none. */
export function withLongWordsBroken(text: string): string {
  return text.replace(/[^\s\u200b]{25,}/gu, (word) =>
    word
      .replace(/([_./?&=,;:@+-])(?=[\p{L}\p{N}])/gu, `$1${zeroWidthSpace}`)
      .replace(/[^\s\u200b]{25,}/gu, (part) => part.replace(/[\s\S]{12}(?=[\s\S]{6})(?![\udc00-\udfff]|\p{M})/gu, (piece) => piece + zeroWidthSpace)),
  );
}

/** URL, e-mail, international phone, version, dotted or bracketed path, snake_case, kebab-case, ISO date, signed number. */
const technical = new RegExp(
  [
    String.raw`https?://[^\s<>"'\u0590-\u06ff]+[^\s<>"'.,;:!?)\]\u0590-\u06ff]`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`\+\d[\d-]*(?: \d[\d-]+)*\d`,
    String.raw`\bv?\d+\.\d+\.\d+(?:[-+.][\w.]+)*`,
    String.raw`\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b`,
    String.raw`\b[A-Za-z]\w*(?:\.\w+|\[\w*\])+`,
    String.raw`\b\w+(?:_\w+)+\b`,
    String.raw`\b(?=[\w-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+\b`,
    String.raw`(?<![\p{L}\p{N}])[-+−]\d[\d.,]*(?:%|°[CF]?)?`,
  ].join('|'),
  'gu',
);

/**
 * Isolates the technical tokens of a plain sentence. What is isolated already (the translator isolates what it inserts) stays
 * as it is. Only of use in right-to-left paragraphs.
 */
export function isolateTokens(text: string): string {
  let depth = 0;
  return text
    .split(/([\u2066-\u2069])/)
    .map((part) => {
      if (part === PDI) depth = Math.max(0, depth - 1);
      else if (part.length === 1 && part >= LRI && part <= FSI) depth++;
      else if (depth === 0) return part.replace(technical, (token) => LRI + withBreaks(token) + PDI);
      return part;
    })
    .join('');
}
