/** The vendor questionnaire, as the file that leaves and comes back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { expect } from '../app';
import type { wordsIn } from '../words';

/** What is written where: a hidden id's column and value, the column by its hidden key. */
export type Filled = { mark: 'pointId' | 'priceId' | 'factId'; id: string; key: string; value: string | number };

export async function openBook(path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(readFileSync(path)).buffer);
  return book;
}

/** Writes into the cell of a row that is known by its hidden id; the hidden row of keys tells the columns. */
export function fill(book: ExcelJS.Workbook, { mark, id, key, value }: Filled): void {
  for (const sheet of book.worksheets.filter(({ name }) => !name.startsWith('_')))
    for (let at = 1; at < 8; at++) {
      const keys = (sheet.getRow(at).values as unknown[]).map(String);
      if (!keys.includes(mark)) continue;
      for (let row = at + 2; row <= sheet.rowCount; row++)
        if (sheet.getCell(row, keys.indexOf(mark)).value === id) {
          const cell = sheet.getCell(row, keys.indexOf(key));
          // Excel would not let anybody write elsewhere.
          expect(cell.protection?.locked).toBe(false);
          cell.value = value;
          return;
        }
    }
  throw new Error(`nowhere to write ${key} of ${id}`);
}

export function questionnaire(page: Page, t: ReturnType<typeof wordsIn>) {
  const drawer = page.getByRole('dialog', { name: t('questionnaire-review.button') });
  const open = () => page.getByRole('button', { name: t('questionnaire-review.button') }).click();
  return {
    drawer,
    /** The file for one vendor, no other ticked. */
    async save(app: { download(page: Page, act: () => Promise<void>): Promise<{ name: string; path: string }> }, vendor: string) {
      await open();
      await expect(drawer.getByRole('checkbox', { name: vendor })).toBeVisible();
      for (const other of await drawer.getByRole('group').getByRole('checkbox').all()) await other.uncheck();
      await drawer.getByRole('checkbox', { name: vendor }).check();
      return app.download(page, () => drawer.getByRole('button', { name: t('questionnaire-review.save', { count: 1 }) }).click());
    },
    /** Brings a filled book back; its changes are shown and not yet taken. */
    async receive(folder: string, book: ExcelJS.Workbook) {
      const filled = join(folder, 'filled.xlsx');
      writeFileSync(filled, Buffer.from(await book.xlsx.writeBuffer()));
      await open();
      await drawer.getByText(t('questionnaire-review.receive'), { exact: true }).click();
      const chooser = page.waitForEvent('filechooser');
      await drawer.getByTestId('questionnaire-drop').click();
      await (await chooser).setFiles(filled);
    },
    async accept() {
      await drawer.getByTestId('accept-questionnaire').click();
      await expect(drawer).toBeHidden();
    },
  };
}
