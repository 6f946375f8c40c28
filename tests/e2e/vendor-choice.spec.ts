/** The whole way to a choice, in Hebrew: what the plan needs, what two vendors answer, a gate, how sure the lead is, the decision, the report. */
import { readFileSync } from 'node:fs';
import { addVendor } from '../../shared/checklist/edit-checklist';
import { computeRequirements } from '../../shared/checklist/requirements';
import type { Engagement } from '../../shared/engagement/schema';
import { linesByPlace, readPdf } from '../integration/pdf-reading';
import { shippedCatalogue } from '../shipped-catalogue';
import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { fill, openBook, questionnaire } from './pages/questionnaire';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const t = wordsIn('he');
const [heliora, postwing] = [
  { id: '01K0000000000000000000GAPA', name: 'Heliora' },
  { id: '01K0000000000000000000GAPB', name: 'Postwing' },
];
/** Points both answer; the first is a must that the second vendor fails. */
const asked = ['custom-field-capacity', 'linked-tables', 'field-types', 'sms-built-in'];

test('from the plan to a recorded choice: two questionnaires come back, a gate fails one vendor, the report says so', async ({ app }) => {
  test.slow();
  app.prefer({ language: 'he' });
  const engagement = [heliora, postwing].reduce<Engagement>((e, { id, name }) => addVendor(e, { id, vendor: { name, role: 'candidate' } }), workedEngagement());
  app.bring(engagement);
  const page = await app.start();
  const saved = () => savedEngagement(app.home, engagement.id).checklist;
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await page
    .getByRole('link', { name: t('station.gap') })
    .first()
    .click();

  await test.step('what the plan needs stands at the points', async () => {
    const requirement = computeRequirements(engagement, shippedCatalogue()).get('custom-field-capacity');
    expect(requirement?.from).toBe('plan');
    const needed = requirement?.value.kind === 'number' ? requirement.value.value : 0;
    const row = page.getByRole('row').filter({ has: page.locator(`[data-point="${asked[0]}"]`) });
    await expect(row).toContainText(new Intl.NumberFormat('he-IL').format(needed));
  });

  const { save, receive, accept } = questionnaire(page, t);
  for (const { id, name } of [heliora, postwing])
    await test.step(`${name} is asked and answers`, async () => {
      const book = await openBook((await save(app, name)).path);
      for (const point of asked) fill(book, { mark: 'pointId', id: point, key: 'ownScore', value: 4 });
      fill(book, { mark: 'pointId', id: asked[0] ?? '', key: 'value', value: id === heliora.id ? 'עד 500' : '40' });
      await receive(app.home, book);
      await accept();
      await expect.poll(() => saved().answers.filter((answer) => answer.vendor === id && answer.claimedScore === 4).length).toBe(asked.length);
      // What a vendor says of itself does not count.
      expect(saved().answers.some((answer) => answer.vendor === id && answer.score !== undefined)).toBe(false);
    });

  await test.step('seen in the demo, one of them fails a gate', async () => {
    for (const { id } of [heliora, postwing])
      for (const [n, point] of asked.entries()) {
        const score = id === postwing.id && n === 0 ? 1 : id === heliora.id ? 4 : 3;
        await page.locator(`[role=grid] [data-point="${point}"][data-vendor="${id}"]`).focus();
        await page.keyboard.press(String(score));
        await expect.poll(() => saved().answers.find((answer) => answer.vendor === id && answer.point === point)?.score).toBe(score);
      }
    const head = page.getByRole('columnheader').filter({ hasText: postwing.name });
    await expect(head).toContainText(t('gap.gates-failed', { count: 1 }));
    await expect(page.getByRole('columnheader').filter({ hasText: heliora.name })).toContainText(t('gap.gates-passed'));
  });

  await test.step('how sure the lead is, and what is worth asking', async () => {
    const panel = page.getByRole('complementary');
    await expect(panel.getByText(heliora.name).first()).toBeVisible();
    await expect(panel.getByRole('heading', { name: t('gap.decision.next') })).toBeVisible();
    await expect(panel).toContainText(/\d%/);
    await panel.getByRole('button', { name: t('gap.decision.fate-of', { vendor: postwing.name }) }).click();
    await expect(page.getByRole('dialog')).toContainText(t('gap.fate.unknown'));
    await page.keyboard.press('Escape');
  });

  await test.step('the choice is recorded and handed over', async () => {
    await page.getByRole('button', { name: t('decision.record') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('decision.field.choice')).first().click();
    await page.getByRole('option', { name: heliora.name }).click();
    await dialog.getByLabel(t('decision.field.why')).fill('עומדת בתנאי הסף');
    await dialog.getByLabel(t('decision.field.by')).fill('דנה לוי');
    await dialog.getByRole('button', { name: t('decision.save') }).click();
    await expect
      .poll(() => savedEngagement(app.home, engagement.id).notes.find(({ decision }) => decision !== undefined)?.about)
      .toEqual({ kind: 'vendor', id: heliora.id });
    page.setDefaultTimeout(60_000);
    const { path } = await app.download(page, () => page.getByRole('button', { name: t('documents.gap-report-pdf') }).click());
    const lines = linesByPlace(await readPdf(readFileSync(path))).map(({ text }) => text);
    expect(lines.some((line) => line.includes([...'עומדת בתנאי הסף'].reverse().join('')))).toBe(true);
    expect(lines.some((line) => line.includes(postwing.name))).toBe(true);
  });
});
