import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { renderXlsx } from '../../documents/xlsx/render-xlsx';
import { createCatalogueReader } from '../../host/catalogue';
import { readFile } from '../../importers/read-file';
import { acceptQuestionnaire } from '../../shared/checklist/questionnaire/accept-questionnaire';
import { type QuestionnaireOptions, type ReturnedQuestionnaire, returnedQuestionnaireSchema } from '../../shared/checklist/questionnaire/questionnaire-return';
import { questionnaireWorkbook } from '../../shared/checklist/questionnaire/questionnaire-workbook';
import { readQuestionnaire } from '../../shared/checklist/questionnaire/read-questionnaire';
import { countingIds } from '../../shared/engagement/engagement.fixture';
import { openEngagement } from '../../shared/engagement/open-engagement';
import { type Engagement, engagementSchema } from '../../shared/engagement/schema';
import { createAllWords } from '../../shared/i18n/all-words';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import { addNote } from '../../shared/notes/edit-notes';
import type { Problem } from '../../shared/problem';
import { type Language, languages } from '../../shared/text';

const words = createAllWords();
const sample: Engagement = (() => {
  const opened = openEngagement(JSON.parse(readFileSync(new URL('../../assets/samples/karmelon.masa.json', import.meta.url), 'utf8')));
  if (!opened.ok) throw new Error('the sample does not open');
  return opened.value;
})();
const read = await createCatalogueReader(new URL('../../assets', import.meta.url).pathname)();
if (!read.ok) throw new Error('no catalogue');
const catalogue = read.value;

/** The sample as it is before anybody answered. */
const fresh: Engagement = {
  ...sample,
  checklist: { ...sample.checklist, answers: [], trialResults: [], vendors: sample.checklist.vendors.map(({ costs: _, note: __, ...vendor }) => vendor) },
};
const [vendor, other] = fresh.checklist.vendors.filter(({ role }) => role === 'candidate');
if (!vendor || !other) throw new Error('the sample has no two vendors');

async function write(of: Engagement, language: Language, options: QuestionnaireOptions = {}, to = vendor): Promise<Uint8Array> {
  const known = of.checklist.vendors.find(({ id }) => id === to?.id);
  if (!known) throw new Error('no vendor');
  return (await renderXlsx(questionnaireWorkbook({ engagement: of, catalogue, vendor: known, words }, language, options))).bytes;
}

async function load(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  return book;
}

