import { expect, test } from 'vitest';
import { testField, testSource } from '../engagement/engagement.fixture';
import type { ImportedSource } from './draft';
import { likelySource } from './likely-source';

const names = ['id', 'email', 'phone', 'city'];
const erp = testSource(
  1,
  names.map((nativeName, i) => testField(i + 1, { nativeName })),
);
const other = testSource(2, [testField(9, { nativeName: 'email' })]);
const file = (object: string, ...fields: string[]): ImportedSource => ({
  name: 'x',
  kind: 'csv',
  file: 'x.csv',
  objects: [
    {
      name: object,
      types: 'inferred',
      fields: fields.map((nativeName) => ({
        nativeName,
        nativeType: 'text',
        type: 'string',
        typeReason: { code: 'free-text', params: {} },
        required: false,
        key: false,
        pii: 'none',
      })),
    },
  ],
});
const table = erp.objects[0]?.nativeName ?? '';

test('a file with the same table goes into the source that has it, however the names are cased', () => {
  expect(likelySource([other, erp], file(table.toUpperCase(), 'EMAIL', 'Phone', 'new'), undefined)).toBe(erp.id);
});

test('an export under another name is known by its columns', () => {
  expect(likelySource([other, erp], file('export_2026_11', 'email', 'phone', 'city', 'extra'), undefined)).toBe(erp.id);
});

test('a column or two that every system has is no likeness', () => {
  expect(likelySource([other, erp], file('export', 'email', 'id', 'a', 'b', 'c'), other.id)).toBeUndefined();
});

test('the columns of every list of people make no likeness of two lists, in any language', () => {
  const shop = testSource(
    4,
    ['id', 'first_name', 'phone', 'email'].map((nativeName, i) => testField(30 + i, { nativeName })),
  );
  expect(likelySource([shop], file('list', 'id', 'first_name', 'phone', 'email_address'), undefined)).toBeUndefined();
  const erp = testSource(
    5,
    ['מספר לקוח', 'שם פרטי', 'שם משפחה', 'נייד'].map((nativeName, i) => testField(40 + i, { nativeName })),
  );
  expect(likelySource([erp], file('רשימה', 'מספר לקוח', 'שם פרטי', 'שם משפחה', 'נייד'), undefined)).toBeUndefined();
});

test('a table of the same name with other columns is no likeness', () => {
  const larger = testSource(
    3,
    [...names, 'street', 'zip', 'group'].map((nativeName, i) => testField(20 + i, { nativeName })),
  );
  expect(likelySource([larger], file(table, 'email', 'phone', 'a', 'b', 'c'), larger.id)).toBeUndefined();
});

test('a dump of many tables is not known by columns that every system has', () => {
  const dump = { ...file('clients', 'id', 'email', 'phone', 'city'), kind: 'sql' as const };
  const two = { ...dump, objects: [...dump.objects, ...file('orders', 'id', 'total').objects] };
  expect(likelySource([erp], two, erp.id)).toBeUndefined();
});

test('the open source wins a tie', () => {
  const twin = { ...erp, id: other.id };
  expect(likelySource([erp, twin], file(table, ...names), twin.id)).toBe(twin.id);
  expect(likelySource([erp, twin], file(table, ...names), undefined)).toBe(erp.id);
});
