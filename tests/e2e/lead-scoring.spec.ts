import type { Page } from '@playwright/test';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, edge } from '../../shared/journey/step.fixture';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement } from './engagements';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { record } from './pages/record';
import { advance, executorOf, startSandboxExecutor, unwrap } from './sandbox';
import { wordsIn } from './words';

const day = 86_400_000;

/** Who comes to 60 is for sales to call; what sales says decides how it ends, and silence is for the manager. */
function handOver(record: DeploymentBundle['record']): DeploymentBundle {
  return {
    ...bundle({
      nodes: [
        { id: 't', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'ready' } },
        {
          id: 'call',
          kind: 'task',
          name: { en: 'Call the lead', he: 'להתקשר לליד', fa: 'تماس با سرنخ' },
          task: 'create-task',
          within: 'P1D',
          emits: 'lead-handed-over',
          whenDone: 'lead-contacted',
        },
        { id: 'w', kind: 'wait-event', event: 'lead-contacted', timeout: 'P2D' },
        { id: 'manager', kind: 'task', task: 'alert', name: { en: 'Nobody called', he: 'לא התקשרו', fa: 'کسی تماس نگرفت' } },
        { id: 'won', kind: 'exit' },
        { id: 'late', kind: 'exit' },
      ],
      edges: [
        edge('t', 'out', 'call'),
        edge('call', 'out', 'w'),
        edge('w', 'happened', 'won'),
        edge('w', 'timeout', 'manager'),
        edge('manager', 'out', 'late'),
      ],
      attributes: record.attributes,
      entry: { reentry: { mode: 'after-exit', cooldown: 'P30D' } },
    }),
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
    segments: [
      {
        id: 'ready',
        name: { en: 'Leads ready for sales', he: 'לידים בשלים למכירות', fa: 'سرنخ‌های آماده فروش' },
        category: 'b2b',
        when: { op: 'gte', left: { kind: 'customer', path: 'lead-score' }, right: 60 },
        administrative: false,
        minimumSize: 0,
      },
    ],
  };
}

for (const language of ['en', 'he'] as const)
  test(`a lead comes to the line, its score is explained, sales takes it and the journey goes on (${language})`, async ({ app }) => {
    test.slow();
    const t = wordsIn(language);
    app.prefer({ language });
    const small = smallEngagement();
    app.bring(small);
    await startSandboxExecutor(app.home);
    const api = executorOf(app.home);
    const journey = handOver(small.record);
    unwrap(await api.deploy({ body: journey }));
    const page = await app.start();
    await home(page, t).open(small.name);
    await frame(page, t).goTo('executor');
    const view = executor(page, t);
    await view.startIfStopped();

    await test.step('what the lead does is told through the app', async () => {
      const occurred_at = unwrap(await api.moveClock({ body: { advanceMs: 0 } })).now;
      const event = (uid: string, name: string, properties: object = {}) => ({
        uid,
        name,
        occurred_at,
        identifiers: { email: 'dana@shop.example' },
        properties,
      });
      await send(page, t, [event('q', 'quote_requested'), event('f', 'form_submitted'), event('p', 'page_viewed', { page_type: 'pricing' })]);
      expect(unwrap(await api.deployments({}))).toMatchObject([{ entered: 1, active: 1 }]);
    });

    const inspector = page.getByRole('complementary');
    await test.step('the score says what it is made of, and when it falls below the line', async () => {
      await view.showCustomer('dana@');
      await inspector.getByText(t('executor.record'), { exact: true }).click();
      const label = small.record.attributes.find(({ id }) => id === 'lead-score')?.label[language] ?? '';
      const why = inspector.getByRole('button', { name: label });
      await why.click();
      const parts = inspector.getByRole('table', { name: t('score.parts') });
      await expect(parts.getByRole('row').first()).toContainText('+15');
      await expect(parts.getByRole('row').last()).toContainText('70');
      await expect(inspector.getByRole('listitem').filter({ hasText: /60.*(Leads ready for sales|לידים בשלים למכירות)/ })).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
      await parts.scrollIntoViewIfNeeded();
      await page.screenshot({ path: test.info().outputPath(`score-${language}.png`) });
      await inspector.getByRole('listitem').last().scrollIntoViewIfNeeded();
      await page.screenshot({ path: test.info().outputPath(`score-course-${language}.png`) });
    });

    await test.step('time takes points off before the eyes of whoever looks', async () => {
      await advance(api, 14 * day);
      await expect(
        inspector
          .getByRole('table', { name: t('score.parts') })
          .getByRole('row')
          .last(),
      ).toContainText('60');
    });

    await test.step('sales did not take it within two days: the manager has it too; the call is done and told', async () => {
      await view.tasks.open();
      await expect(view.tasks.rows).toHaveCount(2);
      const row = view.tasks.rows.filter({ hasText: { en: 'Call the lead', he: 'להתקשר לליד' }[language] });
      await row.getByRole('button').first().click();
      const region = view.tasks.region;
      await page.getByRole('combobox', { name: t('tasks.outcome') }).click();
      await page.getByRole('option', { name: t('tasks.outcome.interested'), exact: true }).click();
      await region.getByRole('button', { name: t('tasks.finish'), exact: true }).click();
      await expect(view.tasks.rows).toHaveCount(1);
      const everything = unwrap(await api.everything({ id: 'c1' }));
      expect(everything?.events.at(-1)).toMatchObject({ name: 'lead-contacted', properties: { outcome: 'interested' } });
      expect(unwrap(await api.counts({ id: journey.journey.id }))?.nodes).toMatchObject({ late: { entered: 1 } });
    });
  });

