/** Programs a test uses where they are, and says that it was skipped where they are not. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export function isInstalled(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/** The browser that end-to-end tests run in as well. */
export function findChromium(): string | undefined {
  const places = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-headless-shell'];
  return places.find((path) => path !== undefined && existsSync(path));
}

/** Prints a page as PDF without header and footer. Without a zygote all of its processes are waited for, so that their time can be told. */
export function printHtml(chromium: string, html: string, pdf: string): void {
  const args = ['--headless', '--no-sandbox', '--no-zygote', '--disable-gpu', '--no-pdf-header-footer', '--virtual-time-budget=10000', `--print-to-pdf=${pdf}`];
  execFileSync(chromium, [...args, pathToFileURL(html).href], { stdio: 'ignore', timeout: 120_000 });
}
