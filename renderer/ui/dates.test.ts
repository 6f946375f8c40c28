import { describe, expect, it } from 'vitest';
import { daysBetween, dayWords, today } from './dates';

describe('dates of the log', () => {
  it('take the day where the reader is', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    expect(today(new Date(2026, 10, 26, 0, 0))).toBe('2026-11-26');
  });

  it('count days over months and clock changes', () => {
    expect(daysBetween('2026-03-26', '2026-03-29')).toBe(3);
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
  });

  it('name the year only when it is another one', () => {
    expect(dayWords('2026-11-26', 'en-GB', '2026-11-01')).toBe('Thu 26 Nov');
    expect(dayWords('2027-01-04', 'en-GB', '2026-11-01')).toContain('2027');
    expect(dayWords('2026-11-26', 'he-IL', '2026-11-01')).toContain('26');
  });
});
