import { describe, expect, it } from 'vitest';
import { canonicalTypeIn } from './canonical-type';

describe('canonicalTypeIn', () => {
  it.each([
    ['oracle', 'LONG', 'string'],
    ['oracle', 'LONG RAW', 'string'],
    ['sql-server', 'timestamp', 'string'],
    ['mysql', 'timestamp', 'datetime'],
    ['sql-server', 'datetimeoffset(7)', 'datetime'],
    ['postgresql', 'public.citext', 'string'],
    ['postgresql', 'pg_catalog.int4', 'integer'],
    ['sql-server', 'sys.sysname', 'string'],
    ['mysql', "enum('a.b','c')", 'enum'],
    ['mysql', 'mediumblob', 'string'],
    ['postgresql', 'inet', 'string'],
    ['postgresql', 'tstzrange', 'string'],
    ['sqlite', 'UNSIGNED BIG INT', 'integer'],
    ['oracle', 'NVARCHAR2(20)', 'string'],
    ['oracle', 'BFILE', 'string'],
  ] as const)('%s: %s is %s', (dialect, nativeType, type) => {
    expect(canonicalTypeIn(nativeType, dialect)).toEqual({ type, known: true });
  });

  it('does not know what it never heard of', () => {
    expect(canonicalTypeIn('mood', 'postgresql')).toEqual({ type: 'string', known: false });
  });
});
