/** What the executor can't do as it was meant is said where somebody sees it: names nobody knows, and people whom a restore holds. */
import type { Engagement } from '../../shared/engagement/schema';
import { addJourney, tidyJourney } from '../../shared/journey/edit-journey';
import { textIn } from '../../shared/text';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { executorOf, unwrap } from './sandbox';
import { wordsIn } from './words';

const journeyId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const name = { en: 'After the checkout', he: 'אחרי התשלום' };

/** checkout started → so many days. */
function engagementWithJourney(): Engagement {
  const added = addJourney(workedEngagement(), { id: journeyId, name });
  const drawn: Engagement = {
    ...added,
    journeys: added.journeys.map((journey) =>
      journey.id !== journeyId
        ? journey
        : {
            ...journey,
            nodes: [
              { id: 'start', kind: 'trigger', trigger: { kind: 'event', event: 'checkout-started' } },
              { id: 'days', kind: 'wait', duration: 'P9D' },
              { id: 'end', kind: 'exit' },
            ],
            edges: [
              { id: 'e0', from: 'start', port: 'out', to: 'days' },
              { id: 'e1', from: 'days', port: 'out', to: 'end' },
            ],
          },
    ),
  };
  return tidyJourney(drawn, { id: journeyId });
}

for (const language of ['en', 'he'] as const)
  test(`a misspelt name, and people held by a restore, are told of, in ${language}`, async ({ app }) => {
    test.slow();
    const t = wordsIn(language);
    app.prefer({ language });
    const path = app.bring(engagementWithJourney());
    const page = await app.start();
    await home(page, t).isShown();
    const origin = new URL(page.url()).origin;
    await page.goto(`${origin}${path}/executor`);
    await frame(page, t).isShown();
    await executor(page, t).startIfStopped();
    const canvas = journeys(page, t);
    await page.goto(`${origin}${path}/journeys/${journeyId}`);
    await canvas.deploy(textIn(name, language));
    await page.goto(`${origin}${path}/executor`);

    await test.step('an event with names nobody knows is kept, and each of them said; what is no event at all is refused in words', async () => {
      await page.getByRole('button', { name: t('executor.send-event') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(t('executor.json'), { exact: true }).click();
      const send = async (event: object) => {
        await dialog.getByLabel(t('executor.envelope')).fill(JSON.stringify(event));
        await dialog.getByRole('button', { name: t('executor.send'), exact: true }).click();
      };
      const event = { uid: 'a', name: 'checkout_started', occurred_at: new Date().toISOString(), identifiers: { email: 'noa@shop.example' } };
      await send({ ...event, occurred_at: 'yesterday' });
      await expect(dialog.getByRole('status')).toContainText(t('fault.time'));
      await send({ ...event, identifiers: { ...event.identifiers, loyalty_crad: '7' }, properties: { cart_valeu: 320 } });
      await expect(dialog.getByRole('status')).toContainText(t('executor.accepted', { count: 1 }));
      await expect(dialog.getByRole('status')).toContainText(t('problem.sent-property-unknown', { event: 'checkout_started', name: 'cart_valeu', times: 1 }));
      await expect(dialog.getByRole('status')).toContainText(t('problem.sent-identifier-unknown', { name: 'loyalty_crad', times: 1 }));
      expect(await seriousFaults(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath('warnings.png') });
      await dialog
        .getByRole('button', { name: t('common.close') })
        .last()
        .click();
    });

    await test.step('after a restore, publishing another version says who stays held, and holds her', async () => {
      const api = executorOf(app.home);
      const { name: backup } = unwrap(await api.backUp({}));
      unwrap(await api.restore({ body: { backup } }));
      await page.goto(`${origin}${path}/journeys/${journeyId}`);
      await canvas.select('days');
      await canvas.inspector.getByRole('textbox', { name: t('node.kind.wait'), exact: true }).fill('8');
      await page.getByRole('button', { name: t('journeys.deploy'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText(t('publish.held', { count: 1 }));
      expect(await seriousFaults(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath('held.png') });
      await dialog.getByRole('button', { name: new RegExp(`^(${t('publish.confirm')}|${t('versions.deploy', { count: 1 })})$`) }).click();
      await expect(page.getByText(t('publish.still-held', { count: 1 }))).toBeVisible();
      expect(unwrap(await api.deployments({})).map(({ state, active }) => [state, active])).toEqual([
        ['live', 0],
        ['paused', 1],
      ]);
      await page.goto(`${origin}${path}/executor`);
      await expect(page.getByText(t('executor.held'), { exact: true })).toBeVisible();
      await page.screenshot({ path: test.info().outputPath('page.png') });
      await page.getByRole('button', { name: t('backups.resume', { count: 1 }) }).click();
      await expect(page.getByText(t('executor.held'), { exact: true })).toBeHidden();
      expect(unwrap(await api.deployments({})).map(({ state }) => state)).toEqual(['live', 'draining']);
    });
  });
