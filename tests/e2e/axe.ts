import type { Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * What axe finds serious or critical on the page as it is, one line per rule and place. Axe is put into a window once and stays
 * there: a window is one document for all screens, and reading half a megabyte of rules on each took longer than asking them.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as typeof window & { axe: typeof import('axe-core') };
    // A word that is fading in or out is pale for a moment, which nobody can help.
    const moves = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(moves.map(({ finished }) => finished));
    const { violations } = await axe.run({ resultTypes: ['violations'], preload: false });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.slice(0, 5).map((node) => `${id} (${nodes.length}): ${node.target.join(' ')} — ${node.html.slice(0, 160)}`));
  });
}