for (const language of ['en', 'he'] as const)
  test(`a score is set up as points that decay, and stands in the formula (${language})`, async ({ app }) => {
    const t = wordsIn(language);
    app.prefer({ language });
    const small = smallEngagement();
    app.bring(small);
    const page = await app.start();
    await home(page, t).open(small.name);
    await frame(page, t).goTo('record');
    await record(page, t).open('lead-score');
    const inspector = page.getByRole('complementary');
    const formula = () => inspector.getByRole('combobox', { name: t('formula'), exact: true });
    const view = (which: 'points' | 'formula') => inspector.getByText(t(`score-form.as-${which}`), { exact: true }).click();

    await test.step('what the catalogue has is shown as points, with what becomes of them', async () => {
      await expect(inspector.getByRole('table', { name: t('score.parts') })).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath(`form-${language}.png`) });
    });

    await test.step('another behaviour, fewer points, a shorter decay: the formula says the same', async () => {
      await inspector.getByRole('combobox', { name: t('score-form.add') }).click();
      await page.getByRole('option', { name: { en: 'Visit started', he: 'תחילת ביקור' }[language], exact: true }).click();
      await expect(inspector.getByRole('button', { name: /^(Take out|הסרת)/ })).toHaveCount(9);
      const points = inspector.getByRole('textbox', { name: t('score-form.decay-points'), exact: true });
      await points.fill('7');
      const days = inspector.getByRole('textbox', { name: t('score-form.decay-days'), exact: true });
      await days.fill('10');
      await inspector.getByRole('textbox', { name: /.*/ }).first().fill('-5');
      await inspector.getByRole('listitem').last().scrollIntoViewIfNeeded();
      await page.screenshot({ path: test.info().outputPath(`form-decay-${language}.png`) });
      await view('formula');
      await expect(formula()).toHaveValue(
        /^least\(100, greatest\(0, -5 \* count\(form_submitted every P30D\) .* - 7 \* floor\(coalesce\(days_since\(last_at\(.*\)\), 0\) \/ 10\)\)\)$/,
      );
    });

    await test.step('what the form can’t say stays a formula', async () => {
      await formula().fill('coalesce(imported, 0) + count(form_submitted)');
      await expect(inspector.getByText(t('score-form.as-points'), { exact: true })).toHaveCount(0);
      await formula().fill('');
      await inspector.getByRole('button', { name: t('score-form.begin') }).click();
      await expect(inspector.getByText(t('score-form.as-points'), { exact: true })).toBeVisible();
    });
  });

async function send(page: Page, t: ReturnType<typeof wordsIn>, events: readonly object[]): Promise<void> {
  await page.getByRole('button', { name: t('executor.send-event') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(t('executor.json'), { exact: true }).click();
  await dialog.getByLabel(t('executor.envelope')).fill(JSON.stringify(events));
  await dialog.getByRole('button', { name: t('executor.send'), exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText(t('executor.accepted', { count: events.length }));
  await dialog
    .getByRole('button', { name: t('common.close') })
    .last()
    .click();
}
