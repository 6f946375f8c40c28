/** How documents look: a client's logo and colours, the consultant's cover, words and chapters, taken along to the next client. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writePng } from '../../documents/pdf/png';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { linesByPlace, readPdf } from '../integration/pdf-reading';
import { type App, expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

/** A green mark beside an orange one on nothing. */
function logoFile(name: string, [width, height] = [300, 90]) {
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    const x = at % width;
    if (x < width * 0.6) pixels.set([11, 110, 79, 255], at * 4);
    else if (x < width * 0.8) pixels.set([242, 165, 65, 255], at * 4);
  }
  return { name, mimeType: 'image/png', buffer: writePng(width, height, pixels) };
}

/** White letters on nothing, as on a client's own dark site. */
function whiteFile(name: string, [width, height] = [300, 90]) {
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) if (Math.floor((at % width) / (width / 9)) % 2 === 0) pixels.set([255, 255, 255, 255], at * 4);
  return { name, mimeType: 'image/png', buffer: writePng(width, height, pixels) };
}

/** More than a logo may have: no two pixels alike. */
function heavyFile() {
  const side = 600;
  let state = 7;
  const pixels = Uint8Array.from({ length: side * side * 4 }, (_, at) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return at % 4 === 3 ? 255 : state >> 8;
  });
  return { name: 'photo.png', mimeType: 'image/png', buffer: writePng(side, side, pixels) };
}

const second = (engagement: Engagement): Engagement => ({
  ...engagement,
  id: '01K0000000000000000000STY2',
  name: 'Second',
  client: { ...engagement.client, name: 'Orchard' },
});

