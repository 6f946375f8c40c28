/**
 * What one autosave of the large engagement costs: from handing the document over to the host's word that it lies in the file
 * (written, synced, read back), and how long the page's main thread is busy with it meanwhile.
 *   npm run bench -- autosave
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngagementFiles } from '../host/engagement-files';
import { toCompactText } from '../shared/engagement/compact-text';
import { withApp } from './app';
import { largeEngagement } from './large-engagement';
import { framesDuring, tell } from './measure';

const RUNS = 9;
const targetMs = 150;

const engagement = largeEngagement();
await timeHost();
const name = 'Client name, saved';

await withApp(engagement, async ({ page, origin }) => {
  const saves: number[] = [];
  // The page's own word is not asked: a save is what goes over the wire and comes back, as the browser's network saw it.
  page.context().on('requestfinished', (request) => {
    if (request.url().endsWith('/rpc/engagements.saveParts')) saves.push(request.timing().responseEnd);
  });
  page.context().on('requestfailed', (request) => {
    if (request.url().endsWith('/rpc/engagements.saveParts')) throw new Error(`a save failed: ${request.failure()?.errorText}`);
  });
  await page.goto(`${origin}/e/${engagement.id}/sources`);
  const grid = page.getByRole('grid');
  await grid.waitFor();
  await page.waitForTimeout(2500);
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');

  const busy: number[] = [];
  const longest: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const before = saves.length;
    await page.keyboard.type(`${name} ${run}`);
    await page.keyboard.press('Enter');
    // The edit itself is drawn within this time; the save begins 800 ms after it.
    await page.waitForTimeout(600);
    const frames = await framesDuring(page, async () => {
      while (saves.length === before) await page.waitForTimeout(20);
      await page.waitForTimeout(100);
    });
    busy.push(frames.busyMs);
    longest.push(frames.longestTaskMs);
  }
  await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor({ timeout: 5000 });
  tell('autosave: from sending to saved', saves.slice(1), targetMs);
  tell('autosave: main thread busy, processor time', busy.slice(1), targetMs);
  tell('autosave: longest task, processor time', longest.slice(1), 50);
});

/** What the host does with the text: check every value, write, sync, read back. In a process of its own, so never in the page's way. */
async function timeHost(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'masa-bench-'));
  mkdirSync(join(folder, 'trash'));
  try {
    const files = createEngagementFiles({ folder, trash: join(folder, 'trash'), now: () => new Date() });
    const busy: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const text = toCompactText({ ...engagement, revision: engagement.revision + run });
      const before = process.cpuUsage();
      const saved = await files.save(text, false);
      const { user, system } = process.cpuUsage(before);
      if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
      if (run > 0) busy.push((user + system) / 1000);
    }
    tell('autosave: host, processor time', busy, targetMs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
