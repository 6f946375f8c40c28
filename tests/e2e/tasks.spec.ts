import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, edge } from '../../shared/journey/step.fixture';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement } from './engagements';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { advance, executorOf, startSandboxExecutor, unwrap } from './sandbox';
import { wordsIn } from './words';

/** Sales is to call within a day; the journey waits for what comes of it. */
const sales: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'lead-created' } },
      {
        id: 'call',
        kind: 'task',
        name: { en: 'Call the lead', he: 'להתקשר לליד', fa: 'تماس با سرنخ' },
        task: 'create-task',
        assignTo: 'account-manager',
        within: 'P1D',
        whenDone: 'lead-contacted',
        params: { priority: 'high' },
      },
      { id: 'w', kind: 'wait-event', event: 'lead-contacted', timeout: 'P10D' },
      { id: 'won', kind: 'exit' },
      { id: 'lost', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'call'), edge('call', 'out', 'w'), edge('w', 'happened', 'won'), edge('w', 'timeout', 'lost')],
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
};

for (const language of ['en', 'he'] as const)
  test(`a task is found, given to somebody, done, and its journey goes on (${language})`, async ({ app }) => {
    const t = wordsIn(language);
    app.prefer({ language });
    const small = smallEngagement();
    app.bring(small);
    await startSandboxExecutor(app.home);
    const api = executorOf(app.home);
    unwrap(await api.deploy({ body: sales }));
    for (const [i, name] of ['Rivka', 'Omer'].entries()) {
      const identifiers = { email: `lead${i}@shop.example` };
      unwrap(await api.updateProfiles({ body: [{ identifiers, attributes: { account_manager: name } }] }));
      const event = { uid: `lead-${i}`, name: 'lead_created', occurred_at: '2026-05-01T08:00:00Z', source_system: 'site', identifiers, properties: {} };
      unwrap(await api.sendEvents({ body: [event] }));
    }
    await advance(api, 2 * 86_400_000);
    const page = await app.start();
    await home(page, t).open(small.name);
    await frame(page, t).goTo('executor');
    await executor(page, t).startIfStopped();
    const work = executor(page, t).tasks;
    await work.open();

    await test.step('both are late; hers alone are shown', async () => {
      await expect(work.rows).toHaveCount(2);
      await expect(work.region).toContainText(t('tasks.late-count', { count: 2 }));
      await page.getByRole('combobox', { name: t('tasks.whose') }).click();
      await page.getByRole('option', { name: 'Omer' }).click();
      await expect(work.rows).toHaveCount(1);
      expect(await seriousFaults(page)).toEqual([]);
    });

    await test.step('it leads to the customer, and the list stays', async () => {
      await work.rows.first().getByRole('button').first().click();
      await work.region.getByRole('link', { name: t('tasks.story') }).click();
      await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toContainText('c2');
      await expect(work.region).toBeVisible();
    });

    await test.step('done with an outcome, it leaves the list and the journey goes on', async () => {
      await page.getByRole('textbox', { name: t('tasks.your-name') }).fill('Yael');
      const finish = work.region.getByRole('button', { name: t('tasks.finish'), exact: true });
      if (!(await finish.isVisible())) await work.rows.first().getByRole('button').first().click();
      await expect(finish).toBeDisabled();
      await page.getByRole('combobox', { name: t('tasks.outcome') }).click();
      await page.getByRole('option', { name: t('tasks.outcome.interested'), exact: true }).click();
      await page.getByRole('textbox', { name: t('tasks.note') }).fill('Offer on Sunday');
      await page.screenshot({ path: test.info().outputPath(`tasks-${language}.png`) });
      await finish.click();
      await expect(work.rows).toHaveCount(0);
      const everything = unwrap(await api.everything({ id: 'c2' }));
      expect(everything?.events.at(-1)).toMatchObject({ name: 'lead-contacted', properties: { outcome: 'interested', 'assigned-to': 'Omer' } });
      expect(everything?.journeys).toMatchObject([{ isInside: false }]);
      await page.getByRole('radio', { name: t('tasks.state.done') }).press('Space');
      await expect(work.rows.first()).toContainText('Yael');
    });
  });
