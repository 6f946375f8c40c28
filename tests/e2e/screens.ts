/** Every main screen of the app, with how it is reached in an engagement that is being worked on. */
import { expect, type Page } from '@playwright/test';
import type { Engagement } from '../../shared/engagement/schema';
import type { Translate } from '../../shared/i18n/translator';

/** `shows`: what is there only when this screen is. Until a page's code has come, the page before it stays on the screen. */
export type Screen = { name: string; path: string; shows: string };

/** `home` is outside of any engagement; the others are addresses inside `engagement`. */
export function mainScreens(engagement: Engagement): Screen[] {
  const [source] = engagement.sources;
  const [journey] = engagement.journeys;
  const send = journey?.nodes.find((node) => node.kind === 'send');
  const inside = (path: string) => `/e/${engagement.id}${path}`;
  const station = (path: string) => `nav a[aria-current=page][href="${inside(path)}"]`;
  const plain = (name: string): Screen => ({ name, path: inside(`/${name}`), shows: station(`/${name}`) });
  const view = (name: string, shows: string): Screen => ({ name: `sources-${name}`, path: inside(`/sources/${source?.id}?view=${name}`), shows });
  return [
    { name: 'home', path: '/', shows: 'main header ~ section h1' },
    { name: 'overview', path: inside(''), shows: station('') },
    { name: 'sources', path: inside(`/sources/${source?.id}`), shows: '[role=grid] [role=gridcell]' },
    view('matrix', 'main table tbody [data-status]'),
    view('flows', 'main table tbody input'),
    view('questions', 'main section ul li'),
    view('coverage', 'main table tbody th a[href*="/journeys/"]'),
    view('changes', 'main h2'),
    { name: 'record', path: inside('/record'), shows: '[role=table] [role=rowheader]' },
    { name: 'record-attribute', path: inside('/record/whatsapp-consent'), shows: 'aside h2' },
    { name: 'identity', path: inside('/record/~identity'), shows: 'main table tbody th button' },
    { name: 'identity-rule', path: inside('/record/~identity/email'), shows: 'aside h2' },
    { name: 'dry-run', path: inside('/record/~dry-run'), shows: 'main label[data-active] .tabler-icon-test-pipe' },
    { ...plain('journeys'), shows: 'main li a[href*="/journeys/"]' },
    { name: 'journey', path: inside(`/journeys/${journey?.id}`), shows: '.react-flow__node' },
    { name: 'journeys-starts', path: inside('/journeys?view=starts'), shows: 'main table tbody th' },
    { name: 'storyboard', path: inside(`/journeys/${journey?.id}?view=storyboard`), shows: 'main table [aria-valuenow]' },
    { name: 'journey-list', path: inside(`/journeys/${journey?.id}?view=list`), shows: 'main [role=treeitem]' },
    { name: 'journey-versions', path: inside(`/journeys/${journey?.id}?view=versions`), shows: 'main label[data-active][for$="-versions"]' },
    { name: 'journey-message', path: inside(`/journeys/${journey?.id}/${send?.id}`), shows: 'aside textarea' },
    { name: 'walk', path: inside('/journeys/~walk'), shows: 'main label[data-active][for$="-walk"]' },
    { name: 'population', path: inside('/journeys/~population'), shows: 'main label[data-active][for$="-population"]' },
    { name: 'replay', path: inside('/journeys/~replay'), shows: 'main label[data-active][for$="-replay"]' },
    plain('segments'),
    plain('gap'),
    plain('business-case'),
    plain('documents'),
    { name: 'documents-style', path: inside('/documents/style'), shows: 'main fieldset svg' },
    { name: 'document-preview', path: inside(`/documents/~preview/journey-brief/${journey?.id}`), shows: 'main section[data-drawn]' },
    plain('executor'),
    plain('questions'),
    plain('settings'),
  ];
}

/** Goes there inside the running app (no new load) and waits until the page stands still. */
export async function show(page: Page, screen: Screen, t: Translate): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, screen.path);
  await expect(page.locator(screen.shows).first(), screen.name).toBeVisible();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByRole('navigation', { name: t('frame.rail') })).toBeVisible({ visible: screen.path !== '/' });
  await page.evaluate(standsStill);
}

/** Fonts are there, no transition runs, and for a moment nothing has changed. Runs in the page. */
async function standsStill(): Promise<void> {
  const QUIET_MS = 150;
  const LIMIT_MS = 5000;
  await document.fonts.ready;
  const end = performance.now() + LIMIT_MS;
  let changed = performance.now();
  const observer = new MutationObserver(() => {
    changed = performance.now();
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const moves = () => document.getAnimations().some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity);
  while (performance.now() < end && (moves() || performance.now() - changed < QUIET_MS)) await new Promise((resolve) => requestAnimationFrame(resolve));
  observer.disconnect();
}
