/** Before a room: the page alone, larger and on white, one thing in focus, and nothing of anybody's. What is said among ourselves is in no station. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { setJourneySource } from '../../shared/business-case/edit-business-case';
import { answerPoint, editVendor } from '../../shared/checklist/edit-checklist';
import { addTrialTask, setTrialResult } from '../../shared/checklist/edit-trial';
import { editVendorCosts } from '../../shared/checklist/edit-vendor-costs';
import { editSender } from '../../shared/engagement/edit-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { addNote, type NoteFields } from '../../shared/notes/edit-notes';
import { editFields } from '../../shared/sources/edit-fields';
import { editSource } from '../../shared/sources/edit-sources';
import { type App, expect, test } from './app';
import { seriousFaults } from './axe';
import { vendorChoice } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const now = '2026-03-02T10:00:00.000Z';
const TYPE_SCALE = 1.35;

async function open(app: App, engagement: Engagement, language: 'en' | 'he' | 'fa' = 'en'): Promise<Page> {
  app.prefer({ language, scheme: 'dark' });
  app.bring(engagement);
  const page = await app.start();
  await home(page, wordsIn(language)).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await frame(page, wordsIn(language)).isShown();
  return page;
}

/** Goes to an address inside the running app, as a link would. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
  await expect(page.getByRole('main')).toBeVisible();
}

const strip = (page: Page, t: ReturnType<typeof wordsIn>) => page.getByRole('region', { name: t('projector.strip') });
const stopNamed = (page: Page, t: ReturnType<typeof wordsIn>) => strip(page, t).getByRole('status');

test('F9 leaves the page alone on white with larger type, and Escape puts everything back', async ({ app }) => {
  const t = wordsIn('en');
  const engagement = vendorChoice();
  const page = await open(app, engagement);
  await goTo(page, `/e/${engagement.id}/gap`);
  const title = page.getByRole('heading', { level: 1, name: t('station.gap') });
  const looks = () =>
    title.evaluate((element) => ({
      type: Number.parseFloat(getComputedStyle(element).fontSize),
      scheme: document.documentElement.dataset.mantineColorScheme,
      paper: getComputedStyle(document.body).backgroundColor,
    }));
  const chrome = () =>
    Promise.all([
      frame(page, t).rail.isVisible(),
      frame(page, t).bar.getByText(engagement.name).isVisible(),
      page.getByText(t('frame.nothing-leaves')).isVisible(),
    ]);
  const before = { looks: await looks(), chrome: await chrome(), address: page.url() };
  expect(before).toMatchObject({ looks: { type: 17, scheme: 'dark' }, chrome: [true, true, true] });

  await page.keyboard.press('F9');
  await expect(strip(page, t)).toBeVisible();
  expect(await looks()).toEqual({ type: expect.closeTo(17 * TYPE_SCALE, 3), scheme: 'light', paper: 'rgb(255, 255, 255)' });
  expect(await chrome()).toEqual([false, false, false]);
  expect(page.url()).toBe(before.address);
  // One thing in focus: what would change our mind stands beside the heat map at a desk, and has its own turn here.
  const sensitivity = page.getByRole('complementary');
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(sensitivity).toBeHidden();
  // A reload in front of the room gives nothing away.
  await page.reload();
  await expect(strip(page, t)).toBeVisible();
  await expect(page.getByRole('grid')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(frame(page, t).rail).toBeVisible();
  await expect(sensitivity).toBeVisible();
  expect({ looks: await looks(), chrome: await chrome(), address: page.url() }).toEqual(before);
});

for (const { language, next, back } of [
  { language: 'en', next: 'ArrowRight', back: 'ArrowLeft' },
  { language: 'he', next: 'ArrowLeft', back: 'ArrowRight' },
  { language: 'fa', next: 'ArrowLeft', back: 'ArrowRight' },
] as const)
  test(`in ${language}, keys lead through what is shown, as one reads; each thing is sound to axe`, async ({ app }) => {
    const t = wordsIn(language);
    const engagement = vendorChoice();
    const page = await open(app, engagement, language);
    await goTo(page, `/e/${engagement.id}/gap`);
    await page.keyboard.press('F9');
    await expect(stopNamed(page, t)).toContainText(t('gap.heat-map'));
    expect(await seriousFaults(page), 'heat map').toEqual([]);

    await page.keyboard.press('Space');
    await expect(stopNamed(page, t)).toContainText(t('gap.decision.title'));
    await expect(page.getByRole('complementary')).toBeVisible();
    await expect(page.getByRole('grid')).toBeHidden();
    expect(await seriousFaults(page), 'sensitivity').toEqual([]);
    await page.keyboard.press(next);
    await expect(stopNamed(page, t)).toContainText(t('gap.cost.view'));
    expect(await seriousFaults(page), 'cost').toEqual([]);
    await page.keyboard.press(back);
    await expect(stopNamed(page, t)).toContainText(t('gap.heat-map'));

    // What is chosen comes into focus by itself, and goes again; in the grid itself arrows move the cursor.
    await page.locator('[role=gridcell][data-vendor]').first().click();
    await expect(page.getByRole('complementary')).toBeVisible();
    await page
      .getByRole('complementary')
      .getByRole('button', { name: t('common.close') })
      .first()
      .click();
    await expect(page.getByRole('grid')).toBeVisible();

    // A remote control goes on from anywhere, to the next station after the last view.
    for (const name of ['gap.cost.view', 'gap.profile.view', 'gap.trial.view', 'gap.answers'] as const) {
      await expect(async () => {
        await page.keyboard.press('PageDown');
        await expect(stopNamed(page, t)).toContainText(t(name), { timeout: 1_000 });
      }).toPass();
    }
    await page.keyboard.press('PageDown');
    await expect(page.getByRole('heading', { level: 1, name: t('station.business-case') })).toBeVisible();
    expect(await seriousFaults(page), 'business case').toEqual([]);
    await strip(page, t)
      .getByRole('button', { name: t('shortcut.projector.leave') })
      .click();
    await expect(frame(page, t).rail).toBeVisible();
  });

test('on a projector of 1280 by 720 the heat map shows points and leaves their reasons to the panel', async ({ app }) => {
  const engagement = vendorChoice();
  const page = await open(app, engagement);
  await page.setViewportSize({ width: 1280, height: 720 });
  await goTo(page, `/e/${engagement.id}/gap`);
  await page.keyboard.press('F9');
  await expect(strip(page, wordsIn('en'))).toBeVisible();
  const rows = page.locator('[role=grid] [data-row]');
  await expect(rows.first()).toBeVisible();
  const inSight = (end: number) => rows.evaluateAll((all, limit) => all.filter((row) => row.getBoundingClientRect().bottom <= limit).length, end);
  const legend = page.getByText(wordsIn('en')('gap.legend.gap'));
  expect(await inSight((await legend.boundingBox())?.y ?? 0)).toBeGreaterThanOrEqual(7);
});

test('the screen is blanked, something is parked, a decision is kept, and the clock counts down', async ({ app }) => {
  const t = wordsIn('en');
  const engagement = vendorChoice();
  const page = await open(app, engagement);
  const [point] = engagement.checklist.points;
  await goTo(page, `/e/${engagement.id}/gap/${point?.id}`);
  await frame(page, t)
    .bar.getByRole('button', { name: t('projector.show') })
    .click();
  await expect(strip(page, t)).toBeVisible();
  const saved = () => savedEngagement(app.home, engagement.id).notes;

  await page.keyboard.press('KeyB');
  const blank = page.getByRole('dialog', { name: t('projector.blank-says') });
  await expect(blank).toBeVisible();
  expect(await blank.evaluate((element) => [getComputedStyle(element).backgroundColor, element.clientWidth, element.clientHeight])).toEqual([
    'rgb(0, 0, 0)',
    await page.evaluate(() => innerWidth),
    await page.evaluate(() => innerHeight),
  ]);
  await page.keyboard.press('Escape');
  await expect(blank).toBeHidden();
  // It brought the page back and did not end the projection.
  await expect(strip(page, t)).toBeVisible();

  await page.keyboard.press('KeyP');
  const parking = page.getByRole('dialog', { name: t('projector.parking-lot') });
  // A letter that is typed is a letter.
  await parking.getByRole('textbox', { name: t('projector.parking-lot-words') }).pressSequentially('Who pays for bdp?');
  await page.keyboard.press('Control+Enter');
  await expect(parking).toBeHidden();
  await expect
    .poll(() => saved().find(({ text }) => text === 'Who pays for bdp?'))
    .toMatchObject({ kind: 'question', state: 'open', about: { kind: 'point', id: point?.id } });

  await page.keyboard.press('KeyD');
  const decision = page.getByRole('dialog', { name: t('projector.decision') });
  await decision.getByRole('textbox', { name: t('projector.decision-words') }).fill('We ask both once more');
  await decision.getByRole('textbox', { name: t('projector.decision-who') }).fill('Marketing');
  await decision.getByRole('button', { name: t('projector.decision-keep') }).click();
  await expect.poll(() => saved().find(({ text }) => text === 'We ask both once more')).toMatchObject({ kind: 'decision', owner: 'Marketing' });
  await page.keyboard.press('KeyP');
  await expect(parking.getByRole('region', { name: t('projector.parking-lot-today') })).toContainText('Who pays for bdp?');
  await page.keyboard.press('Escape');
  await expect(parking).toBeHidden();
  await expect(strip(page, t)).toBeVisible();

  const clock = page.getByRole('button', { name: t('projector.clock') });
  await expect(clock).toContainText(t('projector.clock-open', { count: 0 }));
  await clock.click();
  await page.getByRole('menuitem', { name: t('projector.minutes', { count: 15 }) }).click();
  await expect(clock).toContainText(t('projector.clock-running', { count: 15 }));

  // From the palette it is turned off as it was turned on.
  await page.keyboard.press('Control+K');
  await page.getByRole('textbox', { name: t('frame.search') }).fill(t('projector.show'));
  await page.keyboard.press('Enter');
  await expect(frame(page, t).rail).toBeVisible();
});

test('editing goes on before the room', async ({ app }) => {
  const engagement = vendorChoice();
  const page = await open(app, engagement);
  await goTo(page, `/e/${engagement.id}/gap`);
  await page.keyboard.press('F9');
  const [point] = engagement.checklist.points;
  const [, postwing] = engagement.checklist.vendors;
  const cell = page.locator(`[role=gridcell][data-point="${point?.id}"][data-vendor="${postwing?.id}"]`);
  await cell.focus();
  await page.keyboard.press('Digit4');
  await expect
    .poll(
      () => savedEngagement(app.home, engagement.id).checklist.answers.find((answer) => answer.point === point?.id && answer.vendor === postwing?.id)?.score,
    )
    .toBe(4);
  await page.keyboard.press('Control+Z');
  await expect
    .poll(
      () => savedEngagement(app.home, engagement.id).checklist.answers.find((answer) => answer.point === point?.id && answer.vendor === postwing?.id)?.score,
    )
    .not.toBe(4);
});

/** Each is seen somewhere at a desk, and nowhere before a room. */
const secrets = {
  sampleMail: 'zulaikha@private.co.il',
  example: 'Yehonatan',
  contact: 'amnon.contact',
  fieldNote: 'Quarrelsome field',
  comment: 'Wobbly budget',
  nodeComment: 'Murky trigger',
  pointComment: 'Doubtful demo',
  mailInQuestion: 'ask.rotem@client.co.il',
  phoneOfOwner: '054-765 4321',
  claimMail: 'sales@postwing.io',
  testedBy: 'Bartholomew',
  trialNote: 'Grumbled throughout',
  saidBy: 'Peregrine',
  vendorContact: 'kestrel.contact',
  vendorNote: 'Flaky salesman',
  discount: '13.7',
  sender: 'office@neta.co.il',
  source: '052-111 2233',
  workshop: 'Boss dislikes it',
} as const;

