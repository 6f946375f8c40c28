import { expect, test } from 'vitest';
import { inDoubt, outcomeOf, outcomeOfStatus, outcomeWithoutAnswer, reportOf } from './troubles';

test("a provider's sentence never becomes part of a reason; its number or word does", () => {
  for (const said of ['no such user noa@example.com', 'Bearer ya29.x', '<b>', 'x'.repeat(61), 'שלום', 'a\nb']) {
    expect(outcomeOf('provider-refused', said)).toEqual({ do: 'refused', reason: { code: 'provider-refused', params: { code: '' } } });
    expect(inDoubt('reply-lost', said)).toEqual({ do: 'unknown', reason: { code: 'reply-lost', params: { code: '' } } });
    expect(reportOf('provider-refused', said)).toEqual({ what: 'failed', properties: { reason: 'provider-refused' } });
  }
  expect(outcomeOf('device-gone', 'UNREGISTERED')).toMatchObject({ reason: { params: { code: 'UNREGISTERED' } } });
});

test.each([
  [200, 'unknown', 'reply-unreadable'],
  [302, 'later', 'provider-elsewhere'],
  [400, 'refused', 'provider-refused'],
  [401, 'later', 'credentials-refused'],
  [404, 'later', 'provider-not-there'],
  [408, 'later', 'provider-busy'],
  [429, 'later', 'provider-busy'],
  [500, 'unknown', 'reply-lost'],
  [502, 'unknown', 'reply-lost'],
  [503, 'later', 'provider-down'],
  [504, 'unknown', 'reply-lost'],
] as const)('%i alone says: %s, %s', (status, what, code) => {
  expect(outcomeOfStatus(status, 5)).toMatchObject({ do: what, reason: { code, params: { code: String(status) } } });
});

test('a certificate that proves nothing is told as that', () => {
  for (const detail of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])
    expect(outcomeWithoutAnswer({ sent: 'never', why: 'unreachable', detail })).toMatchObject({
      do: 'later',
      everybody: true,
      reason: { code: 'provider-certificate' },
    });
  expect(outcomeWithoutAnswer({ sent: 'never', why: 'unreachable', detail: 'ENOTFOUND' })).toMatchObject({ reason: { code: 'provider-unreachable' } });
});
