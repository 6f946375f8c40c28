import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';
import { dropFiles } from '../drop-files';

/** Systems and their fields. */
export function sources(page: Page, t: Translate) {
  const grid = page.getByRole('grid');
  const review = page.getByRole('dialog', { name: t('import.title') });
  const column = (key: string) => page.getByRole('columnheader', { name: t(`sources.column.${key}`), exact: true });
  /** The cell of a field, in the column with this heading. */
  async function cell(field: string, key: string) {
    const index = await column(key).getAttribute('aria-colindex');
    const row = grid.getByRole('row').filter({ has: page.getByRole('gridcell', { name: field, exact: true }) });
    return row.locator(`[role=gridcell][aria-colindex="${index}"]`);
  }
  return {
    grid,
    review,
    cell,
    async addFromCatalogue(name: string) {
      await page.getByRole('button', { name: t('sources.add'), exact: true }).click();
      await page.getByRole('dialog').getByText(name, { exact: true }).click();
      await this.isOpen(name);
    },
    async addByHand(name: string) {
      await page.getByRole('button', { name: t('sources.add'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(t('sources.by-hand')).fill(name);
      await dialog.getByRole('button', { name: t('common.add'), exact: true }).click();
      await this.isOpen(name);
    },
    async select(name: string) {
      await page
        .getByRole('navigation', { name: t('sources.systems') })
        .getByText(name, { exact: true })
        .click();
      await this.isOpen(name);
    },
    async isOpen(name: string) {
      await expect(page.getByRole('navigation', { name: t('sources.systems') }).locator('[aria-current=true]')).toContainText(name);
    },
    async chooseFile(path: string | string[]) {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page
          .getByRole('button', { name: t('sources.import'), exact: true })
          .first()
          .click(),
      ]);
      await chooser.setFiles(path);
      await expect(review).toBeVisible();
    },
    async chooseFolder(path: string) {
      await page.getByRole('button', { name: t('import.more') }).click();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('menuitem', { name: t('import.choose-folder') }).click()]);
      await chooser.setFiles(path);
      await expect(review).toBeVisible();
    },
    async drop(...paths: string[]) {
      await dropFiles(page.getByRole('main'), paths);
      await expect(review).toBeVisible();
    },
    /** One of the four numbers at the head of the review. */
    figure: (label: 'objects' | 'fields' | 'rows' | 'ticked') =>
      review
        .locator('div', { hasText: t(`import.${label}`) })
        .filter({ has: page.locator('strong') })
        .last()
        .locator('strong'),
    async untick(field: string) {
      await review.getByRole('checkbox', { name: field, exact: true }).uncheck();
    },
    /** The files of a review of several. */
    files: () => review.getByRole('list', { name: /files/ }).getByRole('button'),
    async accept() {
      await this.acceptOne();
      await expect(review).toBeHidden();
    },
    /** The file that is shown; the next one follows. */
    async acceptOne() {
      await review.getByTestId('accept-import').click();
    },
    async closeReview() {
      await page.keyboard.press('Escape');
      await expect(review).toBeHidden();
    },
    async addField(name: string) {
      await page.getByRole('button', { name: t('sources.add-row'), exact: true }).click();
      await page.getByRole('menuitem').first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(t('sources.native-name')).fill(name);
      await dialog.getByRole('button', { name: t('common.add'), exact: true }).click();
    },
    /** Puts the cursor on a cell with the mouse; the rest is the keyboard's. */
    async goTo(field: string, key: string) {
      const target = await cell(field, key);
      await target.click();
      await expect(target).toHaveAttribute('aria-selected', 'true');
    },
    fieldMap: () => page.getByRole('button', { name: t('sources.field-map') }).click(),
  };
}
