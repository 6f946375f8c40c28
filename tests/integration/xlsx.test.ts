import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { renderXlsx } from '../../documents/xlsx/render-xlsx';
import { CELL_LIMIT, fromCellText } from '../../shared/cell-text';
import type { CellValue, Sheet, Workbook } from '../../shared/report';

const payloads = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\n=1+1',
  ' =HYPERLINK("http://evil.example","x")',
  '\u200f=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
];

function sheet(over: Partial<Sheet> = {}): Sheet {
  return {
    name: 'שדות',
    intro: ['מפת שדות', 'שורת הסבר'],
    columns: [
      { key: 'name', title: 'שם', width: 20, kind: 'text' },
      { key: 'code', title: 'קוד', width: 20, kind: 'code' },
      { key: 'amount', title: 'סכום', width: 10, kind: 'number' },
      { key: 'when', title: 'מועד', width: 12, kind: 'date' },
      { key: 'state', title: 'מצב', width: 12, kind: 'text', options: ['פתוח', 'סגור'] },
      { key: 'place', title: 'מקום', width: 12, kind: 'text', options: ['תל אביב, ישראל', 'חיפה'] },
      { key: 'id', title: 'id', width: 12, kind: 'code', hidden: true },
    ],
    rows: [{ name: 'דנה', code: 'CUSTOMERS.EMAIL', amount: 12.5, when: '2026-03-01', state: 'פתוח', place: 'חיפה', id: '01H' }],
    ...over,
  };
}

function workbook(over: Partial<Workbook> = {}): Workbook {
  return { title: 'מפת שדות', language: 'he', createdAt: '2026-03-01T08:00:00.000Z', author: 'Masa', sheets: [sheet()], ...over };
}

async function read(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  return book;
}

function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

function part(bytes: Uint8Array, name: string): string {
  const found = partsOf(bytes).get(name);
  if (found === undefined) throw new Error(`${name} is not in the file`);
  return found;
}

