/** Switching a channel: what stands in the way, and where that is put right. */
import { type Problem, problem } from '../problem';
import { type ChannelMode, type ChannelState, mailboxRead, missingSecrets, type PublicState } from './channels';

/** The place on the page where something is set. */
export type Spot = 'settings' | 'secrets' | 'allowed' | 'public';
export type Obstacle = { problem: Problem; spot: Spot | undefined };

const spots: Record<string, Spot> = {
  'channel-not-set-up': 'settings',
  'provider-refused': 'settings',
  'secret-missing': 'secrets',
  'trial-list-empty': 'allowed',
  'channel-needs-unsubscribe': 'public',
};

/** Where what was refused can be put right; undefined where nothing can be done about it. */
export function spotOfRefusal({ code }: Problem): Spot | undefined {
  return spots[code];
}

/** What the executor would refuse, all of it at once and before anybody is asked whether she means it. */
export function obstaclesTo(
  mode: ChannelMode,
  { channel, settings, secrets, allowed }: Pick<ChannelState, 'channel' | 'settings' | 'secrets' | 'allowed'>,
  { isSandbox, reached }: { isSandbox: boolean; reached: Pick<PublicState, 'url' | 'mailto'> },
): Obstacle[] {
  if (mode === 'off') return [];
  const found: Problem[] = [];
  const add = (code: string, params: Problem['params'] = {}) => found.push(problem('blocks', code, [], params));
  if (isSandbox) add('sandbox-stays-inside');
  else {
    const missing = settings ? missingSecrets(settings.provider, secrets) : [];
    if (!settings) add('channel-not-set-up', { channel });
    if (missing.length > 0) add('secret-missing', { channel, secrets: missing.join(', ') });
    if (mode === 'trial' && allowed.length === 0) add('trial-list-empty', { channel });
    const wayOff = reached.url ?? reached.mailto ?? mailboxRead(settings);
    if (mode === 'live' && channel === 'email' && wayOff === undefined) add('channel-needs-unsubscribe');
  }
  return found.map((one) => ({ problem: one, spot: spotOfRefusal(one) }));
}

/** Whether what was typed is the word that was asked for, however it is cased and spaced. */
export function isSameWord(typed: string, word: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s\u200c\u200f\u200e-]+/g, '')
      .toLowerCase();
  return plain(typed) !== '' && plain(typed) === plain(word);
}
