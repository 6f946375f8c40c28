import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** What the executor did, as a consultant sees it. */
export function executor(page: Page, t: Translate) {
  const outbox = page.getByRole('region', { name: t('executor.outbox') });
  return {
    outbox,
    identity: page.getByRole('region', { name: t('executor.identity') }),
    /** Ready afterwards, however it was before. */
    async startIfStopped() {
      const identity = page.getByRole('region', { name: t('executor.identity') });
      // One that is starting by itself has a button that can't be pressed, and soon none.
      const start = page.getByRole('button', { name: t('executor.start'), exact: true, disabled: false }).first();
      await expect(identity.or(start).first()).toBeVisible();
      // It may just have begun to start by itself, and the button be gone: what counts is that it runs.
      if (await start.isVisible()) await start.click({ timeout: 3000 }).catch(() => {});
      await expect(identity).toBeVisible();
    },
    /** The second executor, with a clock that can be moved; ready afterwards. */
    async startSandbox() {
      await page.getByText(t('executor.which-sandbox'), { exact: true }).first().click();
      await page.getByRole('button', { name: t('executor.start-sandbox') }).click();
      await expect(page.getByRole('region', { name: t('clock.banner') })).toBeVisible();
    },
    customer: page.getByRole('complementary'),
    deployments: page.getByRole('region', { name: t('executor.deployments') }),
    backups: page.getByRole('region', { name: t('backups.title') }),
    /** Says that the store was put back. */
    restored: page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: t('backups.restored-text') }),
    tasks: {
      region: page.getByRole('region', { name: t('tasks.title') }),
      rows: page.getByRole('region', { name: t('tasks.title') }).getByRole('listitem'),
      async open() {
        await page.getByRole('radio', { name: t('executor.view.tasks') }).press('Space');
        await expect(page.getByRole('region', { name: t('tasks.title') })).toBeVisible();
      },
    },
    /** By the beginning of an address or number. */
    async showCustomer(identifier: string) {
      await page
        .getByRole('combobox', { name: t('executor.find-customer') })
        .or(page.getByRole('textbox', { name: t('executor.find-customer') }))
        .fill(identifier);
      await page.getByRole('option').first().click();
    },
    openNewestMessage: () => outbox.getByRole('listitem').first().getByRole('button').click(),
  };
}
