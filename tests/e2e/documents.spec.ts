/** The documents of an engagement: looked at before they are printed, saved alone, all in one archive or in a folder, cancelled halfway. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { documentsOf, pageBeside } from '../../shared/documents/document-list';
import type { Engagement } from '../../shared/engagement/schema';
import { readPdf } from '../integration/pdf-reading';
import { type App, expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { wordsIn } from './words';

const t = wordsIn('he');

async function openDocuments(app: App, engagement: Engagement): Promise<Page> {
  app.prefer({ language: 'he' });
  app.bring(engagement);
  const page = await app.start();
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await page
    .getByRole('link', { name: t('station.handoff') })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: t('documents.shelf.management') })).toBeVisible();
  return page;
}

const rowOf = (page: Page, path: string) => page.locator(`[data-document="${path}"]`);
/** A sheet that has been drawn. */
const sheet = (page: Page, number: number, pages: number) => page.getByRole('region', { name: t('document.page', { page: number, pages }), exact: true });

test('the pages that will be printed are seen, searched and saved, in Hebrew and in another language', async ({ app }) => {
  test.slow();
  const engagement = workedEngagement();
  const journey = engagement.journeys[0];
  const brief = documentsOf(engagement).find(({ kind }) => kind === 'journey-brief');
  if (!journey || !brief) throw new Error('no journey');
  const page = await openDocuments(app, engagement);
  await rowOf(page, brief.path)
    .getByRole('link', { name: t('documents.preview-of', { document: t('document.kind.journey-brief') }) })
    .click();
  await expect(page.locator('main section[data-drawn]').first()).toBeVisible({ timeout: 60_000 });
  expect(await seriousFaults(page)).toEqual([]);

  const { name: saved, path } = await app.download(page, () => page.getByRole('button', { name: t('preview.save') }).click());
  expect(brief.path).toBe(`journeys/${saved}`);
  const pages = (await readPdf(readFileSync(path))).length;
  await expect(sheet(page, 1, pages)).toBeVisible();
  // Something is drawn on the sheet, and its words lie over it to be chosen.
  const colours = await page
    .locator('main section[data-drawn] canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() };
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4 * 97) seen.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
      return seen.size;
    });
  expect(colours).toBeGreaterThan(5);
  await expect(sheet(page, 1, pages)).toContainText(engagement.client.name);
  // Pages far away are not drawn.
  expect(await page.locator('main section canvas').count()).toBeLessThan(pages);

  await test.step('the pager, the keys and the bookmarks lead to pages', async () => {
    const tools = page.getByRole('toolbar', { name: t('preview.tools') });
    const number = tools.getByRole('textbox', { name: t('preview.page'), exact: true });
    const [before, after] = [tools.getByRole('button', { name: t('preview.page-before') }), tools.getByRole('button', { name: t('preview.page-after') })];
    // Reading goes to the left: so does the way on.
    expect((await after.boundingBox())?.x).toBeLessThan((await before.boundingBox())?.x ?? 0);
    await after.click();
    await expect(number).toHaveValue('2');
    const desk = page.getByRole('region', { name: t('preview.pages') });
    await desk.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(number).toHaveValue('3');
    await page.keyboard.press('ArrowRight');
    await expect(number).toHaveValue('2');
    await page.keyboard.press('End');
    await expect(sheet(page, pages, pages)).toBeVisible();
    // Said to those who don't see it, and the chapter is in sight in its list.
    await expect(page.getByRole('status').filter({ hasText: t('document.page', { page: pages, pages }) })).toBeAttached();
    await expect(page.getByRole('navigation', { name: t('document.contents') }).locator('[aria-current]')).toBeInViewport();
    await page.keyboard.press('Home');
    await expect(number).toHaveValue('1');
    // A number is gone to when it is typed to its end, and none leads beyond the last page.
    await number.fill('2');
    await expect(sheet(page, 1, pages)).toBeInViewport();
    await number.press('Enter');
    await expect(sheet(page, 2, pages)).toBeInViewport();
    await number.fill('9999');
    await number.press('Enter');
    await expect(number).toHaveValue(String(pages));
    const chapters = page.getByRole('navigation', { name: t('document.contents') }).getByRole('button');
    // Also a title that begins with a Latin word is read as the document is.
    await expect(chapters.first().locator('bdi')).toHaveAttribute('dir', 'rtl');
    await chapters.last().click();
    await expect(chapters.last()).toHaveAttribute('aria-current', 'location');
    // Also where it begins halfway down a page.
    for (const chapter of [chapters.nth(1), chapters.nth(2)]) {
      await chapter.click();
      await expect(chapter).toHaveAttribute('aria-current', 'location');
      const title = (await chapter.locator('bdi').textContent()) ?? '';
      const line = desk.locator('section span').filter({ hasText: title }).last();
      await expect.poll(async () => ((await line.boundingBox())?.y ?? 0) - ((await desk.boundingBox())?.y ?? 0)).toBeLessThan(60);
    }
  });

  await test.step('words are found in print', async () => {
    await page.keyboard.press('Control+f');
    const field = page.getByRole('textbox', { name: t('preview.find') });
    await expect(field).toBeFocused();
    await page.keyboard.type(engagement.client.name);
    await expect(page.getByRole('toolbar').getByRole('status')).toContainText(/1/);
    await expect(page.locator('main section span[class*=current]').first()).toHaveText(new RegExp(engagement.client.name));
    await field.fill('אין מילה כזאת כאן');
    await expect(page.getByRole('toolbar').getByRole('status')).toHaveText(t('preview.not-found'));
    await field.fill('');
  });

  await test.step('in another language it is another file', async () => {
    await page
      .getByRole('radiogroup', { name: t('documents.language') })
      .getByText(t('language.en'), { exact: true })
      .click();
    await expect(page.locator('main section[data-drawn]').first()).toContainText(wordsIn('en')('document.kind.journey-brief'));
    await expect(page).toHaveURL(/lang=en/);
  });

  await test.step('the page that says the same is saved from here', async () => {
    const { name, path: saved } = await app.download(page, () => page.getByRole('button', { name: t('preview.save-page') }).click());
    expect(name).toMatch(/\.html$/);
    expect(readFileSync(saved, 'utf8')).toContain('<html lang="en" dir="ltr">');
  });
});

