import { expect, test } from './app';
import { seriousFaults } from './axe';
import { vendorChoice } from './engagements';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const engagement = vendorChoice();
const [mailwind, postwing] = engagement.checklist.vendors;
if (!mailwind || !postwing) throw new Error('two vendors are needed');

for (const language of ['en', 'he'] as const)
  test(`cost, profile and trial lead from the plan to a choice, in ${language}`, async ({ app }) => {
    app.prefer({ language });
    app.bring(engagement);
    const page = await app.start();
    const t = wordsIn(language);
    const saved = () => savedEngagement(app.home, engagement.id).checklist;
    const view = (name: 'cost' | 'profile' | 'trial') =>
      page
        .getByRole('radiogroup', { name: t('gap.view') })
        .locator('label')
        .filter({ hasText: t(`gap.${name}.view`) });
    const money = new Intl.NumberFormat(language === 'he' ? 'he-IL' : 'en-GB', { style: 'currency', currency: 'ILS', maximumFractionDigits: 0 });
    await home(page, t).isShown();
    await page.getByRole('main').getByText(engagement.name).first().click();
    await page
      .getByRole('link', { name: t('station.gap') })
      .first()
      .click();

    await test.step('a sum opens what it was reckoned from', async () => {
      await view('cost').click();
      // 4,000 a month, ten percent off, 36 months.
      const amount = money.format(129_600);
      await page.getByRole('button', { name: t('gap.cost.inputs-of', { what: t('gap.cost.part.licence'), vendor: 'Mailwind', amount }) }).click();
      const inputs = page.getByRole('dialog');
      await expect(inputs.getByRole('cell', { name: money.format(3_600) }).first()).toBeVisible();
      await expect(inputs.getByText(t('gap.cost.with-discount', { share: '10%' }))).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(inputs).toBeHidden();
      expect(await seriousFaults(page)).toEqual([]);
    });

    await test.step('what the cheaper offer lacks stands beside the dearer one', async () => {
      await expect(page.getByText(t('gap.cost.makes-up', { vendor: 'Postwing' }))).toBeVisible();
      // 6,000 once and 2,900 a month for three years.
      await expect(page.getByRole('listitem').filter({ hasText: money.format(110_400) })).toBeVisible();
    });

    await test.step('a price that is entered takes its gap off the list', async () => {
      const gap = t('gap.cost.gap.no-message-price', { channel: t('channel.sms') });
      const before = await page.getByRole('button', { name: gap }).count();
      await page.getByRole('button', { name: t('gap.cost.edit-offer', { vendor: 'Postwing' }) }).click();
      const offer = page.getByRole('complementary');
      await offer
        .getByRole('group', { name: t('channel.sms') })
        .getByLabel(t('channel.sms'), { exact: true })
        .fill('0.2');
      await expect.poll(() => saved().vendors.find(({ id }) => id === postwing.id)?.costs?.messages).toEqual({ sms: { price: 0.2 } });
      await expect(page.getByRole('button', { name: gap })).toHaveCount(before - 1);
      await offer.getByLabel(t('gap.cost.new-add-on')).fill('Sandbox');
      await page.keyboard.press('Enter');
      await offer.getByRole('group', { name: 'Sandbox' }).getByLabel(t('gap.cost.once')).fill('900');
      await expect.poll(() => saved().vendors.find(({ id }) => id === postwing.id)?.costs?.addOns).toMatchObject([{ name: 'Sandbox', once: 900 }]);
      expect(await seriousFaults(page)).toEqual([]);
      await offer.getByRole('button', { name: t('common.close') }).click();
    });

    await test.step('the profile shows whom one chooses, and leads to the answers', async () => {
      await view('profile').click();
      const chart = page.getByRole('img', { name: /Mailwind/ });
      await expect(chart).toBeVisible();
      await page
        .getByRole('group', { name: t('gap.profile.choose') })
        .getByRole('button', { name: 'Mailwind' })
        .click();
      await expect(chart).toBeHidden();
      await expect(page.getByRole('columnheader', { name: 'Postwing' })).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
      await page
        .getByRole('button', { name: /Postwing.*100/ })
        .first()
        .click();
      await expect(page).toHaveURL(/view=answers.*vendor=/);
    });

    await test.step('a trial is written from the plan and tried by hand', async () => {
      await view('trial').click();
      const suggested = page.getByRole('button', {
        name: t('gap.trial.add-suggested', { task: '' })
          .replace(/[\u2066-\u2069]/g, '')
          .trim(),
      });
      await expect(suggested.first()).toBeVisible();
      const many = await suggested.count();
      expect(many).toBeGreaterThan(4);
      await suggested.first().click();
      await expect(suggested).toHaveCount(many - 1);
      await page.getByLabel(t('gap.trial.new-task')).fill('Find the price of a coffee');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: t('gap.trial.up', { n: 2 }) }).click();
      await expect.poll(() => saved().trialTasks.map(({ task }) => task)).toEqual(['Find the price of a coffee', expect.stringMatching(/.{10}/)]);
      expect(await seriousFaults(page)).toEqual([]);

      await page
        .getByRole('group', { name: t('gap.trial.what') })
        .getByRole('button', { name: 'Mailwind' })
        .click();
      await page.getByLabel(t('gap.trial.who'), { exact: true }).fill('נועה');
      const watch = page.getByRole('button', { name: t('gap.trial.watch-of', { n: 1 }) });
      await watch.click();
      await watch.click();
      await page
        .getByRole('group', { name: t('gap.trial.outcome-of', { n: 1 }) })
        .getByRole('button', { name: t('gap.trial.outcome.alone') })
        .click();
      await page
        .getByRole('group', { name: t('gap.trial.ease-of', { n: 1 }) })
        .getByRole('button', { name: t('gap.trial.ease.easy') })
        .click();
      await page.getByLabel(t('gap.trial.note-of', { n: 1 })).fill('Two menus deep');
      await expect
        .poll(() => saved().trialResults)
        .toEqual([{ vendor: mailwind.id, task: saved().trialTasks[0]?.id, outcome: 'alone', minutes: 0.1, ease: 4, by: 'נועה', note: 'Two menus deep' }]);
      await expect(page.getByText(t('gap.trial.tried', { n: 1, m: 2 }))).toBeVisible();
      expect(await seriousFaults(page)).toEqual([]);
    });
  });