function withSecrets(): { engagement: Engagement; samples: Record<string, string> } {
  let engagement = vendorChoice();
  const [source] = engagement.sources;
  const object = source?.objects[0];
  const [journey] = engagement.journeys;
  const [node] = journey?.nodes ?? [];
  const [point] = engagement.checklist.points;
  const [, postwing] = engagement.checklist.vendors;
  const email = engagement.record.attributes.find(({ id }) => id === 'email');
  const feeder = email?.sources[0]?.field;
  const home = engagement.sources.flatMap(({ objects }) => objects).find(({ fields }) => fields.some(({ id }) => id === feeder));
  const fed = home?.fields.find(({ id }) => id === feeder);
  if (!source || !object || !journey || !node || !point || !postwing || !home || !fed) throw new Error('the plan has changed');
  const note = (id: string, fields: NoteFields) => {
    engagement = addNote(engagement, { id: `01K000000000000000000000${id}`, now, note: fields });
  };
  engagement = editSource(engagement, { id: source.id, source: { contact: secrets.contact, owner: `IT, ${secrets.phoneOfOwner}` } });
  const [first] = object.fields;
  engagement = editFields(engagement, {
    edits: [{ id: first?.id ?? '', field: { note: secrets.fieldNote, example: secrets.example, pii: 'high', type: 'string' } }],
  });
  note('A1', { kind: 'comment', text: secrets.comment });
  note('A2', { kind: 'comment', text: secrets.nodeComment, about: { kind: 'node', id: node.id, within: journey.id } });
  note('A3', { kind: 'comment', text: secrets.pointComment, about: { kind: 'point', id: point.id, within: postwing.id } });
  note('A4', { kind: 'question', text: `Who sends it? ${secrets.mailInQuestion}` });
  engagement = answerPoint(engagement, {
    point: point.id,
    vendor: postwing.id,
    answer: { claim: `Ask ${secrets.claimMail}`, by: secrets.saidBy, confidence: 'low' },
  });
  engagement = editVendor(engagement, { id: postwing.id, vendor: { contact: secrets.vendorContact, note: secrets.vendorNote } });
  engagement = editVendorCosts(engagement, { vendor: postwing.id, costs: { perMonth: 900, discount: 0.137 } });
  engagement = addTrialTask(engagement, { id: '01K000000000000000000000B1', task: { task: 'Build a segment', weight: 3 } });
  engagement = setTrialResult(engagement, {
    vendor: postwing.id,
    task: '01K000000000000000000000B1',
    result: { outcome: 'alone', by: secrets.testedBy, note: secrets.trialNote },
  });
  engagement = editSender(engagement, { sender: { contact: secrets.sender } });
  engagement = setJourneySource(engagement, { journey: journey.id, source: `CFO, ${secrets.source}` });
  engagement = {
    ...engagement,
    journeys: engagement.journeys.map((one) =>
      one.id === journey.id ? { ...one, annotations: { ...one.annotations, workshopNote: { en: secrets.workshop } } } : one,
    ),
  };
  const row = Object.fromEntries(home.fields.map((field) => [field.nativeName, field.id === fed.id ? secrets.sampleMail : '–']));
  return { engagement, samples: { [home.id]: `${JSON.stringify(row)}\n` } };
}

