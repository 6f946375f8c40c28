import type { Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** What the executor did, as a consultant sees it. */
export function executor(page: Page, t: Translate) {
  const outbox = page.getByRole('region', { name: t('executor.outbox') });
  return {
    outbox,
    openNewestMessage: () => outbox.getByRole('listitem').first().getByRole('button').click(),
  };
}
