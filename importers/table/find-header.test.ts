import { describe, expect, it } from 'vitest';
import { findHeader } from './find-header';
import { toColumnNames } from './header-names';

describe('findHeader', () => {
  it.each([
    [
      'names over values',
      [
        ['id', 'name', 'joined'],
        ['1', 'Dana', '2026-01-01'],
      ],
      { start: 0, hasHeader: true },
    ],
    [
      'names over texts',
      [
        ['First name', 'City'],
        ['Dana', 'Haifa'],
        ['Reza', 'Tehran'],
      ],
      { start: 0, hasHeader: true },
    ],
    [
      'Hebrew names',
      [
        ['שם', 'עיר'],
        ['דנה', 'חיפה'],
      ],
      { start: 0, hasHeader: true },
    ],
    [
      'values only',
      [
        ['1', 'Dana', '2026-01-01'],
        ['2', 'Reza', '2026-01-02'],
      ],
      { start: 0, hasHeader: false },
    ],
    ['addresses only', [['a@example.com'], ['b@example.com']], { start: 0, hasHeader: false }],
    [
      'a first row that comes again',
      [
        ['yes', 'red'],
        ['yes', 'red'],
        ['no', 'red'],
        ['yes', 'blue'],
      ],
      { start: 0, hasHeader: false },
    ],
    [
      'years beside names, as statistics have them',
      [
        ['Country', '2023', '2024', '2025'],
        ['Aruba', '4.82', '4.65', '4.47'],
        ['Benin', '6.1', '6.2', '6.3'],
      ],
      { start: 0, hasHeader: true },
    ],
    [
      'notes spread over the columns above',
      [
        ['Please', 'read', '', 'this'],
        ['or', '', 'not', ''],
        ['name', 'city', 'joined', 'orders'],
        ['Dana', 'Haifa', '2026-01-01', '4'],
        ['Reza', '', '2026-01-02', '5'],
      ],
      { start: 2, hasHeader: true },
    ],
    [
      'a title over several columns above their names',
      [
        ['Average of weight', 'by sex', '', ''],
        ['Island', 'female', 'male', 'total'],
        ['A', '12.5', '13.5', '13'],
        ['B', '10.25', '13.5', '12'],
      ],
      { start: 1, hasHeader: true },
    ],
    [
      'an empty name over a first row without numbers',
      [
        ['', 'age', 'height', 'weight'],
        ['Dana', 'unknown', 'none', 'none'],
        ['Reza', '41', '1.75', '70.5'],
        ['Noa', '33', '1.61', '60.5'],
      ],
      { start: 0, hasHeader: true },
    ],
    [
      'a title above',
      [
        ['Customers', '', ''],
        ['', '', ''],
        ['id', 'name', 'city'],
        ['1', 'Dana', 'Haifa'],
      ],
      { start: 2, hasHeader: true },
    ],
    ['names and nothing else', [['id', 'name']], { start: 0, hasHeader: true }],
  ])('%s', (_, rows, expected) => {
    expect(findHeader(rows)).toEqual(expected);
  });
});

describe('toColumnNames', () => {
  it('takes the guard of a spreadsheet off again, and nothing else', () => {
    expect(toColumnNames(["'=a", "'quoted'", 'Order_x0020_Date', '\u2066id\u2069']).names).toEqual(['=a', "'quoted'", 'Order_x0020_Date', 'id']);
  });

  it('gives every column a name of its own and says what it did', () => {
    const { names, problems } = toColumnNames(['id', '', ' id ', '__proto__', 'constructor', '', 'two\nlines', 'id_2']);
    expect(names).toEqual(['id', 'column_2', 'id_2', '__proto__', 'constructor', 'column_6', 'two lines', 'id_2_2']);
    expect(problems.map(({ code, params }) => [code, params.column])).toEqual([
      ['header-empty', 2],
      ['header-repeated', 3],
      ['header-empty', 6],
      ['header-repeated', 8],
    ]);
  });
});
