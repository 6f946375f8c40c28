import { expect, type Page } from '@playwright/test';
import type { Translate } from '../../../shared/i18n/translator';

/** The journeys, and the one that is open. */
export function journeys(page: Page, t: Translate) {
  const canvas = page.getByTestId('journey-canvas');
  const inspector = page.getByRole('complementary');
  return {
    canvas,
    inspector,
    checks: page.getByRole('region', { name: t('canvas.checks') }),
    heading: page.getByRole('heading', { level: 1 }),
    node: (id: string) => canvas.locator(`.react-flow__node[data-id="${id}"]`),
    nodes: canvas.locator('.react-flow__node-journey'),
    edges: canvas.locator('.react-flow__edge'),
    async addFromTemplate(name: string) {
      await page
        .getByRole('button', { name: t('journeys.add'), exact: true })
        .first()
        .click();
      await page.getByRole('dialog').getByText(name, { exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    },
    async open(name: string) {
      await page.getByRole('main').getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    },
    async select(id: string) {
      await this.node(id).click();
      await expect(inspector).toContainText(id);
    },
    add: (kind: string) => page.getByRole('button', { name: t('canvas.add-kind', { kind: t(`node.kind.${kind}`) }) }),
    /** Of the message whose node is open. */
    async writeMessage(part: 'subject' | 'preheader' | 'body', words: string) {
      const input = inspector.getByLabel(t(`canvas.${part}`), { exact: true });
      await input.fill(words);
      await expect(input).toHaveValue(words);
    },
    brief: () => page.getByRole('button', { name: t('journeys.brief') }).click(),
    /** `version`: the number it gets. */
    async deploy(name: string, version = 1) {
      await page.getByRole('button', { name: t('journeys.deploy'), exact: true }).click();
      await expect(page.getByText(t('journeys.deployed', { name, version }))).toBeVisible();
    },
    /** Where the executor is a sandbox. */
    clock: page.getByRole('region', { name: t('clock.banner') }),
    numbers: page.getByRole('region', { name: t('counts.title') }),
    findSource: () =>
      page
        .getByRole('button', { name: t('canvas.find-source') })
        .first()
        .click(),
  };
}
