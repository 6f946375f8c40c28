import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderXlsx } from '../../documents/xlsx/render-xlsx';
import { readFiles } from '../../host/workbench/read-files';
import { limits } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { countingIds, testAttribute, testEngagement, testField, testId, testSource } from '../../shared/engagement/engagement.fixture';
import { openEngagement } from '../../shared/engagement/open-engagement';
import { type Engagement, engagementSchema } from '../../shared/engagement/schema';
import { createAllWords } from '../../shared/i18n/all-words';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import type { Problem } from '../../shared/problem';
import { acceptFieldMap } from '../../shared/sources/accept-field-map';
import { type ReturnedFieldMap, returnedFieldMapSchema } from '../../shared/sources/field-map-return';
import { fieldMapWorkbook } from '../../shared/sources/field-map-workbook';
import { planFieldMap } from '../../shared/sources/plan-field-map';
import { type Language, languages } from '../../shared/text';

const words = createAllWords();
const sample: Engagement = (() => {
  const opened = openEngagement(JSON.parse(readFileSync(new URL('../../assets/samples/karmelon.masa.json', import.meta.url), 'utf8')));
  if (!opened.ok) throw new Error('the sample does not open');
  return opened.value;
})();

/** Small, with the texts that cells are worst at. */
function engagement(): Engagement {
  return testEngagement({
    sources: [
      testSource(1, [
        testField(1, { nativeName: 'EMAIL', nativeType: 'nvarchar(80)', type: 'email', label: { en: 'E-mail', he: 'אימייל' }, pii: 'high', note: '=1+1' }),
        testField(2, { nativeName: '-dash', nativeType: '0012', note: 'two\nlines', eventProperties: ['order-placed.phone', 'order-placed.total'] }),
        testField(3, { nativeName: 'Order_x0020_Date', label: { en: "'quoted" }, example: '2026-03-01' }),
        testField(4, { nativeName: 'true', note: '1.0', status: 'open-question', owner: '@crm' }),
      ]),
      testSource(2, [testField(5, { nativeName: 'order_id', key: true, required: true })]),
    ],
    record: {
      groups: [{ id: 'identity', label: { en: 'Identity' } }],
      attributes: [testAttribute('email', { sources: [{ field: testId(1, 'F') }] }), testAttribute('city')],
    },
    notes: [{ id: testId(1, 'N'), kind: 'question', text: 'Who owns consent?', state: 'open', due: '2026-04-01', createdAt: '2026-01-05T08:00:00.000Z' }],
  });
}
const ROWS = 5;

async function write(of: Engagement, language: Language): Promise<Uint8Array> {
  return (await renderXlsx(fieldMapWorkbook(of, createTranslate(language), language))).bytes;
}

