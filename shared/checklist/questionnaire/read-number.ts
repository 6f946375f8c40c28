/** Numbers as people type them: "up to 500", "~1.5K", "₪900/month", "۱٬۲۰۰", "1.234,5". */

export type Period = 'month' | 'year';

export type ReadNumber = {
  value: number;
  /** "5 %" is 0.05 with this set. */
  isPercent: boolean;
  period?: Period;
  /** ISO 4217, where the text names one. `$` alone is any dollar. */
  currency?: string;
  /** The text says more than the number and its unit: it is worth keeping. */
  saysMore: boolean;
};

/** Why no number could be read. `several`: more than one; `unclear`: "1.500" is one thing here and another there. */
export type NumberFault = 'none' | 'several' | 'unclear' | 'date';

/** Multipliers by word; the longest first, so that "million" is not read as "m". */
const multipliers: readonly (readonly [RegExp, number])[] = [
  [/^(?:million|mio|mln|מיליון|מליון|میلیون)/i, 1e6],
  [/^(?:billion|bn|מיליארד|میلیارد)/i, 1e9],
  [/^(?:thousand|אלפים|אלף|هزار)/i, 1e3],
  [/^k(?![\p{L}])/iu, 1e3],
  [/^m(?![\p{L}])/iu, 1e6],
];

const currencies: readonly (readonly [RegExp, string])[] = [
  [/₪|\bNIS\b|\bILS\b|ש["״”']{1,2}ח|שקלים|שקל/i, 'ILS'],
  [/€|\bEUR\b|euros?|יורו|یورو/i, 'EUR'],
  [/£|\bGBP\b|פאונד|پوند/i, 'GBP'],
  [/\bUSD\b|us\$|dollars?|דולרים|דולר|دلار/i, 'USD'],
  [/\$/, '$'],
  [/﷼|\bIRR\b|ریال|rials?/i, 'IRR'],
  [/تومان|تومن|toman/i, 'IRT'],
  [/\bAED\b|درهم|dirhams?/i, 'AED'],
];

const months =
  /(?:\/|\b(?:per|a|each|every)\s+)?\s*(?:monthly|months?|mo\b|mth\b)|(?:\/|ל|בכל |לכל )?(?:חודשית|חודשי|בחודש|חודש)|(?:\/|در |هر )?(?:ماهانه|ماهیانه|ماه)/i;
const years =
  /(?:\/|\b(?:per|a|each|every)\s+)?\s*(?:yearly|annually|annual|years?|yr\b|p\.?a\.?(?![\p{L}]))|(?:\/|ל|בכל |לכל )?(?:שנתית|שנתי|בשנה|שנה)|(?:\/|در |هر )?(?:سالانه|سالیانه|سال)/iu;

/**
 * The one number of a text. `units`: words that belong to it and say nothing more ("fields", "requests per minute").
 * Never guesses: with two numbers, or one that reads differently in different countries, it says so.
 */
export function readNumber(text: string, units: readonly string[] = []): ReadNumber | NumberFault {
  const plain = plainDigits(text);
  if (/^\d{4}-\d{1,2}-\d{1,2}(?:$|[T ])/.test(plain) || /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/.test(plain)) return 'date';
  let rest = plain;
  // Units first: "requests per minute" must not lose its words to the periods, nor "24/7" support its number.
  for (const unit of [...units].sort((a, b) => b.length - a.length)) rest = without(rest, unit);
  const found = [...rest.matchAll(/[-−]?\d(?:[\d.,]*\d)?/g)];
  if (found.length === 0) return 'none';
  if (found.length > 1) return 'several';
  const [match] = found;
  const digits = match?.[0] ?? '';
  const start = match?.index ?? 0;
  const number = toNumber(digits.replace('−', '-'));
  if (number === undefined) return 'unclear';
  const behind = rest.slice(start + digits.length);
  const gap = /^\s*/.exec(behind)?.[0].length ?? 0;
  const times = multipliers.find(([word]) => word.test(behind.slice(gap)));
  const word = times?.[0].exec(behind.slice(gap))?.[0] ?? '';
  rest = `${rest.slice(0, start)} ${behind.slice(times ? gap + word.length : 0)}`;

  const currency = currencies.find(([sign]) => sign.test(rest));
  if (currency) rest = rest.replace(currency[0], ' ');
  const period: Period | undefined = months.test(rest) ? 'month' : years.test(rest) ? 'year' : undefined;
  rest = rest.replace(months, ' ').replace(years, ' ');
  const isPercent = /[%٪]|\bpercent\b|אחוזים|אחוז|درصد/i.test(rest);
  rest = rest.replace(/[%٪]|\bpercent\b|אחוזים|אחוז|درصد/gi, ' ');
  const value = Number((number * (times?.[1] ?? 1) * (isPercent ? 0.01 : 1)).toPrecision(15));
  return {
    value,
    isPercent,
    ...(period && { period }),
    ...(currency && { currency: currency[1] }),
    saysMore: /[\p{L}\p{N}~≈<>≤≥?+*]/u.test(rest),
  };
}

/** Digits and separators of the Arabic scripts as those of the Latin one; blanks and apostrophes inside a number taken out. */
export function plainDigits(text: string): string {
  return (
    text
      .normalize('NFKC')
      // Both rows of digits begin at a multiple of sixteen.
      .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16))
      .replace(/٫/g, '.')
      .replace(/[٬،](?=\d)/g, ',')
      .replace(/(?<=\d)['’\u00a0\u2009\u202f ](?=\d{3}(?:\D|$))/g, '')
      .trim()
  );
}

/** Undefined when its separators can mean two things. */
function toNumber(text: string): number | undefined {
  const negative = text.startsWith('-') ? -1 : 1;
  const digits = text.replace('-', '');
  const commas = digits.split(',').length - 1;
  const dots = digits.split('.').length - 1;
  const grouped = (sign: string) => new RegExp(`^\\d{1,3}(?:\\${sign}\\d{3})+$`).test(digits);
  if (commas > 0 && dots > 0) {
    const decimal = digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.';
    const other = decimal === ',' ? '.' : ',';
    if (digits.split(decimal).length > 2) return undefined;
    const [whole = '', part = ''] = digits.split(decimal);
    return new RegExp(`^\\d{1,3}(?:\\${other}\\d{3})+$`).test(whole) ? negative * Number(`${whole.replaceAll(other, '')}.${part}`) : undefined;
  }
  if (commas > 0) {
    // Everywhere in these languages the comma parts thousands; with another number of digits it can only be the decimal sign.
    if (grouped(',')) return negative * Number(digits.replaceAll(',', ''));
    return commas === 1 ? negative * Number(digits.replace(',', '.')) : undefined;
  }
  if (dots > 1) return grouped('.') ? negative * Number(digits.replaceAll('.', '')) : undefined;
  // "1.500" is one and a half in London and fifteen hundred in Berlin.
  if (dots === 1 && /^[1-9]\d{0,2}\.\d{3}$/.test(digits)) return undefined;
  return negative * Number(digits);
}

function without(text: string, unit: string): string {
  const plain = plainDigits(unit).toLowerCase();
  const at = plain === '' ? -1 : text.toLowerCase().indexOf(plain);
  return at < 0 ? text : `${text.slice(0, at)} ${text.slice(at + plain.length)}`;
}
