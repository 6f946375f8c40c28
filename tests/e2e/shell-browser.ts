/** Browser mode: the built host as its own process, the window in Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, Page, ViewportSize } from '@playwright/test';
import { freePort } from './free-port';
import type { Recorder } from './recorder';
import type { Shell } from './shell';

const program = join(import.meta.dirname, 'serve.mjs');

export function openBrowserMode(home: string, recorder: Recorder, browser: Browser, viewport: ViewportSize | null): Shell {
  let host: ChildProcess | undefined;
  let context: BrowserContext | undefined;
  let port = 0;

  /** The link is spent by the first window that opens it; the cookie it leaves lets further windows in. */
  async function startHost(wanted?: number): Promise<string> {
    const args = [program, '--no-open', '--lang', 'en', '--home', home, ...(wanted === undefined ? [] : ['--port', String(wanted)])];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    host = child;
    for await (const line of createInterface(child.stdout)) {
      if (!line.startsWith('http://')) continue;
      // Nobody reads on; a full pipe must not stop the host.
      child.stdout.resume();
      port = Number(new URL(line).port);
      return line;
    }
    throw new Error('the host ended without a link');
  }

  async function endHost(signal: NodeJS.Signals): Promise<void> {
    const ending = host;
    host = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  }

  return {
    async start() {
      // As if the install had remembered it.
      writeFileSync(join(home, 'install.json'), JSON.stringify({ port: await freePort() }));
      const link = await startHost();
      context = await browser.newContext({ viewport, locale: 'en-GB', acceptDownloads: true });
      await recorder.listen(context);
      const page = await context.newPage();
      await page.goto(link);
      return page;
    },
    async openWindow() {
      if (!context) throw new Error('start() comes first');
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      return page;
    },
    async download(page: Page, action) {
      const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), action()]);
      return { name: download.suggestedFilename(), path: await download.path() };
    },
    async copyElsewhere(page, text) {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    },
    async killHost() {
      // What the window was about to fetch, fonts for one, finds nobody.
      recorder.allow(/ERR_CONNECTION_(REFUSED|RESET)/);
      await endHost('SIGKILL');
      return port;
    },
    restartHost: startHost,
    async close() {
      await context?.close();
      await endHost('SIGTERM');
    },
  };
}
