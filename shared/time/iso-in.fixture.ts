import { Temporal } from 'temporal-polyfill';

/** `2026-03-27T03:30+03:00`: what wall and offset of the zone show, to the minute, for tests to compare with. */
export function isoIn(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' });
}