describe('an XLSX file', () => {
  it('is right to left, frozen under its header, filterable, with lists and print set-up', async () => {
    const { bytes, problems } = await renderXlsx(workbook());
    expect(problems).toEqual([]);
    const xml = part(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<sheetView[^>]*rightToLeft="1"/);
    expect(xml).toMatch(/<pane[^>]*ySplit="4"[^>]*state="frozen"/);
    expect(xml).toContain('<autoFilter ref="A4:G5"');
    expect(xml).toContain('<dataValidations count="2">');
    expect(xml).toMatch(/<dataValidation [^>]*type="list"[^>]*sqref="E5:E505"/);
    expect(xml).toMatch(/<formula1>"פתוח,סגור"<\/formula1>|<formula1>&quot;פתוח,סגור&quot;<\/formula1>/);
    expect(xml).toMatch(/<formula1>(&apos;|')_lists(&apos;|')!\$A\$1:\$A\$2<\/formula1>/);
    expect(xml).toMatch(/<pageSetup[^>]*orientation="landscape"/);
    expect(xml).toMatch(/<pageSetup[^>]*fitToHeight="0"/);
    expect(xml).toMatch(/<col min="7" max="7"[^>]*hidden="1"/);
    const book = part(bytes, 'xl/workbook.xml');
    expect(book).toContain('_xlnm.Print_Titles');
    expect(book).toMatch(/<sheet [^>]*name="_lists"[^>]*state="veryHidden"/);
    expect(book).toMatch(/<sheet [^>]*name="_masa"[^>]*state="veryHidden"/);
    expect(part(bytes, 'xl/styles.xml')).toContain('Arial');
  });

  it('prints what is wide on two sheets beside each other, with what stays in sight on both', async () => {
    const [sheet] = workbook().sheets;
    if (!sheet) throw new Error();
    const wide = { ...sheet, frozen: 2, columns: sheet.columns.map((column) => ({ ...column, width: column.hidden ? 200 : 60 })) };
    const { bytes } = await renderXlsx(workbook({ sheets: [wide, { ...sheet, name: 'narrow', frozen: 2 }] }));
    expect(part(bytes, 'xl/worksheets/sheet1.xml')).toMatch(
      /<pageSetup[^>]*pageOrder="overThenDown"[^>]*fitToWidth="2"|<pageSetup[^>]*fitToWidth="2"[^>]*pageOrder="overThenDown"/,
    );
    expect(part(bytes, 'xl/worksheets/sheet2.xml')).toMatch(/<pageSetup[^>]*fitToWidth="1"/);
    expect(part(bytes, 'xl/workbook.xml')).toMatch(/\$A:\$B,[^<]*\$4:\$4</);
  });

  it('keeps a footer in the order of its language, whichever way a program sets it', async () => {
    const footerOf = async (language: 'he' | 'en') => part((await renderXlsx(workbook({ language }))).bytes, 'xl/worksheets/sheet1.xml');
    expect(await footerOf('he')).toMatch(/<oddFooter>&amp;R\u202b[^&]+\u202c&amp;C&amp;P \/ &amp;N&amp;L\u202b[^&]+\u202c<\/oddFooter>/);
    expect(await footerOf('en')).not.toContain('\u202b');
  });

  it('is left to right in English', async () => {
    const { bytes } = await renderXlsx(workbook({ language: 'en' }));
    expect(part(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('rightToLeft="1"');
  });

  it('reads back as it was written, in Excel types', async () => {
    const book = await read((await renderXlsx(workbook())).bytes);
    const row = book.getWorksheet('שדות')?.getRow(5);
    expect(row?.getCell(1).value).toBe('דנה');
    expect(row?.getCell(3).value).toBe(12.5);
    expect(row?.getCell(4).value).toEqual(new Date('2026-03-01T00:00:00.000Z'));
    expect(row?.getCell(2).alignment).toMatchObject({ horizontal: 'right', readingOrder: 'ltr' });
    expect(row?.getCell(1).alignment).toMatchObject({ horizontal: 'right', readingOrder: 'rtl' });
    expect(book.getWorksheet('_masa')?.getRow(3).values).toEqual([undefined, 'שדות', 4, 'code', 'קוד']);
  });

  it('never holds a formula or a link, whatever the text', async () => {
    const hostile: unknown[] = [{ formula: '1+1' }, { hyperlink: 'javascript:alert(1)', text: 'x' }, { sharedFormula: 'A1' }, { richText: [{ text: 'x' }] }];
    const rows = [...payloads, ...hostile].map((value) => ({ name: value as CellValue, code: value as CellValue }));
    const { bytes } = await renderXlsx(
      workbook({ title: '=1+1', sheets: [sheet({ rows, intro: ['=1+1'], columns: sheet().columns.map((c) => ({ ...c, title: `=${c.title}` })) })] }),
    );
    for (const [name, xml] of partsOf(bytes)) if (name.startsWith('xl/worksheets/')) expect(xml, name).not.toMatch(/<f[ >]|<hyperlink/);
    const saved = (await read(bytes)).getWorksheet('שדות');
    payloads.forEach((payload, index) => {
      const cell = String(saved?.getCell(4 + index, 1).value);
      expect(cell.startsWith("'"), payload).toBe(true);
      expect(fromCellText(cell)).toBe(payload.replace('\u200f', ''));
    });
    expect(saved?.getCell(4 + payloads.length, 1).value).toBe('{"formula":"1+1"}');
  });

  it('says which cell was too long', async () => {
    const { bytes, problems } = await renderXlsx(workbook({ sheets: [sheet({ rows: [{ name: 'א'.repeat(40_000) }] })] }));
    expect(problems).toMatchObject([{ code: 'cell-cut', severity: 'warns', params: { row: 5, column: 'שם' } }]);
    expect(String((await read(bytes)).getWorksheet('שדות')?.getCell('A5').value)).toHaveLength(CELL_LIMIT);
  });

  it('takes any sheet name', async () => {
    const names = ['a/b:c*?[d]\\', "'quoted'", '', 'History', 'x'.repeat(40), 'X'.repeat(40), '\u2068שם\u2069', '_lists'];
    const { bytes } = await renderXlsx(workbook({ sheets: names.map((name) => sheet({ name })) }));
    const found = (await read(bytes)).worksheets.map(({ name }) => name);
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(found.length);
    for (const name of found) expect(name).toMatch(/^[^*?:\\/[\]]{1,31}$/);
    expect(found).toContain('שם');
  });

  it('is the same file for the same workbook, and another for another', async () => {
    const [one, two, other] = await Promise.all([
      renderXlsx(workbook()),
      renderXlsx(workbook()),
      renderXlsx(workbook({ createdAt: '2026-03-02T08:00:00.000Z' })),
    ]);
    expect(Buffer.from(one.bytes).equals(two.bytes)).toBe(true);
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(false);
  });

  it('holds 5,000 fields', async () => {
    const columns = Array.from({ length: 16 }, (_, i) => ({
      key: `c${i}`,
      title: `Column ${i}`,
      width: 16,
      kind: 'text' as const,
      ...(i < 4 ? { options: ['a', 'b'] } : {}),
    }));
    const rows = Array.from({ length: 5_000 }, (_, row) => Object.fromEntries(columns.map(({ key }, i) => [key, i < 4 ? 'a' : `ערך ${row} ${i}`])));
    const start = performance.now();
    const { bytes } = await renderXlsx(workbook({ sheets: [sheet({ columns, rows, intro: [] })] }));
    console.log(`5,000 × 16 cells: ${Math.round(performance.now() - start)} ms, ${Math.round(bytes.length / 1024)} KB`);
    const xml = part(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml.match(/<row /g)).toHaveLength(5_001);
    expect(xml).toContain('<dataValidations count="4">');
  });

  it('holds 20,000 rows in less than 8 s of processor time, as long as the last row, and no formula among them', async () => {
    const columns = Array.from({ length: 8 }, (_, i) => ({
      key: `c${i}`,
      title: `Column ${i}`,
      width: 16,
      kind: i === 7 ? ('number' as const) : ('text' as const),
    }));
    const rows = Array.from({ length: 20_000 }, (_, row) =>
      Object.fromEntries(columns.map(({ key }, i) => [key, i === 7 ? row : i === 0 ? (payloads[row % payloads.length] ?? '') : `ערך ${row} ${i}`])),
    );
    const before = process.cpuUsage();
    const { bytes, problems } = await renderXlsx(workbook({ sheets: [sheet({ columns, rows, intro: [] })] }));
    const { user, system } = process.cpuUsage(before);
    expect(problems).toEqual([]);
    expect((user + system) / 1e6).toBeLessThan(8);
    const xml = part(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml.match(/<row /g)).toHaveLength(20_001);
    expect(xml).toContain('<autoFilter ref="A1:H20001"');
    expect(xml).toContain('<v>19999</v>');
    for (const [name, content] of partsOf(bytes)) if (name.startsWith('xl/')) expect(content, name).not.toMatch(/<f[ >]/);
  }, 120_000);
});

const office = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!office)(office ? 'in LibreOffice' : 'in LibreOffice (skipped: soffice is not installed)', () => {
  it('opens, and stays harmless when saved as CSV', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'masa-xlsx-'));
    try {
      const rows = payloads.map((name) => ({ name, code: 'CUSTOMERS.EMAIL', state: 'פתוח' }));
      writeFileSync(join(folder, 'map.xlsx'), (await renderXlsx(workbook({ sheets: [sheet({ rows })] }))).bytes);
      await promisify(execFile)(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'csv:Text - txt - csv (StarCalc):44,34,76,1',
          '--outdir',
          folder,
          join(folder, 'map.xlsx'),
        ],
        { timeout: 55_000 },
      );
      const csv = readdirSync(folder).find((name) => name.endsWith('.csv'));
      const text = readFileSync(join(folder, csv ?? ''), 'utf8');
      expect(text).toContain('CUSTOMERS.EMAIL');
      expect(text).toContain('פתוח');
      // No value of the CSV begins with a sign that a spreadsheet would run.
      const values = parse(text).flat();
      expect(values.filter((value) => value.startsWith("'"))).toHaveLength(payloads.length);
      expect(values.filter((value) => /^\s*[=+\-@＝＋－＠]/.test(value))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
