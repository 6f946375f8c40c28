import type { Page } from '@playwright/test';
import type { Journey } from '../../shared/journey/schema';
import { shippedCatalogue } from '../shipped-catalogue';
import { type App, expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const template = shippedCatalogue().journeys.journeys.find(({ id }) => id === 'welcome');
if (!template) throw new Error('no template');

/** A journey from the template on the canvas, ready to be edited. */
async function open(app: App, language: 'en' | 'he') {
  app.prefer({ language });
  const engagement = smallEngagement();
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn(language);
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await frame(page, t).goTo('journeys');
  const canvas = journeys(page, t);
  await canvas.addFromTemplate(template?.name[language] ?? '');
  await expect(canvas.nodes.first()).toBeVisible();
  await expect.poll(() => savedEngagement(app.home, engagement.id).journeys.length).toBe(1);
  const saved = (): Journey => {
    const [journey] = savedEngagement(app.home, engagement.id).journeys;
    if (!journey) throw new Error('no journey on disk');
    return journey;
  };
  return { page, t, saved, quickAdd: page.getByRole('combobox', { name: t('canvas.quick-add') }), ...canvas };
}

const leads = (journey: Journey, from: string, port: string) => journey.edges.find((edge) => edge.from === from && edge.port === port)?.to;

test('a journey from a template is edited by mouse', async ({ app }) => {
  const { page, t, saved, quickAdd, canvas, node, nodes, edges } = await open(app, 'en');
  const [before, wired] = [await nodes.count(), await edges.count()];

  await test.step('a step is put on an edge with "+"', async () => {
    // The middle of the line itself: the box around it may be empty there.
    const middle = await canvas
      .locator('path.react-flow__edge-interaction')
      .first()
      .evaluate((path: SVGPathElement) => {
        const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
        return { x: point.x, y: point.y };
      });
    await page.mouse.move(middle.x, middle.y);
    await page.getByRole('button', { name: t('canvas.add-here') }).click();
    await expect(quickAdd).toBeFocused();
    await page.getByRole('option', { name: t('node.kind.wait'), exact: true }).click();
    await expect(nodes).toHaveCount(before + 1);
    await expect(edges).toHaveCount(wired + 1);
  });

  await test.step('a node is dragged', async () => {
    await expect.poll(() => saved().nodes.length).toBe(before + 1);
    const was = saved().layout['welcome-m1'];
    const at = await node('welcome-m1').boundingBox();
    if (!at) throw new Error('not on the screen');
    await page.mouse.move(at.x + 60, at.y + 12);
    await page.mouse.down();
    await page.mouse.move(at.x + 70, at.y + 100, { steps: 5 });
    await page.mouse.move(at.x + 61, at.y + 260, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => saved().layout['welcome-m1']?.y ?? 0).toBeGreaterThan((was?.y ?? 0) + 200);
  });

  await test.step('several are put in line', async () => {
    await node('welcome-w1').click();
    await node('welcome-w2').click({ modifiers: ['Shift'] });
    await expect(canvas.getByText(t('canvas.selected', { count: 2 }))).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: t('canvas.align.start') }).click();
    await expect.poll(() => saved().layout['welcome-w2']?.x).toBe(saved().layout['welcome-w1']?.x);
  });

  await test.step('copied, pasted, undone', async () => {
    await page.keyboard.press('Control+C');
    await page.keyboard.press('Control+V');
    await expect(nodes).toHaveCount(before + 3);
    await page.keyboard.press('Control+Z');
    await expect(nodes).toHaveCount(before + 1);
  });

  await test.step('a wait of days and hours, with a stage of its own in the funnel', async () => {
    const wait = () => saved().nodes.find(({ id }) => id === 'welcome-w2');
    await page.keyboard.press('Escape');
    await node('welcome-w2').click();
    const inspector = page.locator('[data-of="welcome-w2"]');
    await inspector.getByLabel(t('duration.unit'), { exact: true }).click();
    await page.getByRole('option', { name: t('duration.unit.several') }).click();
    const part = (unit: 'days' | 'hours') => inspector.getByRole('textbox', { name: t(`duration.unit.${unit}`) });
    await part('days').fill('2');
    await part('hours').fill('3');
    await expect.poll(wait).toMatchObject({ duration: 'P2DT3H' });
    await expect(inspector.getByRole('heading', { level: 2 })).toContainText('2 days and 3 hours');
    await inspector.getByLabel(t('storyboard.stage')).click();
    await page.getByRole('option', { name: t('stage.loyalty') }).click();
    await expect.poll(() => saved().annotations.stages).toEqual({ 'welcome-w2': 'loyalty' });
  });

  await test.step('a rule of this journey alone', async () => {
    await inspectorClosed(page, t('common.close'));
    await page.getByRole('button', { name: t('journeys.add-rule') }).click();
    const rule = page
      .getByRole('region', { name: t('journeys.own-rules-title') })
      .locator('[data-of]')
      .last();
    await rule.getByLabel(t('canvas.node-name')).fill('Not to builders');
    await rule.getByLabel(t('journeys.rule-action')).click();
    await page.getByRole('option', { name: t('suppression-action.hold') }).click();
    await rule.getByLabel(t('canvas.max-hold')).fill('3');
    await expect.poll(() => saved().policies.own.at(-1)).toMatchObject({ name: { en: 'Not to builders' }, action: 'hold', maxHold: 'P3D', afterHold: 'skip' });
    expect(await seriousFaults(page)).toEqual([]);
  });
});

