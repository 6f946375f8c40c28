import { expect, test } from 'vitest';
import { toCsv } from './csv';
import type { CellValue, SheetColumn } from './report';

const column = (key: string, title = key, hidden = false): SheetColumn => ({ key, title, width: 10, kind: 'text', ...(hidden && { hidden }) });

test('titles, then rows; what would break a line or a field is quoted', () => {
  const rows: Record<string, CellValue>[] = [
    { name: 'Dana "the boss", Haifa', note: 'two\r\nlines' },
    { name: 'דנה', note: null, id: 'secret' },
    { name: '', note: 7 },
  ];
  expect(toCsv({ columns: [column('name', 'Name, whole'), column('note'), column('id', 'id', true)], rows })).toBe(
    '\ufeff"Name, whole",note\r\n"Dana ""the boss"", Haifa","two\nlines"\r\nדנה,\r\n,7\r\n',
  );
});

test.each(['=1+1', '+972501234567', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1'])('%j is no formula', (value) => {
  expect(toCsv({ columns: [column('a')], rows: [{ a: value }] })).toMatch(/^\ufeffa\r\n"?'/);
});
