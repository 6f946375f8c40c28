import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetSchema } from '../condition/schema';
import { durationDays, durationMs } from './duration';
import { durationOf, durationParts, singleUnit } from './duration-parts';

test.each(['P1D', 'PT24H', 'P1DT2H', 'PT1H30M', 'P2W', '-P3D', '-PT45S', 'P0D', 'P10DT1H2M3S'])('%s stays as it is', (duration) => {
  const parts = durationParts(duration);
  expect(parts && durationOf(parts)).toBe(duration);
});

test('a day of the calendar is no 24 hours, and several units are several', () => {
  expect(durationParts('P1D')).toMatchObject({ days: 1, hours: 0 });
  expect(durationParts('PT24H')).toMatchObject({ days: 0, hours: 24 });
  expect(['P1D', 'PT24H', 'P2W', 'P0D', 'PT90S'].map((one) => singleUnit(durationParts(one) ?? expect.fail(one)))).toEqual([
    'days',
    'hours',
    'weeks',
    'days',
    'seconds',
  ]);
  expect(singleUnit(durationParts('P1DT2H') ?? expect.fail())).toBeUndefined();
  expect(durationParts('tomorrow')).toBeUndefined();
  expect(durationParts('PT')).toBeUndefined();
});

test('whatever units are typed come to a duration of the same days and the same time by the clock', () => {
  const count = fc.nat(400);
  fc.assert(
    fc.property(
      fc.record({ sign: fc.constantFrom(1 as const, -1 as const), weeks: count, days: count, hours: count, minutes: count, seconds: count }),
      (parts) => {
        const duration = durationOf(parts);
        expect(offsetSchema.safeParse(duration).success).toBe(true);
        const sign = parts.sign;
        expect(durationDays(duration)).toBe(sign * (7 * parts.weeks + parts.days) || 0);
        expect(durationMs(duration)).toBe(sign * ((parts.hours * 60 + parts.minutes) * 60 + parts.seconds) * 1000 || 0);
      },
    ),
  );
});
