/** Feasts and days of remembrance in Israel, by the Hebrew calendar. */
import { dayOfHebrew } from './hebrew-calendar';
import type { Holiday } from './holiday';

export type IsraelHoliday =
  | 'rosh-hashana'
  | 'yom-kippur'
  | 'sukkot'
  | 'chol-hamoed-sukkot'
  | 'simchat-torah'
  | 'pesach'
  | 'chol-hamoed-pesach'
  | 'pesach-seventh'
  | 'holocaust-day'
  | 'memorial-day'
  | 'independence-day'
  | 'shavuot'
  | 'tisha-beav';

const [TISHRI, NISAN, IYAR, SIVAN, AV] = [1, 8, 9, 10, 12] as const;
const [SUNDAY, MONDAY, FRIDAY, SATURDAY] = [0, 1, 5, 6] as const;

function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Every Hebrew year that has days in a Gregorian one. */
function hebrewYears(gregorianYear: number): readonly number[] {
  return [gregorianYear + 3760, gregorianYear + 3761];
}

function eve(name: IsraelHoliday, day: number, days = 1): Holiday<IsraelHoliday> {
  return { name, day, days, hours: 'eve' };
}

/** Feasts on which no work is done, Yom Kippur, and the days of remembrance. */
export function israelJewish(gregorianYear: number): Holiday<IsraelHoliday>[] {
  return hebrewYears(gregorianYear).flatMap((year) => {
    const independence = independenceDay(year);
    return [
      eve('rosh-hashana', dayOfHebrew(year, TISHRI, 1), 2),
      eve('yom-kippur', dayOfHebrew(year, TISHRI, 10)),
      eve('sukkot', dayOfHebrew(year, TISHRI, 15)),
      eve('simchat-torah', dayOfHebrew(year, TISHRI, 22)),
      eve('pesach', dayOfHebrew(year, NISAN, 15)),
      eve('pesach-seventh', dayOfHebrew(year, NISAN, 21)),
      eve('holocaust-day', holocaustDay(year)),
      eve('memorial-day', independence - 1),
      eve('independence-day', independence),
      eve('shavuot', dayOfHebrew(year, SIVAN, 6)),
      eve('tisha-beav', tishaBeav(year)),
    ];
  });
}

/** The days between the first and the last of Sukkot and Pesach. */
export function israelCholHamoed(gregorianYear: number): Holiday<IsraelHoliday>[] {
  return hebrewYears(gregorianYear).flatMap((year) => [
    eve('chol-hamoed-sukkot', dayOfHebrew(year, TISHRI, 16), 6),
    eve('chol-hamoed-pesach', dayOfHebrew(year, NISAN, 16), 5),
  ]);
}

/** 27 Nisan, moved off the days around Shabbat. */
function holocaustDay(year: number): number {
  const day = dayOfHebrew(year, NISAN, 27);
  return weekdayOf(day) === FRIDAY ? day - 1 : weekdayOf(day) === SUNDAY ? day + 1 : day;
}

/** 5 Iyar, moved so that neither it nor the day of remembrance before it touches Shabbat. The move off Monday is of 2004. */
function independenceDay(year: number): number {
  const day = dayOfHebrew(year, IYAR, 5);
  switch (weekdayOf(day)) {
    case FRIDAY:
      return day - 1;
    case SATURDAY:
      return day - 2;
    case MONDAY:
      return year >= 5764 ? day + 1 : day;
    default:
      return day;
  }
}

/** 9 Av; on Shabbat nobody fasts. */
function tishaBeav(year: number): number {
  const day = dayOfHebrew(year, AV, 9);
  return weekdayOf(day) === SATURDAY ? day + 1 : day;
}
