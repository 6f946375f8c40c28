import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toCanonicalType } from './native-type';

describe('toCanonicalType', () => {
  it.each([
    ['varchar(254)', 'string'],
    ['NVARCHAR(MAX)', 'string'],
    ['int64', 'integer'],
    ['datetime2(7)', 'datetime'],
    ['Edm.DateTimeOffset', 'datetime'],
    ['Edm.Guid', 'string'],
    ['picklist', 'enum'],
    ['uniqueidentifier', 'string'],
    ['bit', 'boolean'],
    ['טקסט(16)', 'string'],
    ['מספר שלם', 'integer'],
    ['מספר עשרוני', 'decimal'],
    ['תאריך', 'date'],
    ['תאריך ושעה', 'datetime'],
    ['כן/לא', 'boolean'],
    ['רשימה', 'enum'],
    ['דוא״ל', 'email'],
    ['متن', 'string'],
    ['عدد', 'integer'],
    ['تاريخ', 'date'],
    ['بله/خیر', 'boolean'],
    ['تلفن همراه', 'phone'],
  ] as const)('%s is %s', (native, type) => {
    expect(toCanonicalType(native)).toEqual({ type, known: true });
  });

  it.each(['VIP', 'regular', 'SDO_GEOMETRY', '', 'active'])('does not know %j', (native) => {
    expect(toCanonicalType(native)).toEqual({ type: 'string', known: false });
  });

  it('knows every native type of the catalogue', () => {
    const text = readFileSync(new URL('../assets/catalogue/data-sources.json', import.meta.url), 'utf8');
    const natives = [...text.matchAll(/"nativeType":\s*"([^"]+)"/g)].map(([, native]) => native ?? '');
    expect(natives.length).toBeGreaterThan(150);
    expect(natives.filter((native) => !toCanonicalType(native).known)).toEqual([]);
  });
});
