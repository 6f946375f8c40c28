/**
 * The field grid with thousands of rows: arrows, typing a value into cell after cell, filtering, pasting 500 cells.
 *   npm run bench -- grid
 */
import type { Page } from '@playwright/test';
import { withApp } from './app';
import { largeEngagement } from './large-engagement';
import { type Frames, framesDuring, tellFrames } from './measure';

const RUNS = 5;

const engagement = largeEngagement();
const source = [...engagement.sources].sort((a, b) => fieldCount(b) - fieldCount(a))[0];
if (!source) throw new Error('no source');
console.log(`${fieldCount(source)} rows in the grid, ${engagement.sources.reduce((sum, one) => sum + fieldCount(one), 0)} fields in all`);

await withApp(engagement, async ({ page, origin }) => {
  await page.goto(`${origin}/e/${engagement.id}/sources/${source.id}`);
  const grid = page.getByRole('grid');
  await grid.waitFor();
  await settled(page);
  await grid.focus();
  await page.keyboard.press('Control+Home');

  await measure('arrow keys', async () => {
    for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowDown', { delay: 15 });
  });
  await measure('paging', async () => {
    for (let i = 0; i < 15; i++) await page.keyboard.press('PageDown', { delay: 30 });
  });
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  // The second column is the label: every value is a change of the document, with checks and autosave behind it.
  await page.keyboard.press('ArrowRight');
  await measure('typing', async (run) => {
    for (let i = 0; i < 6; i++) {
      await page.keyboard.type(`label ${run} ${i}`, { delay: 40 });
      await page.keyboard.press('Enter');
    }
  });
  const filter = page.getByRole('textbox', { name: 'Filter fields' });
  await filter.focus();
  await measure('filtering', async () => {
    await page.keyboard.type('customer', { delay: 60 });
    await settled(page);
    for (let i = 0; i < 8; i++) await page.keyboard.press('Backspace', { delay: 60 });
  });
  const title = page.getByRole('columnheader').first().getByRole('button');
  // Up, down, as it was: each run begins where the last did.
  await measure('ordering, three clicks', async () => {
    for (let i = 0; i < 3; i++) {
      await title.click();
      await page.waitForTimeout(200);
    }
  });
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await measure('pasting 500 cells', async (run) => {
    const text = Array.from({ length: 500 }, (_, i) => `pasted ${run} ${i}`).join('\n');
    await grid.evaluate((element, value) => {
      const data = new DataTransfer();
      data.setData('text/plain', value);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  });

  async function measure(name: string, act: (run: number) => Promise<void>): Promise<void> {
    const seen: Frames[] = [];
    for (let run = 0; run < RUNS; run++) {
      seen.push(
        await framesDuring(page, async () => {
          await act(run);
          await settled(page);
        }),
      );
    }
    tellFrames(name, seen);
  }
});

/** What follows a change (checks, progress, autosave) is over. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
}

function fieldCount(one: (typeof engagement.sources)[number]): number {
  return one.objects.reduce((sum, object) => sum + object.fields.length, 0);
}
