/** What runs is watched: the day's figures, planned against actual, why messages did not go, and what is wrong with the executor itself. */
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { engagementWithJourney, journeyId, journeyName, startCheckouts } from './checkout-journey';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { advance, executorOf, moveToAnOrdinaryMorning, unwrap } from './sandbox';
import { wordsIn } from './words';

const hour = 3_600_000;

/** Colours differ by scheme and order by direction: axe sees each of them once. */
const schemes = { en: 'light', he: 'dark' } as const;

for (const language of ['en', 'he'] as const)
  test(`the executor is watched in ${language}`, async ({ app }, info) => {
    test.slow();
    const t = wordsIn(language);
    app.prefer({ language, scheme: schemes[language] });
    const drawn = engagementWithJourney();
    const path = app.bring({ ...drawn, volumes: { ...drawn.volumes, eventsPerMonth: { ...drawn.volumes.eventsPerMonth, 'checkout-started': 3000 } } });
    const page = await app.start();
    await home(page, t).isShown();
    const origin = new URL(page.url()).origin;
    await page.goto(`${origin}${path}/executor`);
    await frame(page, t).isShown();
    await executor(page, t).startSandbox();
    const api = () => executorOf(app.home, 'executor-sandbox');
    const morning = await moveToAnOrdinaryMorning(api());
    await page.goto(`${origin}${path}/journeys/${journeyId}`);
    await journeys(page, t).deploy(journeyName[language]);

    // Thirty come, five of them may be written to; two hours on each is decided about. On the next day thirty more.
    const people = Array.from({ length: 30 }, (_, i) => i);
    const consents = people.slice(0, 5).map((person) => ({ identifiers: { email: `person${person}@shop.example` }, attributes: { email_consent: 'granted' } }));
    unwrap(await api().updateProfiles({ body: consents }));
    await startCheckouts(api(), people, morning);
    await advance(api(), 3 * hour);
    await startCheckouts(
      api(),
      people.map((i) => i + 100),
      morning + 3 * hour,
    );
    await page.goto(`${origin}${path}/executor`);

    const figure = (id: string) => page.locator(`[data-figure="${id}"]`);
    await expect(figure('events').getByRole('button')).toContainText('6');
    await expect(figure('outbox').getByRole('button')).toContainText('5');
    await expect(figure('not-sent').getByRole('button')).toContainText('25');
    await expect(figure('waiting').getByRole('button')).toContainText('60');
    await expect(figure('waiting').getByRole('img')).toBeVisible();
    const table = executor(page, t).deployments;
    await expect(table.getByRole('img', { name: t('executor.share-of', { sent: 5, notSent: 25, failed: 0 }) })).toBeVisible();
    await page.screenshot({ path: info.outputPath('monitor.png') });

    await test.step('planned against actual, with the difference in words', async () => {
      const opening = t('executor.funnel.of', { name: journeyName[language] });
      await table.getByRole('button', { name: opening }).click();
      const funnel = table.getByRole('list', { name: opening });
      await expect(funnel.getByRole('listitem').first()).toContainText('60');
      await expect(funnel.getByRole('listitem').nth(1)).toContainText('25');
      // 3,000 a month are 12 in three hours.
      await expect(table).toContainText(t('executor.funnel.planned', { count: 12 }));
      await page.screenshot({ path: info.outputPath('funnel.png') });
    });

    await test.step('a reason leads to who, and from her to the answer', async () => {
      const reasons = page.getByRole('region', { name: t('executor.why-not-sent') });
      await reasons.getByRole('button', { name: t('reason-short.no-consent') }).click();
      const who = reasons.getByRole('list', { name: t('counts.who') });
      await expect(who.getByRole('link')).toHaveCount(12);
      await page.screenshot({ path: info.outputPath('who.png') });
      await who.getByRole('link').first().click();
      await expect(executor(page, t).customer.getByRole('status')).toContainText(journeyName[language]);
      await page.goto(`${origin}${path}/executor`);
    });

    await test.step('how many messages people get, who gets most, and where a simulation would stand beside it', async () => {
      const pressure = page.getByRole('region', { name: t('simulation.week-title') });
      await expect(pressure).toContainText(t('executor.pressure.facts', { people: 5, p95: 1, most: 1 }));
      await expect(
        pressure
          .getByRole('table', { name: t('simulation.week-title') })
          .getByRole('row')
          .nth(1),
      ).toContainText('100%');
      await expect(pressure).toContainText(t('executor.pressure.no-plan'));
      const most = pressure.getByRole('list', { name: t('executor.pressure.most') });
      await expect(most.getByRole('link')).toHaveCount(5);
      await pressure.scrollIntoViewIfNeeded();
      await page.screenshot({ path: info.outputPath('pressure.png') });
      await most.getByRole('link').first().click();
      await expect(executor(page, t).customer.getByRole('status')).toContainText(journeyName[language]);
      await page.goto(`${origin}${path}/executor`);
    });

    await test.step('while all is well nothing is listed, and the status line says so', async () => {
      const findings = page.getByRole('region', { name: t('executor.findings') });
      await expect(findings).toBeHidden();
      await expect(page.getByRole('contentinfo')).toContainText(t('executor.state.ready'));
    });
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect(figure('events')).toBeVisible();
      await page.screenshot({ path: info.outputPath(`monitor-${width}.png`) });
      expect(await seriousFaults(page)).toEqual([]);
    }
  });
