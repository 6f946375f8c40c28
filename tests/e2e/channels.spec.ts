/**
 * Messages leave, and everybody sees that they may: a channel is set up and opened for a trial, a journey sends by it to a mail server of this
 * machine, and what did not arrive, or nobody knows of, is decided on.
 */
import { textIn } from '../../shared/text';
import { startMailServer } from '../stand-ins/mail-server';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { emailOf, journeyId, journeyName, sendingEngagement, startCheckouts, subject } from './checkout-journey';
import { channelsPage } from './pages/channels';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { executorOf, unwrap } from './sandbox';
import { wordsIn } from './words';

for (const language of ['en', 'he'] as const)
  test(`e-mail is opened for a trial, and what becomes of each message is seen and decided on, in ${language}`, async ({ app }) => {
    test.slow();
    const server = await startMailServer();
    const t = wordsIn(language);
    // The tests' own scripts, in the frame that shows a mail: nothing runs there.
    app.allowErrors(/Blocked script execution in 'about:srcdoc'/);
    app.prefer({ language });
    const path = app.bring(sendingEngagement());
    const page = await app.start();
    await home(page, t).isShown();
    const origin = new URL(page.url()).origin;
    const go = (to: string) => page.goto(`${origin}${path}/${to}`);
    await go('executor');
    await frame(page, t).isShown();
    const work = executor(page, t);
    await work.startIfStopped();
    const channels = channelsPage(page, t);
    const api = () => executorOf(app.home);
    // Hiding the caret would write a style into the frame of the mail.
    const shot = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`), caret: 'initial' });

    await test.step('nothing leaves, and opening is refused in words that lead to what is missing', async () => {
      await expect(channels.statusLine).toContainText(t('frame.nothing-leaves'));
      await channels.open('email');
      await expect(channels.heading('email')).toBeVisible();
      await channels.choose('trial');
      await expect(channels.dialog).toContainText(t('problem.trial-list-empty'));
      expect(await seriousFaults(page)).toEqual([]);
      await channels.dialog.getByRole('button', { name: t('channels.lead.allowed') }).click();
      await expect(channels.dialog).toBeHidden();
    });

    await test.step('what is wrong stands at its line; a password is kept and not shown again; the server is asked', async () => {
      const { field } = channels;
      await field('host').fill('127.0.0.1');
      await field('from.name').fill('Garden');
      await field('from.address').fill('nobody');
      await field('port').fill('70000');
      await channels.save.click();
      await expect(channels.settings).toContainText(t('channels.faults', { count: 2 }));
      await expect(channels.settings).toContainText(t('problem.invalid-value', { message: t('fault.form') }));
      expect(await seriousFaults(page)).toEqual([]);
      await field('from.address').fill('hello@shop.example');
      await field('port').fill(String(server.port));
      await channels.settings.getByRole('combobox', { name: t('channel-field.security') }).click();
      await page.getByRole('option', { name: t('channel-choice.none') }).click();
      await channels.save.click();
      await channels.check.click();
      await expect(channels.settings.getByRole('status')).toContainText(t('channels.check-well'));

      await page.getByLabel(t('secret.password'), { exact: true }).fill('correct horse');
      await channels.secrets.getByRole('button', { name: t('channels.secret-keep') }).click();
      await expect(channels.secrets).toContainText(t('channels.secret-known'));
      expect(await page.content()).not.toContain('correct horse');
      await channels.secrets.getByRole('button', { name: t('channels.secret-forget-one', { name: t('secret.password') }) }).click();
      await expect(channels.secrets.getByText(t('channels.secret-known'))).toBeHidden();
    });

    await test.step('the trial list takes what is pasted, and says what is none of it', async () => {
      await channels.addAllowed(`${emailOf(1)}; ${emailOf(3)}, ${emailOf(4)}; nowhere@`);
      await expect(channels.allowed).toContainText(t('problem.recipient-form', { recipient: 'nowhere@' }));
      await expect(channels.allowed.getByRole('listitem')).toHaveCount(3);
    });

    await test.step('opened with a summary of what leaves to whom, and named on every page from then on', async () => {
      await channels.choose('trial');
      await expect(channels.dialog).toContainText(t('channels.will.trial', { count: 3 }));
      await expect(channels.dialog).toContainText(t('channels.will.not-before'));
      await shot('open');
      await channels.confirm('trial', 'email');
      await expect(channels.statusLine).toContainText(channels.openWords('email', 'trial'));
      await expect(page.getByRole('main')).toContainText(channels.openWords('email', 'trial'));
      await shot('channels');
      await go('questions');
      await expect(channels.statusLine).toContainText(channels.openWords('email', 'trial'));
    });

    await test.step('a journey runs from the canvas: the mail arrives with whom the list names, and with nobody else', async () => {
      await go(`journeys/${journeyId}`);
      await journeys(page, t).deploy(textIn(journeyName, language));
      await startCheckouts(api(), [1, 2], Date.now());
      await expect.poll(() => server.taken.map(({ to }) => to)).toEqual([emailOf(1)]);
      await go('executor?view=outbox');
      await expect(work.outbox.getByRole('listitem')).toHaveCount(2);
      await expect(work.outbox.getByText(t('delivery.sent'), { exact: true })).toBeVisible();
      await expect(work.outbox.getByText(t('delivery.stopped'), { exact: true })).toBeVisible();
      await expect(work.outbox).toContainText(t('reason.not-on-trial-list', { channel: t('channel.email') }));
      await work.openNewestMessage();
      await work.outbox.getByText(t('executor.preview.mail'), { exact: true }).click();
      await expect(work.outbox.frameLocator('iframe').getByText(subject[language]).or(work.outbox.frameLocator('iframe').locator('body'))).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
      await shot('outbox');
    });

    await test.step('one that was refused is tried again; one that nobody knows of is known to have arrived', async () => {
      server.next({ do: 'refuse' });
      await startCheckouts(api(), [3], Date.now());
      await expect.poll(async () => unwrap(await api().deliveries({ state: 'failed' })).length).toBe(1);
      server.next({ do: 'drop', taken: true });
      await startCheckouts(api(), [4], Date.now());
      await expect.poll(async () => unwrap(await api().deliveries({ state: 'unknown' })).length).toBe(1);

      await channels.showView('dead-letters');
      const { dead } = channels;
      await expect(dead).toContainText(t('executor.dead.about.unknown'));
      await dead.getByRole('listitem').first().getByRole('button').first().click();
      await expect(dead).toContainText(t('reason.reply-lost'));
      await shot('unknown');
      expect(await seriousFaults(page)).toEqual([]);
      await dead
        .getByRole('listitem')
        .getByRole('button', { name: t('executor.dead.one.it-arrived') })
        .click();
      await expect(dead.getByRole('listitem').filter({ hasText: t('reason.reply-lost') })).toHaveCount(0);

      await channels.showDead('failed');
      await expect(dead).toContainText(t('reason.recipient-unknown'));
      await dead.getByRole('button', { name: t('executor.dead.all.try-again', { count: 1, channel: t('channel.email') }) }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('executor.dead.confirm-button.try-again', { count: 1 }) })
        .click();
      await expect.poll(() => server.taken.map(({ to }) => to)).toEqual([emailOf(1), emailOf(4), emailOf(3)]);
      await expect.poll(async () => unwrap(await api().deliveries({ state: 'sent' })).length).toBe(3);
    });

    await test.step('to everybody only with a way to be taken off, and by typing it', async () => {
      await channels.open('email');
      await channels.choose('live');
      await expect(channels.dialog).toContainText(t('problem.channel-needs-unsubscribe'));
      await channels.dialog.getByRole('button', { name: t('channels.lead.public') }).click();
      await page.getByLabel(t('channels.public-mailto')).fill('off@shop.example');
      await channels.save.click();
      await expect.poll(async () => unwrap(await api().publicSettings({})).mailto).toBe('off@shop.example');
      await channels.show('email');
      await channels.choose('live');
      await expect(channels.dialog).toContainText(t('channels.will.live'));
      await expect(channels.confirmButton('live', 'email')).toBeDisabled();
      await channels.dialog.getByLabel(t('channels.type-to-confirm', { channel: t('channel.email') })).fill(t('channel.email'));
      await shot('live');
      expect(await seriousFaults(page)).toEqual([]);
      await channels.confirm('live', 'email');
      await expect(channels.statusLine).toContainText(channels.openWords('email', 'live'));
    });

    await test.step('from the sandbox it is still said, and there nothing can be opened', async () => {
      await page.getByText(t('executor.which-sandbox'), { exact: true }).first().click();
      await page.getByRole('button', { name: t('executor.start-sandbox') }).click();
      await channels.open('email');
      await expect(page.getByText(t('problem.sandbox-stays-inside'))).toBeVisible();
      await expect(channels.mode('email').getByRole('radio', { name: t('channel-mode.live') })).toBeDisabled();
      await expect(channels.statusLine).toContainText(channels.openWords('email', 'live'));
      await shot('sandbox');
      await page.getByText(t('executor.which-live'), { exact: true }).first().click();
    });

    await test.step('closed again, and every switch is on record', async () => {
      await channels.open('email');
      await channels.choose('off');
      await channels.confirm('off', 'email');
      await expect(channels.statusLine).toContainText(t('frame.nothing-leaves'));
      await channels.showPlace(t('channels.log'));
      await expect(
        page
          .getByRole('main')
          .getByRole('listitem')
          .filter({ has: page.getByRole('time') }),
      ).toHaveCount(3);
      expect(await seriousFaults(page)).toEqual([]);
      await shot('log');
    });
    await server.close();
  });
