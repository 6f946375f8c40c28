import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { withoutMarks } from '../../shared/direction-marks';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import { FORMAT_VERSION } from '../../shared/engagement/schema';
import { type App, expect, onlyInTheBrowser, test } from './app';
import { smallEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { sources } from './pages/sources';
import { fileOf, savedEngagement, savedField } from './saved';
import { wordsIn } from './words';

const t = wordsIn('en');
/** What was on the screen for this long must never be lost. */
const PROMISED_MS = 2000;
const shop = smallEngagement('Corner shop');
const field = 'sms_marketing_consent.state';

/** The engagement's sources, with the cursor where a note about consent is written. */
async function openShop(page: Page, name = 'Corner shop') {
  await home(page, t).open(name);
  await frame(page, t).goTo('sources');
}

async function write(page: Page, words: string, column = 'note') {
  await sources(page, t).goTo(field, column);
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await shows(page, words, column);
}

async function shows(page: Page, words: string, column = 'note') {
  await expect(await sources(page, t).cell(field, column)).toHaveText(words);
}

const saved = (app: App) => savedField(app.home, shop.id, field)?.note ?? '';
const isSavedInTime = (app: App, words: string) => expect.poll(() => saved(app), { timeout: PROMISED_MS, intervals: [50] }).toBe(words);

test.describe('what was on the screen for two seconds', () => {
  test('is there after the window is reloaded, and closed and opened', async ({ app }) => {
    app.bring(shop);
    let page = await app.start();
    await openShop(page);
    await write(page, 'ask Dana');
    await isSavedInTime(app, 'ask Dana');
    await page.reload();
    await shows(page, 'ask Dana');
    test.skip(test.info().project.name === 'electron', 'Electron ends with its window');
    await write(page, 'ask Yossi');
    await isSavedInTime(app, 'ask Yossi');
    await page.close();
    page = await app.openWindow();
    await openShop(page);
    await shows(page, 'ask Yossi');
  });

  test.describe('with a host that dies', () => {
    onlyInTheBrowser('Electron has no host to kill but itself');

    test('is there when it starts again on another port', async ({ app }) => {
      app.bring(shop);
      const page = await app.start();
      await openShop(page);
      await write(page, 'typed just before the crash');
      await isSavedInTime(app, 'typed just before the crash');
      const port = await app.killHost();
      const link = await app.restartHost(0);
      expect(new URL(link).port).not.toBe(String(port));
      await page.goto(link);
      await openShop(page);
      await shows(page, 'typed just before the crash');
    });

    test('is said to be unsaved while it is away, and saved when it is back', async ({ app }) => {
      app.bring(shop);
      const page = await app.start();
      await openShop(page);
      await write(page, 'before');
      await isSavedInTime(app, 'before');
      await app.killHost();
      await write(page, 'typed into nothing');
      await expect(page.getByRole('alert')).toHaveText(t('frame.not-saved'));
      expect(saved(app)).toBe('before');
      await app.restartHost();
      await expect.poll(() => saved(app)).toBe('typed into nothing');
      await expect(page.getByRole('alert')).toBeHidden();
    });

    test('comes from the window’s own copy when the window died too', async ({ app }) => {
      app.bring(shop);
      const page = await app.start();
      await openShop(page);
      await app.killHost();
      await write(page, 'only in the window');
      await expect(page.getByRole('alert')).toHaveText(t('frame.not-saved'));
      await page.close({ runBeforeUnload: false });
      await app.restartHost();
      const next = await app.openWindow();
      await openShop(next);
      await shows(next, 'only in the window');
      await expect.poll(() => saved(app)).toBe('only in the window');
    });
  });
});

test.describe('two windows on one engagement', () => {
  onlyInTheBrowser('Electron has one window');

  test('the second one reads, and may take over', async ({ app }) => {
    app.bring(shop);
    const first = await app.start();
    await openShop(first);
    await write(first, 'from the first');
    await isSavedInTime(app, 'from the first');

    const second = await app.openWindow();
    await openShop(second);
    await expect(frame(second, t).banner).toContainText(t('frame.read-only-other-window'));
    await sources(second, t).goTo(field, 'note');
    await second.keyboard.type('from the second');
    await second.keyboard.press('Enter');
    await shows(second, 'from the first');
    await expect(sources(second, t).grid).toHaveAttribute('aria-readonly', 'true');

    await frame(second, t).takeOver();
    await expect(frame(second, t).banner).toBeHidden();
    await expect(frame(first, t).banner).toContainText(t('frame.read-only-other-window'));
    await write(second, 'from the second');
    await isSavedInTime(app, 'from the second');

    // Not even the timers of saving have run when the other window asks.
    await write(second, 'the last word of the second');
    await frame(first, t).takeOver();
    await shows(first, 'the last word of the second');
    await write(first, 'and back');
    await isSavedInTime(app, 'and back');
  });
});

const whole = toEngagementText(smallEngagement('Not to be touched', 7));
const strangers = [
  { what: 'damaged', bytes: whole.slice(0, whole.length / 2), says: 'problem.not-json' },
  { what: 'foreign', bytes: '{"accounts": [], "format": "someone-elses"}', says: 'problem.not-an-engagement' },
  {
    what: 'newer',
    bytes: whole.replace(/"formatVersion": \d+/, '"formatVersion": 99'),
    says: 'problem.engagement-too-new',
    params: { version: 99, known: FORMAT_VERSION },
  },
];

for (const { what, bytes, says, params } of strangers) {
  test(`a ${what} file gets words and is left untouched`, async ({ app }) => {
    const { id } = smallEngagement('Not to be touched', 7);
    app.bring(shop);
    app.bring(smallEngagement('Not to be touched', 7));
    const inside = fileOf(app.home, id);
    writeFileSync(inside, bytes);
    const outside = join(app.home, 'from-a-colleague.masa.json');
    writeFileSync(outside, bytes);

    const page = await app.start();
    const words = t(says, params);
    const card = home(page, t).cards.filter({ hasText: words });
    await expect(card).toHaveCount(1);
    await card.getByRole('button').first().click();
    await expect(page.getByRole('heading', { name: t('frame.cannot-open') })).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
    await page.getByRole('button', { name: t('frame.to-engagements') }).click();

    await home(page, t).openFile(outside);
    await expect(home(page, t).problem).toContainText(words);
    await expect(home(page, t).cards).toHaveCount(2);
    await openShop(page);
    expect(readFileSync(inside, 'utf8')).toBe(bytes);
    expect(readFileSync(outside, 'utf8')).toBe(bytes);
  });
}

test('engagements are renamed, duplicated, deleted, brought back, saved to a file and opened from it', async ({ app }) => {
  app.bring(shop);
  const page = await app.start();
  const list = home(page, t);
  await list.rename('Corner shop', 'חנות הפינה');
  await expect(list.card('חנות הפינה')).toBeVisible();
  expect(savedEngagement(app.home, shop.id).name).toBe('חנות הפינה');

  await list.duplicate('חנות הפינה');
  // A name is what a person could have typed: no marks of direction in it.
  const copy = withoutMarks(t('home.copy-of', { name: 'חנות הפינה' }));
  await expect(list.card(copy)).toBeVisible();

  await list.remove('חנות הפינה');
  await expect(list.card('חנות הפינה')).toBeHidden();
  await list.undo();
  await expect(list.card('חנות הפינה')).toBeVisible();
  expect(savedEngagement(app.home, shop.id).sources).toEqual(shop.sources);

  const file = await app.download(page, () => list.saveAs('חנות הפינה'));
  expect(file.name).toBe('חנות הפינה.masa.json');
  const kept = join(app.home, 'kept.masa.json');
  writeFileSync(kept, readFileSync(file.path));
  await list.remove('חנות הפינה');
  await expect(list.card('חנות הפינה')).toBeHidden();
  await list.openFile(kept);
  await frame(page, t).isShown();
  expect(frame(page, t).id()).toBe(shop.id);
  // The same file once more is another engagement: what comes in never replaces what is here.
  await frame(page, t).toEngagements();
  await list.openFile(kept);
  await frame(page, t).isShown();
  expect(frame(page, t).id()).not.toBe(shop.id);
  await frame(page, t).toEngagements();
  await expect(list.cards).toHaveCount(3);
});
