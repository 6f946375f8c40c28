/** What a mail server said, and what follows from it for one message. */

import type { Outcome } from '../adapter';
import { outcomeOf, type Trouble } from '../troubles';

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

/**
 * The outcome of an answer that is no yes. A server speaks about one recipient, about this mail, or about us: only the first two may cost a
 * message its delivery. What is about us (login, blocked sender, rate) would be said to everybody waiting, and is put right by a person or time.
 */
export function outcomeOfAnswer(answer: Answer, stage: Stage): Outcome {
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(answer.text) ?? [];
  const trouble = answer.code < 500 ? troubleForNow(answer, stage, enhanced) : troubleForGood(answer, stage, enhanced);
  // The server's own words may quote the recipient or the mail; the numbers say as much to who looks them up.
  return outcomeOf(trouble, enhanced === undefined ? answer.code : `${answer.code}-${enhanced}`, waitIn(answer.text));
}

function troubleForNow({ code, text }: Answer, stage: Stage, enhanced: string | undefined): Trouble {
  if (stage === 'login') return 'credentials-refused';
  if (code !== 421 && (isAboutHer(enhanced) || /gr[ae]y-?list/i.test(text))) return 'recipient-busy';
  if (isRate(text)) return 'provider-busy';
  // 452: the server's own disk is full. 4.3: the server itself.
  const isAboutServer = code === 421 || code === 452 || code === 454 || enhanced?.startsWith('4.3.') || stage === 'connection' || stage === 'sender';
  return isAboutServer ? 'provider-down' : 'recipient-busy';
}

function troubleForGood({ code, text }: Answer, stage: Stage, enhanced: string | undefined): Trouble {
  if (stage === 'login' || [530, 534, 535, 538].includes(code)) return 'credentials-refused';
  // The conversation is out of step, which says nothing about the mail.
  if (code === 503) return 'line-broke';
  if (!isAboutHer(enhanced) && isAboutUs(text)) return 'sender-refused';
  // Before the mail: this is no server for mail.
  if (stage === 'connection' || (stage !== 'content' && (code === 500 || code === 502))) return 'provider-elsewhere';
  if (stage === 'recipient') {
    if (enhanced?.startsWith('5.2.')) return 'recipient-unreachable';
    return enhanced?.startsWith('5.1.') || (enhanced === undefined && [501, 550, 551, 553, 556].includes(code)) ? 'recipient-unknown' : 'provider-refused';
  }
  if (code === 552 || code === 523 || enhanced === '5.3.4' || enhanced === '5.2.3') return 'content-refused';
  if (stage === 'sender') return 'sender-refused';
  return enhanced?.startsWith('5.7.') ? 'content-filtered' : 'content-refused';
}

/** 1: her address, 2: her mailbox (RFC 3463). */
function isAboutHer(enhanced: string | undefined): boolean {
  return enhanced?.[2] === '1' || enhanced?.[2] === '2';
}

/** The server's own number for a mail it took, which its operator asks for: Postfix, Exim, Exchange and what writes like them. */
export function queueNumber(text: string): string | undefined {
  const match = /\bqueued (?:as|for delivery[^<]*<?)\s*([\w.@-]{4,120})|\bid=([\w-]{6,60})|<([\w.@-]{6,120})>/i.exec(text);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

function isRate(text: string): boolean {
  return /\b(rate|throttl\w*|too (many|fast|much)|quota|limit(ed|s)?)\b|\b4\.7\.28\b/i.test(text);
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
