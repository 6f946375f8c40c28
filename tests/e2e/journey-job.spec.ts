/**
 * The whole job of a journey, as a consultant does it in Hebrew: from a template, changed by mouse and by keyboard alone, told
 * as a storyboard, simulated, handed over. What comes out is read by those it is for.
 */
import { readFileSync } from 'node:fs';
import BpmnModdle, { type Element } from 'bpmn-moddle';
import { parseXml } from '../../importers/odata/parse-xml';
import { fromBpmn } from '../../shared/convert/from-bpmn';
import { type Journey, journeySchema } from '../../shared/journey/schema';
import { simulate } from '../../shared/simulation/simulate';
import { textIn } from '../../shared/text';
import { shippedCatalogue } from '../shipped-catalogue';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const engagement = workedEngagement();
const catalogue = shippedCatalogue();
const template = catalogue.journeys.journeys.find(({ id }) => id === 'thank-you-new');
if (!template) throw new Error('no template');
const call = 'להתקשר ולומר תודה';
const first = { send: 'tyn-m1', wait: 'tyn-we1' };

test('from a template to a journey that is handed over', async ({ app }) => {
  test.slow();
  app.prefer({ language: 'he' });
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.getByText(engagement.name, { exact: true }).first().click();
  await frame(page, t).goTo('journeys');
  const { canvas, nodes, inspector, addFromTemplate, open } = journeys(page, t);
  const name = textIn(template.name, 'he');
  const onDisk = () => savedEngagement(app.home, engagement.id);
  const saved = (): Journey => {
    const journey = onDisk().journeys.find(({ from }) => from === template.id);
    if (!journey) throw new Error('no journey on disk');
    return journey;
  };
  const after = (from: string) => saved().edges.find((edge) => edge.from === from && edge.port === 'out')?.to ?? '';
  const quickAdd = page.getByRole('combobox', { name: t('canvas.quick-add') });

  await test.step('the template is a whole journey', async () => {
    await addFromTemplate(name);
    await expect.poll(() => onDisk().journeys.length).toBe(engagement.journeys.length + 1);
    await expect(nodes).toHaveCount(saved().nodes.length);
    expect(after(first.send)).toBe(first.wait);
  });

  await test.step('by mouse, a wait is put on the way from the first message', async () => {
    const edge = saved().edges.find(({ from }) => from === first.send);
    const middle = await canvas.locator(`.react-flow__edge[data-id="${edge?.id}"] path.react-flow__edge-interaction`).evaluate((path: SVGPathElement) => {
      const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
      return { x: point.x, y: point.y };
    });
    await page.mouse.move(middle.x, middle.y);
    await page.getByRole('button', { name: t('canvas.add-here') }).click();
    await page.getByRole('option', { name: t('node.kind.wait'), exact: true }).click();
    await expect.poll(() => after(first.send)).toMatch(/^wait-/);
    expect(after(after(first.send))).toBe(first.wait);
  });

  await test.step('by keyboard alone, a task behind the same message', async () => {
    const wait = after(first.send);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id'));
    await expect.poll(focused).toBe(wait);
    await page.keyboard.press('Shift+Tab');
    await expect.poll(focused).toBe(first.send);
    await page.keyboard.press('n');
    await expect(quickAdd).toBeFocused();
    await page.keyboard.type(t('node.kind.task'));
    await page.keyboard.press('Enter');
    await expect.poll(() => after(first.send)).toMatch(/^task-/);
    expect(after(after(first.send))).toBe(wait);
    await expect.poll(focused).toBe(after(first.send));
    // Chosen, too: Enter on a step that is not chooses it first.
    await expect(inspector).toContainText(after(first.send));
    await page.keyboard.press('Enter');
    await expect(inspector.getByLabel(t('canvas.node-name'), { exact: true })).toBeFocused();
    await page.keyboard.type(call);
    await expect.poll(() => saved().nodes.find(({ id }) => id === after(first.send))?.name).toMatchObject({ he: call });
  });
  const task = after(first.send);

  await test.step('the storyboard tells the same journey: a mood and a plan at its first touchpoint', async () => {
    await page
      .getByRole('radiogroup', { name: t('journeys.view') })
      .getByText(t('journeys.storyboard'), { exact: true })
      .click();
    const moment = t('column.touchpoint', { number: 1 });
    await page.getByRole('slider', { name: t('storyboard.mood-of', { moment }) }).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByLabel(t('storyboard.plan-of', { moment })).fill('500');
    await page.keyboard.press('Tab');
    await expect.poll(() => saved().annotations.storyboard.find(({ touchpoint }) => touchpoint === 1)).toMatchObject({ mood: 1, planned: 500 });
  });

  await test.step('simulated with all others, and what the page says is what Node works out', async () => {
    await page.getByRole('link', { name: t('walk.open') }).click();
    await page
      .getByRole('radiogroup', { name: t('simulation.view') })
      .getByText(t('simulation.view.population'))
      .click();
    await page.getByLabel(t('simulation.customers'), { exact: true }).fill('300');
    await page.getByLabel(t('simulation.days'), { exact: true }).fill('30');
    await page.getByLabel(t('simulation.start')).fill('2026-06-01');
    await page.getByRole('button', { name: t('simulation.run') }).click();
    const done = simulate(onDisk(), { customers: 300, days: 30, seed: 1, from: '2026-06-01T00:00:00.000Z' });
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
    await expect(page.getByText(/^[0-9a-f]{64}$/)).toHaveText(done.value.traceHash, { timeout: 30_000 });
    const ours = done.value.journeys.find(({ journey }) => journey === saved().id);
    if (!ours) throw new Error('not simulated');
    const exited = Object.values(ours.exited).reduce((sum, count) => sum + count, 0);
    expect(ours.entered).toBe(ours.active + exited);
    expect(ours.nodes.find(({ node }) => node === task)?.entered).toBeGreaterThan(0);
    const row = page.getByRole('table').first().getByRole('row', { name });
    await expect(row.getByRole('cell').nth(0)).toHaveText(String(ours.entered));
    await expect(row.getByRole('cell').nth(1)).toHaveText(String(ours.active));
  });

  await frame(page, t).goTo('journeys');
  await open(name);
  const dialog = page.getByRole('dialog');
  const choose = async (format: string) => {
    await page.getByRole('button', { name: t('journeys.export'), exact: true }).click();
    await page.getByRole('menuitem', { name: t(`journeys.export.${format}`), exact: true }).click();
  };
  const save = () => dialog.getByRole('button', { name: t('journeys.export-save'), exact: true }).click();

  await test.step('as our definition it is the journey itself', async () => {
    const { name: file, path } = await app.download(page, () => choose('json'));
    expect(file).toBe('thank-you-new.journey.json');
    expect(journeySchema.parse(JSON.parse(readFileSync(path, 'utf8')))).toEqual(saved());
  });

  await test.step('as BPMN others read it, in Hebrew, and here it comes back exactly', async () => {
    await choose('bpmn');
    await expect(dialog).toContainText(t('problem.loss-bpmn-settings'));
    expect(await seriousFaults(page)).toEqual([]);
    const { name: file, path } = await app.download(page, save);
    expect(file).toBe('thank-you-new.bpmn');
    const xml = readFileSync(path, 'utf8');
    const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
    expect(warnings).toEqual([]);
    const process = rootElement.rootElements.find((one: Element) => one.$type === 'bpmn:Process');
    expect(process.name).toBe(name);
    const drawn = process.flowElements.filter((one: Element) => one.id.startsWith('n_'));
    expect(drawn.map(({ id }: Element) => id).toSorted()).toEqual(
      saved()
        .nodes.map(({ id }) => `n_${id}`)
        .toSorted(),
    );
    expect(drawn.find(({ id }: Element) => id === `n_${task}`)).toMatchObject({ $type: 'bpmn:UserTask', name: call });
    const read = parseXml(file, xml);
    const back = read.ok ? fromBpmn(read.value, { newId: () => saved().id, timeZone: 'UTC' }) : read;
    expect(back.ok && back.value.journey).toEqual(saved());
  });

  await test.step('where customers would be treated differently it says so, and leaves only when somebody insists', async () => {
    await choose('dittofeed');
    await expect(dialog.getByRole('button', { name: t('journeys.export-anyway') })).toBeVisible();
    await dialog.getByRole('button', { name: t('common.cancel') }).click();
    await expect(dialog).toBeHidden();
  });
});
