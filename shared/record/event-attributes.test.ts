import { describe, expect, it } from 'vitest';
import { replaces, withWhatFollows } from './event-attributes';

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

describe('another address', () => {
  const bounced = { email: 'old@example.test', 'email-status': 'hard-bounced' };
  it('is not known to bounce, a complaint stays hers', () => {
    expect(withWhatFollows({ email: 'new@example.test' }, bounced)).toEqual({ email: 'new@example.test', 'email-status': 'unknown' });
    expect(withWhatFollows({ email: 'new@example.test' }, { ...bounced, 'email-status': 'complained' })).toEqual({ email: 'new@example.test' });
  });

  it('is not the same one said again, nor one whose state is said with it', () => {
    expect(withWhatFollows({ email: 'old@example.test' }, bounced)).toEqual({ email: 'old@example.test' });
    expect(withWhatFollows({ email: ' Old@Example.test' }, bounced)).toEqual({ email: ' Old@Example.test' });
    expect(withWhatFollows({ city: 'Haifa' }, bounced)).toEqual({ city: 'Haifa' });
    const both = { email: 'new@example.test', 'email-status': 'deliverable' };
    expect(withWhatFollows(both, bounced)).toEqual(both);
  });
});
