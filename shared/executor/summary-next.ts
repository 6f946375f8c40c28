/** The moment of the next report, as it is told. */
import { localParts } from '../time/duration';
import type { SummarySettings } from './summary-settings';

/** `zone` by the name it has at that moment: summer time has another. `isMoved`: the clock skips the hour that was asked for that night. */
export type NextWords = { time: string; zone: string; isMoved: boolean };

export function nextWords(next: number, { time, timeZone }: Pick<SummarySettings, 'time' | 'timeZone'>, locale: string): NextWords {
  const moment = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const named = new Intl.DateTimeFormat(locale, { timeZoneName: 'long', timeZone }).formatToParts(next);
  const local = localParts(next, timeZone);
  return {
    time: moment.format(next),
    zone: named.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
    isMoved: local.minuteOfDay !== minuteOf(time),
  };
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}
