import { describe, expect, it } from 'vitest';
import type { SettingsOf } from '../../../shared/executor/channels';
import { headersOf } from '../../../tests/stand-ins/mail-server';
import type { Outgoing } from '../adapter';
import { outgoing } from '../contract.fixture';
import { oneAddress, oneLine } from './address';
import { composeMail } from './compose';

const settings: SettingsOf<'smtp'> = {
  provider: 'smtp',
  host: 'mail.shop.example',
  port: 587,
  security: 'starttls',
  from: { name: 'Garden', address: 'hello@shop.example' },
  connections: 5,
};
const aMail = (changes: Partial<Outgoing>): Outgoing => ({
  ...outgoing,
  channel: 'email',
  to: 'dana@client.example',
  language: 'en',
  subject: 'Welcome',
  unsubscribe: { page: 'https://shop.example/off' },
  ...changes,
});
const composed = async (message: Partial<Outgoing> = {}, changes: Partial<SettingsOf<'smtp'>> = {}) => {
  const mail = composeMail(aMail(message), { ...settings, ...changes });
  if ('do' in mail) throw new Error(JSON.stringify(mail));
  const text = mail.bytes.toString('utf8');
  return { ...mail, text, headers: headersOf(text) };
};
const refused = async (message: Partial<Outgoing>, changes: Partial<SettingsOf<'smtp'>> = {}) => {
  const mail = composeMail(aMail(message), { ...settings, ...changes });
  return 'do' in mail && mail.do !== 'accepted' ? mail.reason.code : undefined;
};

describe('an address', () => {
  it('is one, and nothing else', () => {
    for (const [text, address] of [
      ['dana@client.example', 'dana@client.example'],
      [' o.brien+news@sub.client.co.uk ', 'o.brien+news@sub.client.co.uk'],
      ["o'brien@client.example", "o'brien@client.example"],
      ['דנה@client.example', 'דנה@client.example'],
      ['dana@דוגמה.example', 'dana@xn--6dbbec0c.example'],
    ] as const)
      expect(oneAddress(text), text).toBe(address);
  });

  it.each([
    'a@b.example,c@d.example',
    'a@b.example; c@d.example',
    'Dana <dana@client.example>',
    'dana@client.example\r\nBcc: x@y.example',
    'dana@client.example\nDATA',
    'dana\u0000@client.example',
    'dana\u202e@client.example',
    'da na@client.example',
    '"dana x"@client.example',
    'dana(comment)@client.example',
    'dana@[127.0.0.1]',
    'dana@127.0.0.1',
    'dana@localhost',
    '-oQ/tmp@client.example',
    'a|cmd@client.example',
    '`id`@client.example',
    '.dana@client.example',
    'da..na@client.example',
    '@client.example',
    'dana@',
    'dana',
    '',
    '>@client.example',
    `${'a'.repeat(65)}@client.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('refuses %j', async (to) => {
    expect(oneAddress(to)).toBeUndefined();
    expect(await refused({ to })).toBe('address-invalid');
  });

  it('of the sender or for answers is as strict', async () => {
    expect(await refused({}, { from: { name: '', address: 'a@b.example\r\nBcc: x@y.example' } })).toBe('settings-unusable');
    expect(await refused({}, { replyTo: 'a@b.example, c@d.example' })).toBe('settings-unusable');
  });
});

describe('headers', () => {
  const hostile = 'Hi\r\nBcc: victim@other.example\r\n\r\n<script>\u202e\u2066\u0000\u0007\u2028x';

  it('hold one line each, whatever a name or a subject holds', async () => {
    const { headers, text } = await composed({ subject: hostile }, { from: { name: hostile, address: 'hello@shop.example' } });
    expect(headers.has('bcc')).toBe(false);
    expect(text.match(/^bcc:/gim)).toBeNull();
    expect(headers.get('subject')).toBe('Hi Bcc: victim@other.example <script> x');
    expect(headers.get('from')).toBe('"Hi Bcc: victim@other.example <script> x" <hello@shop.example>');
    expect(oneLine(hostile, 100)).toBe('Hi Bcc: victim@other.example <script> x');
  });

  it('hold no preheader: it is a line of the page', async () => {
    const { text, headers } = await composed({ preheader: hostile });
    expect(headers.has('bcc')).toBe(false);
    expect(text).toContain('Hi Bcc: victim@other.example &lt;script&gt; x');
  });

  it('keep the joiners of Persian words and cut without breaking a character', () => {
    expect(oneLine('می\u200cخواهم', 50)).toBe('می\u200cخواهم');
    expect(oneLine('😀'.repeat(10), 6)).toBe('😀😀…');
  });

  it('say how to get off only by ways that hold', async () => {
    const unsubscribe = (ways: Outgoing['unsubscribe']) => composed({ unsubscribe: ways }).then(({ headers }) => headers);
    const both = await unsubscribe({ page: 'https://shop.example/off?t=a', mailto: 'off@shop.example' });
    expect(both.get('list-unsubscribe')).toBe('<https://shop.example/off?t=a>, <mailto:off@shop.example>');
    expect(both.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const mail = await unsubscribe({ mailto: 'mailto:off@shop.example?subject=off r1' });
    expect(mail.get('list-unsubscribe')).toBe('<mailto:off@shop.example?subject=off%20r1>');
    expect(mail.has('list-unsubscribe-post')).toBe(false);
    // A page on this machine is for trials: it is linked in the mail, and no provider can call it.
    const local = await unsubscribe({ page: 'http://127.0.0.1:8080/off' });
    expect(local.has('list-unsubscribe')).toBe(false);
    const sly = await unsubscribe({ page: 'https://shop.example/>,<https://evil.example/\r\nBcc:x', mailto: 'off@shop.example' });
    expect(sly.get('list-unsubscribe')).toBe('<https://shop.example/%3E,%3Chttps://evil.example/Bcc:x>, <mailto:off@shop.example>');
    expect(sly.has('bcc')).toBe(false);
  });

  it('marketing without a way off is not sent; a service message is', async () => {
    expect(await refused({ unsubscribe: undefined })).toBe('unsubscribe-missing');
    expect(await refused({ unsubscribe: { page: 'javascript:alert(1)', mailto: 'x' } })).toBe('unsubscribe-missing');
    const { headers } = await composed({ class: 'service', unsubscribe: undefined });
    expect(headers.has('list-unsubscribe')).toBe(false);
  });
});

describe('a mail', () => {
  it('is the same for every try but its date', async () => {
    const undated = (text: string) => text.replace(/^Date:.*$/m, '');
    const [first, second] = await Promise.all([composed(), composed()]);
    expect(undated(first.text)).toBe(undated(second.text));
    expect((await composed({ key: 'r1:welcome:2' })).id).not.toBe(first.id);
  });

  it('holds its words twice, as text and as HTML', async () => {
    const { text, headers } = await composed({ body: 'Hello <b>Dana</b>' });
    expect(headers.get('content-type')).toMatch(/^multipart\/alternative/);
    expect(text.indexOf('text/plain')).toBeGreaterThan(0);
    expect(text.indexOf('text/html')).toBeGreaterThan(text.indexOf('text/plain'));
    expect(text).toContain('Hello &lt;b&gt;Dana&lt;/b&gt;');
  });

  it('has no line longer than mail allows, whatever is in it', async () => {
    const { text } = await composed({ language: 'he', body: `${'x'.repeat(5_000)} ${'א'.repeat(5_000)}`, subject: 'א'.repeat(240) });
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('of a body without end is refused', async () => {
    expect(await refused({ body: 'x'.repeat(100_001) })).toBe('content-too-long');
  });
});
