import type { Page } from '@playwright/test';
import { withoutMarks } from '../../../shared/direction-marks';
import type { Translate } from '../../../shared/i18n/translator';

/** Segments beside each other. */
export function comparison(page: Page, t: Translate) {
  const matrix = page.getByRole('table', { name: t('segments.compare.matrix') });
  const regions = page.getByRole('table', { name: t('segments.compare.regions') });
  const chosen = page.getByRole('list', { name: t('segments.compare.chosen') });
  return {
    chosen: chosen.getByRole('listitem'),
    open: page.getByRole('button', { name: t('segments.compare'), exact: true }),
    tick: (name: string) => page.getByRole('checkbox', { name: t('segments.tick', { name }), exact: true }).check(),
    leaveOut: (name: string) => chosen.getByRole('button', { name: t('segments.compare.remove', { name }) }).click(),
    /** The cells of a segment's row: a share with its people, its own size in the diagonal. */
    row: (name: string) =>
      matrix
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name }) })
        .getByRole('cell'),
    /** How many are in exactly which segments, by the words for them. */
    async regions(): Promise<Record<string, number>> {
      const lines = await regions
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader') })
        .allInnerTexts();
      return Object.fromEntries(lines.map((line) => withoutMarks(line).split('\t')).map(([words, people]) => [words, Number(people)]));
    },
    /** Every number in the drawing, the smallest first. */
    async drawn(): Promise<number[]> {
      const texts = await page.getByRole('img', { name: /\d/ }).locator('text').allTextContents();
      return texts.map((text) => Number(withoutMarks(text))).toSorted((a, b) => a - b);
    },
  };
}
