import { decode, encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWellShaped } from './message-shape';

const be32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

test('whatever the encoder writes is well shaped, and no longer so with a byte less or more', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.string({ maxLength: 400 }),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 400 }),
      fc.array(tie('any'), { maxLength: 40 }),
      fc.dictionary(fc.string({ maxLength: 40 }), tie('any'), { maxKeys: 40 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (one) => {
      const bytes = encode(one);
      expect(isWellShaped(bytes)).toBe(true);
      expect(isWellShaped(bytes.subarray(0, -1))).toBe(false);
      expect(isWellShaped(new Uint8Array([...bytes, 0xc0]))).toBe(false);
    }),
  );
});

test('what passes can be decoded: of random bytes, the decoder never meets a length that is not true', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      // Keys that are no text, and broken UTF-8, are for the decoder to refuse.
      if (isWellShaped(bytes))
        try {
          decode(bytes);
        } catch (error) {
          expect(String(error)).not.toMatch(/out of bounds|Extra \d+|Insufficient|heap|Invalid array length/i);
        }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['nothing', []],
  ['a text of 4 GB that is not there', [0xdb, ...be32(0xffffffff)]],
  ['an array of 4 billion', [0xdd, ...be32(0xffffffff)]],
  ['a map of 4 billion', [0xdf, ...be32(0xffffffff)]],
  ['ninety arrays of thirty million, one inside the other', Array.from({ length: 90 }, () => [0xdd, ...be32(30e6)]).flat()],
  ['a byte that means nothing', [0xc1]],
  ['two messages', [0x80, 0x80]],
])('%s is refused', (_name, bytes) => {
  expect(isWellShaped(new Uint8Array(bytes))).toBe(false);
});

test('depth and number of values are limited', () => {
  const nested = (depth: number) => new Uint8Array([...Array<number>(depth - 1).fill(0x91), 0x90]);
  expect([isWellShaped(nested(200)), isWellShaped(nested(202)), isWellShaped(new Uint8Array(5e6).fill(0x91))]).toEqual([true, false, false]);
  const list = new Uint8Array([0x93, 1, 2, 3]);
  expect([isWellShaped(list, { values: 4 }), isWellShaped(list, { values: 3 })]).toEqual([true, false]);
});
