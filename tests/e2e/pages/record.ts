import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** Attributes against systems. */
export function record(page: Page, t: Translate) {
  const inspector = page.getByRole('complementary');
  return {
    inspector,
    row: (attribute: string) => page.getByRole('row').filter({ has: page.getByText(attribute, { exact: true }) }),
    /** Takes every suggestion the app is sure of. */
    async acceptSure() {
      const button = page.getByRole('button', { name: /^Accept|^קבלת|^پذیرش/ }).first();
      await button.click();
      await expect(button).toBeDisabled();
    },
    async open(attribute: string) {
      await page.getByRole('textbox', { name: t('record.filter') }).fill(attribute);
      await this.row(attribute).getByRole('rowheader').getByRole('button').click();
      await expect(inspector).toContainText(attribute);
    },
    /** Of the attribute that is open. */
    async mapByHand(field: string) {
      const picker = inspector.getByRole('combobox', { name: t('record.add-field') });
      await picker.click();
      await picker.fill(field);
      await page.getByRole('option', { name: field }).first().click();
      // In the order of trust: the reasons of a suggestion may name the field as well.
      const mapped = inspector.getByRole('listitem').filter({ has: page.getByRole('button', { name: t('record.unmap') }) });
      await expect(mapped.filter({ hasText: field }).first()).toBeVisible();
    },
  };
}
