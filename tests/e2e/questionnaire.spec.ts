import { addVendor } from '../../shared/checklist/edit-checklist';
import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { fill, openBook, questionnaire } from './pages/questionnaire';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const vendor = '01K0000000000000000000GAPK';
const t = wordsIn('he');

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

  const { drawer, save, receive, accept } = questionnaire(page, t);
  const file = await save(app, 'דואר אחד');
  expect(file.name).toBe('questionnaire-דואר-אחד-he.xlsx');

  const book = await openBook(file.path);
  expect(book.worksheets.filter(({ name }) => !name.startsWith('_')).every((sheet) => sheet.views[0]?.rightToLeft === true)).toBe(true);
  const point = 'custom-field-capacity';
  fill(book, { mark: 'pointId', id: point, key: 'has', value: 'כן' });
  fill(book, { mark: 'pointId', id: point, key: 'value', value: 'עד 500' });
  fill(book, { mark: 'pointId', id: point, key: 'ownScore', value: 4 });
  fill(book, { mark: 'pointId', id: 'linked-tables', key: 'has', value: 'אולי' });
  fill(book, { mark: 'priceId', id: 'licence', key: 'perMonth', value: '₪2,900 לחודש' });
  fill(book, { mark: 'factId', id: 'product', key: 'answer', value: 'Doar Pro' });
  await receive(app.home, book);
  await expect(drawer.getByRole('listitem').filter({ hasText: 'אולי' }).first()).toBeVisible();
  expect(savedEngagement(app.home, engagement.id).checklist.answers.filter((answer) => answer.vendor === vendor)).toEqual([]);
  // One of them is refused.
  await drawer.getByRole('checkbox', { name: new RegExp(t('questionnaire.column.ownScore')) }).uncheck();
  await accept();

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