/** All that is in the page, seen or not: markup with its attributes, and what fields hold. Where lines and boxes are drawn is no word. */
async function everything(page: Page): Promise<string> {
  const found = await page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll<HTMLInputElement>('input, textarea, select')].map(({ value }) => value),
  ]);
  return found.join('\n').replace(/<(svg|g|path|rect|circle|line|polyline|polygon|pattern)[ >][^>]*>|style="[^"]*"/g, '');
}

test('samples, addresses, comments and our own figures are in no station while it is projected', async ({ app }) => {
  test.slow();
  const t = wordsIn('en');
  const { engagement, samples } = withSecrets();
  const [source] = engagement.sources;
  const [journey] = engagement.journeys;
  const [point] = engagement.checklist.points;
  const [, postwing] = engagement.checklist.vendors;
  const base = `/e/${engagement.id}`;
  for (const [object, rows] of Object.entries(samples)) {
    const file = join(app.home, 'engagements', engagement.id, 'samples', `${object}.ndjson`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, rows);
  }
  const page = await open(app, engagement);

  // A page stays until the next one is there, so what is waited for is nowhere on the page before it.
  const titled = (words: string) => `main h1:text-is("${words}")`;
  /** `shows`: what is there when the page is. `before`: brings out what somebody may have brought out at a desk. */
  const stations: { path: string; shows: string; before?: () => Promise<void> }[] = [
    { path: base, shows: 'main h1' },
    { path: `${base}/sources/${source?.id}`, shows: '[role=grid] [role=gridcell]' },
    { path: `${base}/sources/${source?.id}?view=flows`, shows: 'main table tbody input' },
    { path: `${base}/sources/${source?.id}?view=questions`, shows: 'main section ul li' },
    {
      path: `${base}/record/email`,
      shows: 'aside h2',
      before: async () => {
        const eye = page.getByRole('button', { name: t('record.show-values') });
        await expect(eye.or(page.getByRole('button', { name: t('projector.clock') }))).toBeVisible();
        if (await eye.isVisible()) await eye.click();
      },
    },
    { path: `${base}/journeys/${journey?.id}`, shows: '.react-flow__node' },
    { path: `${base}/journeys/${journey?.id}/${journey?.nodes[0]?.id}`, shows: 'aside textarea' },
    { path: `${base}/journeys/${journey?.id}?view=storyboard`, shows: 'main table' },
    { path: `${base}/journeys/~population`, shows: titled(t('simulation.title')) },
    { path: `${base}/journeys/~walk/${journey?.id}`, shows: titled(t('walk.title')) },
    { path: `${base}/segments`, shows: titled(t('station.segments')) },
    { path: `${base}/gap`, shows: '[role=gridcell][data-vendor]' },
    { path: `${base}/gap/${point?.id}?vendor=${postwing?.id}`, shows: 'aside h2' },
    { path: `${base}/gap/${point?.id}?view=answers&vendor=${postwing?.id}`, shows: 'aside h2' },
    { path: `${base}/gap?view=cost&offer=${postwing?.id}`, shows: `aside [data-of="${postwing?.id}"]` },
    { path: `${base}/gap?view=trial&tried=${postwing?.id}`, shows: 'main ol li' },
    {
      path: `${base}/gap`,
      shows: '[role=gridcell][data-vendor]',
      before: async () => {
        await page.getByRole('columnheader', { name: 'Postwing' }).getByRole('button').first().click();
        await page.getByRole('menuitem', { name: t('gap.edit-vendor') }).click();
        await expect(page.getByRole('dialog', { name: t('gap.edit-vendor') })).toBeVisible();
      },
    },
    { path: `${base}/business-case`, shows: titled(t('station.business-case')) },
    { path: `${base}/business-case?view=journeys&journey=${journey?.id}`, shows: 'aside h2' },
    { path: `${base}/business-case?view=total`, shows: 'main h1' },
    { path: `${base}/business-case?view=claims`, shows: 'main h1' },
    { path: `${base}/documents`, shows: titled(t('station.handoff')) },
    { path: `${base}/questions?show=all`, shows: titled(t('station.questions')) },
    { path: `${base}/settings`, shows: titled(t('station.settings')) },
    { path: `${base}/executor`, shows: titled(t('station.executor')) },
  ];
  async function seenIn(): Promise<Map<string, string>> {
    const seen = new Map<string, string>();
    for (const { path, shows, before } of stations) {
      await goTo(page, path);
      await expect(page.locator(shows).first(), path).toBeAttached();
      await before?.();
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const all = await everything(page);
      for (const [name, secret] of Object.entries(secrets)) if (all.includes(secret)) seen.set(name, seen.get(name) ?? path);
      if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
    }
    return seen;
  }
  const atDesk = await seenIn();
  expect(
    Object.keys(secrets).filter((name) => !atDesk.has(name)),
    'seen nowhere at a desk: hiding it proves nothing',
  ).toEqual([]);
  await goTo(page, base);
  await page.keyboard.press('F9');
  await expect(strip(page, t)).toBeVisible();
  expect(Object.fromEntries(await seenIn())).toEqual({});
});
