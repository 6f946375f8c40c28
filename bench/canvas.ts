/**
 * Dragging one node about on a canvas of 300, the whole journey in view, and letting it go.
 *   npm run bench -- canvas
 */
import { withApp } from './app';
import { largeEngagement } from './large-engagement';
import { type Frames, framesDuring, tellFrames } from './measure';

const RUNS = 5;

const engagement = largeEngagement();
const journey = [...engagement.journeys].sort((a, b) => b.nodes.length - a.nodes.length)[0];
if (!journey) throw new Error('no journey');
console.log(`${journey.nodes.length} nodes, ${journey.edges.length} edges`);

await withApp(engagement, async ({ page, origin }) => {
  await page.goto(`${origin}/e/${engagement.id}/journeys/${journey.id}`);
  const canvas = page.getByTestId('journey-canvas');
  await canvas.locator('.react-flow__node-journey').first().waitFor();
  await page.waitForTimeout(2000);

  for (const view of ['as it opens', 'all in view'] as const) {
    if (view === 'all in view') {
      await page.keyboard.press('f');
      await page.waitForTimeout(1500);
    }
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no canvas');
    const nodes = await canvas.locator('.react-flow__node-journey').all();
    const dragged: Frames[] = [];
    const dropped: Frames[] = [];
    for (let run = 0; run < RUNS; run++) {
      const at = await inside(nodes.slice(run * 3), box);
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      dragged.push(
        await framesDuring(page, async () => {
          for (let i = 1; i <= 60; i++) {
            await page.mouse.move(at.x + 60 * Math.sin(i / 6), at.y + 40 * Math.sin(i / 9));
            await page.waitForTimeout(12);
          }
        }),
      );
      dropped.push(
        await framesDuring(page, async () => {
          await page.mouse.up();
          await page.waitForTimeout(1500);
        }),
      );
    }
    console.log(`  ${nodes.length} nodes drawn`);
    tellFrames(`dragging, ${view}`, dragged);
    tellFrames(`letting go, ${view}`, dropped);
  }
});

/** The middle of the first node that lies well inside the canvas. */
async function inside(
  nodes: Awaited<ReturnType<ReturnType<Parameters<typeof framesDuring>[0]['locator']>['all']>>,
  box: { x: number; y: number; width: number; height: number },
) {
  for (const node of nodes) {
    const place = await node.boundingBox();
    if (!place) continue;
    const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
    if (at.x > box.x + 150 && at.x < box.x + box.width - 150 && at.y > box.y + 80 && at.y < box.y + box.height - 120) return at;
  }
  throw new Error('no node in view');
}
