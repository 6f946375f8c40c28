import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex as everywhere } from '../shared/journey/content-hash';
import { sha256Hex } from './sha256';

test('run ids come out alike here and where there is no Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => sha256Hex(text) === everywhere(text)),
    { numRuns: 50 },
  );
  // Half a character, as a sender may cut it.
  expect(sha256Hex('a\ud800b')).toBe(everywhere('a\ud800b'));
});
