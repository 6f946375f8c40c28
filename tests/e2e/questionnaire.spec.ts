import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { addVendor } from '../../shared/checklist/edit-checklist';
import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const vendor = '01K0000000000000000000GAPK';
const t = wordsIn('he');

/** Writes into the cell of a row that is known by its hidden id; the hidden row of keys tells the columns. */
function fill(book: ExcelJS.Workbook, mark: string, id: string, key: string, value: string | number): void {
  for (const sheet of book.worksheets.filter(({ name }) => !name.startsWith('_')))
    for (let at = 1; at < 8; at++) {
      const keys = (sheet.getRow(at).values as unknown[]).map(String);
      if (!keys.includes(mark)) continue;
      for (let row = at + 2; row <= sheet.rowCount; row++)
        if (sheet.getCell(row, keys.indexOf(mark)).value === id) {
          const cell = sheet.getCell(row, keys.indexOf(key));
          // Excel would not let anybody write elsewhere.
          expect(cell.protection?.locked).toBe(false);
          cell.value = value;
          return;
        }
    }
  throw new Error(`nowhere to write ${key} of ${id}`);
}

test('a vendor is asked in Hebrew by a file, and its answers come back as changes to accept', async ({ app }) => {
  app.prefer({ language: 'he' });
  const engagement = addVendor(workedEngagement(), { id: vendor, vendor: { name: 'דואר אחד', role: 'candidate' } });
  app.bring(engagement);
  const page = await app.start();
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await page
    .getByRole('link', { name: t('station.gap') })
    .first()
    .click();

  await page.getByRole('button', { name: t('questionnaire-review.button') }).click();
  const drawer = page.getByRole('dialog', { name: t('questionnaire-review.button') });
  for (const other of await drawer.getByRole('group').getByRole('checkbox').all()) await other.uncheck();
  await drawer.getByRole('checkbox', { name: 'דואר אחד' }).check();
  const file = await app.download(page, () => drawer.getByRole('button', { name: t('questionnaire-review.save', { count: 1 }) }).click());
  expect(file.name).toBe('questionnaire-דואר-אחד-he.xlsx');

  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(readFileSync(file.path)).buffer);
  expect(book.worksheets.filter(({ name }) => !name.startsWith('_')).every((sheet) => sheet.views[0]?.rightToLeft === true)).toBe(true);
  const point = 'custom-field-capacity';
  fill(book, 'pointId', point, 'has', 'כן');
  fill(book, 'pointId', point, 'value', 'עד 500');
  fill(book, 'pointId', point, 'ownScore', 4);
  fill(book, 'pointId', 'linked-tables', 'has', 'אולי');
  fill(book, 'priceId', 'licence', 'perMonth', '₪2,900 לחודש');
  fill(book, 'factId', 'product', 'answer', 'Doar Pro');
  const filled = join(app.home, 'filled.xlsx');
  writeFileSync(filled, Buffer.from(await book.xlsx.writeBuffer()));

  await page.getByRole('button', { name: t('questionnaire-review.button') }).click();
  await drawer.getByText(t('questionnaire-review.receive'), { exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await drawer.getByTestId('questionnaire-drop').click();
  await (await chooser).setFiles(filled);
  await expect(drawer.getByRole('listitem').filter({ hasText: 'אולי' }).first()).toBeVisible();
  expect(savedEngagement(app.home, engagement.id).checklist.answers.filter((answer) => answer.vendor === vendor)).toEqual([]);
  // One of them is refused.
  await drawer.getByRole('checkbox', { name: new RegExp(t('questionnaire.column.ownScore')) }).uncheck();
  await drawer.getByTestId('accept-questionnaire').click();
  await expect(drawer).toBeHidden();

  const saved = () => savedEngagement(app.home, engagement.id).checklist;
  await expect
    .poll(() => saved().answers.find((answer) => answer.vendor === vendor && answer.point === point))
    .toMatchObject({ claimedValue: 500, verified: false });
  const answer = saved().answers.find((one) => one.vendor === vendor && one.point === point);
  expect(answer?.claim).toContain('עד 500');
  expect(answer?.score).toBeUndefined();
  expect(answer?.claimedScore).toBeUndefined();
  expect(saved().answers.find((one) => one.vendor === vendor && one.point === 'linked-tables')?.claim).toContain('אולי');
  expect(saved().vendors.find(({ id }) => id === vendor)).toMatchObject({ product: 'Doar Pro', costs: { perMonth: 2900 } });
});
