/** What a mail server said, and what follows from it for one message. */

import { withoutMarks } from '../../../shared/direction-marks';
import type { Reason } from '../../../shared/journey/run';
import type { Outcome } from '../adapter';

/** Where in the conversation an answer came. `content`: after the whole mail was handed over. */
export type Stage = 'connection' | 'login' | 'sender' | 'recipient' | 'content';

/** An answer as it stood on the wire, without its line ends: `550 5.1.1 No such user`. */
export type Answer = { code: number; text: string };

/**
 * Longest hint on when to come again that is believed: a server's "in 900000 seconds" must not put a message off into another campaign.
 */
const longestWaitMs = 24 * 3_600_000;

/** Reads an answer that is complete and of SMTP; undefined for anything else, whatever it looks like. */
export function readAnswer(raw: string | undefined): Answer | undefined {
  const match = /^([2-5]\d\d)(?:[ -]|$)/.exec(raw ?? '');
  return match && raw !== undefined ? { code: Number(match[1]), text: raw } : undefined;
}

/** One line that may be shown and stored: a server can write anything into its answers. */
export function said(text: string): string {
  const line = withoutMarks(text)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/**
 * The outcome of an answer that is no yes. A server speaks about one recipient, about this mail, or about us: only the first two may cost a
 * message its delivery. What is about us (login, blocked sender, rate) would be said to everybody waiting, and is put right by a person or time.
 */
export function outcomeOf({ code, text }: Answer, stage: Stage): Outcome {
  const [, area = ''] = /^\d{3}[ -]\d\.(\d{1,3})\.\d{1,3}\b/.exec(text) ?? [];
  const aboutHer = area === '1' || area === '2';
  const params = { said: said(text) };
  const later = (reason: Reason, everybody: boolean): Outcome => {
    const afterMs = waitIn(text);
    return { do: 'later', reason, ...(afterMs === undefined ? {} : { afterMs }), ...(everybody ? { everybody } : {}) };
  };

  if (stage === 'login' || [530, 534, 535, 538].includes(code)) return later({ code: 'mail-login-failed', params }, true);
  if (code < 500) {
    if (code !== 421 && (aboutHer || /gr[ae]y-?list/i.test(text))) return later({ code: 'mail-try-later', params }, false);
    if (isRate(text)) return later({ code: 'mail-too-many', params }, true);
    return later(
      { code: 'mail-try-later', params },
      code === 421 || code === 454 || area === '3' || stage === 'connection' || stage === 'sender' || isFull(code),
    );
  }
  // 503: the conversation is out of step, which says nothing about the mail. 500 and 502 before the mail: this is not a server for mail.
  if (code === 503) return later({ code: 'mail-try-later', params }, false);
  if (stage === 'connection' || (stage !== 'content' && (code === 500 || code === 502))) return later({ code: 'mail-server-refuses', params }, true);
  if (isTooLarge(code, text) && stage !== 'recipient') return { do: 'refused', reason: { code: 'mail-content-refused', params } };
  if (stage === 'sender' || (!aboutHer && isAboutUs(text))) return later({ code: 'mail-sender-refused', params }, true);
  return { do: 'refused', reason: stage === 'recipient' ? { code: 'mail-recipient-refused', params } : { code: 'mail-content-refused', params } };
}

/** The server's own number for a mail it took, which its operator asks for: Postfix, Exim, Exchange and what writes like them. */
export function queueNumber(text: string): string | undefined {
  const match = /\bqueued (?:as|for delivery[^<]*<?)\s*([\w.@-]{4,120})|\bid=([\w-]{6,60})|<([\w.@-]{6,120})>/i.exec(text);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

function isRate(text: string): boolean {
  return /\b(rate|throttl\w*|too (many|fast|much)|quota|limit(ed|s)?)\b|\b4\.7\.28\b/i.test(text);
}

/** The server's own disk, not her mailbox. */
function isFull(code: number): boolean {
  return code === 452;
}

function isTooLarge(code: number, text: string): boolean {
  return code === 552 || code === 523 || /^\d{3}[ -]5\.(3\.4|2\.3)\b/.test(text);
}

/** A block list, a relay that wants a login, a sender's domain that is not proven: everybody would be refused alike. */
function isAboutUs(text: string): boolean {
  return /\brelay|authenticat|block(ed)? ?(list|using)|blacklist|spamhaus|reputation|\b(spf|dkim|dmarc)\b|sender .{0,40}(not|reject|denied)/i.test(text);
}

/** "try again in 300 seconds": when they said when. */
function waitIn(text: string): number | undefined {
  if (!/again|retry|later|wait|minimum|delay/i.test(text)) return undefined;
  const match = /\b(\d{1,6}) ?(s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b/i.exec(text);
  if (!match) return undefined;
  const unit = match[2]?.[0]?.toLowerCase();
  const ms = Number(match[1]) * (unit === 'h' ? 3_600_000 : unit === 'm' ? 60_000 : 1_000);
  return ms > 0 ? Math.min(ms, longestWaitMs) : undefined;
}
