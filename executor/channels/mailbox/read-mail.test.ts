import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryToken } from '../links';
import * as corpus from './corpus.fixture';
import { readMail } from './read-mail';
import { ownWords, wordsOfHtml } from './reply-body';
import { whyReturned } from './why-returned';

const token = deliveryToken('secret', { n: 4711, key: 'r1:s:1' });
const ours: corpus.Ours = { token };
const heard = (mail: string | Buffer) => readMail(Buffer.from(mail as string));

const hard = { what: 'bounced', type: 'hard', tokens: [token], recipients: expect.arrayContaining(['dana@client.example']) };
const soft = { ...hard, type: 'soft' };

describe('bounces', () => {
  test.each([
    ['Postfix, unknown user', corpus.postfix, { ...hard, reason: 'recipient-unknown 550-5.1.1' }],
    ['Postfix, no such domain', corpus.postfixNoDomain, { ...hard, reason: 'recipient-unknown 550-5.4.4' }],
    ['Postfix, given up after days', corpus.postfixExpired, { ...soft, reason: 'recipient-unreachable 450-4.4.1' }],
    ['Postfix, still trying', corpus.postfixDelayed, { what: 'delayed', tokens: [token] }],
    ['Postfix, delivered', corpus.postfixDelivered, { what: 'delivered', tokens: [token] }],
    ['Gmail, mailbox full', corpus.gmailFull, { ...soft, reason: 'recipient-unreachable 552-5.2.2' }],
    ['Exchange Online without a copy', corpus.exchangeOnline, { ...hard, reason: 'recipient-unknown 550-5.4.1' }],
    ['Exchange, not found', corpus.exchangeNotFound, { ...hard, reason: 'recipient-unknown 550-5.1.10' }],
    ['a block list, which is about us', corpus.spamRefused, { ...soft, reason: 'sender-refused 550-5.7.1' }],
    ['Exim, with a report', corpus.eximDsn, { ...hard, reason: 'recipient-unknown 550' }],
    ['Exim as it was', corpus.eximClassic, { ...hard, reason: 'recipient-unknown 550-5.1.1' }],
    ['Exim, a warning', corpus.eximWarning, { what: 'delayed', tokens: [token] }],
    ['qmail', corpus.qmail, { ...hard, reason: 'recipient-unknown 550-5.1.1' }],
    ['broken, in a Hebrew charset', corpus.brokenHebrew, { ...hard, reason: 'recipient-unknown 550-5.1.1' }],
    ['everything in base64', corpus.base64Parts, { ...soft, reason: 'recipient-unreachable 550-5.2.1' }],
    ['nothing but the address it came back to', corpus.bareToPlusAddress, { ...hard, reason: 'recipient-unknown 550-5.1.1' }],
  ])('%s', async (_, mail, expected) => {
    expect(await heard(mail(ours))).toMatchObject(expected);
  });

  test('a bare refusal says nothing for good about the address', () => {
    expect(whyReturned('5.0.0', '550 Message rejected as spam')).toEqual({ type: 'soft', reason: 'recipient-unreachable 550' });
    expect(whyReturned('5.0.0', 'smtp; 554 5.7.1 rejected for policy reasons')).toMatchObject({ type: 'soft' });
    expect(whyReturned('5.1.8', '550 5.1.8 Bad sender')).toEqual({ type: 'soft', reason: 'sender-refused 550-5.1.8' });
    expect(whyReturned('', '')).toMatchObject({ type: 'soft' });
  });

  test('the words of the other server never come along', async () => {
    const told = await heard(corpus.postfix(ours));
    expect('reason' in told && told.reason).not.toContain('dana');
  });

  test('read again, wherever it lies, it is the same mail; another is another', async () => {
    const first = await heard(corpus.postfix(ours));
    expect((await heard(`Received: by elsewhere\r\n${corpus.postfix(ours)}`)).id).toBe(first.id);
    expect((await heard(corpus.complaint(ours))).id).not.toBe(first.id);
  });
});

describe('what is no bounce', () => {
  test('somebody who forwards one, or writes like one, is a person', async () => {
    const forwarded = corpus.reply(ours, 'Hi. This is the qmail-send program at home.\n<dana@client.example>:\n550 5.1.1 user unknown');
    expect(await heard(forwarded)).toMatchObject({ what: 'replied' });
  });

  test('a report that it was read is nothing', async () => {
    const mdn = corpus
      .postfix(ours)
      .replace('report-type=delivery-status', 'report-type=disposition-notification')
      .replace('message/delivery-status', 'message/disposition-notification');
    expect(await heard(mdn)).toMatchObject({ what: 'nothing' });
  });

  test('a bounce of somebody else’s mail carries no token', async () => {
    expect(await heard(corpus.postfix({ token: 'abc' }))).toMatchObject({ what: 'bounced', tokens: [] });
    expect(await heard('From: a@b.example\r\nSubject: Lunch?\r\n\r\nAt noon?')).toMatchObject({ what: 'nothing' });
  });
});

describe('complaints', () => {
  test('abuse is one; what says it is none, and reports about our own domain, are not', async () => {
    expect(await heard(corpus.complaint(ours))).toMatchObject({ what: 'complained', tokens: [token] });
    expect(await heard(corpus.complaint(ours, 'not-spam'))).toMatchObject({ what: 'nothing' });
    expect(await heard(corpus.complaint(ours, 'auth-failure'))).toMatchObject({ what: 'nothing' });
    expect(await heard(corpus.complaint(ours, 'opt-out'))).toMatchObject({ what: 'opted-out', tokens: [token] });
  });
});

