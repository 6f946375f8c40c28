/**
 * The canvas with 300, 2,000 and 5,000 nodes: opening, panning, zooming, dragging, undo, and the checks after an edit. Frames as
 * they are seen on this machine, and the processor time of each task of the page: what the program itself asks for.
 *   npm run bench -- canvas
 */
import type { Page } from '@playwright/test';
import { checkJourney } from '../shared/journey/check-journey';
import { setNode } from '../shared/journey/edit-nodes';
import { journeyContext } from '../shared/journey/journey-context';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { withApp } from './app';
import { engagementWithJourney } from './canvas-journeys';
import { tasksDuring, tell } from './measure';

const RUNS = 5;
/** Steps of one gesture. */
const STEPS = 60;
const sizes = [
  { nodes: 300, p95: 17 },
  { nodes: 2000, p95: 17, open: 2000 },
  { nodes: 5000, p95: 34 },
] as const;

for (const { nodes: count, p95, ...target } of sizes) {
  const { engagement, journey } = engagementWithJourney(count);
  console.log(`\n${journey.nodes.length} nodes, ${journey.edges.length} edges`);
  tellChecks(engagement, journey.id);
  await withApp(engagement, async ({ page, origin }) => {
    const canvas = page.getByTestId('journey-canvas');
    const opened: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      await page.goto(`${origin}/e/${engagement.id}/journeys`);
      const link = page.locator(`main a[href$="/journeys/${journey.id}"]`);
      await link.waitFor();
      await page.waitForTimeout(1000);
      const tasks = await tasksDuring(page, async () => {
        await link.click();
        await canvas.locator('.react-flow__node-journey').first().waitFor();
        await page.waitForTimeout(500);
      });
      opened.push(tasks.reduce((all, ms) => all + ms, 0));
    }
    tell('opening: processor time', opened, 'open' in target ? target.open : undefined);
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no canvas');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];

    await gesture(page, 'panning', p95, async (i) => {
      if (i === 0) {
        await page.mouse.move(box.x + box.width - 40, y);
        await page.mouse.down();
      }
      await page.mouse.move(box.x + box.width - 40 - 5 * i, y - 3 * i);
      if (i === STEPS - 1) await page.mouse.up();
    });
    await page.mouse.move(x, y);
    await gesture(page, 'zooming', p95, (i) => page.mouse.wheel(0, i % 20 < 10 ? 60 : -60));
    const node = await canvas.locator('.react-flow__node-journey').evaluateAll(
      (all, [cx, cy]) => {
        const places = all.map((one) => one.getBoundingClientRect());
        const near = places.sort((a, b) => Math.hypot(a.x - (cx ?? 0), a.y - (cy ?? 0)) - Math.hypot(b.x - (cx ?? 0), b.y - (cy ?? 0)))[0];
        return near && { x: near.x + near.width / 2, y: near.y + 8 };
      },
      [x, y],
    );
    if (!node) throw new Error('no node in view');
    await page.mouse.move(node.x, node.y);
    await page.mouse.down();
    await gesture(page, 'dragging', p95, (i) => page.mouse.move(node.x + 60 * Math.sin(i / 6), node.y + 40 * Math.sin(i / 9) + 30));
    await page.mouse.up();
    await page.waitForTimeout(1000);
    const undone = await tasksDuring(page, async () => {
      await page.keyboard.press('Control+Z');
      await page.waitForTimeout(1000);
    });
    tell('undo: longest task, processor time', [Math.max(...undone)], 50);
  });
}

/** 95 of 100 tasks of a gesture take no longer than this; tasks under a millisecond, of which there are many, are left out. */
async function gesture(page: Page, name: string, target: number, move: (step: number) => Promise<void>): Promise<void> {
  const tasks = await tasksDuring(page, async () => {
    for (let i = 0; i < STEPS; i++) {
      await move(i);
      await page.waitForTimeout(16);
    }
  });
  const felt = tasks.filter((ms) => ms >= 1).sort((a, b) => a - b);
  tell(`${name}: p95 of tasks, processor time`, [felt[Math.floor(felt.length * 0.95)] ?? 0], target);
}

function tellChecks(engagement: Parameters<typeof journeyContext>[0], id: string): void {
  const context = journeyContext(engagement, shippedCatalogue());
  const took: number[] = [];
  let now = engagement;
  for (let run = 0; run < 20; run++) {
    now = setNode(now, { journey: id, node: { id: 'n4', kind: 'wait', duration: `P${run + 1}D` } });
    const journey = now.journeys.find((one) => one.id === id);
    if (!journey) throw new Error('no journey');
    const before = process.cpuUsage();
    checkJourney(journey, context);
    const { user, system } = process.cpuUsage(before);
    took.push((user + system) / 1000);
  }
  // The first runs are the compiler's.
  tell('checks after an edit: processor time', took.slice(5), 30);
}
