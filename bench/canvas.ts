/**
 * The canvas with 300, 2,000 and 5,000 nodes: opening, panning, zooming, dragging, undo, and the checks after an edit; beside it
 * bpmn-js with as many shapes and the same hand. Frames as they are seen on this machine (drawn in software, whatever else
 * runs), and the processor time of the page's main thread: what the program itself asks for.
 *   npm run bench -- canvas
 */
import type { Page } from '@playwright/test';
import { checkJourney } from '../shared/journey/check-journey';
import { setNode } from '../shared/journey/edit-nodes';
import { journeyContext } from '../shared/journey/journey-context';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { withApp } from './app';
import { openInBpmnJs, undoInBpmnJs } from './canvas-bpmn';
import { engagementWithJourney } from './canvas-journeys';
import { framesDuring, sum, tasksDuring, tell } from './measure';

const RUNS = 5;
/** Steps of one gesture. */
const STEPS = 60;
const sizes = [
  { nodes: 300, p95: 17 },
  { nodes: 2000, p95: 17, open: 2000 },
  { nodes: 5000, p95: 34 },
] as const;
const only = process.env.NODES?.split(',').map(Number);

/** What a hand does to a drawing, whoever draws it. */
type Drawing = {
  page: Page;
  box: { x: number; y: number; width: number; height: number };
  nodes: string;
  zoom: (by: number) => Promise<void>;
  undo: () => Promise<void>;
};

for (const { nodes: count, p95, ...target } of sizes) {
  if (only && !only.includes(count)) continue;
  const { engagement, journey } = engagementWithJourney(count);
  console.log(`\n${journey.nodes.length} nodes, ${journey.edges.length} edges`);
  tellChecks(engagement, journey.id);
  await withApp(engagement, async ({ page, origin }) => {
    page.setDefaultTimeout(120_000);
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
      opened.push(sum(tasks));
    }
    tell('opening: processor time', opened, 'open' in target ? target.open : undefined);
    const box = await canvas.boundingBox();
    const browser = page.context().browser();
    if (!box || !browser) throw new Error('no canvas');
    const ours = await gestures({
      page,
      box,
      nodes: '[data-testid=journey-canvas] .react-flow__node-journey',
      zoom: (by) => page.mouse.wheel(0, by),
      undo: () => page.keyboard.press('Control+Z'),
    });
    const other = await openInBpmnJs(browser, journey);
    tell('bpmn-js, opening: processor time', [other.openedMs]);
    const theirs = await gestures({
      page: other.page,
      box: { x: 0, y: 0, width: 1100, height: 700 },
      nodes: '.djs-shape > .djs-visual',
      zoom: async (by) => {
        await other.page.keyboard.down('Control');
        await other.page.mouse.wheel(0, by);
        await other.page.keyboard.up('Control');
      },
      undo: () => undoInBpmnJs(other.page),
    });
    await other.page.close();
    for (const name of ['panning', 'zooming', 'zooming out to all', 'dragging'] as const) {
      const [mine, peer] = [ours[name], theirs[name]];
      tell(`${name}: p95 of frames`, [p95Of(mine.gaps)], p95);
      tell(`${name}: p95 of tasks, processor time`, [p95Of(mine.tasks)], p95);
      console.log(
        `  bpmn-js: p95 of frames ${Math.round(p95Of(peer.gaps))} ms, of tasks ${Math.round(p95Of(peer.tasks))} ms; main thread in all ${Math.round(sum(mine.tasks))} ms to ${Math.round(sum(peer.tasks))} ms, ratio ${(sum(mine.tasks) / sum(peer.tasks)).toFixed(2)}`,
      );
    }
    tell('undo: longest task, processor time', ours.undo, 50);
    tell('bpmn-js, undo: longest task, processor time', theirs.undo);
  });
}

type Gesture = { gaps: number[]; tasks: number[] };

async function gestures(drawing: Drawing): Promise<Record<'panning' | 'zooming' | 'zooming out to all' | 'dragging', Gesture> & { undo: number[] }> {
  const { page, box } = drawing;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const free = await freePoint(drawing);
  await page.mouse.move(free.x, free.y);
  await page.mouse.down();
  const panning = await gesture(page, (i) => page.mouse.move(free.x + 5 * i * (free.x > x ? -1 : 1), free.y - 3 * i * (free.y > y ? 1 : -1)));
  await page.mouse.up();
  await page.mouse.move(x, y);
  const zooming = await gesture(page, (i) => drawing.zoom(i % 20 < 10 ? 60 : -60));
  const undo: number[] = [];
  const node = await nodeAt(drawing, x, y);
  await page.mouse.move(node.x, node.y);
  await page.mouse.down();
  const dragging = await gesture(page, (i) => page.mouse.move(node.x + 60 * Math.sin(i / 6), node.y + 40 * Math.sin(i / 9) + 30));
  await page.mouse.up();
  await page.waitForTimeout(1000);
  const undone = await tasksDuring(page, async () => {
    await drawing.undo();
    await page.waitForTimeout(1000);
  });
  undo.push(Math.max(...undone));
  await page.mouse.move(x, y);
  const out = await gesture(page, (i) => drawing.zoom(i < STEPS / 2 ? 90 : -90));
  return { panning, zooming, 'zooming out to all': out, dragging, undo };
}

async function gesture(page: Page, move: (step: number) => Promise<unknown>): Promise<Gesture> {
  const { gaps, tasks } = await framesDuring(page, async () => {
    for (let i = 0; i < STEPS; i++) {
      await move(i);
      await page.waitForTimeout(16);
    }
  });
  return { gaps, tasks };
}

/** 95 of 100 take no longer than this; those under a millisecond, of which there are many, are left out. */
function p95Of(values: readonly number[]): number {
  const felt = values.filter((ms) => ms >= 1).sort((a, b) => a - b);
  return felt[Math.floor(felt.length * 0.95)] ?? 0;
}

/** The node in view nearest to a point: where to take hold of it. */
async function nodeAt({ page, nodes }: Drawing, x: number, y: number): Promise<{ x: number; y: number }> {
  const node = await page.locator(nodes).evaluateAll(
    (all, [cx, cy]) => {
      const places = all.map((one) => one.getBoundingClientRect());
      const near = places.sort((a, b) => Math.hypot(a.x - (cx ?? 0), a.y - (cy ?? 0)) - Math.hypot(b.x - (cx ?? 0), b.y - (cy ?? 0)))[0];
      return near && { x: near.x + near.width / 2, y: near.y + 8 };
    },
    [x, y],
  );
  if (!node) throw new Error('no node in view');
  return node;
}

/** A point of the drawing with nothing under it but the drawing: right of the middle column of nodes. */
async function freePoint({ page, box, nodes }: Drawing): Promise<{ x: number; y: number }> {
  const point = await page.locator(nodes).evaluateAll(
    (all, { left, top, width, height }) => {
      const places = all.map((one) => one.getBoundingClientRect());
      for (let x = left + width * 0.8; x > left + width * 0.2; x -= 6)
        for (let y = top + height * 0.6; y > top + height * 0.2; y -= 6) {
          if (places.some((at) => x > at.left - 8 && x < at.right + 8 && y > at.top - 8 && y < at.bottom + 8)) continue;
          if (document.elementFromPoint(x, y)?.closest('.react-flow__edge, .djs-element:not([data-element-id=p])')) continue;
          return { x, y };
        }
      return undefined;
    },
    { left: box.x, top: box.y, width: box.width, height: box.height },
  );
  if (!point) throw new Error('no free point');
  return point;
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