describe('answers', () => {
  test('of a machine are none of hers', async () => {
    expect(await heard(corpus.vacation(ours))).toMatchObject({ what: 'auto-replied', tokens: [token] });
    const exchange = corpus.reply(ours, 'I am away', 'X-Auto-Response-Suppress: All\n');
    expect(await heard(exchange)).toMatchObject({ what: 'auto-replied' });
    expect(await heard(corpus.reply(ours, 'Hi', 'Auto-Submitted: no\n'))).toMatchObject({ what: 'replied' });
  });

  test('are her own words, and STOP in them is heard', async () => {
    expect(await heard(corpus.reply(ours, 'Stop\n\nOn Mon, 1 Jun 2026 at 10:00, Garden <hello@shop.example> wrote:\n> Hello Dana\n> stop here'))).toMatchObject(
      {
        what: 'replied',
        optOut: true,
        properties: { keyword: 'Stop', 'reply-text': 'Stop' },
      },
    );
    expect(await heard(corpus.reply(ours, 'מתי פתוח?\n\n> הסר'))).toMatchObject({ what: 'replied', properties: { 'reply-text': 'מתי פתוח?' } });
    expect(await heard(corpus.reply(ours, 'הסר'))).toMatchObject({ optOut: true });
    expect(await heard(corpus.reply(ours, 'לغو'.replace('ל', 'ل')))).toMatchObject({ optOut: true });
  });

  test('by a page alone are read too', async () => {
    const html = corpus
      .reply(
        ours,
        '<html><head><style>p{}</style></head><body><p>Yes &amp; thanks</p><div class="gmail_quote">On … wrote<blockquote>Hello</blockquote></div></body></html>',
      )
      .replace('text/plain', 'text/html');
    expect(await heard(html)).toMatchObject({ what: 'replied', properties: { 'reply-text': 'Yes & thanks' } });
  });

  test.each([
    [
      'Gmail in Hebrew',
      'כן\n\n\u202bבתאריך יום ב׳, 1 ביוני 2026 ב-10:00 מאת \u202aGarden\u202c\u200f <\u202ahello@shop.example\u202c\u200f>:\u202c\n\n> שלום',
      'כן',
    ],
    ['Gmail in Persian', 'بله\n\nدر دوشنبه ۱ ژوئن ۲۰۲۶، Garden نوشت:\n\nسلام', 'بله'],
    ['Outlook', 'Sure\n\n________________________________\nFrom: Garden <hello@shop.example>\nSent: Monday', 'Sure'],
    ['Outlook in Hebrew', 'בטח\n\nמאת: Garden\nנשלח: יום שני\nאל: דנה\nנושא: שלום\n\nטקסט', 'בטח'],
    ['a head over two lines', 'Ok\n\nOn Mon, Jun 1, 2026 at 10:00 AM Garden\n<hello@shop.example> wrote:\n\n> Hello', 'Ok'],
    ['between the lines', 'Hi,\n\nOn Mon, 1 Jun 2026, Garden <hello@shop.example> wrote:\n> When?\nAt noon.\n> Where?\nHere.', 'Hi,\n\nAt noon.\nHere.'],
    ['a signature', 'Fine.\n-- \nDana\n+972', 'Fine.'],
    ['from a phone', 'Fine.\n\nSent from my iPhone', 'Fine.'],
    ['a colon of her own', 'I want 2 things:\nred\nblue', 'I want 2 things:\nred\nblue'],
    ['nothing of her own', '> Hello', ''],
  ])('without what they answer: %s', (_, text, expected) => {
    expect(ownWords(text)).toBe(expected);
  });

  test('to nothing of ours are none', async () => {
    expect(await heard(corpus.reply({ token: 'somebody-elses' }, 'Stop'))).toMatchObject({ what: 'nothing' });
  });
});

test('a wish to be taken off carries her link’s own token', async () => {
  const link = `1z.email.${'A'.repeat(27)}`;
  expect(await heard(corpus.unsubscribe(link))).toMatchObject({ what: 'unsubscribed', link });
  expect(await heard(corpus.unsubscribe('please'))).toMatchObject({ what: 'nothing' });
});

describe('whatever comes', () => {
  const mails = [corpus.postfix(ours), corpus.gmailFull(ours), corpus.brokenHebrew(ours), corpus.complaint(ours), corpus.reply(ours, 'Hi\n> x')].map((mail) =>
    Buffer.from(mail as string),
  );

  test('is read or refused, cut off anywhere and with any bytes in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...mails), fc.nat(4000), fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 8 }), async (mail, end, changes) => {
        const bytes = Buffer.from(mail.subarray(0, end));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const told = await readMail(bytes).catch(() => undefined);
        expect(told === undefined || /^[0-9a-f]{32}$/.test(told.id)).toBe(true);
        // No damage makes a token of ours.
        for (const one of told && 'tokens' in told ? told.tokens : []) expect(one).toMatch(/^d[0-9a-z]{1,10}-[0-9a-f]{24}$/);
      }),
      { numRuns: 150 },
    );
  });

  test('takes no time that grows with its square', async () => {
    const began = performance.now();
    await heard(corpus.reply(ours, `${'<a@b.c '.repeat(30_000)}\n${'On 1 '.repeat(30_000)}\n${'-'.repeat(100_000)}`));
    wordsOfHtml(`${'<style>'.repeat(20_000)}${'&#'.repeat(20_000)}${'<!--'.repeat(20_000)}`);
    await heard(`${'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'.repeat(200)}`).catch(() => undefined);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
