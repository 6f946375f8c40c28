/** What can be wrong with a message or with the way it takes, in words that all providers share; their own numbers are put into these. */
import type { Reason } from '../../shared/journey/run';
import type { Outcome } from './adapter';
import type { Answered, HttpResult } from './http-call';

type Kind = {
  do: 'refused' | 'later';
  /** Nobody else need try before. */
  everybody?: true;
  /** What it says of the address, where it says anything. */
  bounce?: 'hard' | 'soft';
};

/** The words are `reason.<name>`. */
const kinds = {
  'address-invalid': { do: 'refused', bounce: 'hard' },
  'number-invalid': { do: 'refused', bounce: 'hard' },
  'recipient-unknown': { do: 'refused', bounce: 'hard' },
  'recipient-unreachable': { do: 'refused', bounce: 'soft' },
  'recipient-unsubscribed': { do: 'refused' },
  'recipient-not-allowed': { do: 'refused' },
  /** She has had as many as the network lets through. */
  'recipient-limit': { do: 'later' },
  'recipient-busy': { do: 'later' },
  /** Before the message was handed over: nothing has left. */
  'line-broke': { do: 'later' },
  'sending-stopped': { do: 'later' },
  'device-gone': { do: 'refused', bounce: 'hard' },
  'content-refused': { do: 'refused' },
  'content-filtered': { do: 'refused' },
  'content-too-long': { do: 'refused' },
  'unsubscribe-missing': { do: 'refused' },
  'template-needed': { do: 'refused' },
  'template-refused': { do: 'refused' },
  'template-paused': { do: 'later' },
  'target-unknown': { do: 'refused' },
  'target-refused': { do: 'refused' },
  'target-busy': { do: 'later' },
  'provider-refused': { do: 'refused' },
  /** Apple's, say, behind the provider: others get through. */
  'network-refused': { do: 'later' },
  'provider-busy': { do: 'later', everybody: true },
  'provider-down': { do: 'later', everybody: true },
  'provider-unreachable': { do: 'later', everybody: true },
  'provider-certificate': { do: 'later', everybody: true },
  'provider-elsewhere': { do: 'later', everybody: true },
  'provider-not-there': { do: 'later', everybody: true },
  'sender-refused': { do: 'later', everybody: true },
  'credentials-refused': { do: 'later', everybody: true },
  'account-blocked': { do: 'later', everybody: true },
  'secret-missing': { do: 'later', everybody: true },
  'secret-unusable': { do: 'later', everybody: true },
  'settings-unusable': { do: 'later', everybody: true },
  'address-not-secure': { do: 'later', everybody: true },
  'encryption-missing': { do: 'later', everybody: true },
  'encryption-needed': { do: 'later', everybody: true },
  /** Of a mailbox that is read. */
  'folder-missing': { do: 'later', everybody: true },
} as const satisfies Record<string, Kind>;
export type Trouble = keyof typeof kinds;

/** `code`: the provider's own number or word for it; never a sentence of theirs, which may quote address, text or secret. */
export function reasonOf(trouble: Trouble, code: string | number = ''): Reason {
  return { code: trouble, params: { code: codeOnly(code) } };
}

/** What becomes of a message for which this stands in the way. */
export function outcomeOf(trouble: Trouble, code: string | number = '', afterMs?: number): Outcome {
  const kind: Kind = kinds[trouble];
  const reason = reasonOf(trouble, code);
  if (kind.do === 'refused') return { do: 'refused', reason };
  return { do: 'later', reason, ...(afterMs !== undefined && { afterMs }), ...(kind.everybody && { everybody: true }) };
}

/** What is told of a message that was taken and did not arrive: the event's name, and properties of it as the catalogue has them. */
export function reportOf(trouble: Trouble, code: string | number): { what: 'bounced' | 'failed'; properties: Record<string, string>; optOut?: true } {
  const { bounce }: Kind = kinds[trouble];
  const reason = [trouble, codeOnly(code)].filter((part) => part !== '').join(' ');
  return bounce
    ? { what: 'bounced', properties: { 'bounce-type': bounce, reason } }
    : { what: 'failed', properties: { reason }, ...(trouble === 'recipient-unsubscribed' && { optOut: true as const }) };
}

/** What it says of the address when a mail came back for it; nothing for ever where it says nothing. */
export function bounceOf(trouble: Trouble): 'hard' | 'soft' {
  const { bounce = 'soft' }: Kind = kinds[trouble];
  return bounce;
}

/** A call without an answer. */
export function outcomeWithoutAnswer(result: Exclude<HttpResult, Answered>): Outcome {
  switch (result.sent) {
    case 'maybe':
      return inDoubt(result.why === 'malformed' ? 'reply-unreadable' : 'reply-lost', result.detail);
    case 'never':
      return outcomeOf(neverSent(result), result.detail);
  }
}

function neverSent({ why, detail }: Extract<HttpResult, { sent: 'never' }>): Trouble {
  switch (why) {
    case 'insecure':
      return 'address-not-secure';
    case 'not-callable':
      return 'settings-unusable';
    case 'time-out':
      return 'provider-unreachable';
    case 'unreachable':
      return /CERT|SIGN|ISSUER|ALTNAME|SSL|TLS/.test(detail) ? 'provider-certificate' : 'provider-unreachable';
  }
}

/** It may have been taken: nobody knows. */
export function inDoubt(code: 'reply-lost' | 'reply-unreadable', detail: string | number = ''): Outcome {
  return { do: 'unknown', reason: { code, params: { code: codeOnly(detail) } } };
}

/**
 * An answer that tells no more than its status. What failed on the way through (500, 502, 504) may have been taken before it did; 503 says that nobody
 * has looked at it.
 */
export function outcomeOfStatus(status: number, afterMs: number | undefined): Outcome {
  if (status >= 200 && status < 300) return inDoubt('reply-unreadable', status);
  if (status >= 300 && status < 400) return outcomeOf('provider-elsewhere', status);
  if (status === 401 || status === 403) return outcomeOf('credentials-refused', status);
  if (status === 404 || status === 405 || status === 410) return outcomeOf('provider-not-there', status);
  if (status === 408 || status === 425 || status === 429) return outcomeOf('provider-busy', status, afterMs);
  if (status === 503) return outcomeOf('provider-down', status, afterMs);
  if (status >= 500) return inDoubt('reply-lost', status);
  return outcomeOf('provider-refused', status);
}

/** For a check, which sends nothing: what stands in the way; undefined where nothing does. */
export function reasonIn(outcome: Outcome): Reason | undefined {
  return outcome.do === 'accepted' ? undefined : outcome.reason;
}

function codeOnly(code: string | number): string {
  const text = String(code);
  return /^[\w.-]{0,60}$/.test(text) ? text : '';
}
