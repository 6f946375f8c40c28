import type { Journey } from '../../shared/journey/schema';
import { shippedCatalogue } from '../shipped-catalogue';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const template = shippedCatalogue().journeys.journeys.find(({ id }) => id === 'welcome');
if (!template) throw new Error('no template');

test('several steps are edited at once, and the snapshot of before shows it, in Hebrew', async ({ app }) => {
  app.prefer({ language: 'he' });
  const engagement = smallEngagement();
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await frame(page, t).goTo('journeys');
  const { node, inspector, addFromTemplate } = journeys(page, t);
  await addFromTemplate(template.name.he ?? '');
  const saved = (): Journey | undefined => savedEngagement(app.home, engagement.id).journeys[0];
  const waits = () => saved()?.nodes.flatMap((one) => (one.kind === 'wait' ? [one.duration] : [])) ?? [];
  await expect.poll(() => waits().length).toBeGreaterThan(1);
  const before = waits();

  await test.step('a snapshot is taken', async () => {
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog').getByRole('textbox').fill('לפני הסדנה');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('two waits get the same length as one step', async () => {
    await node('welcome-w1').click();
    await node('welcome-w2').click({ modifiers: ['Shift'] });
    await expect(inspector.getByRole('heading', { name: t('canvas.selected', { count: 2 }) })).toBeVisible();
    await inspector.getByLabel(t('canvas.wait-for'), { exact: true }).fill('9');
    await expect.poll(() => waits().filter((duration) => duration === 'P9D').length).toBe(2);
    expect(await seriousFaults(page)).toEqual([]);
    await frame(page, t).undo();
    await expect.poll(waits).toEqual(before);
    await frame(page, t).redo();
    await expect.poll(() => waits().filter((duration) => duration === 'P9D').length).toBe(2);
  });

  await test.step('the snapshot shows what is different, on the canvas and in words', async () => {
    await page.getByRole('main').getByText(t('journeys.versions'), { exact: true }).click();
    const changes = page.getByRole('region', { name: t('versions.changes') });
    await expect(changes.getByRole('listitem')).toHaveCount(2);
    await expect(changes.getByText(t('versions.runs-differently'))).toBeVisible();
    await expect(changes.locator('ins').first()).toHaveText(t('duration.days', { count: 9 }));
    await page.getByRole('button', { name: t('versions.next') }).click();
    await expect(changes.locator('[aria-current=true]')).toContainText(t('duration.days', { count: 9 }));
    await expect(page.getByRole('group', { name: new RegExp(`^${t('diff.sign.changed')},`) })).toHaveCount(2);
    expect(await seriousFaults(page)).toEqual([]);
  });

  await test.step('and leads to the step', async () => {
    await page.getByRole('listitem').and(page.locator('[aria-current=true]')).getByRole('button').first().click();
    await expect(inspector).toContainText('welcome-w1');
  });
});
