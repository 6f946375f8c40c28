/** Who writes to customers, and how advertisements are marked: said once in the settings, seen where a message is written. */
import type { Engagement } from '../../shared/engagement/schema';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { mainScreens, show } from './screens';
import { wordsIn } from './words';

const { sender: _, ...worked } = workedEngagement();
const engagement: Engagement = { ...worked, languages: { document: 'he', customers: ['he', 'en'] } };
const screens = mainScreens(engagement);
const sends = engagement.journeys.flatMap(({ id, nodes }) =>
  nodes.flatMap((node) => (node.kind === 'send' && node.class === 'marketing' ? [{ journey: id, node: node.id, message: node.message }] : [])),
);
const sendBy = (channel: string) => sends.find(({ message }) => engagement.messages.find(({ id }) => id === message)?.channel === channel);

for (const [language, scheme] of [
  ['he', 'light'],
  ['en', 'dark'],
] as const)
  test(`the sender is said in the settings, and seen in the mail and the SMS, in ${language}`, async ({ app }, info) => {
    test.slow();
    app.prefer({ language, scheme });
    app.bring(engagement);
    const page = await app.start();
    const t = wordsIn(language);
    await home(page, t).isShown();
    await page.getByText(engagement.name, { exact: true }).first().click();
    await frame(page, t).isShown();
    const settings = screens.find(({ name }) => name === 'settings');
    if (!settings) throw new Error('no settings');
    await show(page, settings, t);

    const inHebrew = (part: string) =>
      page.getByLabel(t('diff.in-language', { setting: t(`settings.sender-${part}`), language: t('language.he') }), { exact: true });
    await inHebrew('name').fill('כרמלון לבית ולגן בע״מ');
    await inHebrew('address').fill('רחוב הנמל 12, חיפה 3303112');
    await page.getByLabel(t('settings.sender-contact'), { exact: true }).fill('+972-4-555-0100');
    await page.getByLabel(t('settings.sender-contact'), { exact: true }).press('Enter');
    await expect(inHebrew('mark')).toHaveValue('פרסומת');
    expect(await seriousFaults(page)).toEqual([]);
    await inHebrew('name').scrollIntoViewIfNeeded();
    await info.attach('settings', { body: await page.screenshot(), contentType: 'image/png' });

    for (const channel of ['email', 'sms'] as const) {
      const place = sendBy(channel);
      if (!place) throw new Error(`no advertisement by ${channel}`);
      await show(page, { name: channel, path: `/e/${engagement.id}/journeys/${place.journey}/${place.node}`, shows: 'aside textarea' }, t);
      const aside = page.locator('aside');
      await aside.getByText('עב', { exact: false }).first().click();
      await aside.getByRole('button', { name: t('canvas.as-sent') }).click();
      if (channel === 'email') {
        await expect(aside.getByText(/^פרסומת: /)).toBeVisible();
        const foot = page.frameLocator('aside iframe').locator('.fine');
        await expect(foot).toContainText('כרמלון לבית ולגן בע״מ');
        await expect(foot).toContainText('רחוב הנמל 12, חיפה 3303112');
        await expect(foot).toContainText('+972-4-555-0100');
      } else {
        await expect(aside.locator('p[lang=he]').filter({ hasText: /^פרסומת: / })).toBeVisible();
        await expect(aside.getByText('SMS').first()).toBeVisible();
      }
      // English has no mark yet, and the law asks for one in every language that goes to Israel.
      await expect(page.getByText(t('problem.advertising-not-marked-in-en', { count: 6 }))).toBeVisible();
      await expect(page.getByText(t('problem.sender-unsaid', { count: 6 }))).toHaveCount(0);
      expect(await seriousFaults(page)).toEqual([]);
      await aside.getByRole('button', { name: t('canvas.as-sent') }).scrollIntoViewIfNeeded();
      await info.attach(channel, { body: await page.screenshot(), contentType: 'image/png' });
    }
  });
