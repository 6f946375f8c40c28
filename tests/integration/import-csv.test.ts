import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { limits } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import type { Problem, Result } from '../../shared/problem';
import { type FieldDraft, type ImportedSource, importedSourceSchema } from '../../shared/sources/draft';
import { languages } from '../../shared/text';

const fixture = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url))) });
const text = (content: string, name = 'data.csv') => ({ name, bytes: new TextEncoder().encode(content) });

type Read = { source: ImportedSource; fields: FieldDraft[]; rows: number | undefined; problems: Problem[]; codes: string[] };

function expectOk(result: Result<ImportedSource[]>): Read {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const source = importedSourceSchema.parse(result.value[0]);
  return {
    source,
    fields: source.objects.flatMap((o) => o.fields),
    rows: source.objects[0]?.rows,
    problems: result.problems,
    codes: result.problems.map((p) => p.code),
  };
}

const shapes = (fields: FieldDraft[]) => fields.map((f) => `${f.nativeName}: ${f.type}`);

describe('files as clients send them', () => {
  it('a Hebrew report in windows-1255 with a title above and semicolons', async () => {
    const { source, fields, rows, codes } = expectOk(await readFile(fixture('hebrew-windows-1255.csv')));
    expect(source).toMatchObject({ name: 'hebrew-windows-1255', kind: 'csv', file: 'hebrew-windows-1255.csv' });
    expect(rows).toBe(60);
    expect(shapes(fields)).toEqual([
      'מספר לקוח: string',
      'שם פרטי: string',
      'שם משפחה: string',
      'טלפון נייד: phone',
      'דוא"ל: email',
      'תאריך לידה: date',
      'עיר: string',
      'הסכמה לדיוור: boolean',
      'יתרה: decimal',
    ]);
    expect(fields[0]).toMatchObject({ key: true, typeReason: { code: 'leading-zeros' }, profile: { rows: 60, filled: 60, distinct: 60 } });
    expect(fields[3]).toMatchObject({ pii: 'high', profile: { rows: 60, filled: 53 }, typeReason: { params: { matching: 53, of: 53, country: 'IL' } } });
    expect(fields[4]?.typeReason).toEqual({ code: 'email', params: { matching: 59, of: 60 } });
    expect(fields[5]).toMatchObject({ nativeType: 'date (dd/mm/yyyy)', typeReason: { code: 'date-day-first' } });
    expect(codes).toEqual(['encoding-guessed', 'title-rows-skipped']);
  });

  it('a Persian export in UTF-16 with Jalali dates and Persian digits', async () => {
    const { fields } = expectOk(await readFile(fixture('persian-utf-16.tsv')));
    expect(shapes(fields)).toEqual([
      'شناسه: integer',
      'نام: string',
      'نام خانوادگی: string',
      'موبایل: phone',
      'تاریخ ثبت: date',
      'مبلغ خرید: money',
      'فعال: boolean',
      'شهر: string',
    ]);
    expect(fields[4]?.nativeType).toBe('date (Jalali yyyy/mm/dd)');
    expect(fields[3]?.typeReason.params.country).toBe('IR');
  });

  it('a web shop with quoted line ends, repeated and empty names, and names of prototypes', async () => {
    const { fields, rows, problems } = expectOk(await readFile(fixture('shop-orders-bom.csv')));
    expect(rows).toBe(50);
    expect(fields.map((f) => f.nativeName).slice(7, 12)).toEqual(['note', 'note_2', 'column_10', '__proto__', 'constructor']);
    expect(shapes(fields)).toEqual(
      expect.arrayContaining([
        'email: email',
        'Created At: datetime',
        'total: money',
        'currency: currency',
        'country: country',
        'items: json',
        'landing_url: url',
        'accepts_marketing: boolean',
        'status: enum',
      ]),
    );
    expect(problems.map((p) => [p.code, p.params.column])).toEqual([
      ['header-repeated', 9],
      ['header-empty', 10],
    ]);
    expect(JSON.stringify(fields)).not.toContain('@example.org');
    expect(Object.keys({})).toEqual([]);
  });

  it('a log without header', async () => {
    const { fields, codes } = expectOk(await readFile(fixture('call-log-no-header.txt')));
    expect(shapes(fields)).toEqual(['column_1: datetime', 'column_2: phone', 'column_3: integer', 'column_4: enum', 'column_5: string']);
    expect(codes).toContain('header-missing');
  });

  it("Excel's own CSV, with dates nobody can decide", async () => {
    const { fields, problems } = expectOk(await readFile(fixture('excel-sep-line.csv')));
    expect(shapes(fields)).toEqual(['member no: string', 'joined: date', 'points: integer', 'tier: enum']);
    expect(problems).toMatchObject([{ code: 'date-order-unknown', severity: 'warns', params: { name: 'joined' } }]);
  });

  it.each(['persian-windows-1256.csv', 'french-windows-1252.csv'])('%s', async (name) => {
    const { fields } = expectOk(await readFile(fixture(name)));
    expect(fields.map((f) => f.nativeName)).toEqual(name.startsWith('persian') ? ['كد', 'نام', 'شهر', 'توضيح'] : ['Numéro', 'Prénom', 'Société']);
  });

  it('a field list in Hebrew: objects, types as given, keys, notes', async () => {
    const { source, fields, problems } = expectOk(await readFile(fixture('field-list-hebrew.csv')));
    expect(source.objects[0]?.types).toBe('stated');
    expect(source.objects.map((o) => [o.name, o.fields.length, o.rows])).toEqual([
      ['CUSTOMERS', 6, undefined],
      ['ORDERS', 5, undefined],
    ]);
    expect(fields[0]).toMatchObject({ nativeName: 'CUSTNAME', nativeType: 'טקסט(16)', type: 'string', key: true, required: true, note: 'מספר לקוח' });
    expect(shapes(fields).slice(1)).toEqual([
      'CUSTDES: string',
      'PHONE: string',
      'EMAIL: email',
      'CREATEDDATE: datetime',
      'VIP: boolean',
      'ORDNAME: string',
      'CURDATE: date',
      'TOTPRICE: decimal',
      'STATUS: enum',
      'GEO: string',
    ]);
    expect(fields[2]).toMatchObject({ required: false, pii: 'high', example: '•••-•••••••' });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'type-unknown', params: { line: 12, name: 'GEO', type: 'SDO_GEOMETRY' } }));
  });

  it('a field list in Persian and one in English', async () => {
    expect(shapes(expectOk(await readFile(fixture('field-list-persian.csv'))).fields)).toEqual([
      'name: string',
      'mobile: phone',
      'born_on: date',
      'vip: boolean',
    ]);
    const english = expectOk(
      await readFile(text('Field Name,Data Type,Nullable,Description\ncust_id,int64,NO,Customer\nopened_at,datetime2,YES,\ncust_id,int64,NO,again\n')),
    );
    expect(english.fields.map((f) => [f.nativeName, f.type, f.required])).toEqual([
      ['cust_id', 'integer', true],
      ['opened_at', 'datetime', false],
    ]);
    expect(english.problems).toMatchObject([{ code: 'field-listed-twice', params: { line: 4, name: 'cust_id' } }]);
  });

  it('customers that have a name and a type are no field list', async () => {
    const { source } = expectOk(await readFile(text('name,type,required\nDana,VIP,yes\nReza,regular,no\n')));
    expect(source.objects[0]?.types).toBe('inferred');
  });
});

