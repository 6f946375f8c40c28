/** A mailbox to read is set up where e-mail is: refused at its lines, checked against a real server, read, and what it told is shown. */
import * as corpus from '../../executor/channels/mailbox/corpus.fixture';
import { startMailServer } from '../stand-ins/mail-server';
import { hasImapServer, mailboxAccount, startMailbox } from '../stand-ins/mailbox';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { engagementWithJourney } from './checkout-journey';
import { channelsPage } from './pages/channels';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { executorOf, unwrap } from './sandbox';
import { wordsIn } from './words';

for (const [language, scheme] of [
  ['en', 'light'],
  ['he', 'dark'],
] as const)
  test(`a mailbox is set up, checked and read, in ${language}`, async ({ app }) => {
    test.skip(!hasImapServer, 'Dovecot is not installed');
    test.slow();
    const [server, box] = [await startMailServer(), await startMailbox()];
    const t = wordsIn(language);
    app.prefer({ language, scheme });
    const path = app.bring(engagementWithJourney());
    const page = await app.start();
    await home(page, t).isShown();
    await page.goto(`${new URL(page.url()).origin}${path}/executor`);
    await frame(page, t).isShown();
    await executor(page, t).startIfStopped();
    const api = executorOf(app.home);
    unwrap(await api.setChannel({ channel: 'email', body: { settings: server.settings() } }));
    await channelsPage(page, t).open('email');
    const card = page.locator('#channel-mailbox');
    const field = (name: string) => card.getByLabel(name, { exact: true });
    const { port } = box.settings();

    await card.getByRole('button', { name: t('mailbox.set-up') }).click();
    await field(t('mailbox.host')).fill('127.0.0.1');
    await field(t('channel-field.port')).fill('70000');
    await card.getByRole('button', { name: t('mailbox.save') }).click();
    await expect(card.getByRole('alert')).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await field(t('channel-field.port')).fill(String(port));
    await field(t('mailbox.address')).fill('bounces@shop.example');
    await field(t('channel-field.user')).fill(mailboxAccount.user);
    await card.getByRole('combobox', { name: t('channel-field.security') }).click();
    await page.getByRole('option', { name: t('mailbox.security.none') }).click();
    await card.getByRole('button', { name: t('mailbox.save') }).click();
    await expect(card).toContainText(t('mailbox.password-missing'));

    box.put(corpus.reply({ token: 'nobodys' }, 'Hello'));
    await page.getByLabel(t('secret.mailboxPassword'), { exact: true }).fill(mailboxAccount.password);
    await page
      .locator('#channel-secrets')
      .getByRole('button', { name: t('channels.secret-keep') })
      .last()
      .click();
    await card.getByRole('button', { name: t('channels.check') }).click();
    await expect(card).toContainText(t('mailbox.check-well'));
    await expect(card).toContainText(t('mailbox.told-nothing'));
    await expect(card).not.toContainText(t('mailbox.password-missing'));
    expect(await seriousFaults(page)).toEqual([]);
    await page.screenshot({ path: test.info().outputPath('mailbox.png'), fullPage: true });

    await card.getByRole('button', { name: t('mailbox.remove') }).click();
    await expect(card).toContainText(t('mailbox.about'));
    await box.close();
    await server.close();
  });
