/** Figures a person can compare: medians, worst frames, and how much the machine was in the way. */
import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** One line of the report: `name: median 12.3 ms (11–15, 5 runs), target ≤ 50 ms`. */
export function tell(name: string, values: readonly number[], target?: number, unit = 'ms'): void {
  const round = (value: number) => (value < 20 ? value.toFixed(1) : String(Math.round(value)));
  const goal = target === undefined ? '' : `, target ≤ ${target} ${unit}${median(values) <= target ? '' : ' MISSED'}`;
  const [load = 0] = loadavg();
  console.log(
    `${name}: median ${round(median(values))} ${unit} (${round(Math.min(...values))}–${round(Math.max(...values))}, ${values.length} runs, load ${load.toFixed(1)})${goal}`,
  );
}

export type Frames = {
  /** Longest time between two frames, as somebody at this machine sees it, whatever else the machine does. */
  longestMs: number;
  /** Longest task of the page's main thread, in processor time: what the program itself asks for. */
  longestTaskMs: number;
  /** Processor time of the main thread in all. */
  busyMs: number;
  /** All of both. */
  gaps: number[];
  tasks: number[];
};

/** Watches every frame and every task of the page while `act` runs. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const seen = { gaps: [] as number[], stop: false };
    Object.assign(window, { seenFrames: seen });
    let last = 0;
    const tick = (now: number) => {
      if (last > 0) seen.gaps.push(now - last);
      last = now;
      if (!seen.stop) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const tasks = await tasksDuring(page, act);
  const gaps = await page.evaluate(() => {
    const seen = (window as unknown as { seenFrames: { gaps: number[]; stop: boolean } }).seenFrames;
    seen.stop = true;
    return seen.gaps;
  });
  return { longestMs: Math.max(0, ...gaps), longestTaskMs: Math.max(0, ...tasks), busyMs: sum(tasks), gaps, tasks };
}

/** Processor time of each task the page's main thread ran while `act` did, in ms. */
export async function tasksDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await act();
  return mainThreadTasks(await browser.stopTracing());
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

type TraceEvent = { name: string; ph: string; pid: number; tid: number; tdur?: number; args?: { name?: string } };

/** Processor time of each task of the busiest renderer's main thread, in ms. */
function mainThreadTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const mains = traceEvents.filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain');
  const lists = mains.map(({ pid, tid }) =>
    traceEvents
      .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.name.endsWith('RunTask'))
      .map((event) => (event.tdur ?? 0) / 1000),
  );
  return lists.sort((a, b) => sum(b) - sum(a))[0] ?? [];
}

const FRAME_TARGET_MS = 50;

/** Two lines: what was seen on this machine, and what the program asked of it. */
export function tellFrames(name: string, frames: readonly Frames[]): void {
  tell(
    `${name}: longest frame`,
    frames.map(({ longestMs }) => longestMs),
    FRAME_TARGET_MS,
  );
  tell(
    `${name}: longest task, processor time`,
    frames.map(({ longestTaskMs }) => longestTaskMs),
    FRAME_TARGET_MS,
  );
}
