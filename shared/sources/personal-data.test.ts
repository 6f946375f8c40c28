import { describe, expect, it } from 'vitest';
import { sameNameKey, tokensOf } from './name-tokens';
import { guessPersonalData, looksUnmasked } from './personal-data';

describe('tokensOf', () => {
  it.each([
    ['cust_mob_no', ['cust', 'mob', 'no']],
    ['HasOptedOutOfEmail', ['has', 'opted', 'out', 'of', 'email']],
    ['SMSConsent2', ['sms', 'consent', '2']],
    ['default_address.country_code', ['default', 'address', 'country', 'code']],
    ['סה"כ כולל מע"מ', ['סהכ', 'כולל', 'מעמ']],
    ['تلفن\u200cهمراه', ['تلفن', 'همراه']],
    ['', []],
  ])('%s', (name, tokens) => expect(tokensOf(name)).toEqual(tokens));

  it('gives two spellings of one name the same key', () => {
    expect(sameNameKey('FirstName')).toBe(sameNameKey('first_name'));
    expect(sameNameKey('***')).toBe('***');
  });
});

describe('personal data', () => {
  it('is recognised by name and type', () => {
    expect(guessPersonalData('customerPhone', 'string')).toBe('high');
    expect(['telephone', 'firstname', 'payment_lastname', 'tel_nayad'].map((name) => guessPersonalData(name, 'string'))).toEqual(Array(4).fill('high'));
    expect(['name', 'product_name', 'order_status', 'last_modified'].map((name) => guessPersonalData(name, 'string'))).toEqual(Array(4).fill('none'));
    expect(guessPersonalData('x', 'email')).toBe('high');
    expect(guessPersonalData('IdNumber', 'string')).toBe('sensitive');
    expect(guessPersonalData('עיר', 'string')).toBe('medium');
    expect(guessPersonalData('TOTPRICE', 'decimal')).toBe('none');
  });

  it('is noticed in an example that is not masked', () => {
    expect(looksUnmasked('dana.levi@gmail.com')).toBe(true);
    expect(looksUnmasked('052-123 4567')).toBe(true);
    expect(looksUnmasked('dana@example.com')).toBe(false);
    expect(looksUnmasked('052-•••-••67')).toBe(false);
    expect(looksUnmasked('d***@gmail.com')).toBe(false);
    expect(looksUnmasked('050-555-1234')).toBe(false);
    expect(looksUnmasked('1234567890')).toBe(false);
  });
});
