import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** What stands around every page of an engagement. */
export function frame(page: Page, t: Translate) {
  const bar = page.getByRole('banner');
  const rail = page.getByRole('navigation', { name: t('frame.rail') });
  const press = (key: 'frame.undo' | 'frame.redo') => bar.getByRole('button', { name: new RegExp(`^${t(key)}`) });
  return {
    rail,
    bar,
    banner: page.getByRole('status').filter({ has: page.getByRole('button') }),
    takeOver: () => page.getByRole('button', { name: t('frame.take-over') }).click(),
    async isShown() {
      await expect(rail).toBeVisible();
    },
    async goTo(station: 'sources' | 'record' | 'journeys' | 'segments' | 'executor') {
      await rail.getByRole('link', { name: t(`station.${station}`) }).click();
      await expect(page.getByRole('heading', { level: 1, name: t(`station.${station}`) })).toBeVisible();
    },
    /** The engagement this window has open. */
    id: () => new URL(page.url()).pathname.split('/')[2] ?? '',
    undo: () => press('frame.undo').click(),
    redo: () => press('frame.redo').click(),
    async toEngagements() {
      await rail.getByRole('link', { name: t('frame.to-engagements') }).click();
      await expect(page.getByRole('heading', { level: 1, name: t('home.title') })).toBeVisible();
    },
    async speak(language: 'English' | 'עברית' | 'فارسی') {
      await page.getByRole('button', { name: t('frame.language') }).click();
      await page.getByRole('menuitem', { name: language }).click();
    },
  };
}
