import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileKinds } from '../../importers/file-kind';
import { limits } from '../../importers/limits';
import { emptyWords } from '../../importers/profile/known-values';
import { readFile } from '../../importers/read-file';
import { readRows } from '../../importers/read-rows';
import { kindsWithRows, type ObjectDraft } from '../../shared/sources/draft';

type File = { name: string; bytes: Uint8Array };
type Row = Record<string, string>;

const text = (name: string, content: string): File => ({ name, bytes: new TextEncoder().encode(content) });
const json = (name: string, value: unknown): File => text(name, JSON.stringify(value));
const lines = (name: string, values: readonly unknown[]): File => text(name, values.map((value) => JSON.stringify(value)).join('\n'));

async function workbook(draw: (book: ExcelJS.Workbook) => void): Promise<File> {
  const book = new ExcelJS.Workbook();
  draw(book);
  return { name: 'clients.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

async function rowsOf(file: File, over: Partial<Record<keyof typeof limits, number>> = {}): Promise<{ [object: string]: Row[] }> {
  const rows: { [object: string]: Row[] } = {};
  const read = await readRows(
    file,
    (object, row) => {
      rows[object] = [...(rows[object] ?? []), Object.fromEntries(row)];
      return true;
    },
    { ...limits, ...over },
  );
  expect(read.ok).toBe(true);
  return rows;
}

async function draftsOf(file: File): Promise<ObjectDraft[]> {
  const read = await readFile(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value.flatMap(({ objects }) => objects);
}

const filled = (rows: readonly Row[], name: string) => rows.filter((row) => Object.hasOwn(row, name) && !emptyWords.has((row[name] ?? '').trim())).length;

/** What is kept must be what was shown: names, rows and filled values of every object. */
async function expectAlike(file: File): Promise<{ [object: string]: Row[] }> {
  const objects = await draftsOf(file);
  const rows = await rowsOf(file);
  expect(Object.keys(rows).sort()).toEqual(
    objects
      .filter((object) => (object.rows ?? 0) > 0)
      .map(({ name }) => name)
      .sort(),
  );
  for (const { name, rows: count, fields, links } of objects.filter((object) => object.rows !== undefined)) {
    const own = rows[name] ?? [];
    expect(own.length, name).toBe(count);
    const names = new Set(fields.map(({ nativeName }) => nativeName));
    expect(
      own.flatMap((row) => Object.keys(row)).filter((column) => !names.has(column)),
      name,
    ).toEqual([]);
    const ties = new Set(links?.flatMap((link) => link.fields));
    // One that lies in records of two tables bears the key of one of them only.
    for (const { nativeName, profile } of fields)
      if (!ties.has(nativeName)) expect(filled(own, nativeName), `${name}.${nativeName}`).toBe(profile?.filled ?? 0);
  }
  return rows;
}

const order = (i: number) => ({
  lines: [
    { sku: `A${i}`, qty: 1, parts: [{ no: i, made: 'x' }] },
    { sku: 'B', qty: null, gifts: ['card', 'bow'] },
  ],
  id: 1_000 + i,
  customer: { email: `u${i}@example.com`, address: { city: i % 2 ? 'Haifa' : null, note: 'N/A' } },
  tags: i % 3 ? ['new', null, 'v'.repeat(200)] : [],
  grid: [[i], [2]],
  paid: i % 2 === 0,
  total: i + 0.5,
  extra: {},
  'customer.email': 'twice',
});
const orders = Array.from({ length: 40 }, (_, i) => order(i));

describe('rows that are kept are those that were read', () => {
  it('of a CSV with a title, a repeated column and empty words', async () => {
    const body = Array.from({ length: 30 }, (_, i) => `${i},u${i}@example.com,${i % 4 ? 'x' : 'N/A'},${i % 2 ? ' ' : 'y'}`);
    const rows = await expectAlike(text('people.csv', `Report of March\n\nid,email,note,note\n${body.join('\n')}\n`));
    expect(rows.people?.[0]).toEqual({ id: '0', email: 'u0@example.com', note: 'N/A', note_2: 'y' });
  });

  it('of a workbook: two sheets with titles, one that lists fields under a name that is taken, a hidden and an empty one', async () => {
    const file = await workbook((book) => {
      const listed = book.addWorksheet('Schema');
      listed.addRows([
        ['Object', 'Field Name', 'Data Type', 'Nullable'],
        ['orders', 'id', 'int', 'NO'],
        ['orders', 'total', 'decimal', 'YES'],
        ['orders', 'paid_on', 'date', 'YES'],
      ]);
      const people = book.addWorksheet('לקוחות');
      people.addRows([['דוח לקוחות'], [], ['מספר', 'שם', 'נוצר']]);
      for (let i = 0; i < 25; i++) people.addRow([i, i % 5 ? `שם ${i}` : null, new Date(Date.UTC(2026, 0, 1 + i))]);
      book.addWorksheet('Empty');
      book.addWorksheet('Old', { state: 'hidden' }).addRows([['a'], ['1']]);
      const sold = book.addWorksheet('Orders');
      sold.addRows([['Orders of 2026'], ['no', 'total', 'paid']]);
      // Longer than the part that tells how a sheet is laid out.
      for (let i = 0; i < 400; i++) sold.addRow([`A-${i}`, i * 1.5, i % 2 === 0]);
    });
    const rows = await expectAlike(file);
    expect(Object.keys(rows)).toEqual(['לקוחות', 'Orders 2']);
    expect(rows.לקוחות?.[1]).toEqual({ מספר: '1', שם: 'שם 1', נוצר: '2026-01-02' });
  });

  it('of JSON: an envelope, records in records, lists of records with the key of the record around them', async () => {
    const rows = await expectAlike(json('shop.json', { data: { orders, customers: [{ name: 'Noa' }, {}] }, meta: { total: 40 } }));
    expect(rows.orders?.[1]).toEqual({
      id: '1001',
      'customer.email': 'u1@example.com',
      'customer.address.city': 'Haifa',
      'customer.address.note': 'N/A',
      tags: JSON.stringify(['new', null, 'v'.repeat(200)]),
      grid: '[[1],[2]]',
      paid: 'false',
      total: '1.5',
      'customer.email_2': 'twice',
    });
    expect(rows['orders.lines']?.slice(2, 4)).toEqual([
      { 'orders.id': '1001', sku: 'A1', qty: '1' },
      { 'orders.id': '1001', sku: 'B', gifts: '["card","bow"]' },
    ]);
    expect(rows['orders.lines.parts']?.[1]).toEqual({ no: '1', made: 'x' });
    expect(rows.customers).toEqual([{ name: 'Noa' }, {}]);
  });

  it('of lists in lists that have keys of their own', async () => {
    const house = (i: number) => ({ floors: [0, 1].map((n) => ({ rooms: [{ name: 'r' }], id: `${i}-${n}` })), id: `h${i}` });
    const rows = await expectAlike(json('houses.json', [house(1), house(2)]));
    expect(rows['houses.floors']?.[2]).toEqual({ 'houses.id': 'h2', id: '2-0' });
    expect(rows['houses.floors.rooms']?.[3]).toEqual({ 'houses.floors.id': '2-1', name: 'r' });
  });

  it('of a list that lies in records of two tables: none bears the key of the wrong one', async () => {
    const rows = await rowsOf(
      json('a.json', [
        { id: 1, x: [{ id: 7, y: [{ c: 1 }] }] },
        { id: 2, x: { y: [{ c: 2 }] } },
      ]),
    );
    expect(rows['a.x.y']).toEqual([{ 'a.x.id': '7', c: '1' }, { c: '2' }]);
  });

  it('of NDJSON with broken lines', async () => {
    const good = lines('orders.ndjson', orders);
    const broken = text('orders.ndjson', `${new TextDecoder().decode(good.bytes)}\n{"id":\n\n{"id":7,"paid":true}`);
    const rows = await expectAlike(broken);
    expect(rows.orders?.at(-1)).toEqual({ id: '7', paid: 'true' });
    expect(rows['orders.lines']).toHaveLength(80);
  });

  it('of a webhook’s payload, and of a log of several', async () => {
    const rows = await expectAlike(json('hook.json', { event: 'Order Completed', properties: { total: 3, products: [{ sku: 'a' }, { sku: 'b' }] } }));
    expect(rows['Order Completed']).toEqual([{ event: 'Order Completed', 'properties.total': '3' }]);
    const event = (name: string, i: number) => ({ event: name, properties: { i } });
    const several = await expectAlike(lines('log.jsonl', [event('Opened', 1), event('Sent', 2), event('Opened', 3)]));
    expect(several.Opened?.map((row) => row['properties.i'])).toEqual(['1', '3']);
  });

  it('of values nested deeper than is followed, as JSON; deeper than can be written, as a sign that something is there', async () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
    const rows = await expectAlike(json('deep.json', [deep(12), deep(12)]));
    expect(Object.values(rows.deep?.[0] ?? {})).toEqual([JSON.stringify(deep(4))]);
    const abyss = text('abyss.json', `[{"id":1,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}},{"id":2}]`);
    expect((await rowsOf(abyss)).abyss).toEqual([{ id: '1', x: '[[]]' }, { id: '2' }]);
  });

  it('of any JSON', async () => {
    const name = fc.constantFrom('id', 'x', 'y', 'x.y', 'data', '$oid', '__proto__', '');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 6 }, fc.constantFrom('a', '', ' ', 'N/A', null, 0, true, 1.5), tie('record'), tie('list')),
      record: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
      list: fc.array(tie('value'), { maxLength: 4 }),
    }));
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 5 }), fc.boolean(), async (values, asLines) => {
        const file = asLines ? lines('any.json', values) : json('any.json', values);
        if (!(await readFile(file)).ok) return;
        await expectAlike(file);
        read += 1;
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(60);
  });

  it('of names of prototypes', async () => {
    const rows = await expectAlike(text('p.json', '[{"__proto__":"a","constructor":{"toString":"b"}},{"__proto__":"c"}]'));
    expect(Object.entries(rows.p?.[0] ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor.toString', 'b'],
    ]);
  });
});

