/** Each test gets an app of its own: a fresh home, the built product, and a recorder that fails on anything leaving the machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, type BrowserContext, test as base, expect, type Page } from '@playwright/test';

export { expect };

const root = join(import.meta.dirname, '..', '..');

export type RunningApp = {
  /** The folder the app keeps everything in. */
  home: string;
  page: Page;
  context: BrowserContext;
  /** Kills the host (`kill -9`), leaving the window open. Browser mode only. */
  killHost: () => Promise<void>;
  /** Starts the host again on the same home; gives the new link. Browser mode only. */
  startHost: () => Promise<string>;
};

type Fixtures = { app: RunningApp };

export const test = base.extend<Fixtures>({
  app: async ({ browser }, use, info) => {
    const home = mkdtempSync(join(tmpdir(), 'masa-e2e-'));
    const outside: string[] = [];
    const violations: string[] = [];
    const isElectron = info.project.name === 'electron';
    const { app, close } = isElectron ? await openElectron(home) : await openBrowserMode(home, () => browser.newContext());
    watch(app.context, app.page, outside, violations);
    if (!isElectron) await app.page.goto(await app.startHost());
    await use(app);
    await close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    expect(outside, 'requests that left the machine').toEqual([]);
    expect(violations, 'what the content security policy stopped').toEqual([]);
  },
  page: async ({ app }, use) => use(app.page),
  context: async ({ app }, use) => use(app.context),
});

function watch(context: BrowserContext, page: Page, outside: string[], violations: string[]): void {
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const own = ['app:', 'blob:', 'data:'].includes(protocol) || hostname === '127.0.0.1';
    if (!own) outside.push(request.url());
  });
  const listen = (one: Page) => one.on('console', (message) => /Content Security Policy|Refused to/.test(message.text()) && violations.push(message.text()));
  listen(page);
  context.on('page', listen);
}

async function openBrowserMode(home: string, newContext: () => Promise<BrowserContext>) {
  let host: ChildProcess | undefined;
  const context = await newContext();
  const page = await context.newPage();

  /** The same port each time, as for a person: it is remembered in the home. The first one is any free one near 47210. */
  async function startHost(): Promise<string> {
    const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), '--browser', '--no-open', '--home', home, '--lang', 'en'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    host = child;
    for await (const line of createInterface(child.stdout)) if (line.startsWith('http://')) return line;
    throw new Error('the host ended without a link');
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = host;
    host = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  }
  const app: RunningApp = { home, page, context, startHost, killHost: () => end('SIGKILL') };
  const close = async () => {
    await context.close();
    await end('SIGTERM');
  };
  return { app, close };
}

async function openElectron(home: string) {
  const electron = await _electron.launch({
    executablePath: process.env.ELECTRON_PATH,
    args: [root],
    env: { ...(process.env as Record<string, string>), MASA_HOME: home, LANG: 'en_GB.UTF-8' },
  });
  const page = await electron.firstWindow();
  const onlyBrowser = () => Promise.reject(new Error('browser mode only'));
  const app: RunningApp = { home, page, context: electron.context(), startHost: onlyBrowser, killHost: onlyBrowser };
  return { app, close: () => electron.close() };
}
