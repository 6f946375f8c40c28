/** When somebody who is busy wants to be asked again. */
import type { IncomingHttpHeaders } from 'node:http';

/** Longer than this nobody means; the dispatcher asks again, and is told again. */
const longestMs = 24 * 3_600_000;

/**
 * The pause that a `Retry-After` asks for, in seconds or up to a date (RFC 9110 §10.2.3); undefined without one that can be read. A date is held
 * against the answer's own `Date`, because the clock of a laptop may be wrong.
 */
export function retryAfterMs(headers: IncomingHttpHeaders, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, longestMs);
  // Date.parse takes nearly anything; only what begins with the name of a day is an HTTP date.
  const at = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  const theirs = Date.parse(headers.date ?? '');
  return Math.min(Math.max(0, at - (Number.isNaN(theirs) ? now : theirs)), longestMs);
}
