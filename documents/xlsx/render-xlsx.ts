/** Workbook → XLSX. With `importers/xlsx` the only user of ExcelJS. */
import ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import { CELL_LIMIT, toCellText } from '../../shared/cell-text';
import { type Problem, problem } from '../../shared/problem';
import type { CellValue, Sheet, SheetColumn, Workbook } from '../../shared/report';
import { directionOf } from '../../shared/text';
import { createDropDowns } from './drop-downs';
import { createLook } from './look';
import { toSheetNames } from './sheet-names';

/** Excel has 1,048,576 rows; some are left for the intro. */
const ROW_LIMIT = 1_048_000;
/** People add rows at the end: the lists are offered there too. */
const ROWS_AFTER = 500;
/** Problems about single cells, so that one broken export does not give a million of them. */
const PROBLEM_LIMIT = 200;

/**
 * Draws the workbook. The same workbook gives the same bytes.
 * Problems: `cell-cut` (a text over 32,767 characters), `rows-cut` (more rows than a sheet holds).
 */
export async function renderXlsx(workbook: Workbook): Promise<{ bytes: Uint8Array; problems: Problem[] }> {
  const problems: Problem[] = [];
  const book = new ExcelJS.Workbook();
  const created = new Date(workbook.createdAt);
  const author = toCellText(workbook.author ?? 'Masa').text;
  book.creator = author;
  book.lastModifiedBy = author;
  book.title = toCellText(workbook.title).text;
  if (workbook.seal) book.description = `${toCellText(workbook.seal.label).text}: ${workbook.seal.hash}`;
  book.created = created;
  book.modified = created;
  book.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];

  const dropDown = createDropDowns(book);
  const names = toSheetNames(workbook.sheets.map((sheet) => sheet.name));
  const drawn = workbook.sheets.map((sheet, index) => drawSheet(book, names[index] ?? sheet.name, sheet, workbook, problems));
  for (const { worksheet, sheet } of drawn) if (sheet.locked) await worksheet.protect('', allowed);
  // Lists come after the sheets people see, so that these keep their place.
  for (const { worksheet, sheet, headerRow, rows } of drawn) {
    sheet.columns.forEach((column, index) => {
      if (column.options) {
        const options = column.options.map((option) => toCellText(option).text);
        dropDown(worksheet, index + 1, headerRow + 1, headerRow + rows + (sheet.locked ? 0 : ROWS_AFTER), options);
      }
      sheet.forms?.slice(0, rows).forEach((forms, at) => {
        const options = Object.hasOwn(forms, column.key) ? forms[column.key]?.options : undefined;
        const row = headerRow + 1 + at;
        if (options) {
          const texts = options.map((option) => toCellText(option).text);
          dropDown(worksheet, index + 1, row, row, texts);
        }
      });
    });
  }
  addKey(book, drawn, workbook);

  const written = new Uint8Array(await book.xlsx.writeBuffer({ zip: { compression: 'STORE' } }));
  return { bytes: withFixedTimes(written), problems };
}

/** What a reader may do in a locked sheet: everything that changes the look and not the words. */
const allowed = {
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  sort: true,
  autoFilter: true,
} as const;

/** Characters that stand beside each other on a sheet of paper in letters that can be read. */
const mostAcross = 240;

function isWide({ columns }: Sheet): boolean {
  return columns.reduce((sum, { width, hidden }) => sum + (hidden ? 0 : width), 0) > mostAcross;
}

type Drawn = { worksheet: ExcelJS.Worksheet; sheet: Sheet; headerRow: number; rows: number };

