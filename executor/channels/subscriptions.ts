/** How somebody outside takes herself off a channel by her link, and back again when that was a mistake. */
import type { OutChannel } from '../../shared/executor/channels';
import { ok, type Result, refuse } from '../../shared/problem';
import { isWithdrawn } from '../../shared/record/event-attributes';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import type { Database } from '../store/driver';
import { happen } from './delivery-events';
import { linkKeyOf, readLinkToken } from './links';

/** A mistake is seen at once. Later a forwarded mail would be enough to put somebody back on the list. */
export const mayUndoForMs = 60 * 60_000;
/** Taken back so often within a day it is not a person any more. */
const mostUndone = 3;
const day = 86_400_000;

/** Whose link it is: the channel, the language of her record ('' = not known), and where she stands. */
export type Subscriber = { channel: OutChannel; language: string; isOff: boolean; mayUndo: boolean };

/** The customer a number of a link leads to by now; undefined when she is not known any more. */
export function customerOf(db: Database, n: number): number | undefined {
  return (
    db.get<{ winner: number }>('SELECT winner FROM merge_alias WHERE loser = ?', n)?.winner ?? db.get<{ n: number }>('SELECT n FROM customer WHERE n = ?', n)?.n
  );
}

/** Changes nothing: programs that look at every link of a mail come here too. Refuses `link-unknown`. */
export function subscriber(work: Work, token: string): Result<Subscriber> {
  const subject = subjectOf(work.db, token);
  if (!subject) return refuse('link-unknown');
  const { attributes } = work.customer(subject.customer);
  const language = attributes['preferred-language'];
  return ok({
    channel: subject.channel,
    language: typeof language === 'string' ? language : '',
    isOff: isWithdrawn(attributes[consentOn(subject.channel)]),
    mayUndo: withdrawnByMistake(work, token, subject) !== undefined,
  });
}

/** Refuses `link-unknown`. */
export function unsubscribe(work: Work, registry: Registry, { token, method }: { token: string; method: 'link' | 'one-click' }): Result<Subscriber> {
  const subject = subjectOf(work.db, token);
  if (!subject) return refuse('link-unknown');
  const { customer, channel } = subject;
  const before = work.customer(customer).attributes[consentOn(channel)];
  // Again after a new opt-in it counts again; twice in a row it is once.
  if (before !== 'withdrawn')
    happen(work, registry, customer, `unsubscribe:${token}:${work.now}`, 'consent-withdrawn', {
      channel,
      'withdraw-method': method === 'link' ? 'unsubscribe-link' : 'one-click',
      // Only what somebody had given can be given back to her.
      'had-consent': before === 'granted' || before === true,
    });
  return subscriber(work, token);
}

/** Gives back the consent that she took back by this link just now. Refuses `link-unknown` and, when it is too late or not hers to undo, `undo-too-late`. */
export function undoUnsubscribe(work: Work, registry: Registry, { token }: { token: string }): Result<Subscriber> {
  const subject = subjectOf(work.db, token);
  if (!subject) return refuse('link-unknown');
  const { customer, channel } = subject;
  const mistake = withdrawnByMistake(work, token, subject);
  if (mistake !== undefined) happen(work, registry, customer, `undo-${mistake.uid}`, 'consent-granted', { channel, 'capture-method': 'unsubscribe-undone' });
  // Asked twice she is on the list all the same.
  else if (work.customer(customer).attributes[consentOn(channel)] === 'withdrawn') return refuse('undo-too-late');
  return subscriber(work, token);
}

const consentOn = (channel: OutChannel) => `${channel}-consent`;

function subjectOf(db: Database, token: string): { customer: number; channel: OutChannel } | undefined {
  const subject = readLinkToken(linkKeyOf(db), token);
  const customer = subject && customerOf(db, subject.customer);
  return subject && customer !== undefined ? { ...subject, customer } : undefined;
}

/** The withdrawal that may be taken back: by this very link, just now, of a consent there was, and nothing said of it since. */
function withdrawnByMistake(work: Work, token: string, { customer, channel }: { customer: number; channel: OutChannel }): { uid: string } | undefined {
  const consent = consentOn(channel);
  const { attributes, changed } = work.customer(customer);
  if (attributes[consent] !== 'withdrawn') return undefined;
  const last = work.events(customer, 'consent-withdrawn').findLast((one) => one.properties.channel === channel);
  if (!last?.uid.startsWith(`unsubscribe:${token}:`) || last.properties['had-consent'] !== true) return undefined;
  if (changed[consent] !== last.at || work.now - last.at > mayUndoForMs) return undefined;
  const undone = work.events(customer, 'consent-granted').filter((one) => one.uid.startsWith('undo-') && work.now - one.at < day);
  return undone.length < mostUndone ? { uid: last.uid } : undefined;
}
