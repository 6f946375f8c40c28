import { describe, expect, it } from 'vitest';
import { replaces } from './event-attributes';

describe('which word about a value holds', () => {
  it('is the newest, and late news never undoes newer news', () => {
    expect(replaces('city', 'Haifa', 10, 11)).toBe(true);
    expect(replaces('city', 'Haifa', 10, 9)).toBe(false);
    expect(replaces('city', 'Haifa', 10, undefined)).toBe(true);
  });

  it.each(['withdrawn', false])('is a withdrawal (%j) before anything without a date', (no) => {
    expect(replaces('sms-consent', no, 10, undefined)).toBe(false);
    expect(replaces('sms-consent', no, 10, 11)).toBe(true);
  });

  it('may be a word without a date where nothing was withdrawn', () => {
    for (const present of ['granted', true, 'unknown', undefined]) expect(replaces('sms-consent', present, 10, undefined)).toBe(true);
  });
});
