/** Every report as a page for a browser, opened as the file it is: what axe, a keyboard and a screen reader make of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { renderHtml } from '../../documents/html/render-html';
import { loadMeasuringFonts } from '../../documents/pdf/fonts';
import { createCatalogueReader } from '../../host/catalogue';
import { reportKinds } from '../../shared/documents/kinds';
import { makeReport } from '../../shared/documents/make-report';
import { openEngagement } from '../../shared/engagement/open-engagement';
import type { Block, Line, Report } from '../../shared/report';
import { type Language, languages } from '../../shared/text';
import { demoReport } from '../fixtures/rtl/demo-report';
import { wordsIn } from './words';

const assets = join(import.meta.dirname, '..', '..', 'assets');
const fonts = loadMeasuringFonts(join(assets, 'fonts'));
const samples: Record<Language, string> = { he: 'karmelon', en: 'karmelon.en', fa: 'karmelon.fa' };

test.beforeEach(() => test.skip(test.info().project.name === 'electron', 'these pages are for a browser'));

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-pages-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of the shipped sample; a report on one journey is on its first. */
async function reportOf(kind: (typeof reportKinds)[number], language: Language): Promise<Report> {
  const opened = openEngagement(JSON.parse(readFileSync(join(assets, 'samples', `${samples[language]}.masa.json`), 'utf8')));
  const catalogue = await createCatalogueReader(assets)();
  if (!opened.ok || !catalogue.ok) throw new Error('The sample or the catalogue can’t be read');
  const engagement = opened.value;
  const order = { engagement, catalogue: catalogue.value, translate: wordsIn(language), language, now: '2026-03-20T12:00:00.000Z' };
  const report = makeReport({ ...order, kind, ...(engagement.journeys[0] ? { journey: engagement.journeys[0].id } : {}) });
  if (!report) throw new Error(`No ${kind}`);
  return report;
}

async function open(page: Page, report: Report): Promise<void> {
  const file = join(folder, 'report.html');
  writeFileSync(file, renderHtml(report, { fonts }));
  await page.goto(pathToFileURL(file).href);
}

/** Everything axe has to say, also what it thinks minor. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as typeof window & { axe: typeof import('axe-core') };
    const { violations } = await axe.run({ resultTypes: ['violations'], preload: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

/** Letters alone: how lines and directions are marked differs between paper and page. */
const letters = (text: string) => text.replace(/[\s\u200b\u2060\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
const plain = (line: Line) => letters((Array.isArray(line) ? line : [line]).map((inline) => (typeof inline === 'string' ? inline : inline.text)).join(''));

/** The words of a block in the order of the report. What charts say in figures stands beside them and is asked for apart. */
function wordsOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [plain(block.text)];
    case 'list':
      return block.items.map(plain);
    case 'facts':
      return block.rows.flatMap(({ label, value }) => [plain(label), plain(value)]);
    case 'code':
      return [plain(block.title), plain(block.text)];
    case 'callout':
      return [plain(block.title ?? ''), plain(block.text)];
    case 'table':
      return block.rows.length === 0
        ? [plain(block.whenEmpty ?? '')]
        : [...block.columns.map(({ title }) => plain(title)), ...block.rows.flatMap(({ cells }) => block.columns.map((_, index) => plain(cells[index] ?? '')))];
    case 'bars':
      return block.rows.flatMap(({ label, note }) => [plain(label), plain(note ?? '')]);
    case 'heat-map':
      return block.groups.flatMap(({ title, rows }) =>
        rows.length > 0 ? [plain(title), ...rows.flatMap(({ label, cells }) => [plain(label), ...cells.map(({ text }) => plain(text))])] : [],
      );
    case 'stacked-bars':
      return block.rows.flatMap(({ label, total }) => [plain(label), plain(total)]);
    case 'tornado':
      return block.rows.flatMap(({ label, down, up }) => [plain(label), plain(down?.words ?? '–'), plain(up?.words ?? '–')]);
    case 'radar':
      return block.axes.map(plain);
    case 'curve':
      return block.points.map(({ label }) => plain(label));
    case 'diagram':
    case 'contents':
      return [plain('caption' in block ? (block.caption ?? '') : 'title' in block ? block.title : '')];
    case 'page-break':
      return [];
  }
}

for (const language of languages) {
  for (const kind of [...reportKinds, 'every block'] as const) {
    test(`${kind}, ${language}: nothing for axe to find, everything in the order of the report`, async ({ page }) => {
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) said.push(request.url());
      });
      const report = kind === 'every block' ? demoReport(language, { rows: 8 }) : await reportOf(kind, language);
      await open(page, report);
      expect(await faults(page)).toEqual([]);

      const text = letters(await page.evaluate(() => document.body.innerText));
      let at = 0;
      for (const words of [
        plain(report.title),
        ...(report.cover?.facts ?? []).flatMap(({ label, value }) => [plain(label), plain(value)]),
        ...report.blocks.flatMap(wordsOf),
        plain(report.footer.start),
      ]) {
        const found = text.indexOf(words, at);
        expect(found, `“${words}” after “${text.slice(Math.max(0, at - 60), at)}”`).toBeGreaterThanOrEqual(0);
        at = found + words.length;
      }
      expect(said).toEqual([]);
    });
  }
}

test('dark and in high contrast there is nothing for axe to find either', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, await reportOf('gap-report', 'he'));
  expect(await faults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active', contrast: 'more' });
  expect(await faults(page)).toEqual([]);
});

test('the keyboard leads from the contents to a chapter, over what is wide, and unfolds the figures', async ({ page }) => {
  const report = await reportOf('gap-report', 'he');
  await open(page, report);
  const nav = page.getByRole('navigation');
  await page.keyboard.press('Tab');
  await expect(nav.getByRole('link').first()).toBeFocused();
  const target = await nav.getByRole('link').nth(2).getAttribute('href');
  await nav.getByRole('link').nth(2).focus();
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe(target);
  await expect(page.locator(`[id="${target?.slice(1)}"]`)).toBeInViewport();

  const figures = page.locator('details').first();
  await figures.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(figures.getByRole('table')).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test('a drawing has a name, and its list says each step and where it leads', async ({ page }) => {
  const report = await reportOf('journey-brief', 'he');
  await open(page, report);
  const figure = page.locator('figure.diagram').first();
  await expect(figure.getByRole('img')).toHaveAccessibleName(/.+/);
  await figure.locator('summary').click();
  const block = report.blocks.find((one) => one.kind === 'diagram');
  const titles = block?.kind === 'diagram' ? block.diagram.nodes.filter(({ kind }) => kind !== 'card').map(({ title }) => plain(title)) : [];
  const listed = (await figure.locator('details > ol > li > strong').allInnerTexts()).map(letters);
  expect([...listed].sort()).toEqual([...titles].sort());
  expect(await figure.locator('details li li').count()).toBe(block?.kind === 'diagram' ? block.diagram.edges.length : -1);
});

test('on a narrow screen nothing but what is wide moves sideways', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, await reportOf('gap-report', 'fa'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
