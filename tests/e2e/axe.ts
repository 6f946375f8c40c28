import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds serious or critical on the page as it is, one line per rule and place. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Without frames to visit, the older way needs no second page for each run; only what is wrong is worked out in full.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 5).map((node) => `${id} (${nodes.length}): ${node.target.join(' ')} — ${node.html.slice(0, 160)}`));
}
