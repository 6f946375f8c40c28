import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { sources } from './pages/sources';
import { wordsIn } from './words';

const t = wordsIn('en');
const engagement = workedEngagement();
const [shop] = engagement.sources;
const field = shop?.objects[0]?.fields.find(({ nativeName }) => nativeName === 'phone');

test('a snapshot is taken while a cell is being typed in, and what changed since then is shown with what it breaks', async ({ app }) => {
  test.slow();
  if (!shop || !field) throw new Error('the shop knows no phone');
  app.prefer({ language: 'en' });
  app.bring(engagement);
  const page = await app.start();
  await home(page, t).isShown();
  await page.getByText(engagement.name, { exact: true }).first().click();
  await frame(page, t).isShown();
  const { goTo, cell } = sources(page, t);
  const view = (name: string) => page.getByRole('radiogroup', { name: t('sources.view') }).getByTitle(t(`sources.view.${name}`), { exact: true });
  const heading = page.getByRole('heading', { level: 1, name: t('station.sources') });
  await page.locator(`nav a[href$="/sources"]`).first().click();
  await expect(heading).toBeVisible();
  await page
    .getByRole('navigation', { name: t('sources.systems') })
    .locator('button[aria-current]')
    .first()
    .click();

  await test.step('Ctrl S asks for a name and keeps the state of now', async () => {
    await goTo(field.nativeName, 'note');
    await page.keyboard.type('half a word');
    await page.keyboard.press('Control+S');
    await page.getByRole('dialog').getByLabel(t('snapshot.name')).fill('Before: 50%');
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('snapshot.taken', { name: 'Before: 50%' }))).toBeVisible();
  });

  await test.step('Space tells what is known about the row, Escape puts it away', async () => {
    await goTo(field.nativeName, 'native-name');
    await page.keyboard.press('Space');
    const card = page.getByRole('region', { name: t('profile.of', { field: field.nativeName }) });
    await expect(card).toContainText(t('profile.no-sample-text'));
    await page.keyboard.press('Escape');
    await expect(card).toBeHidden();
  });

  await test.step('nothing has changed yet; a field that something leans on is taken away', async () => {
    await view('changes').click();
    await expect(page.getByText(t('changes.none', { name: 'Before: 50%' }))).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/sources\/[^?]+$/);
    await goTo(field.nativeName, 'native-name');
    await page.keyboard.press('Control+Delete');
    await expect(page.getByRole('gridcell', { name: field.nativeName, exact: true })).toBeHidden();
    await page.goForward();
    const row = page.getByRole('listitem').filter({ hasText: field.nativeName });
    await expect(row.first()).toContainText(t('changes.kind.removed'));
    await expect(row.first()).toContainText(t('changes.breaks'));
    await page.keyboard.press('Control+Z');
    await expect(page.getByText(t('changes.none', { name: 'Before: 50%' }))).toBeVisible();
  });

  await test.step('what is open is copied for one owner, and a field of the matrix leads to its row', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await view('flows').click();
    await page.getByRole('button', { name: t('flows.ask-about', { source: shop.name.en ?? '' }) }).click();
    await expect(page.getByText(t('flows.asked')).first()).toBeVisible();
    await view('questions').click();
    await page
      .getByRole('button', { name: t('asked.copy') })
      .first()
      .click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('1. ');
    await view('matrix').click();
    await page
      .getByRole('link', { name: new RegExp(`\\.${field.nativeName}\\b`) })
      .first()
      .click();
    await expect(await cell(field.nativeName, 'native-name')).toHaveAttribute('aria-selected', 'true');
  });
});
