import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';
import { frame } from './frame';

type NewEngagement = { client: string; country: string; documents: string; customers: readonly string[] };

/** The list of engagements. */
export function home(page: Page, t: Translate) {
  const cards = page.getByRole('main').getByRole('listitem');
  const card = (name: string) => cards.filter({ has: page.getByText(name, { exact: true }) });
  const more = async (name: string, action: string) => {
    await page.getByRole('button', { name: t('home.more', { name }) }).click();
    await page.getByRole('menuitem', { name: t(action) }).click();
  };
  return {
    cards,
    card,
    problem: page.getByRole('alert'),
    async isShown() {
      await expect(page.getByRole('heading', { level: 1, name: t('home.title') })).toBeVisible();
    },
    /** Ends on the engagement's first page. */
    async create({ client, country, documents, customers }: NewEngagement) {
      await page.getByRole('button', { name: t('home.new-engagement') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: t('home.client-name') }).fill(client);
      await dialog.getByRole('combobox', { name: t('home.country') }).click();
      await page.getByRole('option', { name: country, exact: true }).click();
      await dialog.getByRole('combobox', { name: t('home.document-language') }).click();
      await page.getByRole('option', { name: documents, exact: true }).click();
      // Its pills lie over the input, so that a pointer can't reach it.
      const spoken = dialog.getByRole('combobox', { name: t('home.customer-languages') });
      await spoken.press('ArrowDown');
      for (const option of await page.getByRole('option').all()) {
        const wanted = customers.includes((await option.textContent())?.trim() ?? '');
        if (wanted !== ((await option.getAttribute('aria-selected')) === 'true')) await option.click();
      }
      await spoken.press('Tab');
      await dialog.getByRole('button', { name: t('home.create') }).click();
      await frame(page, t).isShown();
    },
    async open(name: string) {
      await card(name).getByRole('button').first().click();
      await frame(page, t).isShown();
    },
    /** Gives the file to the button as a person does; what comes of it is the caller's. */
    async openFile(path: string) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: t('home.open-file') }).click()]);
      await chooser.setFiles(path);
    },
    async rename(from: string, to: string) {
      await more(from, 'home.rename');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(t('home.name')).fill(to);
      await dialog.getByRole('button', { name: t('home.rename') }).click();
    },
    duplicate: (name: string) => more(name, 'home.duplicate'),
    saveAs: (name: string) => more(name, 'home.save-as'),
    remove: (name: string) => more(name, 'home.remove'),
    undo: () => page.getByRole('button', { name: t('frame.undo'), exact: true }).click(),
  };
}
