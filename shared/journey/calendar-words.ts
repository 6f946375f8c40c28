/** Calendars and their holidays in words. */
import { clockIn } from '../i18n/number-format';
import { localeOf, type Translate } from '../i18n/translator';
import { type Language, textIn } from '../text';
import { type HolidayName, holidaySets, holidaysOf } from '../time/holidays';
import { listed } from './node-label';
import type { Calendar } from './schema';

/** What a quiet time is called: days the client named, else a holiday by rule; what is neither keeps its id. */
export function holidayName(holiday: string, calendars: readonly Calendar[], translate: Translate, language: Language): string {
  const own = calendars.flatMap(({ days = [] }) => days).find(({ id }) => id === holiday);
  if (own) return textIn(own.name, language) || holiday;
  return isHoliday(holiday) ? translate(`holiday.${holiday}`) : holiday;
}

/** Every name a rule gives occurs within any two years. */
const names: ReadonlySet<string> = new Set(holidaySets.flatMap((set) => [2024, 2025].flatMap((year) => holidaysOf(set, year).map(({ name }) => name))));

function isHoliday(name: string): name is HolidayName {
  return names.has(name);
}

/** "every night 20:30–08:30, Shabbat by the sun"; empty when nothing is in it. */
export function calendarContents({ nights, rest, shabbat, holidays = [], days = [] }: Calendar, translate: Translate, language: Language): string {
  const clock = (time: string) => clockIn(time, localeOf[language]);
  const parts = [
    ...(nights ? [translate('calendar.nights-are', { from: clock(nights.from), to: clock(nights.to) })] : []),
    ...rest.map((one) =>
      translate('calendar.rest-is', {
        fromDay: translate(`weekday.${one.fromDay}`),
        from: clock(one.from),
        toDay: translate(`weekday.${one.toDay}`),
        to: clock(one.to),
      }),
    ),
    ...(shabbat ? [translate('calendar.shabbat')] : []),
    ...holidays.map((set) => translate(`holiday-set.${set}`)),
    ...(days.length > 0 ? [translate('calendar.own-days', { count: days.length })] : []),
  ];
  return listed(parts, language);
}

/** Name and contents: "Fridays in Iran (Fri 00:00 to Sat 00:00)". */
export function calendarWords(calendar: Calendar, translate: Translate, language: Language): string {
  const name = textIn(calendar.name, language) || calendar.id;
  const parts = calendarContents(calendar, translate, language);
  return parts === '' ? name : translate('calendar.described', { name, parts });
}
