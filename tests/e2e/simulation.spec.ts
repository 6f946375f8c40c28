import { simulate } from '../../shared/simulation/simulate';
import { textIn } from '../../shared/text';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { wordsIn } from './words';

const engagement = workedEngagement();
const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
if (!cart) throw new Error('no cart journey');

test('a customer is walked through a journey, then thousands at once, in Hebrew', async ({ app }) => {
  test.slow();
  app.prefer({ language: 'he' });
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.getByText(engagement.name, { exact: true }).first().click();
  await frame(page, t).isShown();
  await page.locator('nav a[href$="/journeys"]').first().click();
  await journeys(page, t).open(textIn(cart.name, 'he'));
  await page.getByRole('link', { name: t('walk.open') }).click();

  const next = page.getByRole('region', { name: t('walk.what-next') });
  const messages = page.getByRole('region', { name: t('walk.messages'), exact: true });
  const trace = page.getByRole('region', { name: t('executor.trace') });

  await test.step('she leaves her cart, and after a while gets a message', async () => {
    await next.getByRole('button', { name: t('walk.happens') }).click();
    await expect(trace).toContainText(t('trace.entered'));
    // Quiet hours may lie between: as often as it takes, but not for ever.
    for (let i = 0; i < 8 && (await messages.getByRole('article').count()) === 0; i++)
      await next
        .getByRole('button')
        .filter({
          hasText: t('walk.next', { time: '' })
            .replace(/[^\p{L} ].*$/u, '')
            .trim(),
        })
        .click();
    await expect(messages.getByRole('article')).toHaveCount(1);
    expect(await seriousFaults(page)).toEqual([]);
  });

  await test.step('without her consent she does not come in, and the page says why', async () => {
    const customer = page.getByRole('region', { name: t('walk.customer') });
    for (const id of ['email-consent', 'sms-consent', 'whatsapp-consent']) {
      const attribute = engagement.record.attributes.find((one) => one.id === id);
      if (!attribute) continue;
      const input = customer.getByRole('combobox', { name: textIn(attribute.label, 'he'), exact: true });
      if ((await input.count()) === 0) continue;
      await input.click();
      await page.getByRole('option', { name: textIn(attribute.values?.find((value) => value.id === 'withdrawn')?.label, 'he'), exact: true }).click();
    }
    await expect(messages.getByRole('article')).toHaveCount(0);
    await expect(trace).toContainText(t('trace.not-entered'));
    await expect(trace).toContainText(t('reason.entry-filter'));
  });

  await test.step('all journeys on two hundred customers for a month: the browser comes to the trace that Node comes to', async () => {
    const settings = { customers: 200, days: 30, seed: 1, from: '2026-06-01T00:00:00.000Z' };
    const here = simulate(engagement, settings);
    if (!here.ok) throw new Error(JSON.stringify(here.problems));
    await page
      .getByRole('radiogroup', { name: t('simulation.view') })
      .getByText(t('simulation.view.population'))
      .click();
    await page.getByLabel(t('simulation.customers'), { exact: true }).fill(String(settings.customers));
    await page.getByLabel(t('simulation.days'), { exact: true }).fill(String(settings.days));
    await page.getByLabel(t('simulation.start'), { exact: true }).fill(settings.from.slice(0, 10));
    await page.getByRole('button', { name: t('simulation.run') }).click();
    const table = page.getByRole('table').first();
    await expect(table.getByRole('row')).toHaveCount(engagement.journeys.length + 1, { timeout: 60_000 });
    await expect(page.getByText(/^[0-9a-f]{64}$/)).toHaveText(here.value.traceHash);
    expect(await seriousFaults(page)).toEqual([]);
  });
});
