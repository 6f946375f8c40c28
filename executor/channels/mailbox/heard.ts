/** What a mail that came in says about one that went out. Only the signed tokens it carries say about which; nothing is guessed from words. */
import type { Report } from '../adapter';

/** `tokens`: candidates, as they stood in the mail; whether one of them is ours only the store's side can say. */
export type Heard =
  | { what: 'bounced'; tokens: string[]; type: 'hard' | 'soft'; reason: string; recipients: string[] }
  /** delayed: still on its way · auto-replied: by a machine, which is no answer of hers · opted-out: a mailbox provider says that she wants no more. */
  | { what: 'delivered' | 'delayed' | 'complained' | 'auto-replied' | 'opted-out'; tokens: string[] }
  | ({ what: 'replied'; tokens: string[] } & Pick<Report, 'properties' | 'optOut'>)
  /** By the `mailto:` of List-Unsubscribe, whose subject carries her link's own token. */
  | { what: 'unsubscribed'; link: string }
  | { what: 'nothing' };

/** `id`: the same whenever and wherever the mail is read again. */
export type HeardMail = Heard & { id: string };
