import { readFileSync } from 'node:fs';
import { addVendor, answerPoint } from '../../shared/checklist/edit-checklist';
import { linesByPlace, readPdf } from '../integration/pdf-reading';
import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const [heliora, postwing] = ['01K0000000000000000000GAPA', '01K0000000000000000000GAPB'];

/** Two vendors; the second one fails a must. */
function compared() {
  const start = workedEngagement();
  const both = [
    [heliora, 'Heliora'],
    [postwing, 'Postwing'],
  ].reduce((e, [id, name]) => addVendor(e, { id: id ?? '', vendor: { name: name ?? '', role: 'candidate' } }), start);
  const must = both.checklist.points.find(({ priority }) => priority === 'must')?.id ?? '';
  return both.checklist.points.slice(0, 8).reduce(
    (e, { id }) =>
      answerPoint(answerPoint(e, { vendor: heliora, point: id, answer: { score: 4 } }), {
        vendor: postwing,
        point: id,
        answer: { score: id === must ? 1 : 3 },
      }),
    both,
  );
}

test('a choice is recorded with what it rests on, taken back, and handed over in the Hebrew report', async ({ app }) => {
  test.slow();
  app.prefer({ language: 'he' });
  const engagement = compared();
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await page
    .getByRole('link', { name: t('station.gap') })
    .first()
    .click();

  await page.getByRole('button', { name: t('decision.record') }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox', { name: t('decision.field.choice') }).or(dialog.getByLabel(t('decision.field.choice')).first())).toHaveValue(
    'Heliora',
  );
  await expect(dialog.getByRole('button', { name: t('decision.save') })).toBeDisabled();
  await dialog.getByLabel(t('decision.field.why')).fill('היחידה שעוברת את תנאי הסף');
  await dialog.getByLabel(t('decision.field.by')).fill('דנה לוי');
  await dialog.getByRole('button', { name: t('decision.save') }).click();

  const line = page.getByRole('region', { name: t('decision.title') });
  await expect(line).toContainText('Heliora');
  await expect(line).toContainText(t('decision.same'));
  const saved = () => savedEngagement(app.home, engagement.id).notes.find(({ decision }) => decision !== undefined);
  await expect.poll(() => saved()?.about).toEqual({ kind: 'vendor', id: heliora });
  expect(saved()?.evidence).toContain('Postwing');

  await page.keyboard.press('Control+z');
  await expect(line).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(line).toBeVisible();

  // Forty pages take a machine with other work to do longer than a click.
  page.setDefaultTimeout(60_000);
  const { name, path } = await app.download(page, () => page.getByRole('button', { name: t('documents.gap-report-pdf') }).click());
  expect(name).toBe('gap-report.pdf');
  const lines = linesByPlace(await readPdf(readFileSync(path))).map(({ text }) => text);
  expect(lines.some((one) => one.includes([...'היחידה שעוברת את תנאי הסף'].reverse().join('')))).toBe(true);

  await page.getByRole('link', { name: t('decision.in-log') }).click();
  await expect(page.getByRole('main')).toContainText('היחידה שעוברת את תנאי הסף');
});
