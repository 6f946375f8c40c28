import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** Segments that the executor watches. */
export function audiences(page: Page, t: Translate) {
  const region = page.getByRole('region', { name: t('audiences.title') });
  const members = region.getByRole('list', { name: t('audiences.members') });
  return {
    region,
    members,
    moves: region.getByRole('list', { name: t('audiences.tab.moves') }),
    async open() {
      await page.getByRole('radio', { name: t('executor.view.audiences') }).press('Space');
      await expect(region).toBeVisible();
    },
    /** The line of a segment: its numbers are in its name. */
    line: (name: string) => region.getByRole('button', { name }).first(),
    async watch(name: string) {
      await region.getByRole('combobox', { name: t('audiences.watch') }).click();
      await page.getByRole('option', { name }).click();
    },
    async tab(name: 'members' | 'moves' | 'journeys' | 'days') {
      await region.getByRole('radio', { name: t(`audiences.tab.${name}`) }).press('Space');
    },
    find: (text: string) => region.getByRole('textbox', { name: t('audiences.find') }).fill(text),
  };
}
