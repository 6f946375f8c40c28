import { expect, test } from 'vitest';
import { isSigned, sign } from './signature';

const now = Date.UTC(2026, 5, 1, 7);
const body = Buffer.from('{"reports":[]}');

test('the worked example of docs/formats/channel-http.md', () => {
  expect(sign('stand-in-signing-secret-5d', '{"type":"check","channel":"sms"}', now)).toBe(
    't=1780297200,v1=93ffe1c01f16149e55a3dab4f73102e3ac68ba7d2fb5232ff00e46ae4e108d37',
  );
});

test('what was signed is known again, for five minutes either way', () => {
  const header = sign('secret', body, now);
  expect(isSigned(header, 'secret', body, now)).toBe(true);
  expect(isSigned(header, 'secret', body, now + 300_000)).toBe(true);
  expect(isSigned(header, 'secret', body, now + 301_000)).toBe(false);
  expect(isSigned(header, 'secret', body, now - 301_000)).toBe(false);
});

test('another secret, body or time is not', () => {
  const header = sign('secret', body, now);
  expect(isSigned(header, 'other', body, now)).toBe(false);
  expect(isSigned(header, 'secret', Buffer.from('{"reports":[ ]}'), now)).toBe(false);
  expect(isSigned(header.replace('t=1780297200', 't=1780297201'), 'secret', body, now)).toBe(false);
});

test('while a secret is exchanged one of two signatures is enough', () => {
  const [, old = ''] = sign('old', body, now).split(',');
  expect(isSigned(`${sign('new', body, now)},${old}`, 'old', body, now)).toBe(true);
});

test('without a secret, a header or sense in it nobody has signed', () => {
  const header = sign('secret', body, now);
  for (const [given, secret] of [
    [undefined, 'secret'],
    ['', 'secret'],
    [header, undefined],
    [header, ''],
    ['t=,v1=', 'secret'],
    ['v1=00', 'secret'],
    [`t=NaN,${header}`, 'secret'],
  ] as const)
    expect(isSigned(given, secret, body, now), `${given} ${secret}`).toBe(false);
  // An empty key would be everybody's.
  expect(isSigned(sign('', body, now), '', body, now)).toBe(false);
});