function drawSheet(book: ExcelJS.Workbook, name: string, sheet: Sheet, workbook: Workbook, problems: Problem[]): Drawn {
  const rtl = directionOf(workbook.language) === 'rtl';
  const look = createLook(rtl);
  const intro = sheet.intro ?? [];
  const headerRow = intro.length === 0 ? 1 : intro.length + 2;
  const worksheet = book.addWorksheet(name, {
    views: [
      {
        state: 'frozen',
        rightToLeft: rtl,
        xSplit: sheet.frozen ?? 0,
        ySplit: headerRow,
        topLeftCell: `${letterOf(sheet.frozen ?? 0)}${headerRow + 1}`,
        activeCell: `A${headerRow + 1}`,
        showGridLines: false,
        zoomScale: 100,
      },
    ],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      // Sixteen columns on one sheet of paper nobody could read; the second says again what its rows are about.
      fitToWidth: isWide(sheet) ? 2 : 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
      ...(isWide(sheet) && sheet.frozen ? { pageOrder: 'overThenDown' as const, printTitlesColumn: `A:${letterOf(sheet.frozen - 1)}` } : {}),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: footer(workbook, name, rtl) },
  });

  intro.forEach((line, index) => {
    const cell = worksheet.getCell(index + 1, 1);
    cell.value = toCellText(line).text;
    cell.style = index === 0 ? look.introTitle : look.intro;
    worksheet.getRow(index + 1).height = index === 0 ? 24 : 16;
  });

  const header = worksheet.getRow(headerRow);
  header.height = 30;
  sheet.columns.forEach((column, index) => {
    const at = worksheet.getColumn(index + 1);
    at.width = Math.min(Math.max(column.width, 4), 120);
    if (column.hidden) at.hidden = true;
    const cell = header.getCell(index + 1);
    cell.value = toCellText(column.title).text;
    cell.style = look.header;
  });

  if (intro.length > 0) {
    // The keys stand in a row of their own as well, because it moves along when somebody moves columns.
    const keys = worksheet.getRow(headerRow - 1);
    keys.values = sheet.columns.map((column) => toCellText(column.key).text);
    keys.hidden = true;
  }

  const rows = sheet.rows.slice(0, ROW_LIMIT);
  if (rows.length < sheet.rows.length) problems.push(problem('warns', 'rows-cut', [name], { sheet: name, rows: sheet.rows.length, limit: ROW_LIMIT }));
  rows.forEach((values, index) => {
    const rowNumber = headerRow + 1 + index;
    const row = worksheet.getRow(rowNumber);
    let lines = 1;
    sheet.columns.forEach((column, at) => {
      const cell = row.getCell(at + 1);
      const value = toCell(Object.hasOwn(values, column.key) ? values[column.key] : null, column);
      const form = sheet.forms?.[index];
      cell.style = look.cell(column.kind, sheet.locked && ((form && Object.hasOwn(form, column.key) ? form[column.key]?.open : undefined) ?? column.open));
      cell.value = value.value;
      if (!column.hidden && (column.kind === 'text' || column.kind === 'code') && typeof value.value === 'string')
        lines = Math.max(lines, linesOf(value.value, column.width));
      if (value.cut && problems.length < PROBLEM_LIMIT)
        problems.push(problem('warns', 'cell-cut', [name, rowNumber, column.key], { sheet: name, row: rowNumber, column: column.title, limit: CELL_LIMIT }));
    });
    // Rows of one line stay automatic, so that they grow when somebody types into them.
    if (lines > 1) row.height = Math.min(lines * 12.75 + 3, 409);
  });
  if (sheet.columns.length > 0)
    worksheet.autoFilter = { from: { row: headerRow, column: 1 }, to: { row: headerRow + Math.max(rows.length, 1), column: sheet.columns.length } };
  return { worksheet, sheet, headerRow, rows: rows.length };
}

/**
 * Only text, numbers, booleans and dates reach ExcelJS: an object such as `{formula: …}` or `{hyperlink: …}`, which a
 * damaged document could hold in spite of the types, would become a live formula or link.
 */
function toCell(value: CellValue | undefined, column: SheetColumn): { value: string | number | boolean | Date | null; cut: boolean } {
  if (value === null || value === undefined || value === '') return { value: null, cut: false };
  if (typeof value === 'number') return { value: Number.isFinite(value) ? value : null, cut: false };
  if (typeof value === 'boolean') return { value, cut: false };
  if (column.kind === 'date') {
    const date = isoDate(value);
    if (date) return { value: date, cut: false };
  }
  const { text, cut } = toCellText(typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value));
  return { value: text === '' ? null : text, cut };
}

