/** Public holidays in Iran, by the Persian and the Islamic calendar, and Ramadan. */
import type { Holiday } from './holiday';
import { dayOfIslamic, daysInIslamicMonth } from './islamic-calendar';
import { dayOfPersian, isPersianLeapYear } from './persian-calendar';

export type IranHoliday =
  | 'nowruz'
  | 'sizdah-bedar'
  | 'islamic-republic-day'
  | 'khomeini-death'
  | 'khordad-uprising'
  | 'revolution-day'
  | 'oil-day'
  | 'last-of-esfand'
  | 'tasua'
  | 'ashura'
  | 'arbaeen'
  | 'prophet-death'
  | 'reza-martyrdom'
  | 'askari-martyrdom'
  | 'prophet-birth'
  | 'fatima-martyrdom'
  | 'ali-birth'
  | 'mabath'
  | 'mahdi-birth'
  | 'ali-martyrdom'
  | 'fitr'
  | 'sadiq-martyrdom'
  | 'adha'
  | 'ghadir'
  | 'ramadan';

const [FARVARDIN, KHORDAD, BAHMAN, ESFAND] = [1, 3, 11, 12] as const;
const [MUHARRAM, SAFAR, RABI_1, JUMADA_2, RAJAB, SHABAN, RAMADAN, SHAWWAL, DHU_AL_HIJJA] = [1, 2, 3, 6, 7, 8, 9, 10, 12] as const;

/** The moon is seen on the calculated evening or the one after it. */
const MOON_DAYS = 2;

const byTheSun: readonly (readonly [IranHoliday, month: number, day: number])[] = [
  ['islamic-republic-day', FARVARDIN, 12],
  ['khomeini-death', KHORDAD, 14],
  ['khordad-uprising', KHORDAD, 15],
  ['revolution-day', BAHMAN, 22],
  ['oil-day', ESFAND, 29],
];

/** Day 0: the last of the month. */
const byTheMoon: readonly (readonly [IranHoliday, month: number, day: number, days?: number])[] = [
  ['tasua', MUHARRAM, 9],
  ['ashura', MUHARRAM, 10],
  ['arbaeen', SAFAR, 20],
  ['prophet-death', SAFAR, 28],
  ['reza-martyrdom', SAFAR, 0],
  ['askari-martyrdom', RABI_1, 8],
  ['prophet-birth', RABI_1, 17],
  ['fatima-martyrdom', JUMADA_2, 3],
  ['ali-birth', RAJAB, 13],
  ['mabath', RAJAB, 27],
  ['mahdi-birth', SHABAN, 15],
  ['ali-martyrdom', RAMADAN, 21],
  ['fitr', SHAWWAL, 1, 2],
  ['sadiq-martyrdom', SHAWWAL, 25],
  ['adha', DHU_AL_HIJJA, 10],
  ['ghadir', DHU_AL_HIJJA, 18],
];

function persianYears(gregorianYear: number): readonly number[] {
  return [gregorianYear - 622, gregorianYear - 621];
}

/** The year of the moon is eleven days shorter: up to three have days in a Gregorian one. */
function islamicYears(gregorianYear: number): readonly number[] {
  const about = Math.floor(((gregorianYear - 622) * 33) / 32);
  return [about - 1, about, about + 1, about + 2];
}

/** The thirteen days of Nowruz. */
export function iranNowruz(gregorianYear: number): Holiday<IranHoliday>[] {
  return persianYears(gregorianYear).flatMap((year): Holiday<IranHoliday>[] => [
    { name: 'nowruz', day: dayOfPersian(year, FARVARDIN, 1), days: 12, hours: 'day' },
    { name: 'sizdah-bedar', day: dayOfPersian(year, FARVARDIN, 13), days: 1, hours: 'day' },
  ]);
}

/** Nowruz and all public holidays, those of the moon with the day after the calculated one. */
export function iranOfficial(gregorianYear: number): Holiday<IranHoliday>[] {
  const solar = persianYears(gregorianYear).flatMap((year): Holiday<IranHoliday>[] => [
    ...byTheSun.map(([name, month, day]) => ({ name, day: dayOfPersian(year, month, day), days: 1, hours: 'day' as const })),
    ...(isPersianLeapYear(year) ? [{ name: 'last-of-esfand' as const, day: dayOfPersian(year, ESFAND, 30), days: 1, hours: 'day' as const }] : []),
  ]);
  const lunar = islamicYears(gregorianYear).flatMap((year) =>
    byTheMoon.flatMap(([name, month, day, days = 1]): Holiday<IranHoliday>[] => {
      const at = dayOfIslamic(year, month, day || (daysInIslamicMonth(year, month) ?? 29));
      return at === undefined ? [] : [{ name, day: at, days: days + MOON_DAYS - 1, hours: 'day' }];
    }),
  );
  return [...iranNowruz(gregorianYear), ...solar, ...lunar];
}

/** The days of fasting, by Umm al-Qura. */
export function ramadan(gregorianYear: number): Holiday<IranHoliday>[] {
  return islamicYears(gregorianYear).flatMap((year): Holiday<IranHoliday>[] => {
    const [day, days] = [dayOfIslamic(year, RAMADAN, 1), daysInIslamicMonth(year, RAMADAN)];
    return day === undefined || days === undefined ? [] : [{ name: 'ramadan', day, days, hours: 'daylight' }];
  });
}