describe('damaged files', () => {
  it('half a file gives what came before, and the line', async () => {
    const { rows, problems } = expectOk(await readFile(fixture('half-file.csv')));
    expect(rows).toBe(20);
    expect(problems).toMatchObject([{ code: 'csv-quote-open', params: { line: 42 } }]);
  });

  it('a stray quote costs its row, not the file', async () => {
    const { rows, problems } = expectOk(await readFile(fixture('stray-quote.csv')));
    expect(rows).toBe(399);
    expect(problems).toMatchObject([{ code: 'csv-quote-open', params: { line: 32 } }]);
  });

  it('Hebrew written back to front is noticed', async () => {
    const back = (words: string) => [...words].reverse().join('');
    const rows = ['ירושלים', 'חולון', 'אילן', 'שלום', 'מרים', 'בנימין', 'אברהם'].map((word, i) => `${i},${back(word)}`);
    expect(expectOk(await readFile(text(`id,city\n${rows.join('\n')}\n`))).codes).toContain('hebrew-reversed');
    expect(expectOk(await readFile(text(`id,city\n${rows.map((row) => row.replace(/[א-ת]+/, back)).join('\n')}\n`))).codes).not.toContain('hebrew-reversed');
  });

  it('rows of another width are counted, with the first line', async () => {
    const { rows, problems } = expectOk(await readFile(text('a,b,c\n1,"x\r\ny",3\n1,2\n1,2,3,4\n1,2,3,\n1,2\n')));
    expect(rows).toBe(5);
    expect(problems.map((p) => [p.code, p.params.rows, p.params.line])).toEqual([
      ['rows-too-short', 2, 4],
      ['rows-too-long', 1, 5],
    ]);
  });

  it('too many columns, too many rows, too many bytes', async () => {
    const wide = await readFile(text(`${Array.from({ length: 5_001 }, (_, i) => `c${i}`).join(',')}\n`));
    expect(wide).toMatchObject({ ok: false, problems: [{ code: 'too-many-columns', severity: 'blocks' }] });
    const long = expectOk(await readFile(text(`id\n${'1\n'.repeat(1_000)}`), { ...limits, rows: 500 }));
    expect([long.rows, long.codes]).toEqual([500, ['rows-not-all-read']]);
    expect(await readFile(text('a,b\n1,2\n'), { ...limits, bytes: 4 })).toMatchObject({ ok: false, problems: [{ code: 'file-too-large' }] });
  });

  it.each([
    ['empty', new Uint8Array(), 'file-empty'],
    ['blank lines', new TextEncoder().encode('\n\n  \n'), 'file-empty'],
    ['zeros', new Uint8Array(500), 'file-kind-unknown'],
    ['noise', Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919 + (i >> 3)) % 256), 'file-kind-unknown'],
    ['a ZIP', zipSync({ 'a.txt': new Uint8Array(10) }), 'file-kind-not-read'],
    ['a workbook', zipSync({ 'xl/workbook.xml': new Uint8Array(10) }), 'xlsx-damaged'],
    ['deflated bytes', new Uint8Array(deflateRawSync(Buffer.from('x'.repeat(9_000)))), 'file-kind-unknown'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7\n1 0 obj'), 'file-kind-not-read'],
    ['XML', new TextEncoder().encode('<?xml version="1.0"?><a/>'), 'file-kind-not-read'],
    ['an engagement', new TextEncoder().encode('{"format":"masa-engagement","formatVersion":1}'), 'file-is-engagement'],
  ])('%s is refused in words', async (_, bytes, code) => {
    const result = await readFile({ name: 'upload.csv', bytes });
    expect(result.ok).toBe(false);
    expect(result.problems.map((p) => p.code)).toEqual([code]);
    for (const language of languages) {
      const words = result.problems.map((p) => problemText(p, createTranslate(language))).join();
      expect(words).not.toMatch(/problem\.|\{\{/);
    }
  });
});

describe('speed', () => {
  it('20,000 rows × 40 columns (printed, not judged)', async () => {
    const lines = [
      'id,email,created,name,amount'
        .split(',')
        .flatMap((name) => Array.from({ length: 8 }, (_, i) => `${name}_${i}`))
        .join(','),
    ];
    for (let i = 0; i < 20_000; i++) {
      const row = [];
      for (let j = 0; j < 8; j++)
        row.push(i * 8 + j, `user${i % 5_000}_${j}@example.com`, `2026-0${(i % 9) + 1}-1${j}`, `כהן ${(i * j) % 977}`, ((i * (j + 3)) % 100_003) / 100);
      lines.push(row.join(','));
    }
    const file = text(lines.join('\n'), 'big.csv');
    const start = performance.now();
    const { rows } = expectOk(await readFile(file));
    console.log(
      `${(file.bytes.length / 1_048_576).toFixed(0)} MB, 800,000 cells: ${Math.round(performance.now() - start)} ms, ${Math.round(process.memoryUsage().rss / 1_048_576)} MB RSS`,
    );
    expect(rows).toBe(20_000);
  });
});
