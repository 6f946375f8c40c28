import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutInvisibles } from './characters';
import { isolateCode, isolateTokens, isolateUser, withBreaks, withLongWordsBroken } from './isolate';

const [LRI, RLI, FSI, PDI, ZWSP, WJ] = ['\u2066', '\u2067', '\u2068', '\u2069', '\u200b', '\u2060'];

describe('isolateCode', () => {
  it('lets a long id break after its separators, and keeps a URL’s slashes together', () => {
    expect(isolateCode('shipping_address_line_1')).toBe(`${LRI}shipping_${ZWSP}address_${ZWSP}line_${ZWSP}1${PDI}`);
    expect(isolateCode('https://example.com/a')).toContain(`https:/${WJ}/${WJ}example.${ZWSP}com/${ZWSP}a`);
  });
  it('never breaks a phone number, a version or a date', () => {
    for (const token of ['+972-3-555-1234', '2026-03-12', '2.3.1-beta']) expect(isolateCode(token)).not.toContain(ZWSP);
  });
  it('drops bidi controls that came with the token', () => {
    expect(withoutInvisibles(isolateCode(`a${PDI}b`))).toBe('ab');
    expect(isolateCode(`a${PDI}b`).match(/[\u2066-\u2069]/g)).toEqual([LRI, PDI]);
  });
});

describe('isolateUser', () => {
  it('reads a Hebrew or Persian sentence from the right although it begins with a Latin word, and a Latin one with a Hebrew name from the left', () => {
    for (const text of ['API או קובץ לפי בקשה', 'API؛ فایل به درخواست']) expect(isolateUser(text)).toBe(`\u2067${text}${PDI}`);
    for (const text of ['Ask Dana (דנה) about it', 'Plus', '12 ₪', 'שלום API and more words']) expect(isolateUser(text)).toBe(`${FSI}${text}${PDI}`);
  });

  it('isolates every line on its own, because an isolate ends with its paragraph', () => {
    expect(isolateUser('א\nb')).toBe(`${FSI}א${PDI}\n${FSI}b${PDI}`);
  });
  it('is balanced whatever was pasted', () => {
    const pasted = fc.string({ unit: fc.constantFrom('a', 'א', ' ', '\n', LRI, FSI, PDI, '\u202e', '\u202c') });
    fc.assert(
      fc.property(pasted, (text) => {
        for (const line of isolateUser(text).split('\n')) {
          const controls = line.match(/[\u202a-\u202e\u2066-\u2069]/g) ?? [];
          expect(controls).toEqual(line === '' ? [] : [expect.stringMatching(`[${FSI}${RLI}]`), PDI]);
        }
      }),
    );
  });
});

describe('isolateTokens', () => {
  it.each([
    '+972-3-555-1234',
    '2.3.1-beta',
    'order.items[0].sku',
    '-5°C',
    'customer_id',
    'whatsapp-consent',
    '2026-03-12',
    'https://example.co.il/a?b=1',
    'dana@example.co.il',
  ])('isolates %s inside a Hebrew sentence', (token) => {
    const isolated = isolateTokens(`הערך ${token} נקרא.`);
    expect(withoutInvisibles(isolated.slice(isolated.indexOf(LRI), isolated.indexOf(PDI)))).toBe(token);
    expect(withoutInvisibles(isolated)).toBe(`הערך ${token} נקרא.`);
  });
  it('leaves words, plain numbers and what is isolated already alone', () => {
    for (const text of ['ב-CRM יש 25 שדות ו-3 טבלאות', `ערך ${FSI}a_b${PDI} סוף`, 'מע"מ (18%)']) expect(isolateTokens(text)).toBe(text);
  });
});

it('breaks a long word at its separators first, and anywhere where it has none', () => {
  const parts = (text: string) => withLongWordsBroken(text).split(ZWSP);
  expect(parts('name_of_the_customer_in_the_shop')).toEqual(['name_', 'of_', 'the_', 'customer_', 'in_', 'the_', 'shop']);
  expect(parts(`short_name ${'x'.repeat(30)}`)).toEqual([`short_name ${'x'.repeat(12)}`, 'x'.repeat(12), 'x'.repeat(6)]);
});

it('adds places to break, never a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const plain = withoutInvisibles(text);
      expect(withoutInvisibles(withBreaks(plain))).toBe(plain);
      expect(withoutInvisibles(withLongWordsBroken(plain))).toBe(plain);
      expect(withoutInvisibles(isolateTokens(plain))).toBe(plain);
    }),
  );
});
