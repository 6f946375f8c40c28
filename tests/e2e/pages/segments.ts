import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** Who is meant, and how many they are. */
export function segments(page: Page, t: Translate) {
  const inspector = page.getByRole('complementary');
  return {
    inspector,
    size: inspector.getByRole('region', { name: t('segments.size') }),
    async add(name: string) {
      await page.getByRole('button', { name: t('segments.add'), exact: true }).click();
      const field = inspector.getByLabel(t('segments.name'), { exact: true });
      await field.fill(name);
      await field.blur();
    },
    /** The attribute that the first line of the condition asks about. */
    async askAbout(attribute: string) {
      const picker = inspector.getByRole('combobox', { name: t('condition-editor.attribute') }).first();
      if (!(await picker.isVisible())) await inspector.getByRole('button', { name: t('condition-editor.edit') }).click();
      await picker.click();
      await picker.fill(attribute);
      await page.getByRole('option', { name: attribute, exact: true }).click();
    },
    open: (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click(),
    /** The segment that is open, as a query. */
    async openSql() {
      await inspector.getByRole('button', { name: t('segments.sql') }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      return {
        dialog,
        text: dialog.getByRole('region', { name: 'SQL' }),
        async copy() {
          await dialog.getByRole('button', { name: t('segments.sql.copy'), exact: true }).click();
          await expect(dialog.getByRole('button', { name: t('segments.sql.copied') })).toBeVisible();
        },
        async close() {
          await dialog.getByRole('button', { name: t('common.close') }).click();
          await expect(dialog).toBeHidden();
        },
      };
    },
    /** Counted on the sample rows, once nothing is being counted any more. */
    async isCounted(people: number) {
      await expect(this.size).toContainText(t('segments.size.people', { count: people }), { timeout: 60_000 });
    },
  };
}
