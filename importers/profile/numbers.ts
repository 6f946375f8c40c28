/**
 * Numbers and amounts as people write them: signs of thousands of any kind, decimal point or comma, minus or brackets. Read by
 * hand, group by group: a dozen patterns for each amount took longer than reading the file.
 */
import { currencyCodes } from './known-values';

export type NumberReading = { form: 'integer' | 'decimal'; value: number };

const MOST_DIGITS = 15;
/** After the point programs write all that a number has in memory: -0.00043402777777776625. */
const MOST_DECIMALS = 30;
const GROUPS = 10;
const lengths = new Uint8Array(GROUPS + 1);
const separators = new Uint16Array(GROUPS + 1);

/** Reads ASCII digits; undefined when it is no number, or a code with leading zeros. */
export function parseNumber(text: string): NumberReading | undefined {
  let start = 0;
  let end = text.length;
  if (end > 60) return undefined;
  let negative = false;
  if (text.charCodeAt(0) === 40 && text.charCodeAt(end - 1) === 41) {
    negative = true;
    start = 1;
    end -= 1;
  } else if (text.charCodeAt(0) === 45 || text.charCodeAt(0) === 43) {
    negative = text.charCodeAt(0) === 45;
    start = text.charCodeAt(1) === 32 ? 2 : 1;
  } else if (text.charCodeAt(end - 1) === 45) {
    negative = true;
    end -= 1;
  }
  const found = readGroups(text, start, end, false) ?? readExponent(text.slice(start, end));
  if (found && negative) found.value = -found.value;
  return found;
}

/** Value of an amount with a currency sign or code on either side, brackets for negative; undefined when it is none: `₪1,250.00`, `(12.50 USD)`. */
export function parseMoney(text: string): number | undefined {
  if (text.length > 40) return undefined;
  let start = 0;
  let end = text.length;
  while (start < end && !isDigit(text.charCodeAt(start))) start++;
  while (end > start && !isDigit(text.charCodeAt(end - 1))) end--;
  if (start === end) return undefined;
  // ₪.50
  if (start > 0 && /[.,]/.test(text.charAt(start - 1)) && !/\p{L}/u.test(text.charAt(start - 2))) start--;
  const around = surroundings(text.slice(0, start), text.slice(end));
  if (around === 0) return undefined;
  const found = readGroups(text, start, end, true);
  return found && (around < 0 ? -found.value : found.value);
}

/** `12%`, `12.5 %`, `%12`. */
export function parsePercent(text: string): number | undefined {
  if (text.length > 60) return undefined;
  const bare = text.endsWith('%') ? text.slice(0, -1).trimEnd() : text.startsWith('%') ? text.slice(1).trimStart() : undefined;
  return bare === undefined ? undefined : parseNumber(bare)?.value;
}

/** `-?\d+.\d+`, by far the commonest form with signs: its value, NaN when the text has another form. */
export function plainDecimal(text: string): number {
  const negative = text.charCodeAt(0) === 45;
  const start = negative ? 1 : 0;
  if (text.length > MOST_DIGITS + 2) return Number.NaN;
  let value = 0;
  let scale = 0;
  let inDecimals = false;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      value = value * 10 + (code - 48);
      if (inDecimals) scale += 1;
    } else if (code === 46 && !inDecimals && i > start) inDecimals = true;
    else return Number.NaN;
  }
  return scale === 0 ? Number.NaN : (negative ? -value : value) / 10 ** scale;
}

/** Digits in groups between `start` and `end`. `padded`: zeros may lead, as no code has a currency. */
function readGroups(text: string, start: number, end: number, padded: boolean): NumberReading | undefined {
  let groups = 0;
  let whole = 0;
  let last = 0;
  lengths.fill(0);
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      last = last * 10 + code - 48;
      lengths[groups] = (lengths[groups] as number) + 1;
    } else {
      // . , ' space and no-break space
      if (groups === GROUPS || (code !== 44 && code !== 46 && code !== 39 && code !== 32 && code !== 160)) return undefined;
      whole = whole * 10 ** (lengths[groups] as number) + last;
      last = 0;
      separators[groups] = code;
      groups += 1;
    }
  }
  const leading = !padded && text.charCodeAt(start) === 48 && (lengths[0] as number) > 1;
  const final = lengths[groups] as number;
  if (final === 0) return undefined;
  if (groups === 0) return leading || final > MOST_DIGITS ? undefined : { form: 'integer', value: last };
  const separator = separators[groups - 1] as number;
  const startsWithZero = text.charCodeAt(start) === 48;
  if (isGrouped(groups) && !startsWithZero && (separator !== 46 || groups > 1)) return { form: 'integer', value: whole * 1_000 + last };
  if ((separator !== 46 && separator !== 44) || final > MOST_DECIMALS) return undefined;
  const decimals = { form: 'decimal', value: whole + last / 10 ** final } as const;
  if (groups === 1) return (lengths[0] as number) <= MOST_DIGITS ? { ...decimals } : undefined;
  return isGrouped(groups - 1) && separators[0] !== separator ? { ...decimals } : undefined;
}

/** The groups up to `upTo` are of three, or of two and a last one of three (lakhs), all apart by the same sign. */
function isGrouped(upTo: number): boolean {
  const first = lengths[0] as number;
  if (first === 0 || first > 3 || lengths[upTo] !== 3) return false;
  const inner = upTo > 1 ? (lengths[1] as number) : 3;
  if (inner !== 3 && !(inner === 2 && first <= 2 && separators[0] === 44)) return false;
  for (let i = 1; i < upTo; i++) if (lengths[i] !== inner || separators[i] !== separators[0]) return false;
  return true;
}

function readExponent(bare: string): NumberReading | undefined {
  return /^\d(?:\.\d{1,30})?[eE][+-]?\d{1,3}$/.test(bare) ? { form: 'decimal', value: Number(bare) } : undefined;
}

const currencySign = /^(?:₪|€|\$|£|¥|₺|﷼|₹|₽|₩|د\.إ|ر\.?\s?[سیي]\.?|ש["״]?ח|שקל(?:ים)?|ريال|ریال|ריאל|תומאן|تومان|[A-Z]{1,3}\$|[A-Z]{3})$/;
const known = new Map<string, number>();
const KNOWN = 2_000;

/** What stands around the digits: 1 for a currency, -1 for one with a minus or brackets, 0 for anything else. */
function surroundings(head: string, tail: string): number {
  const around = `${head}\u0000${tail}`;
  let verdict = known.get(around);
  if (verdict === undefined) {
    const marks = `${head}${tail}`.replace(/[\s\u00a0+()-]/g, '');
    const brackets = head.includes('(') && tail.includes(')');
    const uneven = brackets !== (head.includes('(') || tail.includes(')'));
    const money = currencySign.test(marks) && (!/^[A-Z]{3}$/.test(marks) || marks === 'NIS' || currencyCodes.has(marks));
    verdict = !money || uneven ? 0 : brackets || /-/.test(head + tail) ? -1 : 1;
    if (known.size >= KNOWN) known.clear();
    known.set(around, verdict);
  }
  return verdict;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
