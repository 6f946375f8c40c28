import { expect, test } from 'vitest';
import { problem } from '../problem';
import type { ChannelState } from './channels';
import { isSameWord, obstaclesTo, spotOfRefusal } from './switching';

const email: ChannelState = {
  channel: 'email',
  mode: 'off',
  settings: { provider: 'http', url: 'https://mail.shop.example' },
  allowed: ['me@shop.example'],
  unknownPolicy: 'ask',
  secrets: ['signingSecret'],
  counts: {},
};
const nobody = { isSandbox: false, reached: {} };
const of = (...asked: Parameters<typeof obstaclesTo>) => obstaclesTo(...asked).map(({ problem: { code }, spot }) => [code, spot]);

test('each thing that stands in the way leads to where it is set', () => {
  expect(of('trial', email, nobody)).toEqual([]);
  expect(of('live', email, nobody)).toEqual([['channel-needs-unsubscribe', 'public']]);
  expect(of('live', email, { ...nobody, reached: { mailto: 'off@shop.example' } })).toEqual([]);
  const from = { name: '', address: 'shop@shop.example' };
  const mailbox = { reads: true, address: 'off@shop.example', host: 'imap.shop.example', port: 993, security: 'tls', user: 'off', folder: 'INBOX' } as const;
  const read = { ...mailbox, everyMinutes: 5, plus: false, after: 'leave' } as const;
  const smtp = { provider: 'smtp', host: 'mail.shop.example', port: 587, security: 'starttls', from, connections: 5 } as const;
  expect(of('live', { ...email, settings: { ...smtp, mailbox: read } }, nobody)).toEqual([]);
  expect(of('live', { ...email, settings: { ...smtp, mailbox: { ...read, reads: false } } }, nobody)).toEqual([['channel-needs-unsubscribe', 'public']]);
  expect(of('live', { ...email, channel: 'push' }, nobody)).toEqual([]);
  expect(of('trial', { ...email, settings: null, allowed: [] }, nobody)).toEqual([
    ['channel-not-set-up', 'settings'],
    ['trial-list-empty', 'allowed'],
  ]);
  const sms: ChannelState = {
    ...email,
    channel: 'sms',
    settings: { provider: 'twilio', accountSid: `AC${'0'.repeat(32)}`, from: 'Shop', baseUrl: 'https://api.twilio.com', templates: {} },
  };
  expect(of('live', { ...sms, secrets: [] }, nobody)).toEqual([['secret-missing', 'secrets']]);
  expect(of('live', { ...sms, secrets: ['authToken'] }, nobody)).toEqual([]);
});

test('closing is always possible; in the sandbox nothing else is', () => {
  expect(of('off', { ...email, settings: null }, { ...nobody, isSandbox: true })).toEqual([]);
  expect(of('trial', { ...email, settings: null }, { ...nobody, isSandbox: true })).toEqual([['sandbox-stays-inside', undefined]]);
});

test('what the executor refuses after all leads to the same place', () => {
  expect(spotOfRefusal(problem('blocks', 'provider-refused'))).toBe('settings');
  expect(spotOfRefusal(problem('blocks', 'disk-full'))).toBeUndefined();
});

test('the word that is typed for a yes need not be cased and spaced alike, but has to be it', () => {
  expect(isSameWord(' e-MAIL', 'E-mail')).toBe(true);
  expect(isSameWord('email', 'E-mail')).toBe(true);
  expect(isSameWord('mail', 'E-mail')).toBe(false);
  expect(isSameWord('', '')).toBe(false);
  expect(isSameWord('دواר', 'דואר')).toBe(false);
});
