/**
 * From a mail that arrives to the story of whom it reached: marketing by e-mail is opened for a trial, she takes herself off by the link in it, the next
 * message is decided against for that reason, and the app tells so.
 */
import { readFileSync } from 'node:fs';
import { textIn } from '../../shared/text';
import { startMailServer } from '../stand-ins/mail-server';
import { expect, test } from './app';
import { emailOf, engagementWithJourney, journeyId, journeyName, startCheckouts, subject } from './checkout-journey';
import { channelsPage } from './pages/channels';
import { executor } from './pages/executor';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { executorOf, unwrap } from './sandbox';
import { wordsIn } from './words';

/** The mail goes at once, whatever the hour and however many she has had; only her consent is asked. */
function marketingAtOnce() {
  const drawn = engagementWithJourney();
  const others = drawn.suppressions.filter(({ rule }) => rule.kind !== 'consent').map(({ id }) => id);
  const stays = new Set(['start', 'mail', 'end']);
  const next: Record<string, string> = { start: 'mail', mail: 'end' };
  return {
    ...drawn,
    journeys: drawn.journeys.map((journey) =>
      journey.id !== journeyId
        ? journey
        : {
            ...journey,
            entry: { ...journey.entry, reentry: { mode: 'after-exit' as const } },
            policies: { ...journey.policies, suppressions: journey.policies.suppressions.filter((id) => !others.includes(id)) },
            nodes: journey.nodes.filter(({ id }) => stays.has(id)),
            edges: Object.entries(next).map(([from, to], i) => ({ id: `e${i}`, from, port: 'out', to })),
          },
    ),
  };
}

for (const language of ['en', 'he'] as const)
  test(`off the list by the link in the mail, and the story says why the next one did not come, in ${language}`, async ({ app }) => {
    test.slow();
    const server = await startMailServer();
    const t = wordsIn(language);
    app.prefer({ language });
    const path = app.bring(marketingAtOnce());
    const page = await app.start();
    await home(page, t).isShown();
    const origin = new URL(page.url()).origin;
    await page.goto(`${origin}${path}/executor`);
    const work = executor(page, t);
    await work.startIfStopped();
    const api = executorOf(app.home);
    const her = emailOf(1);

    await test.step('e-mail is in trial for one address, with a public address on this machine', async () => {
      const { at } = unwrap(await api.setPublic({ body: { listens: true } }));
      expect(at).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const settings = {
        provider: 'smtp' as const,
        host: '127.0.0.1',
        port: server.port,
        security: 'none' as const,
        from: { name: 'Garden', address: 'hello@shop.example' },
      };
      unwrap(await api.setChannel({ channel: 'email', body: { mode: 'trial', settings, allowed: [her] } }));
      await expect(channelsPage(page, t).statusLine).toContainText(channelsPage(page, t).openWords('email', 'trial'));
    });

    await page.goto(`${origin}${path}/journeys/${journeyId}`);
    await journeys(page, t).deploy(textIn(journeyName, language));
    unwrap(
      await api.updateProfiles({
        body: [{ identifiers: { email: her }, attributes: { email_consent: 'granted', preferred_language: language, first_name: 'Dana', country: 'IL' } }],
      }),
    );
    await startCheckouts(api, [1], Date.now());
    await expect.poll(() => server.taken.map(({ to }) => to)).toEqual([her]);
    const link = /http:\/\/127\.0\.0\.1:\d+\/u\/[\w.-]+/.exec(server.taken[0]?.text ?? '')?.[0] ?? '';

    await test.step('she takes herself off, in her language', async () => {
      const hers = await page.context().newPage();
      await hers.goto(link);
      await expect(hers.locator('html')).toHaveAttribute('lang', language);
      await hers.screenshot({ path: test.info().outputPath('unsubscribe.png') });
      await hers.getByRole('button', { name: t('public.unsubscribe.button') }).click();
      await expect(hers.getByRole('heading', { name: t('public.unsubscribe.done-title') })).toBeVisible();
      await hers.close();
    });

    await test.step('the next one is decided against, and her story says why', async () => {
      const occurred_at = new Date().toISOString();
      const again = {
        uid: 'again',
        name: 'checkout_started',
        occurred_at,
        source_system: 'web-shop',
        is_test: false,
        identifiers: { email: her },
        properties: {},
      };
      unwrap(await api.sendEvents({ body: [again] }));
      await page.goto(`${origin}${path}/executor`);
      await work.showCustomer(her);
      await expect(work.customer).toContainText(t('executor.answer.not-sent', { name: subject[language] }));
      await expect(work.customer).toContainText(t('reason.no-consent', { channel: t('channel.email') }));
      await page.screenshot({ path: test.info().outputPath('story.png') });
      expect(server.taken).toHaveLength(1);
    });

    await test.step('all that is kept about her leaves as a file; then she is forgotten', async () => {
      await work.customer.getByText(t('executor.record'), { exact: true }).click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: t('rights.save') }).click()]);
      expect(readFileSync((await file.path()) ?? '', 'utf8')).toContain(her);
      await page.getByRole('button', { name: t('rights.erase') }).click();
      await page.screenshot({ path: test.info().outputPath('erase.png') });
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('rights.erase-now') })
        .click();
      await expect(work.customer).toBeHidden();
      expect(unwrap(await api.findCustomers({ text: her }))).toEqual([]);
    });
    await server.close();
  });