async function open(app: App, language: 'he' | 'en', engagement: Engagement) {
  app.prefer({ language });
  const path = app.bring(engagement);
  app.bring(second(engagement));
  const page = await app.start();
  const t = wordsIn(language);
  await home(page, t).isShown();
  await page.goto(`${new URL(page.url()).origin}${path}/documents/style`);
  await expect(page.getByRole('heading', { name: t('document-style.chapters') })).toBeVisible();
  const style = (id = engagement.id) => savedEngagement(app.home, id).documents;
  return { page, t, style };
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('logo, colours, cover and chapters are chosen, kept as a template, applied for another client, and printed, in Hebrew', async ({ app }, info) => {
  test.slow();
  const engagement = { ...workedEngagement(), languages: { document: 'he' as const, customers: ['he' as const] } };
  const { page, t, style } = await open(app, 'he', engagement);

  // The logo, and the colours that are in it.
  await region(page, t('document-style.logo.client')).locator('input[type=file]').setInputFiles(logoFile('karmelon.png'));
  await expect.poll(() => style().clientLogo?.mime).toBe('image/png');
  await page.getByRole('button', { name: t('document-style.color.from-logo') }).click();
  await expect.poll(() => style().colors).toEqual({ main: '#0B6E4F', accent: '#F2A541' });
  await page.getByRole('textbox', { name: t('document-style.color.accent'), exact: true }).fill('#ffd400');
  await expect.poll(() => style().colors?.accent).toBe('#FFD400');

  // The consultant's part.
  await region(page, t('document-style.logo.consultant'))
    .locator('input[type=file]')
    .setInputFiles(logoFile('nir.png', [80, 80]));
  await page.getByRole('radio', { name: t('document-style.cover.band') }).check();
  await page.getByLabel(t('document-style.text.coverNote')).fill('סודי');
  await page.getByLabel(t('document-style.text.header')).fill('ניר ושות׳');
  await page.getByLabel(t('document-style.text.footer')).fill('nir.example');
  await expect.poll(() => style()).toMatchObject({ cover: 'band', coverNote: 'סודי', header: 'ניר ושות׳', footer: 'nir.example' });

  // One chapter left out with the mouse, another moved with the keyboard; the focus goes with it.
  const titles = () =>
    page
      .getByRole('list', { name: t('document-style.chapters') })
      .getByRole('listitem')
      .allTextContents();
  await page.getByRole('checkbox', { name: t('brief.storyboard'), exact: true }).uncheck();
  const questions = page.getByRole('checkbox', { name: t('brief.questions'), exact: true });
  await questions.focus();
  for (let place = (await titles()).indexOf(t('brief.questions')); place > 1; place--) await page.keyboard.press('Alt+ArrowUp');
  await expect(questions).toBeFocused();
  await expect.poll(async () => (await titles()).indexOf(t('brief.questions'))).toBe(1);
  await expect.poll(() => style().chapters['journey-brief']?.[1]?.id).toBe('brief-questions');
  // And one by dragging.
  const row = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: title, exact: true }) });
  await row(t('brief.checks'))
    .locator('[draggable=true]')
    .dragTo(row(t('brief.purpose')));
  await expect.poll(async () => (await titles())[0]).toBe(t('brief.checks'));
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await titles())[0]).toBe(t('brief.purpose'));
  expect(await seriousFaults(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('style-he.png'), fullPage: true });

  // Kept for the next client.
  await page.getByRole('button', { name: t('document-style.templates') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('document-style.templates.save')).fill('ניר');
  await dialog.getByRole('button', { name: t('template.keep'), exact: true }).click();
  await expect(dialog.getByRole('heading', { name: 'ניר' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('templates-he.png') });
  const folder = join(app.home, 'document-templates');
  const kept = readdirSync(folder);
  expect(kept).toHaveLength(1);
  expect(readFileSync(join(folder, kept[0] ?? ''), 'utf8')).not.toContain(style().clientLogo?.data);

  // There: this client's own colours stay as they are, none.
  await page.goto(`${new URL(page.url()).origin}/e/${second(engagement).id}/documents/style`);
  await page.getByRole('button', { name: t('document-style.templates') }).click();
  await dialog.getByRole('button', { name: t('document-style.templates.apply-named', { name: 'ניר' }) }).click();
  await expect(dialog).toBeHidden();
  const { clientLogo: _, colors: __, ...own } = style();
  await expect.poll(() => style(second(engagement).id)).toEqual(own);
  await region(page, t('document-style.logo.client')).locator('input[type=file]').setInputFiles(logoFile('orchard.png'));
  await expect.poll(() => style(second(engagement).id).clientLogo).toBeDefined();

  // What is printed of it.
  await page.goto(`${new URL(page.url()).origin}/e/${second(engagement).id}/documents`);
  const brief = page.locator(`[data-document="journeys/${engagement.journeys[0]?.key}.brief.pdf"]`);
  const { path } = await app.download(page, () => brief.getByRole('button', { name: new RegExp(t('documents.save-pdf')) }).click());
  const pages = await readPdf(new Uint8Array(readFileSync(path)));
  expect(pages[0]?.images).toBe(2);
  const lines = linesByPlace(pages).filter(({ page: number }) => number > 1);
  const heads = lines.filter(({ glyphs }) => (glyphs[0]?.size ?? 0) > 18).map(({ text }) => [...text].reverse().join('').trim());
  expect(heads).not.toContain(t('brief.storyboard'));
  expect(heads.slice(0, 2)).toEqual([t('brief.purpose'), t('brief.questions')]);
  expect(lines.some(({ text }) => text.includes('nir.example'))).toBe(true);
});