test('a character no font has is named, and shown where it is missing', async ({ app }) => {
  const start = workedEngagement();
  const [first, ...others] = start.journeys;
  if (!first) throw new Error('no journey');
  const engagement = { ...start, journeys: [{ ...first, purpose: { he: 'לפגוש את \u{13080} בדרך' } }, ...others] };
  const page = await openDocuments(app, engagement);
  await page
    .getByRole('link', { name: t('documents.preview-of', { document: t('document.kind.journey-brief') }) })
    .first()
    .click();
  const problems = page.getByRole('region', { name: t('preview.problems', { count: 1 }) });
  await problems.getByRole('button').click();
  await expect(page.locator('main section span[class*=current]').first()).toContainText('\ufffd');
});

test('all documents come in one archive or into a folder; cancelled halfway, no archive comes and the folder keeps what is whole', async ({ app }) => {
  test.slow();
  const engagement = { ...workedEngagement(), journeys: workedEngagement().journeys.slice(0, 2) };
  const page = await openDocuments(app, engagement);
  const came: string[] = [];
  page.on('download', (download) => came.push(download.suggestedFilename()));
  const wanted = documentsOf(engagement).flatMap((listed) => [listed.path, ...[pageBeside(listed) ?? []].flat()]);
  const all = page.getByRole('button', { name: t('documents.all') });
  const stop = page.getByRole('main').getByRole('button', { name: t('common.cancel'), exact: true });

  await test.step('cancelled', async () => {
    await all.click();
    // Some are made, most are not.
    await expect(page.locator('main [data-tone=good]').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('main header + * [role=progressbar]')).toBeVisible();
    await stop.click();
    await expect(all).toBeEnabled();
    await expect(page.getByText(t('documents.all-none'))).toBeVisible();
    await expect(page.locator('main [role=progressbar]')).toHaveCount(0);
    await expect(page.locator('main [data-tone=good]')).toHaveCount(0);
  });

  await test.step('into a folder: what is whole stays, and nothing is replaced unasked', async () => {
    // The system's dialog can't be clicked; a folder of the browser's own stands for the one it gives.
    await page.evaluate(() => {
      Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() });
    });
    const folder = page.getByRole('button', { name: t('documents.all-folder') });
    const first = wanted[0] ?? '';
    const head = () =>
      page.evaluate(async (name) => {
        const file = await (await navigator.storage.getDirectory()).getFileHandle(name);
        return (await file.getFile()).slice(0, 5).text();
      }, first);
    await folder.click();
    await expect(page.locator('main [data-tone=good]').first()).toBeVisible({ timeout: 60_000 });
    await stop.click();
    await expect(
      page
        .getByRole('main')
        .getByRole('status')
        .filter({ hasText: t('documents.all-stopped') }),
    ).toContainText(String(wanted.length));
    expect(await head()).toBe('%PDF-');

    await page.evaluate(async (name) => {
      const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(name)).createWritable();
      await stream.write('mine');
      await stream.close();
    }, first);
    await folder.click();
    const question = page.getByRole('dialog');
    await expect(question.getByText(first, { exact: true })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await head()).toBe('mine');
    await question.getByRole('button', { name: new RegExp(`^${t('documents.taken-replace', { count: 9 }).split(' ')[0]}`) }).click();
    await expect.poll(head, { timeout: 60_000 }).toBe('%PDF-');
    await stop.click();
    await expect(all).toBeEnabled();
  });

  await test.step('who leaves the page in the middle is told that it ended', async () => {
    await all.click();
    await expect(stop).toBeVisible();
    await page
      .getByRole('link', { name: t('station.sources') })
      .first()
      .click();
    await expect(page.getByText(t('documents.left-page'))).toBeVisible();
    await page.goBack();
    await expect(all).toBeEnabled();
  });

  await test.step('one alone', async () => {
    const row = rowOf(page, 'gap-report.pdf');
    await app.download(page, () => row.getByRole('button', { name: new RegExp(t('documents.save-pdf')) }).click());
    await expect(row.getByRole('status')).toBeVisible();
    expect(came).toEqual(['gap-report.pdf']);
  });

  await test.step('all', async () => {
    const { name, path } = await app.download(page, () => all.click());
    expect(name).toMatch(/\.zip$/);
    const files = unzipSync(readFileSync(path));
    const failed = wanted.filter((one) => !(one in files));
    // What can't be made is told beside it.
    for (const one of failed) await expect(rowOf(page, one).getByRole('listitem').first()).toBeVisible();
    expect(failed.every((one) => one.endsWith('.deployment.json'))).toBe(true);
    expect(Object.keys(files).length + failed.length).toBe(wanted.length);
    await expect(page.getByText(t('documents.all-made', { made: Object.keys(files).length, of: wanted.length }))).toBeVisible();
    expect(came).toHaveLength(2);
    expect(await seriousFaults(page)).toEqual([]);
  });
});
