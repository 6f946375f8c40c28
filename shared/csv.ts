/** A sheet as CSV (RFC 4180), for spreadsheets and for programs. */
import { toCellText } from './cell-text';
import type { CellValue, Sheet } from './report';

/**
 * UTF-8 with a mark, by which Excel knows the encoding; titles first, lines end in CRLF. Text that a spreadsheet would take for a formula carries an
 * apostrophe, in titles too.
 */
export function toCsv({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): string {
  const shown = columns.filter(({ hidden }) => !hidden);
  const lines = [shown.map(({ title }) => field(title)), ...rows.map((row) => shown.map(({ key }) => field(row[key] ?? null)))];
  return `\ufeff${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
}

function field(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const { text } = toCellText(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
