import { expect, test } from 'vitest';
import { testAttribute, testField, testSource } from '../engagement/engagement.fixture';
import type { FieldDraft, ImportedSource } from './draft';
import { likelyObjects } from './likely-objects';

const record = {
  groups: [],
  attributes: ['email', 'first-name', 'last-name', 'mobile-phone', 'city'].map((id) => testAttribute(id, { label: { en: id.replace('-', ' ') } })),
};
const draft = (nativeName: string): FieldDraft => ({
  nativeName,
  nativeType: 'varchar(50)',
  type: 'string',
  typeReason: { code: 'native-type', params: {} },
  required: false,
  key: false,
  pii: 'none',
});
const table = (name: string, ...fields: string[]) => ({ name, types: 'stated' as const, fields: fields.map(draft) });
const system = Array.from({ length: 40 }, (_, i) => table(`sys_log_${i}`, 'id', 'severity', 'payload'));
const file = (...objects: ImportedSource['objects']): ImportedSource => ({ name: 'erp', kind: 'sql', file: 'erp.sql', objects });

function likely(imported: ImportedSource, into?: Parameters<typeof likelyObjects>[2]): number[] {
  const work = likelyObjects({ record }, imported, into);
  for (;;) {
    const step = work.next();
    if (step.done) return [...step.value].sort((a, b) => a - b);
  }
}

test('of many tables those that hold something of the record are likely', () => {
  expect(likely(file(...system, table('customers', 'id', 'email', 'first_name', 'last_name', 'mobile')))).toEqual([40]);
});

test('tables the source already has are likely too', () => {
  const into = testSource(1, [testField(1, {})]);
  const [own] = into.objects;
  expect(likely(file(...system, table('customers', 'email', 'first_name')), { objects: own ? [{ ...own, nativeName: 'SYS_LOG_3' }] : [] })).toEqual([3, 40]);
});

test('of few tables, and where nothing speaks for any, all are likely', () => {
  expect(likely(file(table('a', 'x'), table('b', 'y')))).toEqual([0, 1]);
  expect(likely(file(...system))).toHaveLength(40);
});
