/** Ways out of the laptop in words: which are open, and why something was refused. */
import { localeOf, type Translate } from '../i18n/translator';
import type { Problem } from '../problem';
import type { Language } from '../text';
import type { reasonSchema } from './api';
import { deliveryStates, type OpenChannel, outChannels, type SecretName } from './channels';

/** "E-mail (trial) and SMS (live)". */
export function openChannelsWords(open: readonly OpenChannel[], translate: Translate, language: Language): string {
  const names = open.map(({ channel, mode }) =>
    translate('channels.open-one', { channel: translate(`channel.${channel}`), mode: translate(`channel-mode.${mode}`) }),
  );
  return new Intl.ListFormat(localeOf[language], { type: 'conjunction' }).format(names);
}

/** What an executor refuses names channels, providers, secrets and states by their ids; here by the words that stand on the page. */
export function inChannelWords(problem: Problem, translate: Translate): Problem {
  const params = { ...problem.params };
  const put = (key: string, isKnown: (id: string) => boolean, area: string) => {
    const id = params[key];
    if (typeof id === 'string' && isKnown(id)) params[key] = translate(`${area}.${id}`);
  };
  put('channel', (id) => outChannels.some((one) => one === id), 'channel');
  put('provider', () => true, 'provider');
  put('state', (id) => deliveryStates.some((one) => one === id), 'delivery');
  if (problem.code === 'secret-missing' && typeof params.secrets === 'string')
    params.secrets = params.secrets
      .split(', ')
      .map((name) => translate(`secret.${name as SecretName}`))
      .join(', ');
  return { ...problem, params };
}

/** Why a channel is on hold, or what a check found: such reasons name nothing of a journey. A provider's own number for it stands behind. */
export function troubleWords({ code, params }: (typeof reasonSchema)['_output'], translate: Translate): string {
  return `${translate(`reason.${code}`, params)}${providersNumber(params)}`;
}

/** By it the provider's manual and its support know what it was. */
export function providersNumber({ code }: Readonly<Record<string, unknown>>): string {
  return typeof code === 'string' && code !== '' ? ` (${code})` : '';
}
