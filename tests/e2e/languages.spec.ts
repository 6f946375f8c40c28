import type { Page } from '@playwright/test';
import words from '../../shared/i18n/en.json' with { type: 'json' };
import { directionOf, type Language, languages } from '../../shared/text';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { sources } from './pages/sources';
import { mainScreens, show } from './screens';
import { wordsIn } from './words';

const engagement = workedEngagement();
const keys = new Set(Object.keys(words).map((key) => key.replace(/_(one|two|other|few|many)$/, '')));
const ownName = { en: 'English', he: 'עברית', fa: 'فارسی' } as const;

/** Everything a person can read or hear: text, names, hints and what stands in inputs. */
function readable(page: Page): Promise<string> {
  return page.evaluate(() => {
    const named = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')];
    const names = named.flatMap((element) => ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''));
    const values = [...document.querySelectorAll('input')].map((input) => input.value);
    return [document.title, document.body.innerText, ...names, ...values].join('\n');
  });
}

/** A key that has no words in this language is shown as it is. */
function keysIn(text: string): string[] {
  return [...new Set(text.match(/\b[a-z-]+\.[a-z-]+(\.[a-z-]+)*\b/g) ?? [])].filter((word) => keys.has(word));
}

/** By how many pixels the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth);
}

/**
 * Controls that a person can't reach because they stick out of the window, or out of something that cuts them off and does
 * not scroll. The canvas is meant to be moved.
 */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    function reach(element: Element): { left: number; right: number } | undefined {
      for (let above = element.parentElement; above; above = above.parentElement) {
        const { overflowX } = getComputedStyle(above);
        if (overflowX === 'auto' || overflowX === 'scroll') return undefined;
        if (overflowX === 'hidden' || overflowX === 'clip') return above.getBoundingClientRect();
      }
      return { left: 0, right: innerWidth };
    }
    return [...document.querySelectorAll('button, a[href], input, select, textarea')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.react-flow'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        const limits = reach(element);
        return width > 1 && limits !== undefined && (left < limits.left - 1 || right > limits.right + 1);
      })
      .map((element) => `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}`);
  });
}

/** Colours differ by scheme and order by direction: axe sees each of them once, which Persian adds nothing to. */
const schemes = { en: 'light', he: 'dark', fa: 'light' } as const;

for (const language of languages) {
  test(`every main screen in ${ownName[language]}: direction, no key without words, nothing wider than the window, open to everyone`, async ({ app }) => {
    test.slow();
    app.prefer({ language, scheme: schemes[language] });
    app.bring(engagement);
    const page = await app.start();
    const t = wordsIn(language);
    await home(page, t).isShown();
    for (const screen of mainScreens(engagement)) {
      await show(page, screen, t);
      await expect.soft(page.locator('html'), screen.name).toHaveAttribute('lang', language);
      await expect.soft(page.locator('html'), screen.name).toHaveAttribute('dir', directionOf(language));
      expect.soft(keysIn(await readable(page)), `keys without words on ${screen.name}`).toEqual([]);
      if (language !== 'fa') expect.soft(await seriousFaults(page), `axe on ${screen.name}`).toEqual([]);
      for (const size of [
        { width: 1280, height: 720 },
        { width: 1120, height: 700 },
      ]) {
        await page.setViewportSize(size);
        expect.soft(await overflow(page), `overflow on ${screen.name} at ${size.width}`).toBeLessThanOrEqual(0);
        expect.soft(await cutOff(page), `cut off on ${screen.name} at ${size.width}`).toEqual([]);
      }
    }
  });
}

test('the language is changed without a reload, and what was being done stays', async ({ app }) => {
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('en');
  await home(page, t).open(engagement.name);
  await frame(page, t).goTo('sources');
  await sources(page, t).goTo('tags', 'owner');
  await page.keyboard.type('Dana, evenings');
  await page.keyboard.press('Enter');
  await page.evaluate(() => Reflect.set(window, 'sameWindow', true));
  const address = page.url();

  let now: Language = 'en';
  for (const next of ['he', 'fa', 'en'] as const) {
    await frame(page, wordsIn(now)).speak(ownName[next]);
    now = next;
    await expect(page.locator('html')).toHaveAttribute('dir', directionOf(next));
    await expect(page.getByRole('heading', { level: 1, name: wordsIn(next)('station.sources') })).toBeVisible();
    const { cell } = sources(page, wordsIn(next));
    await expect(await cell('tags', 'owner')).toHaveText('Dana, evenings');
    expect(page.url()).toBe(address);
  }
  expect(await page.evaluate(() => Reflect.get(window, 'sameWindow'))).toBe(true);
  // The history came along too.
  await frame(page, t).undo();
  await expect(await sources(page, t).cell('tags', 'owner')).toHaveText('');
});

test('technical names stay left to right inside Hebrew', async ({ app }) => {
  app.prefer({ language: 'he' });
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  const directions = (text: string) =>
    page.getByText(text, { exact: true }).evaluateAll((found) => found.map((element) => getComputedStyle(element).direction));
  for (const [name, texts] of [
    ['sources', ['sms_marketing_consent.state', 'default_address.country_code']],
    ['record', ['whatsapp-consent', 'email_marketing_consent.state']],
    ['record-attribute', ['whatsapp-consent']],
    ['journey-message', ['cart-m1a']],
  ] as const) {
    const screen = mainScreens(engagement).find((one) => one.name === name);
    if (!screen) throw new Error(name);
    await show(page, screen, t);
    for (const text of texts) {
      await expect(page.getByText(text, { exact: true }).first(), `${text} on ${name}`).toBeAttached();
      expect.soft(new Set(await directions(text)), `${text} on ${name}`).toEqual(new Set(['ltr']));
    }
  }
});
