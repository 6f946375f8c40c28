import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillDownEdits, fromClipboard, type GridColumn, type GridItem, nextRow, nextSort, pasteEdits, sortItems, toClipboard } from './grid-model';

type Row = { a: string; b: string };
const columns: GridColumn<Row>[] = [
  { id: 'no', title: '', width: 40, kind: 'read', value: () => '' },
  { id: 'a', title: 'A', width: 100, kind: 'text', value: (r) => r.a },
  { id: 'b', title: 'B', width: 100, kind: 'text', value: (r) => r.b },
];
const row = (n: number): GridItem<Row> => ({ kind: 'row', key: String(n), row: { a: `a${n}`, b: `b${n}` }, number: n });
const group = (key: string): GridItem<Row> => ({ kind: 'group', key, label: key, text: key, count: 1, folded: false });
const items = [group('g1'), row(1), row(2), group('g2'), row(3)];

describe('grid model', () => {
  test('cells survive the clipboard whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.string().map((s) => s.replaceAll('\r', '')),
            { minLength: 2, maxLength: 4 },
          ),
          { minLength: 1, maxLength: 5 },
        ),
        (cells) => {
          expect(fromClipboard(`${toClipboard(cells)}\n`)).toEqual(cells);
        },
      ),
    );
  });

  test('the cursor steps over group lines and stops at the ends', () => {
    expect(nextRow(items, 2, 1)).toBe(4);
    expect(nextRow(items, 4, 1)).toBe(4);
    expect(nextRow(items, 1, -1)).toBe(1);
    expect(nextRow(items, 1, 10)).toBe(4);
  });

  test('a block keeps its shape across groups, skips read-only columns and stops at the end', () => {
    const edits = pasteEdits(items, columns, { top: 2, bottom: 2, first: 0, last: 0 }, [
      ['x', 'A', 'B', 'beyond'],
      ['x', 'C', 'D', 'beyond'],
      ['x', 'E', 'F', 'beyond'],
    ]);
    expect(edits.map((e) => [e.row.a, e.column, e.value])).toEqual([
      ['a2', 'a', 'A'],
      ['a2', 'b', 'B'],
      ['a3', 'a', 'C'],
      ['a3', 'b', 'D'],
    ]);
  });

  test('one value fills the whole range', () => {
    const edits = pasteEdits(items, columns, { top: 1, bottom: 4, first: 1, last: 2 }, [['z']]);
    expect(edits).toHaveLength(6);
    expect(new Set(edits.map((e) => e.value))).toEqual(new Set(['z']));
  });

  test('fill down repeats the first line', () => {
    expect(fillDownEdits(items, columns, { top: 1, bottom: 4, first: 0, last: 1 }).map((e) => [e.row.a, e.column, e.value])).toEqual([
      ['a2', 'a', 'a1'],
      ['a3', 'a', 'a1'],
    ]);
  });
});

describe('order', () => {
  const values = new Map([
    ['1', 'b10'],
    ['2', ''],
    ['3', 'b9'],
    ['4', 'a'],
    ['5', 'c'],
  ]);
  const items = [group('g'), row(1), row(2), row(3), group('h'), row(4), row(5)];
  const keys = (descending: boolean) => sortItems(items, descending, (key) => values.get(key) ?? '').map(({ key }) => key);

  test('rows are ordered within their groups, numbers as numbers, empty ones last either way', () => {
    expect(keys(false)).toEqual(['g', '3', '1', '2', 'h', '4', '5']);
    expect(keys(true)).toEqual(['g', '1', '3', '2', 'h', '5', '4']);
  });

  test('a click orders up, down, and as it was; another column begins anew', () => {
    const up = nextSort(undefined, 'a');
    const down = nextSort(up, 'a');
    expect([up, down, nextSort(down, 'a'), nextSort(down, 'b')]).toEqual([
      { column: 'a', descending: false },
      { column: 'a', descending: true },
      undefined,
      { column: 'b', descending: false },
    ]);
  });
});
