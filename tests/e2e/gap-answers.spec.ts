/** The answers of a vendor at work, as in a demo: claim, proof, price of what is missing, what is open, and what the client wants. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addVendor, answerPoint } from '../../shared/checklist/edit-checklist';
import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const vendor = '01K0000000000000000000GAPK';
const current = '01K0000000000000000000GAPC';
const point = 'linked-tables';
/** One red pixel. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

function engagementWithVendors() {
  const candidate = addVendor(workedEngagement(), { id: vendor, vendor: { name: 'Doar', role: 'candidate' } });
  const today = addVendor(candidate, { id: current, vendor: { name: 'דיוור ישן', role: 'current' } });
  return answerPoint(today, { vendor: current, point, answer: { score: 1, verified: true } });
}

async function pasteFile(page: Page, bytes: Buffer) {
  await page.evaluate((base64) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], 'image.png', { type: 'image/png' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, bytes.toString('base64'));
}

test('an answer is claimed, proved with a screenshot, priced and asked about, in Hebrew', async ({ app }, info) => {
  test.slow();
  app.prefer({ language: 'he', consultant: 'דנה לוי' });
  const engagement = engagementWithVendors();
  const path = app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.goto(`${new URL(page.url()).origin}${path}/gap/${point}?vendor=${vendor}`);
  const inspector = page.locator('aside');
  const answer = () => savedEngagement(app.home, engagement.id).checklist.answers.find((one) => one.point === point && one.vendor === vendor);
  await expect(inspector.getByRole('heading', { name: t('gap.claimed-and-seen') })).toBeVisible();

  // What they claim: words, a score of their own and a number.
  await inspector.getByLabel(t('gap.claim'), { exact: true }).fill('בלי הגבלה');
  await inspector
    .getByRole('group', { name: t('gap.claimed-score') })
    .getByRole('button', { name: '4' })
    .click();
  await inspector.getByLabel(t('gap.claimed-value'), { exact: true }).fill('24');
  await expect(inspector.getByText(t('gap.suggests.claimed', { score: 4 }))).toBeVisible();
  // A suggestion never becomes a score by itself.
  await expect.poll(() => answer()).toMatchObject({ claim: 'בלי הגבלה', claimedScore: 4, claimedValue: 24 });
  expect(answer()?.score).toBeUndefined();

  // What was seen is less; the suggestion follows and is taken with one click.
  await inspector.getByLabel(t('gap.verified-value'), { exact: true }).fill('9');
  const need = inspector.getByRole('button', { name: /^קבלת/ });
  await expect(inspector.getByText(/מה שנראה בפועל/)).toBeVisible();
  await need.click();
  await expect.poll(() => answer()?.score).toBeLessThan(4);
  await inspector.getByRole('checkbox', { name: t('gap.verified'), exact: true }).check();
  await inspector.getByRole('button', { name: t('gap.by-today', { name: 'דנה לוי' }) }).click();
  await expect.poll(() => answer()).toMatchObject({ verified: true, by: 'דנה לוי' });
  await expect(inspector.getByText(t('gap.claims-verified', { claimed: 4, score: answer()?.score ?? -1 }))).toBeVisible();
  await expect(page.getByRole('gridcell', { name: new RegExp(`Doar.*${t('gap.claims', { score: 4 }).replaceAll(/[\u2066-\u2069]/g, '.')}`) })).toBeVisible();

  // A screenshot from the clipboard, a file that is picked, and one that is not what its name says.
  await pasteFile(page, png);
  await expect.poll(() => answer()?.files?.length).toBe(1);
  await inspector
    .getByRole('button', { name: t('gap.attach') })
    .locator('xpath=..')
    .locator('input[type=file]')
    .setInputFiles({
      name: 'הצעה.exe',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 offer'),
    });
  await expect.poll(() => answer()?.files?.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'application/pdf']);
  expect(answer()?.files?.[1]?.name).toBe('הצעה.exe.pdf');
  await inspector.locator('input[type=file]').setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: Buffer.from([0x4d, 0x5a, 0x90, 0]) });
  await expect(page.getByText(t('problem.attachment-kind', { file: 'screen.png' }))).toBeVisible();
  const kept = join(app.home, 'engagements', engagement.id, 'attachments');
  expect(readdirSync(kept).sort()).toEqual(
    answer()
      ?.files?.map(({ id }) => id)
      .sort(),
  );
  const [picture] = answer()?.files ?? [];
  await inspector.getByRole('button', { name: t('gap.file-open', { file: picture?.name ?? '' }) }).click();
  const shown = page.getByRole('dialog').getByRole('img', { name: picture?.name ?? '' });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await page.keyboard.press('Escape');
  // Removed from the answer it stays on the disk, so that undo brings it back whole.
  await inspector.getByRole('button', { name: t('gap.file-remove', { file: picture?.name ?? '' }) }).click();
  await expect.poll(() => answer()?.files?.length).toBe(1);
  expect(existsSync(join(kept, picture?.id ?? ''))).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(() => answer()?.files?.length).toBe(2);
  await expect(inspector.locator('img')).toBeVisible();

  // A link without its beginning, and one that is none.
  const link = inspector.getByLabel(t('gap.link'), { exact: true });
  await link.fill('not a link');
  await link.press('Enter');
  await expect(inspector.getByText(t('gap.link-wrong'))).toBeVisible();
  await link.fill('vendor.example/docs/tables');
  await link.press('Enter');
  await expect.poll(() => answer()?.links).toEqual(['https://vendor.example/docs/tables']);

  // What helps instead, and its price.
  await inspector.getByLabel(t('gap.fallback'), { exact: true }).fill('תוכנית Plus');
  await inspector.getByLabel(t('gap.fallback-cost.perMonth'), { exact: true }).fill('2900');
  await expect.poll(() => answer()).toMatchObject({ fallback: 'תוכנית Plus', fallbackCost: { perMonth: 2900 } });

  // What is open stands in the log, about this point and this vendor, and is answered here.
  await inspector.getByLabel(t('gap.question-new')).fill('כמה עולה טבלה נוספת?');
  await inspector.getByRole('button', { name: t('gap.ask') }).click();
  const note = () => savedEngagement(app.home, engagement.id).notes.find(({ about }) => about?.kind === 'point');
  await expect.poll(() => note()).toMatchObject({ kind: 'question', state: 'open', owner: 'Doar', about: { id: point, within: vendor } });
  await inspector.getByRole('button', { name: t('questions.do-answer') }).click();
  await inspector.getByLabel(t('questions.answer'), { exact: true }).fill('400 ש"ח בחודש');
  await inspector.getByRole('button', { name: t('gap.save-answer') }).click();
  await expect.poll(() => note()).toMatchObject({ state: 'answered', answer: '400 ש"ח בחודש' });

  // The wanted state moves the gap.
  await inspector
    .getByRole('group', { name: t('gap.wanted') })
    .getByRole('button', { name: '4' })
    .click();
  await expect.poll(() => savedEngagement(app.home, engagement.id).checklist.points.find(({ id }) => id === point)?.wanted).toBe(4);
  await expect(inspector.getByText(t('gap.as-is-to-be', { today: 1, wanted: 4 }))).toBeVisible();
  await page.screenshot({ path: info.outputPath('answer-he.png') });
  await inspector.getByRole('heading', { name: t('gap.evidence') }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('evidence-he.png') });
});

test('points are moved and weighed in the list, and a total shows what it is made of, in Hebrew', async ({ app }, info) => {
  test.slow();
  app.prefer({ language: 'he' });
  const engagement = engagementWithVendors();
  const path = app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.goto(`${new URL(page.url()).origin}${path}/gap`);
  const row = (id: string) => page.locator(`[data-row="${id}"]`);
  const points = () => savedEngagement(app.home, engagement.id).checklist.points;
  const firstThree = () =>
    points()
      .slice(0, 3)
      .map(({ id }) => id);
  await expect(row(point)).toBeVisible();
  expect(firstThree()).toEqual(['custom-field-capacity', point, 'field-types']);

  // By key, from a cell, and the focus goes along.
  await row(point).locator(`[data-vendor="${vendor}"]`).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(firstThree).toEqual([point, 'custom-field-capacity', 'field-types']);
  await expect(row(point).locator(`[data-vendor="${vendor}"]`)).toBeFocused();
  // The number is a name and stays.
  await expect(row(point).getByRole('rowheader')).toContainText('2');
  await page.keyboard.press('Alt+ArrowUp');
  expect(firstThree()).toEqual([point, 'custom-field-capacity', 'field-types']);
  // By drag.
  await row('field-types').hover();
  await row('field-types').locator('[draggable=true]').dragTo(row(point));
  await expect.poll(firstThree).toEqual(['field-types', point, 'custom-field-capacity']);
  // Not into another category.
  await row(point).hover();
  await row(point).locator('[draggable=true]').dragTo(row('native-connectors'));
  expect(firstThree()).toEqual(['field-types', point, 'custom-field-capacity']);

  // Weight and priority without opening anything.
  const weigh = row(point).getByRole('button', { name: /משקל ועדיפות/ });
  await weigh.click();
  const card = page.getByRole('dialog');
  await card.getByText(t('priority.should'), { exact: true }).click();
  await card
    .getByRole('group', { name: t('gap.weight') })
    .getByRole('button', { name: '9' })
    .click();
  await expect(card).toBeHidden();
  await expect(weigh).toBeFocused();
  await expect.poll(() => points().find(({ id }) => id === point)).toMatchObject({ weight: 9, priority: 'should' });

  // A total, and a category's, open what they are made of.
  await page
    .getByRole('columnheader')
    .getByRole('button', { name: t('gap.why-score', { score: 25 }) })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /טבלאות מקושרות/ })).toContainText('25');
  await page.screenshot({ path: info.outputPath('score-he.png') });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page
    .getByRole('gridcell')
    .getByRole('button', { name: /Mailwind/ })
    .first()
    .click();
  await expect(dialog).toContainText('75');
  await dialog.getByRole('rowheader').getByRole('button').first().click();
  await expect(page).toHaveURL(/\/gap\/[a-z-]+\?vendor=/);
  await page.screenshot({ path: info.outputPath('heat-map-he.png') });
});

test('a checklist is saved as a template and applied elsewhere, and one of an industry says what it would change, in Hebrew', async ({ app }, info) => {
  test.slow();
  app.prefer({ language: 'he' });
  const engagement = engagementWithVendors();
  const path = app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.goto(`${new URL(page.url()).origin}${path}/gap`);
  const checklist = () => savedEngagement(app.home, engagement.id).checklist;
  const before = checklist();
  const dialog = page.getByRole('dialog');
  const open = () => page.getByRole('button', { name: t('gap.templates'), exact: true }).click();

  await open();
  await dialog.getByLabel(t('gap.templates.save')).fill('הרשימה שלי');
  await dialog.getByRole('button', { name: t('template.keep'), exact: true }).click();
  await expect(dialog.getByText(t('gap.templates.same'))).toBeVisible();
  expect(readdirSync(join(app.home, 'templates'))).toHaveLength(1);

  await dialog.getByRole('button', { name: 'קמעונאות ומסחר אלקטרוני' }).click();
  await expect(dialog.getByText('נטישות עגלה וצפיות הן המסעות שמממנים את הפרויקט.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('templates-he.png') });
  await dialog.getByRole('button', { name: /^החלת/ }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => checklist().points.find(({ id }) => id === 'live-behaviour-triggers')?.weight).toBe(8);
  expect(checklist().trialTasks).toHaveLength(4);
  expect(checklist().answers).toEqual(before.answers);

  // The kept one leads back, and so does undo.
  await open();
  await dialog.getByRole('button', { name: 'הרשימה שלי', exact: true }).click();
  await dialog.getByRole('button', { name: /^החלת/ }).click();
  await expect.poll(() => checklist().points).toEqual(before.points);
  await page.keyboard.press('Control+z');
  await expect.poll(() => checklist().points.find(({ id }) => id === 'live-behaviour-triggers')?.weight).toBe(8);
  await page.keyboard.press('Control+z');
  await expect.poll(() => checklist()).toEqual(before);
});