/** The journey's own inspector is there when no step's is. */
async function inspectorClosed(page: Page, close: string): Promise<void> {
  await page.locator('[data-of="welcome-w2"]').getByRole('button', { name: close }).click();
}

for (const language of ['en', 'he'] as const)
  test(`a journey from a template is edited with the keyboard alone: ${language}`, async ({ app }) => {
    // Thirty gestures, most of which wait for the disk.
    test.slow();
    const { page, t, saved, quickAdd, node, nodes } = await open(app, language);
    const before = await nodes.count();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id'));
    const decision = 'welcome-c1';

    await test.step('Tab goes along the way, arrows to the neighbour on the screen', async () => {
      await page.keyboard.press('ArrowDown');
      await expect.poll(focused).toBeTruthy();
      for (let i = 0; i < 30 && (await focused()) !== decision; i++) await page.keyboard.press('Tab');
      expect(await focused()).toBe(decision);
      await page.keyboard.press('ArrowUp');
      await expect.poll(focused).toBe('welcome-w1');
      // The first touchpoint lies before it: on the right of a Hebrew page.
      await page.keyboard.press(language === 'he' ? 'ArrowRight' : 'ArrowLeft');
      await expect.poll(focused).toBe('welcome-m1');
    });

    await test.step('N puts a step after it', async () => {
      await page.keyboard.press('n');
      await expect(quickAdd).toBeFocused();
      await page.keyboard.type(t('node.kind.task'));
      await page.keyboard.press('Enter');
      await expect(nodes).toHaveCount(before + 1);
      await expect.poll(() => leads(saved(), 'welcome-m1', 'out')).toMatch(/^task-/);
      expect(await focused()).toMatch(/^task-/);
      await page.keyboard.press('Delete');
      await expect(nodes).toHaveCount(before);
    });

    await test.step('a digit chooses a branch, which is cut and ended by the quick fix', async () => {
      await page.keyboard.press('ArrowDown');
      for (let i = 0; i < 30 && (await focused()) !== decision; i++) await page.keyboard.press('Tab');
      await page.keyboard.press('1');
      await expect(quickAdd).toBeFocused();
      await page.keyboard.type(t('canvas.disconnect'));
      await page.keyboard.press('Enter');
      await expect.poll(() => leads(saved(), decision, 'yes')).toBeUndefined();
      await expect.poll(focused).toBe(decision);
      await page.keyboard.press('.');
      await expect.poll(() => leads(saved(), decision, 'yes')).toBe('welcome-end');
    });

    await test.step('moved, duplicated, removed, and each undone', async () => {
      const was = saved().layout[decision];
      await page.keyboard.press('Alt+ArrowRight');
      await expect.poll(() => saved().layout[decision]?.x).toBe((was?.x ?? 0) + (language === 'he' ? -8 : 8));
      await page.keyboard.press('Control+D');
      await expect(nodes).toHaveCount(before + 1);
      await page.keyboard.press('Delete');
      await expect(nodes).toHaveCount(before);
      await page.keyboard.press('Control+Z');
      await expect(nodes).toHaveCount(before + 1);
      await page.keyboard.press('Control+Z');
      await expect(nodes).toHaveCount(before);
      await page.keyboard.press('Control+Z');
      await expect.poll(() => saved().layout[decision]).toEqual(was);
    });

    await test.step('C asks about a step, and the node shows it', async () => {
      await page.keyboard.press('ArrowDown');
      await expect.poll(focused).toBeTruthy();
      const id = await focused();
      await page.keyboard.press('c');
      const note = page.getByRole('textbox', { name: t('canvas.note') });
      await expect(note).toBeFocused();
      await page.keyboard.type('Who signs this off?');
      await page.keyboard.press('Control+Enter');
      await expect(node(id ?? '').getByText('1', { exact: true })).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
    });
  });