async function edit(bytes: Uint8Array, change: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  change(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function back(bytes: Uint8Array): Promise<{ map: ReturnedFieldMap; problems: Problem[] }> {
  const result = await readFile({ name: 'field-map.xlsx', bytes });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.value).toEqual([]);
  for (const language of languages) for (const one of result.problems) expect(problemText(one, createTranslate(language))).not.toMatch(/^problem\.|\{\{/);
  return { map: returnedFieldMapSchema.parse(result.fieldMaps?.[0]), problems: result.problems };
}

async function review(bytes: Uint8Array, of = engagement()) {
  const { map, problems } = await back(bytes);
  const plan = planFieldMap(of, map, words);
  for (const language of languages) for (const one of plan.problems) expect(problemText(one, createTranslate(language))).not.toMatch(/^problem\.|\{\{/);
  return {
    map,
    plan,
    codes: [...problems, ...plan.problems].map(({ code }) => code),
    changes: plan.changes.map(({ kind, column, after, ticked }) => [kind, column, after, ticked]),
  };
}

const sheetOf = (book: ExcelJS.Workbook, index = 0): ExcelJS.Worksheet => {
  const sheet = book.worksheets[index];
  if (!sheet) throw new Error('no such sheet');
  return sheet;
};
/** Row 3 holds the keys, row 4 the titles. */
const columnOf = (sheet: ExcelJS.Worksheet, key: string): number => {
  const values = sheet.getRow(3).values as string[];
  return values.indexOf(key);
};
const cell = (sheet: ExcelJS.Worksheet, row: number, key: string) => sheet.getCell(row, columnOf(sheet, key));

describe('a field map that nobody touched', () => {
  it.each(languages)('comes back as no change in %s: the sample, and the small one after another program saved it', async (language) => {
    const { plan, codes } = await review(await write(sample, language), sample);
    expect(plan.changes).toEqual([]);
    expect(codes).toEqual([]);
    expect(plan.unchanged).toBeGreaterThan(100);
    const again = await review(await edit(await write(engagement(), language), () => {}));
    expect(again.plan.changes).toEqual([]);
    expect(again.codes).toEqual([]);
    expect(again.map).toMatchObject({ engagement: engagement().id, language, writtenAt: engagement().updatedAt });
  });

  it('is handed over beside the sources of other files', async () => {
    const files = [
      { name: 'field-map.xlsx', bytes: await write(engagement(), 'en') },
      { name: 'data.csv', bytes: new TextEncoder().encode('id,city\n1,Haifa\n') },
    ];
    expect(await readFiles(files)).toMatchObject({ ok: true, value: { sources: [{ name: 'data' }], fieldMaps: [{ file: 'field-map.xlsx' }] } });
  });
});

type Damage = [name: string, language: Language, change: (book: ExcelJS.Workbook) => void, changes: unknown[][], codes: string[]];

const damages: Damage[] = [
  [
    'rows sorted the other way round',
    'en',
    (book) => {
      const sheet = sheetOf(book);
      const rows = [5, 6, 7, 8, 9].map((row) => sheet.getRow(row).values as ExcelJS.CellValue[]);
      rows.reverse().forEach((values, index) => {
        sheet.getRow(5 + index).values = values;
      });
    },
    [],
    [],
  ],
  ['a column moved', 'he', (book) => moveColumn(sheetOf(book), 'status', 1), [], []],
  ['the hidden columns moved to the front', 'fa', (book) => moveColumn(sheetOf(book), 'fieldId', 1), [], []],
  ['a column inserted', 'en', (book) => sheetOf(book).spliceColumns(3, 0, ['', '', '', 'Our remarks', 'a', 'b']), [], ['field-map-column-unknown']],
  ['columns deleted', 'en', (book) => sheetOf(book).spliceColumns(columnOf(sheetOf(book), 'owner'), 2), [], ['field-map-columns-missing']],
  [
    'titles translated, and the hidden row of keys deleted',
    'en',
    (book) => {
      const sheet = sheetOf(book);
      sheet.getRow(4).values = fieldMapWorkbook(engagement(), createTranslate('he'), 'he').sheets[0]?.columns.map(({ title }) => title) ?? [];
      sheet.getRow(3).values = [];
      cell2(sheet, 5, 16).value = 'הערה';
    },
    [['changed', 'note', 'הערה', true]],
    [],
  ],
  [
    'titles nobody knows, in the old places',
    'en',
    (book) => {
      const sheet = sheetOf(book);
      sheet.getRow(3).values = [];
      for (let column = 1; column <= 6; column++) sheet.getCell(4, column).value = `Spalte ${column}`;
    },
    [],
    [],
  ],
  ['rows inserted above', 'en', (book) => sheetOf(book).spliceRows(1, 0, ['Please return by Friday'], ['']), [], []],
  [
    'rows deleted',
    'en',
    (book) => sheetOf(book).spliceRows(6, 2),
    [
      ['removed', undefined, '', false],
      ['removed', undefined, '', false],
    ],
    [],
  ],
  [
    'a row added at the end',
    'he',
    (book) => {
      const sheet = sheetOf(book);
      for (const [key, value] of Object.entries({ source: 'Source 1', object: 'customer', nativeName: 'CITY', type: 'טקסט', required: 'כן' }))
        cell(sheet, 10, key).value = value;
    },
    [['added', undefined, 'CITY', true]],
    [],
  ],
  [
    'a row added far below, with nothing but a name',
    'en',
    (book) => {
      cell(sheetOf(book), 300, 'nativeName').value = 'far';
    },
    [['added', undefined, 'far', true]],
    [],
  ],
  [
    'a row copied and renamed',
    'en',
    (book) => {
      const sheet = sheetOf(book);
      sheet.getRow(10).values = sheet.getRow(5).values;
      cell(sheet, 10, 'nativeName').value = 'EMAIL_2';
    },
    [['added', undefined, 'EMAIL_2', true]],
    [],
  ],
  [
    'cells emptied',
    'en',
    (book) => {
      cell(sheetOf(book), 5, 'note').value = null;
      cell(sheetOf(book), 5, 'nativeName').value = null;
      cell(sheetOf(book), 9, 'key').value = '';
    },
    [
      ['changed', 'note', '', true],
      ['retyped', 'key', '', true],
    ],
    ['field-map-name-empty'],
  ],
  [
    'choices in other languages, as ids, as booleans and as nonsense',
    'he',
    (book) => {
      cell(sheetOf(book), 5, 'status').value = words.fa('field-status.missing');
      cell(sheetOf(book), 6, 'pii').value = 'SENSITIVE';
      cell(sheetOf(book), 7, 'required').value = true;
      cell(sheetOf(book), 8, 'use').value = 'whatever';
    },
    [
      ['changed', 'status', words.fa('field-status.missing'), true],
      ['changed', 'pii', 'SENSITIVE', true],
      ['retyped', 'required', 'true', true],
    ],
    ['field-map-cell'],
  ],
  [
    'formulas, links, numbers, dates and rich text typed into cells',
    'en',
    (book) => {
      cell(sheetOf(book), 5, 'owner').value = { formula: 'UPPER("crm")', result: 'CRM' };
      cell(sheetOf(book), 6, 'owner').value = { text: 'team', hyperlink: 'https://example.com' };
      cell(sheetOf(book), 7, 'nativeType').value = 12;
      cell(sheetOf(book), 7, 'owner').value = { richText: [{ text: 'a' }, { text: 'b' }] };
      cell(sheetOf(book), 9, 'note').value = new Date(Date.UTC(2026, 4, 3));
      cell(sheetOf(book), 9, 'note').style = { numFmt: 'dd/mm/yyyy' };
    },
    [
      ['changed', 'owner', 'CRM', true],
      ['changed', 'owner', 'team', true],
      ['retyped', 'nativeType', '12', true],
      ['changed', 'owner', 'ab', true],
      ['changed', 'note', '2026-05-03', true],
    ],
    [],
  ],
  [
    'the sheet renamed and hidden',
    'en',
    (book) => {
      sheetOf(book).name = 'Fields of ours';
      sheetOf(book).state = 'hidden';
      cell(sheetOf(book), 5, 'owner').value = 'CRM';
    },
    [['changed', 'owner', 'CRM', true]],
    [],
  ],
  ['the sheet of fields deleted', 'en', (book) => book.removeWorksheet(sheetOf(book).id), [], ['field-map-sheet-missing']],
  [
    'the sheets nobody needed deleted',
    'en',
    (book) => {
      for (const index of [2, 1]) book.removeWorksheet(sheetOf(book, index).id);
    },
    [],
    ['field-map-sheet-missing', 'field-map-sheet-missing'],
  ],
  [
    'a copy of the sheet beside it',
    'en',
    (book) => {
      const copy = book.addWorksheet('Copy of Field map');
      sheetOf(book).eachRow((row, n) => {
        copy.getRow(n).values = row.values;
      });
      cell(copy, 5, 'owner').value = 'not me';
    },
    [],
    ['field-map-sheet-twice'],
  ],
  [
    'the hidden sheet deleted',
    'fa',
    (book) => {
      book.removeWorksheet('_masa');
      cell(sheetOf(book), 5, 'owner').value = 'CRM';
    },
    [['changed', 'owner', 'CRM', true]],
    ['field-map-origin-lost'],
  ],
  [
    'the hidden sheet, the hidden row and the hidden columns deleted',
    'he',
    (book) => {
      book.removeWorksheet('_masa');
      const sheet = sheetOf(book);
      sheet.spliceColumns(columnOf(sheet, 'sourceId'), 3);
      cell(sheet, 6, 'owner').value = 'CRM';
      sheet.spliceRows(3, 1);
    },
    [['changed', 'owner', 'CRM', true]],
    ['field-map-origin-lost', 'field-map-columns-missing'],
  ],
  [
    'ids overwritten with nonsense',
    'en',
    (book) => {
      for (let row = 5; row < 5 + ROWS; row++) cell(sheetOf(book), row, 'fieldId').value = `id ${row}`;
    },
    [],
    [],
  ],
  [
    'what is kept in the hidden sheet damaged',
    'en',
    (book) => {
      const hidden = book.getWorksheet('_masa');
      hidden?.eachRow((row) => {
        if (!row.getCell(3).value) row.getCell(4).value = '[broken';
      });
      cell(sheetOf(book), 5, 'owner').value = 'CRM';
    },
    [['changed', 'owner', 'CRM', true]],
    [],
  ],
  [
    'answers, a date and a question of the client',
    'en',
    (book) => {
      const sheet = sheetOf(book, 2);
      cell(sheet, 5, 'answer').value = 'Legal';
      cell(sheet, 5, 'due').value = new Date(Date.UTC(2026, 8, 1));
      cell(sheet, 7, 'question').value = 'And when?';
    },
    [
      ['answered', 'answer', 'Legal', true],
      ['answered', 'due', '2026-09-01', true],
      ['added', 'question', 'And when?', true],
    ],
    [],
  ],
];

function cell2(sheet: ExcelJS.Worksheet, row: number, column: number): ExcelJS.Cell {
  return sheet.getCell(row, column);
}

function moveColumn(sheet: ExcelJS.Worksheet, key: string, to: number): void {
  const from = columnOf(sheet, key);
  const values: ExcelJS.CellValue[] = [];
  for (let row = 1; row <= sheet.rowCount; row++) values.push(sheet.getCell(row, from).value);
  // What stands above the keys stays where it is.
  values[0] = null;
  values[1] = null;
  sheet.spliceColumns(from, 1);
  sheet.spliceColumns(to, 0, values);
}

describe('a field map that was edited', () => {
  it.each(damages)('%s', async (_, language, change, changes, codes) => {
    const found = await review(await edit(await write(engagement(), language), change));
    expect(found.changes).toEqual(changes);
    expect(found.codes.filter((code, index, all) => codes.includes(code) || all.indexOf(code) === index)).toEqual(codes);
    // Accepting all of it leaves a document that opens, and nothing to do the second time.
    const ticked = new Set(found.plan.changes.map(({ id }) => id));
    const next = acceptFieldMap(engagement(), { returned: found.map, ticked, words, newId: countingIds() });
    expect(engagementSchema.safeParse(next).success).toBe(true);
    expect(acceptFieldMap(next, { returned: found.map, ticked, words, newId: countingIds('Y') })).toEqual(next);
  });

  it('does not mistake a list of fields that a client made for one of ours', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Fields');
    sheet.addRow(['Object', 'Field name', 'Type', 'Required', 'Key', 'Note']);
    sheet.addRow(['customer', 'id', 'integer', 'Yes', 'Yes', '']);
    sheet.addRow(['customer', 'city', 'varchar(20)', 'No', 'No', '']);
    const result = await readFile({ name: 'list.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) });
    expect(result).toMatchObject({ ok: true, value: [{ objects: [{ name: 'customer' }] }] });
    expect(result.fieldMaps).toBeUndefined();
  });

  it('is cut where the limits are, and then nothing counts as removed', async () => {
    const result = await readFile({ name: 'field-map.xlsx', bytes: await write(engagement(), 'en') }, { ...limits, fields: 2 });
    const map = returnedFieldMapSchema.parse(result.fieldMaps?.[0]);
    expect(result.problems.map(({ code }) => code)).toContain('rows-not-all-read');
    expect(planFieldMap(engagement(), map, words).changes).toEqual([]);
  });
});

describe('hostile field maps', () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await write(engagement(), 'en');
  });

  it('random damage to the file never throws, and never removes or renames by itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255), cut: fc.boolean() }), { minLength: 1, maxLength: 5 }),
        async (edits) => {
          let damaged = Buffer.from(bytes);
          for (const { at, byte, cut } of edits) {
            const place = Math.floor(at * damaged.length);
            if (cut) damaged = Buffer.concat([damaged.subarray(0, place), damaged.subarray(place + (byte % 20))]);
            else damaged[place] = byte;
          }
          const result = await readFile({ name: 'field-map.xlsx', bytes: new Uint8Array(damaged) });
          for (const map of result.fieldMaps ?? []) {
            const { changes } = planFieldMap(engagement(), returnedFieldMapSchema.parse(map), words);
            expect(changes.filter(({ kind, ticked }) => kind === 'removed' && ticked)).toEqual([]);
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});

const office = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!office)(office ? 'saved by LibreOffice' : 'saved by LibreOffice (skipped: soffice is not installed)', () => {
  it('is the same map, with the edit that was made in it', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'masa-map-'));
    try {
      const edited = await edit(await write(engagement(), 'he'), (book) => {
        cell(sheetOf(book), 5, 'owner').value = 'CRM';
      });
      writeFileSync(join(folder, 'plain.xlsx'), await write(engagement(), 'en'));
      writeFileSync(join(folder, 'edited.xlsx'), edited);
      await promisify(execFile)(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'xlsx:Calc MS Excel 2007 XML',
          '--outdir',
          join(folder, 'out'),
          join(folder, 'plain.xlsx'),
          join(folder, 'edited.xlsx'),
        ],
        { timeout: 110_000 },
      );
      const plain = await review(new Uint8Array(readFileSync(join(folder, 'out', 'plain.xlsx'))));
      expect(plain.changes).toEqual([]);
      expect(plain.codes).toEqual([]);
      expect(plain.map.engagement).toBe(engagement().id);
      const other = await review(new Uint8Array(readFileSync(join(folder, 'out', 'edited.xlsx'))));
      expect(other.changes).toEqual([['changed', 'owner', 'CRM', true]]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
