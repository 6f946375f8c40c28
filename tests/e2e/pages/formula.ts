import type { Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** The formula of the attribute that is open. */
export function formula(page: Page, t: Translate) {
  const section = page.getByRole('region', { name: t('formula'), exact: true });
  const field = section.getByRole('combobox', { name: t('formula'), exact: true });
  const sample = page.getByRole('region', { name: t('preview'), exact: true });
  return {
    field,
    /** What is wrong, or what it gives. */
    says: section.getByRole('status'),
    sample,
    /** Instead of what is there; the caret is at its end. */
    write: (text: string) => field.fill(text),
    /** Takes what the list of names offers first. */
    async complete() {
      await section.getByRole('option').first().waitFor();
      await field.press('Enter');
    },
    tryIt: () => sample.getByRole('button', { name: t('preview.try') }).click(),
  };
}
