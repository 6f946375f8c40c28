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
  /** Longest time between two frames. */
  longestMs: number;
  /** Longest single task of the main thread, as the browser counts them (0: none over 50 ms). */
  longestTaskMs: number;
  frames: number;
  /** Where the long frames went: script, style and layout. */
  worst: string[];
};

/** Watches every frame the page draws while `act` runs. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const seen = { gaps: [] as number[], tasks: [] as number[], worst: [] as string[], stop: false };
    Object.assign(window, { seenFrames: seen });
    let last = performance.now();
    const tick = (now: number) => {
      seen.gaps.push(now - last);
      last = now;
      if (!seen.stop) requestAnimationFrame(tick);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(tick);
    });
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const frame = entry.toJSON() as {
          duration: number;
          styleAndLayoutStart: number;
          startTime: number;
          renderStart: number;
          scripts?: { duration: number; invoker: string }[];
        };
        const scripts = (frame.scripts ?? []).map((script) => `${Math.round(script.duration)} ${script.invoker}`).join(', ');
        const layout = frame.styleAndLayoutStart ? Math.round(frame.startTime + frame.duration - frame.styleAndLayoutStart) : 0;
        seen.worst.push(`${Math.round(frame.duration)} ms: ${scripts}; style and layout ${layout}`);
      }
    }).observe({ type: 'long-animation-frame' });
  });
  await act();
  return page.evaluate(async () => {
    const seen = (window as unknown as { seenFrames: { gaps: number[]; tasks: number[]; worst: string[]; stop: boolean } }).seenFrames;
    await new Promise((done) => setTimeout(done, 100));
    seen.stop = true;
    return { longestMs: Math.max(...seen.gaps), longestTaskMs: Math.max(0, ...seen.tasks), frames: seen.gaps.length, worst: seen.worst };
  });
}
