import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { limits } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import { problemSchema } from '../../shared/problem';
import { importedSourceSchema } from '../../shared/sources/draft';
import { languages } from '../../shared/text';

type Draw = (book: ExcelJS.Workbook) => void;

async function book(draw: Draw, name = 'clients.xlsx') {
  const made = new ExcelJS.Workbook();
  draw(made);
  return { name, bytes: new Uint8Array(await made.xlsx.writeBuffer()) };
}

/** A workbook out of its parts, for what ExcelJS would not write. */
function parts(sheet: string, over: Record<string, string> = {}) {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
    ...over,
  };
  return { name: 'raw.xlsx', bytes: zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))) };
}

const row = (n: number, ...cells: string[]) => `<row r="${n}">${cells.join('')}</row>`;
const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

async function read(file: { name: string; bytes: Uint8Array }, over: Partial<typeof limits> | object = {}) {
  const result = await readFile(file, { ...limits, ...over });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const source = importedSourceSchema.parse(result.value[0]);
  for (const language of languages) for (const one of result.problems) expect(problemText(one, createTranslate(language))).not.toMatch(/^problem\.|\{\{/);
  return {
    source,
    objects: source.objects,
    fields: source.objects[0]?.fields ?? [],
    codes: result.problems.map(({ code }) => code),
    problems: result.problems,
  };
}

async function refused(file: { name: string; bytes: Uint8Array }, over: object = {}) {
  const result = await readFile(file, { ...limits, ...over });
  expect(result.ok).toBe(false);
  return result.problems.map(({ code }) => code);
}

const shapes = (fields: { nativeName: string; type: string }[]) => fields.map((f) => `${f.nativeName}: ${f.type}`);

describe('workbooks as clients send them', () => {
  it('gives an object per visible sheet, wherever the table begins', async () => {
    const file = await book((made) => {
      const clients = made.addWorksheet('לקוחות');
      clients.getCell('B2').value = 'דוח לקוחות, מרץ 2026';
      clients.mergeCells('B2:E2');
      clients.getRow(4).values = [undefined, undefined, 'מספר לקוח', 'אימייל', 'תאריך הצטרפות', 'פעיל', 'עמלה'];
      for (let i = 0; i < 30; i++) {
        const line = clients.getRow(5 + i);
        line.values = [
          undefined,
          undefined,
          1_000 + i,
          { text: `a${i}@shop.co.il`, hyperlink: 'mailto:x' },
          new Date(Date.UTC(2024, 0, 1 + i)),
          i % 2 === 0,
          i / 1_000,
        ];
        line.getCell(3).numFmt = '0000000';
        line.getCell(5).numFmt = 'dd/mm/yyyy';
        line.getCell(7).numFmt = '0.0%';
      }
      const orders = made.addWorksheet('Orders');
      orders.addRow(['order_id', 'total', 'placed_at', 'note']);
      for (let i = 0; i < 30; i++) {
        orders.addRow([
          `A-${i}`,
          0.1 + 0.2 + i,
          new Date(Date.UTC(2024, 0, 1, 8, 30, i)),
          { richText: [{ text: 'bold ' }, { font: { bold: true }, text: `text ${i}` }] },
        ]);
        orders.getRow(i + 2).getCell(2).numFmt = '"₪"#,##0.00';
        orders.getRow(i + 2).getCell(3).numFmt = 'yyyy-mm-dd hh:mm:ss';
      }
      made.addWorksheet('lists', { state: 'hidden' }).addRow(['a', 'b']);
      made.addWorksheet('empty');
    });
    const { source, objects, codes } = await read(file);
    expect(source).toMatchObject({ name: 'clients', kind: 'xlsx', file: 'clients.xlsx' });
    expect(objects.map(({ name, rows }) => [name, rows])).toEqual([
      ['לקוחות', 30],
      ['Orders', 30],
    ]);
    expect(shapes(objects[0]?.fields ?? [])).toEqual(['מספר לקוח: string', 'אימייל: email', 'תאריך הצטרפות: date', 'פעיל: boolean', 'עמלה: decimal']);
    expect(objects[0]?.fields[0]).toMatchObject({ typeReason: { code: 'leading-zeros' } });
    expect(objects[0]?.fields[2]).toMatchObject({ nativeType: 'date (yyyy-mm-dd)' });
    expect(shapes(objects[1]?.fields ?? [])).toEqual(['order_id: string', 'total: money', 'placed_at: datetime', 'note: string']);
    expect(codes).toEqual(['xlsx-sheet-hidden', 'title-rows-skipped']);
  });

  it('reads a list of fields, and calls a sheet nobody named like its file', async () => {
    const file = await book((made) => {
      const sheet = made.addWorksheet('Sheet1');
      sheet.addRow(['Field Name', 'Data Type', 'Mandatory', 'Description']);
      sheet.addRow(['CUST_ID', 'NUMBER(10)', 'Yes', 'Customer number']);
      sheet.addRow(['E_MAIL', 'VARCHAR2(120)', 'No', '']);
    });
    const { objects, fields } = await read(file);
    expect(objects[0]).toMatchObject({ name: 'clients', types: 'stated' });
    expect(fields.map(({ nativeName, nativeType, required }) => [nativeName, nativeType, required])).toEqual([
      ['CUST_ID', 'NUMBER(10)', true],
      ['E_MAIL', 'VARCHAR2(120)', false],
    ]);
  });

  it('takes the results of formulas, errors as no value, and says when results were never saved', async () => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      row(
        i + 2,
        `<c r="A${i + 2}"><f>B1*2</f><v>${i}.5</v></c>`,
        `<c r="B${i + 2}" t="e"><v>#N/A</v></c>`,
        `<c r="C${i + 2}" t="str"><f>UPPER("x")</f><v>X &amp; ${i}</v></c>`,
        `<c r="D${i + 2}"><f>NOW()</f></c>`,
      ),
    );
    const { fields, problems } = await read(
      parts(row(1, inline('A1', 'sum'), inline('B1', 'lookup'), inline('C1', 'label'), inline('D1', 'now')) + rows.join('')),
    );
    expect(fields.map(({ nativeName, type, profile }) => [nativeName, type, profile?.filled])).toEqual([
      ['sum', 'decimal', 12],
      ['lookup', 'string', 0],
      ['label', 'string', 12],
      ['now', 'string', 0],
    ]);
    expect(problems).toMatchObject([{ code: 'xlsx-formulas-unsaved', params: { cells: 12 } }]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const make = (date1904: boolean) =>
      book((made) => {
        made.properties.date1904 = date1904;
        const sheet = made.addWorksheet('d');
        sheet.addRow(['id', 'born']);
        for (let i = 0; i < 10; i++) sheet.addRow([i, new Date(Date.UTC(1980, 4, 1 + i))]).getCell(2).numFmt = 'd.m.yyyy';
      });
    for (const date1904 of [false, true]) expect((await read(await make(date1904))).fields[1]).toMatchObject({ type: 'date', nativeType: 'date (yyyy-mm-dd)' });
  });

  it('reads prefixed names, cells without places and shared strings with reading aids', async () => {
    const cells = Array.from({ length: 8 }, (_, i) => `<x:row><x:c t="s"><x:v>1</x:v></x:c><x:c><x:v>${i}</x:v></x:c></x:row>`).join('');
    const { fields } = await read(
      parts('', {
        'xl/worksheets/sheet1.xml': `<x:worksheet><!-- > --><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row>${cells}</x:sheetData></x:worksheet>`,
        'xl/sharedStrings.xml':
          '<sst><si><t>full_name</t></si><si><r><t>田</t></r><r><t>中</t></r><rPh><t>タナカ</t></rPh></si><si><t><![CDATA[n_1]]></t></si></sst>',
      }),
    );
    expect(shapes(fields)).toEqual(['full_name: string', 'n_1: integer']);
    expect(fields[0]?.profile).toMatchObject({ maxLength: 2, distinct: 1 });
  });
});

describe('workbooks that are not as they should be', () => {
  it.each([
    ['the directory at its end is cut off', async () => (await tiny()).bytes.subarray(0, -400), ['xlsx-damaged']],
    ['it is a container with a password', async () => ole('EncryptedPackage'), ['xlsx-encrypted']],
    ['it is an old workbook', async () => ole('Workbook'), ['file-kind-not-read']],
    ['it has no sheets', async () => parts('', { 'xl/workbook.xml': '<workbook/>' }).bytes, ['xlsx-damaged']],
    ['it defines entities', async () => parts('', { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' }).bytes, ['xlsx-damaged']],
    [
      'a sheet defines entities',
      async () => parts('', { 'xl/worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>` }).bytes,
      ['xlsx-part-damaged'],
    ],
    ['it is empty', async () => parts('').bytes, ['file-empty']],
  ])('%s', async (_, make, codes) => {
    const found = await refused({ name: 'a.xlsx', bytes: await make() });
    expect(found).toEqual(expect.arrayContaining(codes));
  });

  it('stops a zip bomb before it is unpacked, and one that lies about its size on the way', async () => {
    const bomb = parts('', { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${' '.repeat(60_000_000)}` });
    expect(bomb.bytes.length).toBeLessThan(100_000);
    expect(await refused(bomb)).toEqual(['xlsx-too-large']);
    expect(await refused(parts(row(1, inline('A1', 'x'.repeat(3_000)))), { unpackedBytes: 2_000 })).toEqual(['xlsx-too-large']);
    // The directory says 10 bytes.
    const lying = Buffer.from(bomb.bytes);
    for (let at = lying.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; at = lying.indexOf('PK\u0001\u0002', at + 4, 'latin1'))
      lying.writeUInt32LE(10, at + 24);
    expect(await refused({ name: 'a.xlsx', bytes: new Uint8Array(lying) })).not.toEqual([]);
  });

  it('reads what is there of a damaged sheet, and the other sheets', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => row(i + 2, inline(`A${i + 2}`, `n${i}`), `<c r="B${i + 2}"><v>${i}</v></c>`)).join('');
    const { objects, codes } = await read(
      parts('', { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${row(1, inline('A1', 'name_x'), inline('B1', 'n'))}${rows}<row r="60"><c r="A60"` }),
    );
    expect(objects[0]).toMatchObject({ rows: 50 });
    expect(codes).toEqual(['xlsx-part-damaged']);
  });

  it('is bounded where the sheet is not', async () => {
    const wide = row(1, ...Array.from({ length: 6_000 }, () => '<c t="inlineStr"><is><t>c</t></is></c>'));
    expect(await refused(parts(wide))).toEqual(['too-many-columns']);
    const stray =
      row(1, inline('A1', 'id'), inline('B1', 'city_name')) + row(2, '<c r="A2"><v>1</v></c>', inline('B2', 'Haifa')) + row(900_000, inline('XFD900000', 'x'));
    expect((await read(parts(stray))).fields.map((f) => f.nativeName).slice(0, 2)).toEqual(['id', 'city_name']);
    const long = Array.from({ length: 400 }, (_, i) => row(i + 2, `<c><v>${i}</v></c>`)).join('');
    expect((await read(parts(row(1, inline('A1', 'id')) + long), { rows: 120 })).objects[0]?.rows).toBe(120);
  });

  it('random bytes and mutated workbooks never throw or hang', async () => {
    const real = await tiny();
    const stored = zipSync(
      { 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="a" r:id="x"/></sheets></workbook>'), 'xl/a': strToU8('x') },
      { level: 0 },
    );
    const survives = async (bytes: Uint8Array) => {
      const result = await readFile({ name: 'a.xlsx', bytes }, { ...limits, rows: 300 });
      for (const one of result.problems) problemSchema.parse(one);
      if (result.ok) for (const source of result.value) importedSourceSchema.parse(source);
      else expect(result.problems.some((one) => one.severity === 'blocks')).toBe(true);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(real.bytes, stored),
        fc.array(fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255), cut: fc.boolean() }), { maxLength: 6 }),
        async (start, edits) => {
          let bytes = Buffer.from(start);
          for (const { at, byte, cut } of edits) {
            const place = Math.floor(at * bytes.length);
            if (cut) bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + (byte % 30))]);
            else bytes[place] = byte;
          }
          await survives(new Uint8Array(bytes));
        },
      ),
      { numRuns: 400 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), (noise) => survives(new Uint8Array([0x50, 0x4b, 3, 4, ...noise]))),
      { numRuns: 200 },
    );
    // Well packed, badly written.
    const scrap = fc.constantFrom(
      '<row>',
      '</row>',
      '<c t="s">',
      '<c r="A1" t="inlineStr">',
      '<is>',
      '<t>',
      '</t>',
      '</is>',
      '</c>',
      '<v>',
      '9',
      '</v>',
      '<',
      '>',
      '&amp;',
      '&',
      '"',
      '<!--',
      '<![CDATA[',
      'x ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(scrap, { maxLength: 60 }), (scraps) => survives(parts(scraps.join('')).bytes)),
      { numRuns: 300 },
    );
  });
});

function tiny() {
  return book((made) => {
    const sheet = made.addWorksheet('Data');
    sheet.addRow(['id', 'name', 'born']);
    for (let i = 0; i < 20; i++) sheet.addRow([i, `name ${i}`, new Date(Date.UTC(2000, 1, i + 1))]);
  });
}

function ole(stream: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from(stream, 'utf16le'), Buffer.alloc(600)]),
  );
}
