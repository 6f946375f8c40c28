/** Months in words, in the calendars and languages our clients write. */
export type Calendar = 'gregorian' | 'jalali' | 'hebrew';
export type Month = { calendar: Calendar; month: number };

const english = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const hebrewGregorian = ['ינואר', 'פברואר', 'מרץ', 'אפריל', 'מאי', 'יוני', 'יולי', 'אוגוסט', 'ספטמבר', 'אוקטובר', 'נובמבר', 'דצמבר'];
const persianGregorian = ['ژانویه', 'فوریه', 'مارس', 'آوریل', 'مه', 'ژوئن', 'ژوئیه', 'اوت', 'سپتامبر', 'اکتبر', 'نوامبر', 'دسامبر'];
const jalali: readonly (readonly string[])[] = [
  ['فروردین', 'farvardin'],
  ['اردیبهشت', 'ordibehesht'],
  ['خرداد', 'khordad'],
  ['تیر', 'tir'],
  ['مرداد', 'امرداد', 'mordad'],
  ['شهریور', 'shahrivar'],
  ['مهر', 'mehr'],
  ['آبان', 'aban'],
  ['آذر', 'azar'],
  ['دی', 'dey'],
  ['بهمن', 'bahman'],
  ['اسفند', 'esfand'],
];
/** From Tishrei; the Adar of a common year stands with the second one of a leap year. */
const hebrew: readonly (readonly string[])[] = [
  ['תשרי', 'tishrei', 'tishri'],
  ['חשוון', 'חשון', 'מרחשוון', 'מרחשון', 'cheshvan', 'heshvan', 'marcheshvan'],
  ['כסלו', 'כסליו', 'kislev'],
  ['טבת', 'tevet', 'teveth'],
  ['שבט', 'shevat', 'shvat'],
  ['אדר א', 'adar i', 'adar 1'],
  ['אדר', 'אדר ב', 'adar', 'adar ii', 'adar 2'],
  ['ניסן', 'nisan', 'nissan'],
  ['אייר', 'איר', 'iyar', 'iyyar'],
  ['סיוון', 'סיון', 'sivan'],
  ['תמוז', 'tammuz', 'tamuz'],
  ['אב', 'מנחם אב', 'av'],
  ['אלול', 'elul'],
];

const months = new Map<string, Month>();
english.forEach((name, index) => {
  for (const form of [name, name.slice(0, 3), ...(name === 'september' ? ['sept'] : [])]) months.set(form, { calendar: 'gregorian', month: index + 1 });
});
for (const list of [hebrewGregorian, persianGregorian]) {
  for (const [index, name] of list.entries()) months.set(name, { calendar: 'gregorian', month: index + 1 });
}
jalali.forEach((names, index) => {
  for (const name of names) months.set(name, { calendar: 'jalali', month: index + 1 });
});
hebrew.forEach((names, index) => {
  for (const name of names) months.set(name, { calendar: 'hebrew', month: index + 1 });
});

/** Words looked up before: columns of addresses begin with the same few hundred. */
const answers = new Map<string, Month | undefined>();
const ANSWERS = 5_000;

/** The month that a word names: with the Hebrew "in" before it, the Persian "month" after it, in the spellings of Arabic keyboards. */
export function monthNamed(word: string): Month | undefined {
  if (word.length > 20 || /\d{2}/.test(word)) return undefined;
  if (answers.has(word)) return answers.get(word);
  if (answers.size >= ANSWERS) answers.clear();
  const name = word
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/[׳'״"]/g, '')
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[\u200c\s]*ماه$/, '')
    .trim();
  const found = months.get(name) ?? (name.startsWith('ב') ? months.get(name.slice(1)) : undefined);
  answers.set(word, found);
  return found;
}

const values: Record<string, number> = {};
[...'אבגדהוזחט'].forEach((letter, index) => {
  values[letter] = index + 1;
});
[...'יכלמנסעפצ'].forEach((letter, index) => {
  values[letter] = (index + 1) * 10;
});
[...'קרשת'].forEach((letter, index) => {
  values[letter] = (index + 1) * 100;
});

/** `כ"ה` → 25, `תשפ"ו` → 786, `ה'תשפ"ו` → 5786; undefined when it is no number in letters. */
export function hebrewNumeral(word: string): number | undefined {
  const thousands = /^ה['׳](?=[א-ת]{2})/.test(word) ? 5_000 : 0;
  const letters = (thousands ? word.slice(2) : word).replace(/["״'׳]/g, '');
  if (!/^[א-ת]{1,5}$/.test(letters)) return undefined;
  let sum = 0;
  let last = 1_000;
  for (const letter of letters) {
    const value = values[letter];
    // Numerals fall, but for the nine and six of טו and טז; a word hardly ever does.
    if (value === undefined || value > last) return undefined;
    last = value;
    sum += value;
  }
  return sum + thousands;
}
