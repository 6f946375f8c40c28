/** Every main screen of the app, with how it is reached in an engagement that is being worked on. */
import { expect, type Page } from '@playwright/test';
import type { Engagement } from '../../shared/engagement/schema';
import type { Translate } from '../../shared/i18n/translator';

export type Screen = { name: string; path: string };

/** `home` is outside of any engagement; the others are addresses inside `engagement`. */
export function mainScreens(engagement: Engagement): Screen[] {
  const [source] = engagement.sources;
  const [journey] = engagement.journeys;
  const send = journey?.nodes.find((node) => node.kind === 'send');
  const inside = (path: string) => `/e/${engagement.id}${path}`;
  return [
    { name: 'home', path: '/' },
    { name: 'overview', path: inside('') },
    { name: 'sources', path: inside(`/sources/${source?.id}`) },
    { name: 'record', path: inside('/record') },
    { name: 'record-attribute', path: inside('/record/whatsapp-consent') },
    { name: 'journeys', path: inside('/journeys') },
    { name: 'journey', path: inside(`/journeys/${journey?.id}`) },
    { name: 'journey-message', path: inside(`/journeys/${journey?.id}/${send?.id}`) },
    { name: 'segments', path: inside('/segments') },
    { name: 'gap', path: inside('/gap') },
    { name: 'business-case', path: inside('/business-case') },
    { name: 'documents', path: inside('/documents') },
    { name: 'executor', path: inside('/executor') },
    { name: 'questions', path: inside('/questions') },
    { name: 'settings', path: inside('/settings') },
  ];
}

/** Goes there inside the running app (no new load) and waits until the page stands still. */
export async function show(page: Page, screen: Screen, t: Translate): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, screen.path);
  if (screen.path !== '/') await expect(page.getByRole('navigation', { name: t('frame.rail') })).toBeVisible();
  await expect.soft(page.getByRole('main'), screen.name).toBeVisible();
  await settled(page);
}

/** No loader turns, no transition runs, and the fonts are there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    const running = document
      .getAnimations()
      .filter((animation) => animation.playState === 'running' && animation.effect?.getComputedTiming().iterations !== Infinity);
    return running.length === 0 && document.querySelectorAll('.mantine-Loader-root').length === 0;
  });
}
