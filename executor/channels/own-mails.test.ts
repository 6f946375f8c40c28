import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headersOf, type MailServer, startMailServer } from '../../tests/stand-ins/mail-server';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

let executor: TestExecutor;
let mailServer: MailServer;
beforeEach(async () => {
  executor = await testExecutor();
  mailServer = await startMailServer();
});
afterEach(async () => {
  await executor.end();
  await mailServer.close();
});

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(Uint8Array.from({ length: 3000 }, (_, i) => (i * 7) % 256)), Buffer.from('\n%%EOF')]);
const attachment = (bytes: Buffer = pdf) => ({ name: 'דוח שבועי.pdf', base64: bytes.toString('base64') });
const report = { to: ['team@shop.example'], subject: 'דוח שבועי', text: 'הדוח מצורף.', language: 'he' as const };
const set = async (mode: 'off' | 'trial', allowed = ['@shop.example']) =>
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode, settings: mailServer.settings(), allowed } }));
const codeOf = (reply: Awaited<ReturnType<TestExecutor['client']['sendMails']>>) => (reply.ok ? 'sent' : reply.problems[0]?.code);

/** The attachment of a mail as a mailbox would save it. */
function attached(mail: string): Buffer {
  const from = mail.indexOf('Content-Type: application/pdf');
  const begins = mail.indexOf('\r\n\r\n', from) + 4;
  return Buffer.from(mail.slice(begins, mail.indexOf('\r\n--', begins)), 'base64');
}

describe('a mail to people of one’s own', () => {
  test('leaves by the mail server of the channel, its PDF byte for byte, one for each recipient, and is noted without what it said', {
    tags: ['long'],
  }, async () => {
    await set('trial');
    const sent = unwrap(await executor.client.sendMails({ body: { ...report, to: ['team@shop.example', 'lead@shop.example'], attachment: attachment() } }));
    expect(sent).toEqual([
      { to: 'team@shop.example', state: 'sent' },
      { to: 'lead@shop.example', state: 'sent' },
    ]);
    expect(mailServer.mails).toHaveLength(2);
    const [mail = '', other = ''] = mailServer.mails;
    expect(attached(mail).equals(pdf)).toBe(true);
    expect(headersOf(mail).get('to')).toBe('team@shop.example');
    expect(mail).not.toContain('lead@');
    expect(headersOf(mail).has('list-unsubscribe')).toBe(false);
    expect(headersOf(other).get('message-id')).not.toBe(headersOf(mail).get('message-id'));
    expect(unwrap(await executor.client.mails({}))).toMatchObject([
      { to: 'lead@shop.example', state: 'sent', subject: report.subject, attachment: 'דוח שבועי.pdf', bytes: pdf.length },
      { to: 'team@shop.example', state: 'sent' },
    ]);
    expect(JSON.stringify(unwrap(await executor.client.mails({})))).not.toContain(report.text);
  });

  test('off lets nothing out, a trial only those on its list, and a channel without a mail server none', async () => {
    expect(codeOf(await executor.client.sendMails({ body: report }))).toBe('channel-not-set-up');
    await set('off');
    expect(codeOf(await executor.client.sendMails({ body: report }))).toBe('mail-channel-off');
    await set('trial', ['me@shop.example']);
    const refused = await executor.client.sendMails({ body: { ...report, to: ['me@shop.example', 'team@shop.example'] } });
    expect(refused).toMatchObject({ ok: false, problems: [{ code: 'mail-not-on-list', params: { to: 'team@shop.example' } }] });
    unwrap(await executor.client.setSecrets({ channel: 'email', body: { values: { token: 'a token', signingSecret: 'a secret of its own' } } }));
    unwrap(
      await executor.client.setChannel({
        channel: 'email',
        body: { mode: 'trial', settings: { provider: 'http', url: 'http://127.0.0.1:9/x' }, allowed: ['@shop.example'] },
      }),
    );
    expect(codeOf(await executor.client.sendMails({ body: report }))).toBe('mail-needs-server');
    expect(mailServer.mails).toHaveLength(0);
    expect(unwrap(await executor.client.mails({}))).toEqual([]);
  });

  test('what is no PDF, or more than five megabytes of it, is refused', { tags: ['long'] }, async () => {
    await set('trial');
    expect(codeOf(await executor.client.sendMails({ body: { ...report, attachment: attachment(Buffer.from('MZ, a program')) } }))).toBe(
      'mail-attachment-refused',
    );
    const large = await executor.client.sendMails({ body: { ...report, attachment: attachment(Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)])) } });
    expect(large.ok).toBe(false);
    const most = Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024 - pdf.length)]);
    unwrap(await executor.client.sendMails({ body: { ...report, attachment: attachment(most) } }));
    expect(attached(mailServer.mails[0] ?? '').length).toBe(most.length);
  });

  test('what the server says of one recipient is told, and the other has hers', async () => {
    await set('trial');
    mailServer.next({ do: 'refuse' });
    const sent = unwrap(await executor.client.sendMails({ body: { ...report, to: ['gone@shop.example', 'team@shop.example'] } }));
    expect(sent).toMatchObject([
      { to: 'gone@shop.example', state: 'failed', reason: { code: 'recipient-unknown' } },
      { to: 'team@shop.example', state: 'sent' },
    ]);
  });
});
