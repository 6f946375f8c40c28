/** Times of day as people write them. */
import { withAsciiDigits } from '../record/transform-text';

/**
 * "8:30", "08.30", "830", "8", "8:30 pm", in any digits → "08:30". Undefined: no time of a day of twenty-four hours.
 */
export function readClock(text: string): string | undefined {
  const found = /^(\d{1,2})(?:\s*[:.٫：]\s*(\d{2})|(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/i.exec(withAsciiDigits(text).trim());
  if (!found) return undefined;
  const [, hours = '', after, joined, half] = found;
  const written = Number(hours);
  if (half && (written < 1 || written > 12)) return undefined;
  const hour = half ? (written % 12) + (/^p/i.test(half) ? 12 : 0) : written;
  const minute = Number(after ?? joined ?? 0);
  return hour < 24 && minute < 60 ? clockOf(hour * 60 + minute) : undefined;
}

/** Goes round at midnight: 23:30 and an hour is 00:30. */
export function clockAfter(clock: string, minutes: number): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return clockOf((((hour * 60 + minute + minutes) % 1440) + 1440) % 1440);
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
