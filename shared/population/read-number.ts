/** Numbers and amounts as people and systems write them. */
import { withoutMarks } from '../direction-marks';
import { trimmed, withAsciiDigits } from '../record/transform-text';

/** Longer texts are no numbers. */
const LONGEST = 40;

/**
 * `1,234.50`, `1.234,50`, `1 234`, `(12)`, `12-`, `۱۲٬۵۰۰`; undefined when it is no number. A single comma or dot before three
 * digits groups thousands when it is a comma, and is the decimal sign when it is a dot.
 */
export function readNumber(text: string): number | undefined {
  // What exports mostly hold, without taking the text apart.
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return Number(text);
  if (text.length > LONGEST) return undefined;
  const plain = withAsciiDigits(withoutMarks(text))
    .replace(/[\s'’]/g, '')
    .replace(/٬/g, ',')
    .replace(/٫/g, '.')
    .replace(/−/g, '-');
  const found = /^(\()?([+-])?(\d[\d.,]*|\.\d+)(-)?(\))?$/.exec(plain);
  if (!found) return undefined;
  const [, open, sign, digits = '', minusAfter, close] = found;
  if ((open === undefined) !== (close === undefined)) return undefined;
  const size = unsigned(digits);
  if (size === undefined) return undefined;
  return open !== undefined || sign === '-' || minusAfter !== undefined ? -size : size;
}

function unsigned(digits: string): number | undefined {
  const commas = digits.split(',').length - 1;
  const dots = digits.split('.').length - 1;
  let decimal = '';
  if (commas > 0 && dots > 0) decimal = digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.';
  else if (dots === 1) decimal = '.';
  else if (commas === 1 && !/,\d{3}$/.test(digits)) decimal = ',';
  const [whole = '', part = '', ...more] = decimal === '' ? [digits] : digits.split(decimal);
  if (more.length > 0 || /[.,]/.test(part)) return undefined;
  if (/[.,]/.test(whole) && !/^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return undefined;
  const value = Number(`${whole.replace(/[.,]/g, '') || '0'}${part === '' ? '' : `.${part}`}`);
  return Number.isFinite(value) ? value : undefined;
}

/** Signs and words beside an amount, in lower case, and whose money they mean. A dollar sign alone is taken for the US dollar. */
const currencyOfWord: ReadonlyMap<string, string> = new Map([
  ['₪', 'ILS'],
  ['nis', 'ILS'],
  ['ש"ח', 'ILS'],
  ['ש״ח', 'ILS'],
  ['שח', 'ILS'],
  ['שקל', 'ILS'],
  ['שקלים', 'ILS'],
  ['$', 'USD'],
  ['us$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['﷼', 'IRR'],
  ['ریال', 'IRR'],
  ['rial', 'IRR'],
  // No code of ISO's own: ten rials, and never to be taken for them.
  ['تومان', 'IRT'],
  ['toman', 'IRT'],
]);

/** `currency`: ISO 4217, as far as the text says it; undefined when it names none. */
export type Amount = { amount: number; currency: string | undefined };

/** `119`, `₪1,234.50`, `49.90 ILS`; undefined when there is no number, or something beside it that is no currency. */
export function readAmount(text: string): Amount | undefined {
  const number = readNumber(text);
  if (number !== undefined) return { amount: number, currency: undefined };
  if (text.length > LONGEST) return undefined;
  const found = /^([^\d۰-۹٠-٩().+-]*?)\s*([-+(]?[\d۰-۹٠-٩].*[\d۰-۹٠-٩)-]|[\d۰-۹٠-٩])\s*([^\d۰-۹٠-٩)]*)$/u.exec(trimmed(withoutMarks(text)));
  if (!found) return undefined;
  const [, before = '', middle = '', after = ''] = found;
  const amount = readNumber(middle);
  const word = trimmed(before) || trimmed(after);
  const currency = readCurrency(word);
  return amount === undefined || currency === undefined || (trimmed(before) !== '' && trimmed(after) !== '') ? undefined : { amount, currency };
}

/** ISO 4217 code of a code, sign or usual word; undefined when it is none of them. */
export function readCurrency(text: string): string | undefined {
  const word = trimmed(withoutMarks(text));
  const known = currencyOfWord.get(word.toLowerCase());
  if (known !== undefined) return known;
  return /^[A-Za-z]{3}$/.test(word) ? word.toUpperCase() : undefined;
}
