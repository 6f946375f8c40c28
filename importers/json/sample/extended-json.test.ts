import { describe, expect, it } from 'vitest';
import { plainOfExtended } from './extended-json';

const plain = (record: object) => plainOfExtended({ ...record }, Object.keys(record));

describe('plainOfExtended', () => {
  it.each([
    [{ $oid: '65f0c0ffee0123456789abcd' }, '65f0c0ffee0123456789abcd'],
    [{ $date: '2026-03-01T10:00:00Z' }, '2026-03-01T10:00:00Z'],
    [{ $date: { $numberLong: '1772359200000' } }, '2026-03-01T10:00:00.000Z'],
    [{ $numberLong: '42' }, 42],
    [{ $numberLong: '9223372036854775807' }, '9223372036854775807'],
    [{ $numberDecimal: '12.50' }, 12.5],
  ])('%j', (record, value) => expect(plain(record)).toBe(value));

  it.each([[{ $oid: 1 }], [{ $date: {} }], [{ $date: { $numberLong: 'x' } }], [{ $oid: 'a', b: 1 }], [{ $ref: 'x' }], [{ oid: 'a' }], [{}]])(
    '%j is a record',
    (record) => expect(plain(record)).toBeUndefined(),
  );
});
