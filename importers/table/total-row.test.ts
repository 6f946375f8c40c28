import { expect, it } from 'vitest';
import { isTotalRow } from './total-row';

it.each([
  [['Total', '', '1,234.50']],
  [['', 'Grand total:', '30', '4000', '']],
  [['סה״כ', '', '₪ 1,234']],
  [['סה"כ כללי:', '12', '5,000 ש"ח']],
  [['جمع', '', '۱۲٬۳۴۵ ریال']],
  [['جمع کل', '(120)', '15%']],
])('%j adds up', (row) => {
  expect(isTotalRow(row)).toBe(true);
});

it.each([
  [['Total', 'Tel Aviv', '5']],
  [['Total', 'info@total.example', '5']],
  [['Total', '2026-03-01', '5']],
  [['Total', '050-1234567', '5']],
  [['Totally', '', '5']],
  [['7', 'Total', '5']],
  [['Total', '', '']],
  [['', '', '']],
  [[]],
])('%j is a row of its own', (row) => {
  expect(isTotalRow(row)).toBe(false);
});