describe('where there are none, or enough', () => {
  it.each([
    ['a schema', json('s.json', { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: { a: { type: 'string' } } })],
    ['an API’s description', json('api.json', { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: {} })],
    ['broken JSON', text('b.json', '{"a":1,}')],
    ['nothing but empty records', text('e.json', '[{},{}]')],
    ['a damaged workbook', { name: 'x.xlsx', bytes: new TextEncoder().encode('PK\u0003\u0004xl/') }],
  ])('%s has none', async (_, file) => expect(await rowsOf(file)).toEqual({}));

  it('nobody is told more once they said stop', async () => {
    const book = await workbook((made) => {
      for (const name of ['One', 'Two']) made.addWorksheet(name).addRows([['id', 'city'], ...orders.map(({ id }) => [id, 'Haifa'])]);
    });
    const several = { orders, customers: orders };
    for (const file of [book, json('shop.json', several), lines('shop.ndjson', orders), text('shop.csv', 'id,city\n1,a\n2,b\n3,c\n4,d\n')]) {
      let heard = 0;
      await readRows(file, () => {
        heard += 1;
        return heard < 3;
      });
      expect(heard, file.name).toBe(3);
    }
  });

  it('no more records are told of than are looked at', async () => {
    const rows = await rowsOf(lines('orders.ndjson', orders), { rows: 10 });
    expect([rows.orders?.length, rows['orders.lines']?.length]).toEqual([10, 10]);
  });

  it('the kinds that are offered are those that can be read', () => {
    expect([...kindsWithRows].sort()).toEqual(
      fileKinds
        .filter(({ rows }) => rows)
        .map(({ id }) => id)
        .sort(),
    );
  });
});