test('what is no logo is told of, and one too large is made smaller', async ({ app }, info) => {
  test.slow();
  const { page, t, style } = await open(app, 'en', workedEngagement());
  const client = region(page, t('document-style.logo.client'));
  const choose = (file: { name: string; mimeType: string; buffer: Buffer }) => client.locator('input[type=file]').setInputFiles(file);

  // By content, whatever it is called.
  await choose({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') });
  await expect(client.getByRole('alert')).toContainText(t('problem.logo-not-a-picture', { file: 'logo.png' }));
  const whole = logoFile('half.png');
  await choose({ ...whole, buffer: Buffer.concat([whole.buffer.subarray(0, 40), Buffer.alloc(200, 1)]) });
  await expect(client.getByRole('alert')).toContainText(t('problem.logo-damaged', { file: 'half.png' }));
  expect(style().clientLogo).toBeUndefined();

  await choose(heavyFile());
  await expect(client.getByRole('alert')).toContainText('photo.png');
  expect(await seriousFaults(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('too-large.png'), fullPage: true });
  await client.getByRole('button', { name: t('document-style.logo.shrink') }).click();
  await expect.poll(() => style().clientLogo?.data.length ?? 0).toBeGreaterThan(1000);
  expect(style().clientLogo?.data.length).toBeLessThanOrEqual((200_000 / 3) * 4);
  await expect(client.getByRole('alert')).toBeHidden();

  await client.getByRole('button', { name: t('document-style.logo.remove') }).click();
  await expect.poll(() => style().clientLogo).toBeUndefined();
  await page.keyboard.press('Control+z');
  await expect.poll(() => style().clientLogo).toBeDefined();
});

test('a white logo is told of and gets a plate where that is said, in Hebrew', async ({ app }, info) => {
  test.slow();
  const engagement = { ...workedEngagement(), languages: { document: 'he' as const, customers: ['he' as const] } };
  const { page, t, style } = await open(app, 'he', engagement);
  const client = region(page, t('document-style.logo.client'));
  const consultant = region(page, t('document-style.logo.consultant'));
  await client.locator('input[type=file]').setInputFiles(whiteFile('karmelon.png'));
  await consultant.locator('input[type=file]').setInputFiles(logoFile('nir.png', [80, 80]));
  await expect(client.getByText(t('document-style.logo.pale'))).toBeVisible();
  await page.screenshot({ path: info.outputPath('pale-he.png'), fullPage: true });
  await client.getByRole('button', { name: t('document-style.logo.plate') }).click();
  await expect(client.getByText(t('document-style.logo.plated'))).toBeVisible();
  await expect.poll(() => style().clientLogo?.plate).toBe(true);
  await expect(consultant.getByRole('button', { name: t('document-style.logo.plate') })).toBeHidden();
  expect(await seriousFaults(page)).toEqual([]);
  await page.screenshot({ path: info.outputPath('plate-he.png'), fullPage: true });

  await page.keyboard.press('Control+z');
  await expect(client.getByText(t('document-style.logo.pale'))).toBeVisible();
  await expect.poll(() => style().clientLogo).not.toHaveProperty('plate');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => style().clientLogo?.plate).toBe(true);

  // Another picture begins without.
  await client.locator('input[type=file]').setInputFiles(logoFile('karmelon-dark.png'));
  await expect.poll(() => style().clientLogo).not.toHaveProperty('plate');
  await expect(client.getByText(t('document-style.logo.plated'))).toBeHidden();
});

test('a template goes out as a file and comes in again; one that is removed comes back', async ({ app }) => {
  test.slow();
  const { page, t, style } = await open(app, 'en', workedEngagement());
  await page.getByLabel(t('document-style.text.footer')).fill('nir.example');
  await page.getByRole('button', { name: t('document-style.templates') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('document-style.templates.save')).fill('Nir & Co.');
  await dialog.getByRole('button', { name: t('template.keep'), exact: true }).click();
  const more = dialog.getByRole('button', { name: t('template.more', { name: 'Nir & Co.' }) });
  await more.click();
  const { path } = await app.download(page, () => page.getByRole('menuitem', { name: t('template.export') }).click());
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ format: 'masa-document-template', formatVersion: 1, parts: { footer: 'nir.example' } });

  await more.click();
  await page.getByRole('menuitem', { name: t('template.remove') }).click();
  await expect(dialog.getByText(t('document-style.templates.none'))).toBeVisible();
  expect(readdirSync(join(app.home, 'document-templates'))).toEqual([]);
  await page
    .getByRole('button', { name: t('frame.undo'), exact: true })
    .last()
    .click();
  await expect(dialog.getByRole('heading', { name: 'Nir & Co.' })).toBeVisible();

  const input = dialog.locator('input[type=file]');
  await input.setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(toEngagementText(workedEngagement())) });
  await expect(dialog.getByRole('alert')).toContainText(t('problem.template-not-ours', { file: 'mine.json' }));
  const changed = JSON.parse(readFileSync(path, 'utf8'));
  await input.setInputFiles({
    name: 'bad.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...changed, parts: { ...changed.parts, cover: 'gold' } })),
  });
  await expect(dialog.getByRole('alert')).toContainText(t('problem.template-damaged', { file: 'bad.json', place: 'parts.cover' }));
  changed.parts.cover = 'plain';
  changed.name = 'From a colleague';
  await input.setInputFiles({ name: 'good.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(changed)) });
  await dialog.getByRole('button', { name: t('document-style.templates.apply-named', { name: 'From a colleague' }) }).click();
  await expect.poll(() => style().cover).toBe('plain');
});