/** The letter of a column, from 0; frozen columns are the first few. */
function letterOf(column: number): string {
  return String.fromCharCode(65 + Math.min(column, 25));
}

/** Lines that a text needs in a column of `width` characters. Office programs don't measure rows again when they open a file. */
function linesOf(text: string, width: number): number {
  // Letters are on average narrower than the digit that a column is measured in, capitals are not.
  const perLine = Math.max(width * 1.1, 4);
  let lines = 0;
  for (const line of text.split('\n')) {
    lines += 1;
    let used = 0;
    for (const word of line.split(/(?<=[\s.|_/-])/)) {
      const wide = word.length + (word.match(/[A-Zmw@_]/g)?.length ?? 0) * 0.25;
      if (used + wide > perLine && used > 0) {
        lines += 1;
        used = 0;
      }
      used += wide;
      if (used > perLine) {
        lines += Math.ceil(used / perLine) - 1;
        used %= perLine;
      }
    }
    if (lines > 40) return 40;
  }
  return lines;
}

/** Midnight UTC of `2026-03-01` or of a date-time's day; undefined for anything else and for years Excel can't hold. */
function isoDate(value: unknown): Date | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?$/.exec(String(value));
  if (!found?.[1]) return undefined;
  const date = new Date(`${found[1]}T00:00:00.000Z`);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1900 ? undefined : date;
}

/** Title at the reading edge, page number in the middle, sheet and seal at the other. `&` begins a code in footers. */
function footer({ title, seal }: Workbook, sheet: string, rtl: boolean): string {
  // 255 is Excel's limit for the whole; a digit after a code would be read as a font size, hence the blank.
  const clean = (text: string) => toCellText(text).text.slice(0, 80).replaceAll('&', '&&').replace(/^\d/, ' $&');
  const [start, end] = rtl ? ['&R', '&L'] : ['&L', '&R'];
  // Marks keep groups of digits in their order among words from right to left.
  const sealed = seal ? `  ·  ${clean(seal.label)} ${seal.printed.replace(/\S+/g, '\u200e$&')}` : '';
  // Some programs set a footer from left to right in every sheet.
  const set = (text: string) => (rtl ? `\u202b${text}\u202c` : text);
  return `${start}${set(clean(title))}&C&P / &N${end}${set(`${clean(sheet)}${sealed}`)}`;
}

/**
 * A sheet that tells the importer which column is which, by key, when the file comes back with columns moved or renamed.
 * Rows: sheet, row of its header, key, title. Where the workbook has an origin, also every row as it was written, so that
 * what the reader of the file changed can be told from what changed here in the meantime: sheet, row, '', cells as JSON.
 */
function addKey(book: ExcelJS.Workbook, drawn: Drawn[], { origin, language, createdAt, about }: Workbook): void {
  const key = book.addWorksheet('_masa', { state: 'veryHidden' });
  key.addRow(['masa-workbook', 1, ...(origin === undefined ? [] : [toCellText(origin).text, language, createdAt, toCellText(about ?? '').text])]);
  for (const { worksheet, sheet, headerRow } of drawn)
    for (const column of sheet.columns) key.addRow([worksheet.name, headerRow, toCellText(column.key).text, toCellText(column.title).text]);
  if (origin === undefined) return;
  for (const { worksheet, sheet, headerRow, rows } of drawn)
    sheet.rows.slice(0, rows).forEach((values, index) => {
      const cells = sheet.columns.map(({ key: name }) => (Object.hasOwn(values, name) ? (values[name] ?? '') : ''));
      key.addRow([worksheet.name, headerRow + 1 + index, '', toCellText(JSON.stringify(cells)).text]);
    });
}

/** ExcelJS stamps the parts with the time of writing; packed with a fixed one, equal workbooks give equal files. */
function withFixedTimes(bytes: Uint8Array): Uint8Array {
  return zipSync(unzipSync(bytes), { mtime: new Date(1980, 0, 1), level: 6 });
}