function speakable(problems: readonly Problem[]): void {
  for (const language of languages) for (const one of problems) expect(problemText(one, createTranslate(language)), one.code).not.toMatch(/^problem\.|\{\{/);
}

async function back(bytes: Uint8Array, name = 'answers.xlsx'): Promise<{ returned: ReturnedQuestionnaire | undefined; problems: Problem[] }> {
  const result = await readFile({ name, bytes });
  speakable(result.problems);
  const [found] = result.questionnaires ?? [];
  return { returned: found && returnedQuestionnaireSchema.parse(found), problems: result.problems };
}

async function review(bytes: Uint8Array, { of = few, name = 'answers.xlsx', to = vendor?.id ?? '' } = {}) {
  const { returned, problems } = await back(bytes, name);
  if (!returned) throw new Error(`not recognised: ${JSON.stringify(problems)}`);
  const found = readQuestionnaire({ engagement: of, catalogue, words }, returned, { vendor: to });
  if (!found) throw new Error('no vendor');
  speakable(found.problems);
  return { ...found, returned, all: [...problems, ...found.problems], codes: [...problems, ...found.problems].map(({ code }) => code) };
}

/** Rows: titles of the intro, an empty one with the hidden keys, the titles. */
function sheetOf(book: ExcelJS.Workbook, mark: string): { sheet: ExcelJS.Worksheet; keys: string[]; keyRow: number } {
  for (const sheet of book.worksheets)
    for (let row = 1; row < 8; row++) {
      const keys = (sheet.getRow(row).values as unknown[]).map(String);
      if (keys.includes(mark) && !sheet.name.startsWith('_')) return { sheet, keys, keyRow: row };
    }
  throw new Error(`no sheet with ${mark}`);
}

type Edit = (book: ExcelJS.Workbook) => void;
const marks = { questions: 'pointId', asked: 'noteId', lists: 'memberId', prices: 'priceId', facts: 'factId' } as const;

function rowOf(book: ExcelJS.Workbook, role: keyof typeof marks, id: string): { sheet: ExcelJS.Worksheet; row: number; column: (key: string) => number } {
  const { sheet, keys, keyRow } = sheetOf(book, marks[role]);
  for (let row = keyRow + 2; row <= sheet.rowCount; row++)
    if (sheet.getCell(row, keys.indexOf(marks[role])).value === id) return { sheet, row, column: (key) => keys.indexOf(key) };
  throw new Error(`no row ${id}`);
}

function put(role: keyof typeof marks, id: string, key: string, value: ExcelJS.CellValue): Edit {
  return (book) => {
    const { sheet, row, column } = rowOf(book, role, id);
    sheet.getCell(row, column(key)).value = value;
  };
}

async function edited(bytes: Uint8Array, ...edits: Edit[]): Promise<Uint8Array> {
  const book = await load(bytes);
  for (const edit of edits) edit(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Few questions, so that fifty damages take no longer than they must. */
const asked = [
  'custom-field-capacity',
  'linked-tables',
  'field-types',
  'third-party-automation',
  'legacy-migration',
  'availability-and-recovery',
  'whatsapp-connection',
];
const few: Engagement = { ...fresh, checklist: { ...fresh.checklist, points: fresh.checklist.points.filter(({ id }) => asked.includes(id)) } };
const english = await write(few, 'en');
const say = put('questions', 'custom-field-capacity', 'value', 500);

describe('a questionnaire that nobody touched', () => {
  it.each(languages)('is an empty difference in %s, also after another program saved it, filled or not', async (language) => {
    for (const [of, options] of [
      [sample, {}],
      [sample, { filled: true, weights: true, due: '2026-12-01' }],
      [fresh, { anonymous: true }],
    ] as const) {
      const bytes = await write(of, language, options);
      const first = await review(bytes, { of });
      expect(first.changes).toEqual([]);
      expect(first.codes).toEqual([]);
      expect(first.unchanged).toBeGreaterThan(40);
      const again = await review(await edited(bytes), { of });
      expect([again.changes, again.codes]).toEqual([[], []]);
      expect(again.returned).toMatchObject({ engagement: of.id, vendor: vendor.id, language });
    }
  });

  const soffice = (() => {
    try {
      execFileSync('soffice', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  it.skipIf(!soffice)('is an empty difference after LibreOffice saved it', { timeout: 240_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'masa-questionnaire-'));
    try {
      writeFileSync(join(folder, 'in.xlsx'), await write(sample, 'he', { filled: true }));
      await promisify(execFile)('soffice', [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        join(folder, 'out'),
        join(folder, 'in.xlsx'),
      ]);
      const found = await review(new Uint8Array(readFileSync(join(folder, 'out', 'in.xlsx'))), { of: sample });
      expect([found.changes, found.codes]).toEqual([[], []]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says nothing of other vendors, of our scores, of what we saw, or of who we are', async () => {
    const secret = {
      ...sample,
      consultant: 'Secret Consultant',
      checklist: {
        ...sample.checklist,
        answers: sample.checklist.answers.map((answer) => ({
          ...answer,
          evidence: 'SECRET-EVIDENCE',
          fallback: 'SECRET-FALLBACK',
          ...(answer.vendor === vendor.id ? {} : { claim: 'SECRET-CLAIM' }),
        })),
        vendors: sample.checklist.vendors.map((one) => ({ ...one, note: 'SECRET-NOTE', ...(one.id === vendor.id ? {} : { name: 'SECRET-VENDOR' }) })),
      },
    };
    const book = await load(await write(secret, 'en', { filled: true, anonymous: true }));
    const everything = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues())) + book.creator;
    expect(everything).not.toMatch(/SECRET|Secret Consultant/);
    expect(everything).not.toContain(sample.client.name);
    expect(everything).not.toMatch(/"Must"/);
  });

  it('has open cells only where answers go, lists to choose from, and no live formula', async () => {
    const book = await load(await write({ ...fresh, checklist: { ...fresh.checklist, vendors: [{ ...vendor, name: '=HYPERLINK("http://evil")' }] } }, 'he'));
    const { sheet, row, column } = rowOf(book, 'questions', 'custom-field-capacity');
    expect(sheet.views[0]?.rightToLeft).toBe(true);
    expect(Reflect.get(sheet, 'sheetProtection')).toMatchObject({ sheet: true });
    expect(sheet.getCell(row, column('claim')).protection).toMatchObject({ locked: false });
    expect(sheet.getCell(row, column('question')).protection?.locked ?? true).toBe(true);
    expect(sheet.getCell(row, column('has')).dataValidation?.formulae?.[0]).toContain('כן');
    for (const each of book.worksheets) each.eachRow((cells) => cells.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
    const facts = rowOf(book, 'facts', 'company');
    expect(facts.sheet.getCell(facts.row, facts.column('answer')).value).toBe('\'=HYPERLINK("http://evil")');
  });
});

type Damage = [name: string, edits: Edit[], changes: Record<string, string>, codes: string[]];
const q = (id: string, key: string, value: ExcelJS.CellValue) => put('questions', id, key, value);

/** Each: what was done, what is proposed (id → after), and what is said. */
const damages: Damage[] = [
  [
    '"yes, from Q2"',
    [q('third-party-automation', 'has', 'yes, from Q2')],
    { 'third-party-automation.value': 'Yes', 'third-party-automation.claim': 'Do you have it?: yes, from Q2' },
    ['questionnaire-more-said'],
  ],
  ['Hebrew in an English file', [q('custom-field-capacity', 'has', 'כן')], { 'custom-field-capacity.value': 'Yes' }, []],
  ['not relevant in Hebrew', [q('custom-field-capacity', 'has', 'לא רלוונטי')], { 'custom-field-capacity.value': 'Not applicable' }, []],
  ['"maybe"', [q('custom-field-capacity', 'has', 'maybe')], { 'custom-field-capacity.claim': 'Do you have it?: maybe' }, ['questionnaire-not-yes-no']],
  [
    '"up to 500"',
    [q('custom-field-capacity', 'value', 'up to 500')],
    { 'custom-field-capacity.value': '500 fields', 'custom-field-capacity.claim': 'How much, which: up to 500' },
    [],
  ],
  [
    '"~1.5K"',
    [q('custom-field-capacity', 'value', '~1.5K')],
    { 'custom-field-capacity.value': '1,500 fields', 'custom-field-capacity.claim': 'How much, which: ~1.5K' },
    [],
  ],
  ['Persian digits', [q('custom-field-capacity', 'value', '۱٬۲۰۰')], { 'custom-field-capacity.value': '1,200 fields' }, []],
  ['a decimal comma', [q('availability-and-recovery', 'value', '99,95')], { 'availability-and-recovery.value': '99.95 percent availability per month' }, []],
  [
    'two numbers',
    [q('custom-field-capacity', 'value', '300-500')],
    { 'custom-field-capacity.claim': 'How much, which: 300-500' },
    ['questionnaire-number-several'],
  ],
  [
    'a number that reads in two ways',
    [q('custom-field-capacity', 'value', '1.500')],
    { 'custom-field-capacity.claim': 'How much, which: 1.500' },
    ['questionnaire-number-unclear'],
  ],
  [
    'a date where a number belongs',
    [
      (book) => {
        const { sheet, row, column } = rowOf(book, 'questions', 'custom-field-capacity');
        sheet.getCell(row, column('value')).value = new Date('2026-04-03T00:00:00Z');
        sheet.getCell(row, column('value')).numFmt = 'dd/mm/yyyy';
      },
    ],
    { 'custom-field-capacity.claim': 'How much, which: 2026-04-03' },
    ['questionnaire-number-date'],
  ],
  [
    '"unlimited"',
    [q('custom-field-capacity', 'value', 'unlimited')],
    { 'custom-field-capacity.claim': 'How much, which: unlimited' },
    ['questionnaire-number-none'],
  ],
  [
    'no beside a number',
    [q('custom-field-capacity', 'has', 'No'), say],
    { 'custom-field-capacity.value': 'No', 'custom-field-capacity.claim': 'How much, which: 500' },
    ['questionnaire-contradiction'],
  ],
  ['a score of 7', [q('custom-field-capacity', 'ownScore', 7)], { 'custom-field-capacity.claim': 'Your own score: 7' }, ['questionnaire-not-a-score']],
  [
    'a score with words',
    [q('custom-field-capacity', 'ownScore', '3 - room to grow')],
    { 'custom-field-capacity.ownScore': '3', 'custom-field-capacity.claim': 'Your own score: 3 - room to grow' },
    [],
  ],
  [
    'a choice nobody offered',
    [q('legacy-migration', 'value', 'by magic')],
    { 'legacy-migration.claim': 'How much, which: by magic' },
    ['questionnaire-not-an-option'],
  ],
  [
    'a formula with a saved value',
    [q('custom-field-capacity', 'value', { formula: '250*2', result: 500 })],
    { 'custom-field-capacity.value': '500 fields' },
    [],
  ],
  ['a formula that was never calculated', [q('custom-field-capacity', 'value', { formula: '250*2' } as ExcelJS.CellValue)], {}, ['questionnaire-cell-formula']],
  ['a formula with an error', [q('custom-field-capacity', 'value', { error: '#REF!' })], {}, ['questionnaire-cell-error']],
  ['live text', [q('custom-field-capacity', 'claim', "=cmd|' /C calc'!A0")], { 'custom-field-capacity.claim': "=cmd|' /C calc'!A0" }, []],
  [
    'a link that is none',
    [q('custom-field-capacity', 'links', 'https://a.example/x see the wiki')],
    { 'custom-field-capacity.links': 'https://a.example/x', 'custom-field-capacity.evidence': 'see the wiki' },
    ['questionnaire-not-a-link'],
  ],
  [
    'a rich text',
    [q('custom-field-capacity', 'claim', { richText: [{ text: 'two ' }, { text: 'parts', font: { bold: true } }] })],
    { 'custom-field-capacity.claim': 'two parts' },
    [],
  ],
  ['an answer typed over the question', [q('custom-field-capacity', 'question', 'We have 500')], {}, ['questionnaire-not-taken']],
  [
    'rows sorted the other way round',
    [
      say,
      (book) => {
        const { sheet, keyRow } = sheetOf(book, 'pointId');
        const rows = Array.from({ length: sheet.rowCount - keyRow - 1 }, (_, i) => sheet.getRow(keyRow + 2 + i).values as ExcelJS.CellValue[]);
        rows.reverse().forEach((values, i) => {
          sheet.getRow(keyRow + 2 + i).values = values;
        });
      },
    ],
    { 'custom-field-capacity.value': '500 fields' },
    [],
  ],
  [
    'rows deleted',
    [
      say,
      (book) => {
        const { sheet, row } = rowOf(book, 'questions', 'linked-tables');
        sheet.spliceRows(row, 1);
      },
    ],
    { 'custom-field-capacity.value': '500 fields' },
    ['questionnaire-rows-missing'],
  ],
  [
    'a row copied and answered otherwise',
    [
      say,
      (book) => {
        const { sheet, row, column } = rowOf(book, 'questions', 'custom-field-capacity');
        const values = (sheet.getRow(row).values as ExcelJS.CellValue[]).slice();
        values[column('value')] = 700;
        sheet.getRow(sheet.rowCount + 1).values = values;
      },
    ],
    { 'custom-field-capacity.value': '500 fields', 'custom-field-capacity.claim': 'How much, which: 700' },
    ['questionnaire-row-twice'],
  ],
  [
    'a column added, and one without a title',
    [
      (book) => {
        const { sheet, row } = rowOf(book, 'questions', 'custom-field-capacity');
        const at = sheet.columnCount + 1;
        sheet.getCell(row, at).value = 'no title';
        const { keyRow } = sheetOf(book, 'pointId');
        sheet.getCell(keyRow + 1, at + 1).value = 'Sales remarks';
        sheet.getCell(row, at + 1).value = 'call us';
      },
    ],
    { 'custom-field-capacity.claim': 'no title\nSales remarks: call us' },
    ['questionnaire-column-unknown'],
  ],
  [
    'columns renamed',
    [
      say,
      (book) => {
        const { sheet, keyRow, keys } = sheetOf(book, 'pointId');
        for (let column = 1; column < keys.length; column++) sheet.getCell(keyRow + 1, column).value = `Column ${column}`;
      },
    ],
    { 'custom-field-capacity.value': '500 fields' },
    [],
  ],
  [
    'columns moved and a column deleted',
    [
      say,
      (book) => {
        const { sheet, keys } = sheetOf(book, 'pointId');
        sheet.spliceColumns(keys.indexOf('guide'), 1);
        const { sheet: now, keys: left } = sheetOf(book, 'pointId');
        const claims = now.getColumn(left.indexOf('claim')).values as ExcelJS.CellValue[];
        now.spliceColumns(left.indexOf('claim'), 1);
        now.spliceColumns(1, 0, claims.slice(1));
      },
    ],
    { 'custom-field-capacity.value': '500 fields' },
    ['questionnaire-columns-missing'],
  ],
  [
    'ids and keys destroyed, titles kept',
    [
      say,
      (book) => {
        const { sheet, keyRow, keys } = sheetOf(book, 'pointId');
        for (let row = keyRow + 2; row <= sheet.rowCount; row++) sheet.getCell(row, keys.indexOf('pointId')).value = 'x';
        sheet.getRow(keyRow).values = [];
      },
    ],
    { 'custom-field-capacity.value': '500 fields' },
    [],
  ],
  [
    'sheets renamed and the hidden memory deleted',
    [
      say,
      (book) => {
        book.worksheets.forEach((sheet, i) => {
          if (!sheet.name.startsWith('_')) sheet.name = `Tab ${i}`;
        });
        book.removeWorksheet('_masa');
      },
    ],
    { 'custom-field-capacity.value': '500 fields' },
    ['questionnaire-sheet-unknown', 'questionnaire-origin-lost'],
  ],
  [
    'a sheet of the vendor’s own',
    [say, (book) => void book.addWorksheet('Our brochure').addRow(['We are', 'the best'])],
    { 'custom-field-capacity.value': '500 fields' },
    ['questionnaire-sheet-unknown'],
  ],
  [
    'the sheet of prices deleted',
    [say, (book) => void book.removeWorksheet(sheetOf(book, 'priceId').sheet.id)],
    { 'custom-field-capacity.value': '500 fields' },
    ['questionnaire-sheet-missing'],
  ],
  [
    'cells merged over two rows',
    [
      (book) => {
        const { sheet, row, column } = rowOf(book, 'questions', 'custom-field-capacity');
        sheet.getCell(row, column('claim')).value = 'both';
        sheet.mergeCells(row, column('claim'), row + 1, column('claim'));
      },
    ],
    { 'custom-field-capacity.claim': 'both' },
    ['questionnaire-merged'],
  ],
  [
    'a line of the vendor’s own',
    [(book) => void sheetOf(book, 'pointId').sheet.addRow(['', 'Also', 'We won a prize'])],
    { row: 'Also\nWe won a prize' },
    ['questionnaire-row-unknown'],
  ],
  ['"₪900/month"', [put('prices', 'licence', 'perMonth', '₪900/month')], { 'price.licence': '₪900' }, []],
  ['a price by the year', [put('prices', 'licence', 'perMonth', '12,000 a year')], { 'price.licence': '₪1,000' }, ['questionnaire-by-the-year']],
  [
    'dollars',
    [put('prices', 'licence', 'perMonth', '$900')],
    { 'price.licence.remark': 'Licence, fixed part, a month: A month: $900' },
    ['questionnaire-other-currency'],
  ],
  ['a percentage that is none', [put('prices', 'yearly-increase', 'percent', 0.05)], {}, ['questionnaire-not-a-percent']],
  [
    'a price step without what it counts',
    [put('prices', 'tier.1', 'upTo', 1000), put('prices', 'tier.1', 'perMonth', 50)],
    { 'price.tiers': 'contacts\nup to 1,000: ₪50 a month' },
    ['questionnaire-tiers-of-what'],
  ],
  ['messages included without a price', [put('prices', 'message.sms', 'included', 500)], {}, ['questionnaire-price-missing']],
  ['another company’s name', [put('facts', 'company', 'answer', 'Acme')], {}, ['questionnaire-other-company']],
];

describe('what people do to the file', () => {
  it.each(damages)('%s', async (_, edits, changes, codes) => {
    const found = await review(await edited(english, ...edits));
    expect(Object.fromEntries(found.changes.map(({ id, after }) => [id.replace(/^row\.\d+$/, 'row'), after]))).toEqual(changes);
    expect([...new Set(found.codes)]).toEqual(codes);
    // Whoever is told of a cell can find it.
    for (const one of found.all) if (one.path[0] === 'rows') expect(one.params).toMatchObject({ sheet: expect.any(String), row: expect.any(Number) });
    // Accepted, it is a document that opens, and the same file says nothing more.
    const ticked = new Set(found.changes.map(({ id }) => id));
    const accept = (of: Engagement) => acceptQuestionnaire(of, { returned: found.returned, vendor: vendor.id, ticked, catalogue, words, newId: countingIds() });
    const once = accept(few);
    expect(engagementSchema.safeParse(once).success).toBe(true);
    expect(readQuestionnaire({ engagement: once, catalogue, words }, found.returned, { vendor: vendor.id })?.changes).toEqual([]);
  });

  it('reads a file that was made for another vendor or engagement without choosing anything', async () => {
    const wrong = await review(await edited(await write(few, 'en', {}, other), say));
    expect(wrong.codes).toEqual(['questionnaire-of-another-vendor']);
    expect(wrong.changes.map(({ ticked }) => ticked)).toEqual([false]);
    const foreign = await review(await edited(english, say), { of: { ...few, id: '01HZX0000000000000000000ZZ' } });
    expect(foreign.codes).toEqual(['questionnaire-of-another-engagement']);
    expect(foreign.changes.map(({ ticked }) => ticked)).toEqual([false]);
  });

  it('reads a sheet that was saved as CSV', async () => {
    const book = await load(await edited(english, say));
    const { sheet } = sheetOf(book, 'pointId');
    const lines: string[] = [];
    sheet.eachRow({ includeEmpty: true }, (row) => {
      const cells = Array.from({ length: sheet.columnCount }, (_, i) => `"${String(row.getCell(i + 1).value ?? '').replaceAll('"', '""')}"`);
      lines.push(cells.join(','));
    });
    const found = await review(new TextEncoder().encode(`${lines.join('\r\n')}\r\n`), { name: 'answers.csv' });
    expect(found.changes.map(({ id, after }) => [id, after])).toEqual([['custom-field-capacity.value', '500 fields']]);
    expect(found.returned).toMatchObject({ vendor: vendor.id, language: 'en' });
    expect(found.codes).toEqual(['questionnaire-origin-lost']);
  });

  it('reads a file that somebody saved with macros, and says that they are not run', async () => {
    const parts = unzipSync(await edited(english, say));
    const types = strFromU8(parts['[Content_Types].xml'] ?? new Uint8Array());
    const packed = zipSync({
      ...parts,
      '[Content_Types].xml': strToU8(
        types
          .replace('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')
          .replace('</Types>', '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'),
      ),
      'xl/vbaProject.bin': strToU8('Sub Auto_Open()'),
    });
    const found = await review(packed, { name: 'answers.xlsm' });
    expect(found.codes).toEqual(['questionnaire-macros']);
    expect(found.changes.map(({ id, after }) => [id, after])).toEqual([['custom-field-capacity.value', '500 fields']]);
  });

  it('reads the questions of a huge file, and says where it stopped', { timeout: 60_000 }, async () => {
    const found = await review(
      await edited(english, say, (book) => {
        const { sheet } = sheetOf(book, 'pointId');
        const from = sheet.rowCount;
        for (let row = 1; row <= 6_000; row++) sheet.getCell(from + row, 3).value = row % 100 === 0 ? `note ${row}` : ' ';
        for (let row = 1; row <= 6_000; row++) sheet.getCell(from + row, 1).value = row;
      }),
    );
    expect(found.codes).toContain('rows-not-all-read');
    expect(found.changes.find(({ id }) => id === 'custom-field-capacity.value')).toMatchObject({ after: '500 fields', ticked: true });
  });

  it('tells what cannot be read', async () => {
    expect((await back(new Uint8Array())).problems.map(({ code }) => code)).toEqual(['file-empty']);
    expect((await back(english.slice(0, 4000))).problems.map(({ code }) => code)).toEqual(['xlsx-damaged']);
    const encrypted = new Uint8Array(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]));
    expect((await back(encrypted)).problems.map(({ code }) => code)).toEqual(['xlsx-encrypted']);
    expect((await back(new TextEncoder().encode('a,b\n1,2\n'), 'other.csv')).returned).toBeUndefined();
  });

  it('leaves alone what we saw, and says where our words stand in the way', async () => {
    const point = 'custom-field-capacity';
    const of: Engagement = {
      ...few,
      checklist: { ...few.checklist, answers: [{ vendor: vendor.id, point, applies: true, score: 2, verified: true, verifiedValue: 120, claim: 'seen: 120' }] },
    };
    const found = await review(await edited(english, say, q(point, 'claim', '500 for sure'), q('linked-tables', 'has', 'Yes')), { of });
    expect(found.changes.map(({ id, ticked, conflict }) => [id, ticked, conflict])).toEqual([
      [`${point}.value`, false, 'verified'],
      [`${point}.claim`, false, 'verified'],
      ['linked-tables.value', true, undefined],
    ]);
    const all = acceptQuestionnaire(of, {
      returned: found.returned,
      vendor: vendor.id,
      ticked: new Set(found.changes.map(({ id }) => id)),
      catalogue,
      words,
      newId: countingIds(),
    });
    expect(all.checklist.answers.find((one) => one.point === point)).toMatchObject({
      score: 2,
      verified: true,
      verifiedValue: 120,
      claimedValue: 500,
      claim: '500 for sure',
    });
    const refused = await review(await edited(english, q(point, 'has', 'Not applicable')), { of });
    expect(refused.codes).toEqual(['questionnaire-scored-already']);
    expect(refused.changes.map(({ id }) => id)).toEqual([`${point}.claim`]);
  });

  it('fills the prices, the facts, lists and questions of a whole offer', async () => {
    const list = (book: ExcelJS.Workbook) => {
      const { sheet, keys, keyRow } = sheetOf(book, 'memberId');
      for (let row = keyRow + 2; row <= sheet.rowCount; row++) sheet.getCell(row, keys.indexOf('has')).value = row % 2 ? 'Yes' : 'No';
    };
    const found = await review(
      await edited(
        english,
        list,
        put('prices', 'tiers', 'name', 'customers'),
        put('prices', 'tier.1', 'upTo', '50,000'),
        put('prices', 'tier.1', 'perMonth', 2500),
        put('prices', 'tier-above', 'perMonth', 40),
        put('prices', 'message.sms', 'perMessage', '0.12'),
        put('prices', 'add-on.new.1', 'name', 'WhatsApp pack'),
        put('prices', 'add-on.new.1', 'perMonth', 300),
        put('prices', 'add-on.new.1', 'forPoint', 19),
        put('prices', 'yearly-increase', 'percent', '4%'),
        put('prices', 'implementation', 'once', '₪ 30,000'),
        put('facts', 'product', 'answer', 'Pro'),
        put('facts', 'by', 'answer', 'Noa, presales'),
        put('facts', 'date', 'answer', '3.12.2026'),
        q('linked-tables', 'ask', 'How many orders a day?'),
        q('linked-tables', 'fallbackPerMonth', '₪900/month'),
        q('linked-tables', 'has', 'No'),
      ),
    );
    expect(found.codes).toEqual([]);
    const all = acceptQuestionnaire(few, {
      returned: found.returned,
      vendor: vendor.id,
      ticked: new Set(found.changes.map(({ id }) => id)),
      catalogue,
      words,
      newId: countingIds(),
    });
    expect(all.checklist.vendors.find(({ id }) => id === vendor.id)).toMatchObject({
      product: 'Pro',
      costs: {
        tiers: { by: 'customers', steps: [{ upTo: 50_000, perMonth: 2500 }], perThousandAbove: 40 },
        messages: { sms: { price: 0.12 } },
        addOns: [{ name: 'WhatsApp pack', perMonth: 300, point: 'whatsapp-connection' }],
        yearlyIncrease: 0.04,
        implementation: 30_000,
      },
    });
    const answers = new Map(all.checklist.answers.map((answer) => [answer.point, answer]));
    expect(answers.get('linked-tables')).toMatchObject({
      claimedValue: false,
      fallbackCost: { perMonth: 900 },
      by: 'Noa, presales',
      at: '2026-12-03',
      verified: false,
    });
    expect(answers.get('linked-tables')?.score).toBeUndefined();
    expect(Array.isArray(answers.get('field-types')?.claimedValue)).toBe(true);
    expect(all.notes.at(-1)).toMatchObject({
      kind: 'question',
      text: 'How many orders a day?',
      about: { kind: 'point', id: 'linked-tables', within: vendor.id },
    });
  });
});

describe('what is still asked', () => {
  const [MINE, OURS, WHOLE] = ['01HZX0000000000000000000Q1', '01HZX0000000000000000000Q2', '01HZX0000000000000000000Q3'];
  const now = '2026-11-30T09:00:00.000Z';
  const about = { kind: 'point' as const, id: 'linked-tables', within: vendor.id };
  const asking = (
    [
      [MINE, { kind: 'question', text: 'Do linked tables count twice?', owner: vendor.name, about }],
      [OURS, { kind: 'question', text: 'SECRET: do we trust them?', owner: 'Legal', about }],
      [WHOLE, { kind: 'question', text: 'Who owns you?', owner: vendor.name, about: { kind: 'vendor', id: vendor.id } }],
    ] as const
  ).reduce<Engagement>((of, [id, note]) => addNote(of, { id, now, note }), few);

  it.each(languages)('is on a sheet of its own in %s, without what is asked of others, and untouched says nothing', async (language) => {
    const bytes = await write(asking, language);
    const { sheet, keys, keyRow } = sheetOf(await load(bytes), 'noteId');
    const ids = [1, 2, 3].map((n) => sheet.getCell(keyRow + 1 + n, keys.indexOf('noteId')).value);
    expect(ids).toEqual([MINE, WHOLE, null]);
    expect(JSON.stringify(sheet.getSheetValues())).not.toContain('SECRET');
    expect(sheet.getCell(keyRow + 2, keys.indexOf('reply')).protection).toMatchObject({ locked: false });
    const found = await review(bytes, { of: asking });
    expect([found.changes, found.codes]).toEqual([[], []]);
  });

  it('is closed by the answer that comes back; what was answered here meanwhile is not overwritten by itself', async () => {
    const bytes = await edited(await write(asking, 'en'), put('asked', MINE, 'reply', 'No, once.'), put('asked', WHOLE, 'reply', 'Ourselves'));
    const found = await review(bytes, { of: asking });
    expect(found.codes).toEqual([]);
    expect(found.changes.map(({ id, name, after, ticked }) => [id, name, after, ticked])).toEqual([
      [`asked.${MINE}`, 'Do linked tables count twice?', 'No, once.', true],
      [`asked.${WHOLE}`, 'Who owns you?', 'Ourselves', true],
    ]);
    const ticked = new Set(found.changes.map(({ id }) => id));
    const accept = (of: Engagement) => acceptQuestionnaire(of, { returned: found.returned, vendor: vendor.id, ticked, catalogue, words, newId: countingIds() });
    const once = accept(asking);
    expect(once.notes.find(({ id }) => id === MINE)).toMatchObject({ state: 'answered', answer: 'No, once.' });
    expect(accept(once)).toEqual(once);
    const answered = { ...asking, notes: asking.notes.map((note) => (note.id === MINE ? { ...note, state: 'answered' as const, answer: 'Twice' } : note)) };
    expect((await review(bytes, { of: answered })).changes[0]).toMatchObject({ before: 'Twice', ticked: false, conflict: 'changed-here' });
  });

  it('is found by its words when the ids are gone, and an answer to nothing is kept as a comment', async () => {
    const bytes = await edited(
      await write(asking, 'en'),
      put('asked', MINE, 'reply', 'No'),
      put('asked', WHOLE, 'asked', 'By the way'),
      put('asked', WHOLE, 'reply', 'We moved'),
      (book) => {
        const { sheet, keys, keyRow } = sheetOf(book, 'noteId');
        for (let row = keyRow + 2; row <= sheet.rowCount; row++) sheet.getCell(row, keys.indexOf('noteId')).value = null;
      },
    );
    const found = await review(bytes, { of: asking });
    expect(found.codes).toContain('questionnaire-row-unknown');
    expect(found.changes.map(({ id, act }) => [id.replace(/\d+$/, 'n'), act.do])).toEqual([
      [`asked.${MINE}`.replace(/\d+$/, 'n'), 'answer-note'],
      ['asked.n', 'add-note'],
    ]);
  });
});
