/**
 * Each test gets an app of its own: an empty home, the built product, and a recorder that fails the test on whatever must
 * never happen (a request that leaves the machine, an error in the console, something the policy stopped, a process left over).
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import type { Preferences } from '../../shared/platform';
import { processesOf } from './processes';
import { createRecorder } from './recorder';
import type { Shell } from './shell';
import { openBrowserMode } from './shell-browser';
import { openElectron } from './shell-electron';

export { expect };

export type App = Shell & {
  /** The folder the app keeps everything in. */
  home: string;
  /** Before the start: what this install prefers. */
  prefer(preferences: Partial<Preferences>): void;
  /** Before the start: an engagement that is there already. Gives its path. */
  bring(engagement: Engagement): string;
  /** Errors that the test provokes, e.g. by killing the host. Everything else still fails it. */
  allowErrors(pattern: RegExp): void;
};

export const test = base.extend<{ app: App }>({
  app: async ({ browser, viewport }, use, info) => {
    const home = mkdtempSync(join(tmpdir(), 'masa-e2e-'));
    const recorder = createRecorder();
    const shell = info.project.name === 'electron' ? openElectron(home, recorder) : openBrowserMode(home, recorder, browser, viewport);
    await use({
      ...shell,
      home,
      prefer: (preferences) => writeFileSync(join(home, 'preferences.json'), JSON.stringify({ scheme: 'light', language: 'en', ...preferences })),
      bring(engagement) {
        const folder = join(home, 'engagements', engagement.id);
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'engagement.masa.json'), toEngagementText(engagement));
        return `/e/${engagement.id}`;
      },
      allowErrors: recorder.allow,
    });
    await shell.close();
    const left = await processesOf(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    expect.soft(recorder.outside, 'requests that left the machine').toEqual([]);
    expect.soft(recorder.violations(), 'what the content security policy stopped').toEqual([]);
    expect.soft(recorder.errors(), 'errors in the windows').toEqual([]);
    expect.soft(left, 'processes left over').toEqual([]);
  },
});

/** Electron has no host beside itself, no second window on it and no port. */
export function onlyInTheBrowser(what: string): void {
  test.beforeEach(() => test.skip(test.info().project.name === 'electron', `only in browser mode: ${what}`));
}
