import { describe, expect, it } from 'vitest';
import { nextWords } from './summary-next';
import { duesBetween, lastDue, nextDue, summarySettingsSchema } from './summary-settings';

const at = (iso: string) => Date.parse(iso);
const iso = (moment: number) => new Date(moment).toISOString();
const weekly = summarySettingsSchema.parse({ on: true, rhythm: 'weekly', weekday: 'su', time: '08:00', timeZone: 'Asia/Jerusalem' });

describe('when a report is due', () => {
  it('keeps the hour of the wall when the clock is changed', () => {
    // In Israel the clock goes forward on Friday 27 March 2026 and back on Sunday 25 October at two.
    expect(iso(nextDue(weekly, at('2026-03-22T12:00:00Z')))).toBe('2026-03-29T05:00:00.000Z');
    expect(iso(nextDue(weekly, at('2026-10-18T12:00:00Z')))).toBe('2026-10-25T06:00:00.000Z');
    const { from, to } = lastDue(weekly, at('2026-10-25T06:00:00Z'));
    expect([iso(from), iso(to), (to - from) / 3_600_000]).toEqual(['2026-10-17T21:00:00.000Z', '2026-10-24T21:00:00.000Z', 168]);
  });

  it('counts what was due while nobody was there', () => {
    const last = lastDue(weekly, at('2026-06-24T12:00:00Z')).due;
    expect(duesBetween(weekly, at('2026-05-31T05:00:00Z'), last - 1)).toBe(2);
    expect(duesBetween(weekly, last, last)).toBe(0);
    // After years it is only many.
    expect(duesBetween({ ...weekly, rhythm: 'daily' }, 0, last)).toBe(400);
  });
});

describe('the next one in words', () => {
  it.each([
    ['en-GB', 'Sunday 7 June at 08:00', 'Israel Daylight Time'],
    ['he-IL', 'יום ראשון, 7 ביוני בשעה 08:00', 'שעון ישראל (קיץ)'],
    ['fa-IR', 'یکشنبه ۱۷ خرداد ساعت ۰۸:۰۰', 'وقت تابستانی اسرائیل'],
  ])('has the zone by the name of its season (%s)', (locale, time, zone) => {
    expect(nextWords(at('2026-06-07T05:00:00Z'), weekly, locale)).toEqual({ time, zone, isMoved: false });
    expect(nextWords(at('2026-12-06T06:00:00Z'), weekly, locale).zone).not.toBe(zone);
  });

  it('says when the clock skips the hour', () => {
    const night = { ...weekly, rhythm: 'daily' as const, time: '02:30' };
    const next = nextDue(night, at('2026-03-26T12:00:00Z'));
    expect(nextWords(next, night, 'en-GB')).toMatchObject({ time: 'Friday 27 March at 03:30', isMoved: true });
  });
});
