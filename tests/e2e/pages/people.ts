import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** Who is whom: the rules, and what they come to on the sample rows. */
export function people(page: Page, t: Translate) {
  const inspector = page.getByRole('complementary');
  const card = (title: string) => page.getByRole('region', { name: title });
  return {
    inspector,
    frequent: card(t('identity.frequent')),
    /** Number of people after the rules. */
    async count(): Promise<number> {
      const figure = card(t('identity.before-after')).locator('strong').nth(1);
      await expect(figure).toBeVisible();
      return Number((await figure.textContent())?.replace(/\D/g, ''));
    },
    async open() {
      await page
        .getByRole('radiogroup', { name: t('record.view') })
        .locator('label', { hasText: t('record.view.dry-run') })
        .click();
    },
    async run() {
      await page.getByRole('button', { name: new RegExp(`^(${t('identity.try')}|${t('identity.try-again')})$`) }).click();
      await expect(page.getByRole('button', { name: t('identity.try-again') })).toBeEnabled({ timeout: 60_000 });
    },
    /** The person with the most records. */
    async openLargest() {
      await page
        .getByRole('button', { name: new RegExp(t('identity.suspicious')) })
        .first()
        .click();
      await expect(inspector).toBeVisible();
    },
    async showValues() {
      await this.frequent.getByRole('button', { name: t('identity.show-values') }).click();
    },
    async block(value: string) {
      const line = this.frequent.getByRole('listitem').filter({ hasText: value });
      await line.getByRole('button', { name: t('identity.block-this') }).click();
      await expect(line).toContainText(t('identity.is-blocked'));
    },
    keep: () => page.getByRole('button', { name: t('identity.keep'), exact: true }).click(),
  };
}
