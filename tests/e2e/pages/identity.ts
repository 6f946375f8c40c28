import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** The rules of identity and what they come to on the samples. */
export function identity(page: Page, t: Translate) {
  const inspector = page.getByRole('complementary');
  const main = page.getByRole('main');
  const card = (title: string) => main.getByRole('region', { name: t(title) });
  return {
    inspector,
    /** Of the customer record. */
    async show(view: 'mapping' | 'identity' | 'dry-run') {
      await main.getByRole('radio', { name: t(`record.view.${view}`) }).press('Space');
    },
    /** Names of the identifiers, as they are heard. */
    rules: main.locator('tbody th[scope=row] button'),
    rule: (name: string) => main.getByRole('button', { name, exact: true }),
    /** "940 accounts → 610 people". */
    figure: (side: 'before' | 'after') =>
      card('identity.before-after')
        .getByText(t(`identity.${side}`), { exact: true })
        .locator('xpath=following-sibling::strong'),
    outdated: main.getByText(t('identity.outdated'), { exact: true }),
    clusters: card('identity.largest').getByRole('listitem'),
    reviews: card('identity.figure.reviews').getByRole('listitem'),
    frequent: card('identity.frequent').getByRole('listitem'),
    block: (within: ReturnType<Page['locator']>) => within.getByRole('button', { name: t('identity.block-this') }),
    async tryOnSamples() {
      await page
        .getByRole('button', { name: t('identity.try'), exact: true })
        .last()
        .click();
      await expect(card('identity.before-after')).toBeVisible();
    },
    tryAgain: () =>
      page
        .getByRole('button', { name: t('identity.try-again'), exact: true })
        .first()
        .click(),
    async showValues() {
      // The knob lies over the switch.
      await main.getByRole('switch', { name: t('identity.show-values') }).press('Space');
      await expect(main.getByText(t('identity.values-shown'))).toBeVisible();
    },
    keep: page.getByRole('button', { name: t('identity.keep'), exact: true }),
    kept: page.getByRole('button', { name: t('identity.kept'), exact: true }),
  };
}
