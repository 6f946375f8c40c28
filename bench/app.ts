/** The built app with the large engagement in it: its own host, its own home, a real Chromium. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { toEngagementText } from '../shared/engagement/open-engagement';
import type { Engagement } from '../shared/engagement/schema';
import { createRecorder } from '../tests/e2e/recorder';
import { openBrowserMode } from '../tests/e2e/shell-browser';

const viewport = { width: 1440, height: 900 };

export type BenchApp = { page: Page; origin: string; home: string };

/** Runs `work` in an app that holds `engagement`, and leaves nothing behind. */
export async function withApp<T>(engagement: Engagement, work: (app: BenchApp) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'masa-bench-'));
  const folder = join(home, 'engagements', engagement.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'engagement.masa.json'), toEngagementText(engagement));
  writeFileSync(join(home, 'preferences.json'), JSON.stringify({ scheme: 'light', language: 'en' }));
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH || '/usr/bin/chromium', args });
  const recorder = createRecorder();
  const shell = openBrowserMode(home, recorder, browser, viewport);
  try {
    const page = await shell.start();
    const result = await work({ page, origin: new URL(page.url()).origin, home });
    const errors = recorder.errors();
    if (errors.length > 0) throw new Error(`the window reported errors:\n${errors.join('\n')}`);
    return result;
  } finally {
    await shell.close();
    await browser.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