test('steps are grouped and folded, and a card lies beside them, all with the keyboard', async ({ app }) => {
  const { page, t, saved, canvas, nodes } = await open(app, 'he');
  const before = await nodes.count();
  const steps = saved()
    .nodes.filter((node) => node.kind !== 'goal')
    .slice(0, 3);

  await test.step('chosen steps become a group with a name', async () => {
    await canvas.locator(`[data-id="${steps[0]?.id}"]`).click();
    for (const { id } of steps.slice(1)) await canvas.locator(`[data-id="${id}"]`).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+g');
    await expect(page.getByRole('textbox', { name: t('canvas.group-name') })).toBeFocused();
    await page.keyboard.type('פתיחה');
    await page.keyboard.press('Enter');
    await expect.poll(() => saved().annotations.groups?.[0]?.name.he).toBe('פתיחה');
    expect(saved().annotations.groups?.[0]?.nodes.toSorted()).toEqual(steps.map(({ id }) => id).toSorted());
  });

  await test.step('folded it is one box, which Enter opens and Ctrl+Shift+G takes away', async () => {
    await canvas.getByRole('button', { name: t('canvas.fold') }).click();
    await expect(nodes).toHaveCount(before - steps.length);
    await expect(canvas.locator('.react-flow__node-steps')).toBeFocused();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(nodes).toHaveCount(before);
    await page.keyboard.press('Control+z');
    await expect(nodes).toHaveCount(before - steps.length);
    await canvas.locator('.react-flow__node-steps').focus();
    await page.keyboard.press('Control+Shift+g');
    await expect(nodes).toHaveCount(before);
    await expect.poll(() => saved().annotations.groups).toBeUndefined();
  });

  await test.step('T puts a card, which is written, moved and removed', async () => {
    await page.keyboard.press('t');
    await expect(page.getByRole('textbox', { name: t('canvas.card-text') })).toBeFocused();
    await page.keyboard.type('לשאול את המשפטנית');
    await page.keyboard.press('Escape');
    await expect.poll(() => saved().annotations.cards?.[0]?.text).toBe('לשאול את המשפטנית');
    const at = saved().annotations.cards?.[0]?.x ?? 0;
    const card = canvas.locator('.react-flow__node-card');
    await card.focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => saved().annotations.cards?.[0]?.x).toBe(at + 8);
    await card.focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => saved().annotations.cards).toBeUndefined();
  });
});
