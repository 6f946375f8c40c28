import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { bookingsDescription, clubWorkbook, deskSample, shopDump } from '../fixtures/e2e/five-kinds';
import { messyCustomerExport } from '../fixtures/e2e/messy-export';
import { expect, test } from './app';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { record } from './pages/record';
import { sources } from './pages/sources';
import { savedEngagement, savedField } from './saved';
import { wordsIn } from './words';

const t = wordsIn('en');

test('five files of five kinds are reviewed, mapped, sent out as a field map and come back with changes', async ({ app }) => {
  const page = await app.start();
  const work = { home: home(page, t), frame: frame(page, t), sources: sources(page, t), record: record(page, t) };
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(app.home, name), content);
    return join(app.home, name);
  };
  const files = [
    file('לקוחות.csv', messyCustomerExport(7, 200)),
    file('shop.sql', shopDump),
    file('desk.json', deskSample()),
    file('bookings.yaml', bookingsDescription),
    file('club.xlsx', await clubWorkbook()),
  ];
  await work.home.create({ client: 'Garden', country: 'Israel', documents: 'English', customers: ['Hebrew'] });
  await work.frame.goTo('sources');
  const id = work.frame.id();
  const saved = () => savedEngagement(app.home, id);

  await test.step('all five are dropped together and reviewed one after the other', async () => {
    await work.sources.drop(...files);
    await expect(work.sources.files()).toHaveCount(5);
    expect(saved().sources).toEqual([]);
    for (let i = 0; i < 5; i++) await work.sources.acceptOne();
    await expect(work.sources.review).toBeHidden();
    await expect.poll(() => saved().sources.length).toBe(5);
  });

  await test.step('names, types, keys, links and reasons are what the files say', async () => {
    const [customers, shop, desk, bookings, club] = saved().sources;
    expect(customers?.objects[0]?.fields).toHaveLength(10);
    expect(savedField(app.home, id, 'telephone')).toMatchObject({ nativeType: 'varchar(32)', type: 'string', required: false, pii: 'high' });
    expect(savedField(app.home, id, 'email')).toMatchObject({ nativeType: 'varchar(96)', required: true, note: 'login; lower case' });
    const [customer, order] = shop?.objects ?? [];
    expect(order?.links).toEqual([{ fields: [order?.fields[1]?.id], object: customer?.id, toFields: [customer?.fields[0]?.id] }]);
    expect(desk?.objects.flatMap((object) => object.fields.map((field) => field.nativeName))).toEqual(
      expect.arrayContaining(['requester.email', 'requester.phone', 'ticket_id', 'opened_at']),
    );
    expect(savedField(app.home, id, 'requester.email')).toMatchObject({ type: 'email', profile: { rows: 40, filled: 40 } });
    expect(bookings?.objects.flatMap((object) => object.fields.map((field) => field.nativeName))).toEqual(expect.arrayContaining(['id', 'startsAt', 'guests']));
    expect(club?.objects[0]?.fields.map(({ nativeName, type }) => [nativeName, type])).toEqual([
      ['מספר חבר', 'string'],
      ['שם מלא', 'string'],
      ['טלפון נייד', 'phone'],
      ['יתרת נקודות', 'integer'],
      ['תאריך הצטרפות', 'date'],
    ]);
  });

  await test.step('rows lie beside the engagement, and nobody’s value in it', async () => {
    const folder = join(app.home, 'engagements', id, 'samples');
    await expect.poll(() => (existsSync(folder) ? readdirSync(folder).length : 0)).toBeGreaterThan(2);
    expect(readFileSync(join(app.home, 'engagements', id, 'engagement.masa.json'), 'utf8')).not.toMatch(/@garden\.example|@shop\.example|52555\d/);
  });

  await test.step('suggestions are accepted together', async () => {
    await work.frame.goTo('record');
    await work.record.acceptSure();
    await expect.poll(() => saved().record.attributes.filter((attribute) => attribute.sources.length > 0).length).toBeGreaterThan(5);
  });

  await test.step('the field map goes out, is edited in a spreadsheet, and comes back as changes', async () => {
    await work.frame.goTo('sources');
    const map = await app.download(page, work.sources.fieldMap);
    const untouched = file('untouched.xlsx', readFileSync(map.path));
    await work.sources.chooseFile(untouched);
    await expect(work.sources.review).toContainText(t('import.no-changes'));
    await work.sources.closeReview();

    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(map.path);
    const sheet = book.worksheets[0];
    if (!sheet) throw new Error('no sheet');
    let titles: unknown[] = [];
    sheet.eachRow(({ values }) => {
      if (titles.length === 0 && Array.isArray(values) && values.includes('field-id')) titles = values;
    });
    const columnOf = (title: string) => titles.indexOf(title);
    const rowOf = (name: string) => {
      let found: ExcelJS.Row | undefined;
      sheet.eachRow((row) => {
        if (row.getCell(columnOf(t('field-map.native-name'))).value === name) found ??= row;
      });
      if (!found) throw new Error(`no row ${name}`);
      return found;
    };
    rowOf('newsletter').getCell(columnOf(t('field-map.owner'))).value = 'Marketing';
    rowOf('telephone').getCell(columnOf(t('field-map.native-name'))).value = 'mobile_phone';
    rowOf('total').getCell(columnOf(t('field-map.status'))).value = t('field-status.open-question');
    sheet.spliceRows(rowOf('lastname').number, 1);
    await book.xlsx.writeFile(join(app.home, 'back.xlsx'));

    await work.sources.chooseFile(join(app.home, 'back.xlsx'));
    await expect(work.sources.review.getByRole('checkbox', { name: /newsletter|telephone|total/ })).toHaveCount(3);
    await expect(work.sources.review.getByRole('checkbox', { name: /lastname/ })).not.toBeChecked();
    await work.sources.acceptOne();
    await expect.poll(() => savedField(app.home, id, 'newsletter')?.owner).toBe('Marketing');
    expect(savedField(app.home, id, 'mobile_phone')).toBeDefined();
    expect(savedField(app.home, id, 'total')?.status).toBe('open-question');
    expect(savedField(app.home, id, 'lastname')).toBeDefined();
    await work.frame.undo();
    await expect.poll(() => savedField(app.home, id, 'telephone')).toBeDefined();
  });
});
