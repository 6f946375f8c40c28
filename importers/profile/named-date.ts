/** Dates with their month in words: `Mar 5, 2026`, `5 במרץ 2026`, `۱۵ مهر ۱۴۰۳`, `כ"ה בתשרי תשפ"ו`. */
import { hebrewNumeral, type Month, monthNamed } from './month-names';

export type NamedDate = { year: number; month: number; day: number; calendar: Month['calendar']; rest: string };

const weekday =
  /^(?:(?:sun|mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur)(?:day)?|יום [א-ו]['׳]?|יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי)|שבת|(?:یک|دو|سه|چهار|پنج)?[\u200c ]?شنبه|جمعه)[,،]?\s+/i;

type Lead = 'date' | 'weekday' | 'no';
const leads = new Map<string, Lead>();
const LEADS = 5_000;

/** Addresses, codes and remarks are turned away by their first word, of which a column has a few hundred. */
function kindOfLead(word: string): Lead {
  const code = word.charCodeAt(0);
  if (code >= 48 && code <= 57) return dayDigits.test(word) ? 'date' : 'no';
  let kind = leads.get(word);
  if (kind === undefined) {
    const asWeekday = weekday.test(`${word} `) || /^(?:יום|یک|دو|سه|چهار|پنج)$/.test(word);
    kind = /["״'׳]/.test(word) || monthNamed(word) ? 'date' : asWeekday ? 'weekday' : 'no';
    if (leads.size >= LEADS) leads.clear();
    leads.set(word, kind);
  }
  return kind;
}

/** Up to the first blank, comma, slash or dash. */
function leadOf(text: string): string {
  let end = 0;
  for (; end < text.length && end < 20; end++) {
    const code = text.charCodeAt(end);
    if (code === 32 || code === 44 || code === 45 || code === 47 || code === 0x60c || code === 9) break;
  }
  return text.slice(0, end);
}

const dayDigits = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/i;

/** `rest`: what follows, a time of day perhaps. Digits are 0–9. */
export function parseNamedDate(text: string): NamedDate | undefined {
  const lead = leadOf(text);
  const kind = kindOfLead(lead);
  if (kind === 'no') return undefined;
  const bare = kind === 'weekday' ? text.replace(weekday, '') : text;
  if (kind === 'weekday' && (bare.length === text.length || kindOfLead(leadOf(bare)) !== 'date')) return undefined;
  const words = bare.split(/[\s,،/-]+/, 7);
  for (const [dayAt, monthAt] of [
    [0, 1],
    [1, 0],
  ] as const) {
    // Two words first: אדר א, Adar II.
    for (const length of [2, 1]) {
      const first = Math.min(dayAt, monthAt);
      const monthFirst = monthAt === first;
      const nameAt = monthFirst ? 0 : 1;
      const month = monthNamed(words.slice(nameAt, nameAt + length).join(' '));
      if (!month) continue;
      const day = dayOf(words[monthFirst ? length : 0], month);
      const yearWord = words[1 + length];
      const year = yearOf(yearWord, month);
      if (day === undefined || year === undefined || yearWord === undefined) continue;
      const end = bare.indexOf(yearWord, words.slice(0, 1 + length).join(' ').length) + yearWord.length;
      return { year, month: month.month, day, calendar: month.calendar, rest: bare.slice(end) };
    }
  }
  return undefined;
}

function dayOf(word: string | undefined, { calendar, month }: Month): number | undefined {
  if (word === undefined) return undefined;
  const digits = dayDigits.exec(word)?.[1];
  const day = digits !== undefined ? Number(digits) : calendar === 'hebrew' ? hebrewNumeral(word) : undefined;
  return day !== undefined && day >= 1 && day <= longest(calendar, month) ? day : undefined;
}

function longest(calendar: Month['calendar'], month: number): number {
  if (calendar === 'hebrew') return 30;
  if (calendar === 'jalali') return month <= 6 ? 31 : 30;
  return month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function yearOf(word: string | undefined, { calendar }: Month): number | undefined {
  if (word === undefined) return undefined;
  const [low, high] = calendar === 'hebrew' ? [5_000, 6_000] : calendar === 'jalali' ? [1_250, 1_450] : [1_800, 2_200];
  let year = /^\d{4}$/.test(word) ? Number(word) : undefined;
  // 05-MAR-26, as databases write it.
  if (calendar === 'gregorian' && /^\d{2}$/.test(word)) year = Number(word) + (Number(word) < 40 ? 2_000 : 1_900);
  if (calendar === 'hebrew' && year === undefined) {
    const numeral = hebrewNumeral(word);
    year = numeral !== undefined && numeral >= 400 && numeral < 1_000 ? numeral + 5_000 : numeral;
  }
  return year !== undefined && year >= low && year <= high ? year : undefined;
}
