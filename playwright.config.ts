import { defineConfig } from '@playwright/test';

/** Written once, run in browser mode everywhere and in Electron where its binary is (scripts/test.mjs sets both paths). */
const chromium = process.env.CHROME_PATH || '/usr/bin/chromium';
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Two at once saved an eighth of the time on two cores, and what is promised in seconds was late.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    actionTimeout: 15_000,
    // Recording every moment costs an eighth of the time: asked for when a failure is looked into, TRACE=1.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    // Chromium refuses its sandbox to root, which build machines often are.
    launchOptions: { executablePath: chromium, args: isRoot ? ['--no-sandbox'] : [] },
  },
  projects: [{ name: 'chromium' }, ...(process.env.ELECTRON_PATH && !isRoot ? [{ name: 'electron' }] : [])],
});
