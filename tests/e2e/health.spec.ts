/** Something that should be done is not: it is red where one looks, says what to do about it, and is gone once that is done. */
import { startMailServer } from '../stand-ins/mail-server';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { emailOf, journeyId, journeyName, sendingEngagement, startCheckouts } from './checkout-journey';
import { channelsPage } from './pages/channels';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { executorOf, unwrap } from './sandbox';
import { wordsIn } from './words';

/** Colours differ by scheme and order by direction: axe sees each of them once. */
const schemes = { en: 'light', he: 'dark' } as const;

for (const language of ['en', 'he'] as const)
  test(`a channel that can't send is red until it can, in ${language}`, async ({ app }, info) => {
    test.slow();
    const t = wordsIn(language);
    app.prefer({ language, scheme: schemes[language] });
    const path = app.bring(sendingEngagement());
    const page = await app.start();
    await home(page, t).isShown();
    const origin = new URL(page.url()).origin;
    const go = (to: string) => page.goto(`${origin}${path}/${to}`);
    await go('executor');
    await frame(page, t).isShown();
    await executor(page, t).startIfStopped();
    await go(`journeys/${journeyId}`);
    await journeys(page, t).deploy(journeyName[language]);

    // A port at which nobody listens any more.
    const gone = await startMailServer();
    await gone.close();
    const server = await startMailServer();
    const api = executorOf(app.home);
    unwrap(await api.setChannel({ channel: 'email', body: { settings: gone.settings({ host: '127.0.0.1' }), mode: 'trial', allowed: [emailOf(1)] } }));
    await go('executor');
    const findings = page.getByRole('region', { name: t('executor.findings') });
    const statusLine = page.getByRole('contentinfo');
    await expect(statusLine).toContainText(t('executor.state.ready'));
    await expect(findings).toBeHidden();

    await test.step('red, with what to do about it, in the list, beside the title and in the status line', async () => {
      await startCheckouts(api, [1], Date.now());
      const finding = findings.getByRole('listitem').filter({ hasText: t('finding-way.channel-on-hold') });
      await expect(finding).toHaveAttribute('data-severity', 'blocks');
      await expect(finding).toContainText(t('channel.email'));
      await expect(statusLine).toContainText(t('executor.findings-count', { count: 1 }));
      await expect(page.getByRole('main')).toContainText(t('executor.findings-count', { count: 1 }));
      expect(server.taken).toHaveLength(0);
      expect(await seriousFaults(page)).toEqual([]);
      await page.screenshot({ path: info.outputPath('red.png') });
    });

    await test.step('put right at the channel, the message leaves and all is green again', async () => {
      const channels = channelsPage(page, t);
      await channels.open('email');
      await channels.field('port').fill(String(server.port));
      await page.getByRole('button', { name: t('channels.save-open'), exact: true }).click();
      await expect.poll(() => server.taken.length, { timeout: 60_000 }).toBe(1);
      await channels.showView('now');
      await expect(findings).toBeHidden();
      await expect(statusLine).toContainText(t('executor.state.ready'));
    });
    await server.close();
  });
