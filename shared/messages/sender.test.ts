import { describe, expect, it } from 'vitest';
import { asSent, isMarked, markIn, newSender, type Sender, senderIn, unmarked } from './sender';

const sender: Sender = {
  name: { he: 'כרמלון בע״מ', en: 'Karmelon\nLtd.' },
  address: { he: 'רחוב הנמל 12,\r\nחיפה' },
  contact: ' service@karmelon.example ',
  marks: true,
  mark: { he: 'פרסומת', en: '[AD]' },
};
const sms = { channel: 'sms', class: 'marketing', language: 'he', subject: 'העגלה', body: 'שלום נועה' } as const;

describe('an advertisement', () => {
  it('says so before the subject of a mail, and where a text message begins', () => {
    expect(asSent({ ...sms, channel: 'email' }, sender)).toEqual({ subject: 'פרסומת: העגלה', body: 'שלום נועה' });
    for (const channel of ['sms', 'whatsapp']) expect(asSent({ ...sms, channel }, sender)).toEqual({ subject: 'העגלה', body: 'פרסומת: שלום נועה' });
    expect(asSent({ ...sms, language: 'en', body: 'Hello' }, sender).body).toBe('[AD] Hello');
  });

  it('is not marked where the law does not ask: a service message, a push, what is shown on the own site, a language without a mark', () => {
    const same = { subject: sms.subject, body: sms.body };
    expect(asSent({ ...sms, class: 'service' }, sender)).toEqual(same);
    for (const channel of ['push', 'in-app', 'on-site', 'webhook', 'toString']) expect(asSent({ ...sms, channel }, sender)).toEqual(same);
    expect(asSent({ ...sms, language: 'fa' }, sender)).toEqual(same);
    expect(asSent(sms, { ...sender, marks: false })).toEqual(same);
    expect(asSent(sms, undefined)).toEqual(same);
  });

  it('is marked once, whoever has done it and however it is written', () => {
    for (const body of ['פרסומת: שלום', 'פרסומת - שלום', '[פרסומת] שלום', '*פרסומת* שלום', '\u2068פרסומת\u2069 שלום', ' פרסומת', '״פרסומת״'])
      expect(asSent({ ...sms, body }, sender).body, body).toBe(body);
    for (const subject of ['ad: Sale', '(AD) Sale', 'AD'])
      expect(asSent({ ...sms, channel: 'email', language: 'en', subject }, sender).subject, subject).toBe(subject);
    const once = asSent(sms, sender);
    expect(asSent({ ...sms, ...once }, sender)).toEqual(once);
    // Other words that begin alike, and the mark further on.
    for (const body of ['פרסומתי היקר', 'שלום, פרסומת', 'פרסו']) expect(asSent({ ...sms, body }, sender).body, body).toBe(`פרסומת: ${body}`);
    expect(asSent({ ...sms, language: 'en', body: 'Address' }, sender).body).toBe('[AD] Address');
  });

  it('has the mark alone where there are no words, and never a line break in it', () => {
    expect(asSent({ ...sms, body: '' }, sender).body).toBe('פרסומת:');
    expect(asSent({ ...sms, channel: 'email' }, { ...sender, mark: { he: 'פרסומת\r\nBcc: x@example.com' } }).subject).toBe('פרסומת Bcc: x@example.com: העגלה');
    expect(markIn({ ...sender, mark: { he: ' \u202e\n ' } }, 'he')).toBe('');
    expect(isMarked('!!! שלום', '!!!')).toBe(false);
  });

  it('goes into a template without its mark', () => {
    expect(unmarked('פרסומת: שלום נועה', 'פרסומת')).toBe('שלום נועה');
    expect(unmarked('[AD] Hello', '[AD]')).toBe('Hello');
    expect(unmarked('שלום', 'פרסומת')).toBe('שלום');
    expect(unmarked('שלום', '')).toBe('שלום');
  });
});

describe('who writes', () => {
  it('is said on one line each, in the language or another that has words', () => {
    expect(senderIn(sender, 'he')).toEqual({ name: 'כרמלון בע״מ', address: 'רחוב הנמל 12, חיפה', contact: 'service@karmelon.example' });
    expect(senderIn(sender, 'en')).toEqual({ name: 'Karmelon Ltd.', address: 'רחוב הנמל 12, חיפה', contact: 'service@karmelon.example' });
    expect(senderIn(newSender, 'he')).toBeUndefined();
    expect(senderIn(undefined, 'he')).toBeUndefined();
  });
});
