import type { Page } from '@playwright/test';

/** What a shell gives to the tests. The same in both, so that a spec need not know in which it runs. */
export type Shell = {
  /** Starts the app and opens its first window. */
  start(): Promise<Page>;
  /** A further window on the same app. */
  openWindow(): Promise<Page>;
  /** The file that `action` hands to the user. */
  download(page: Page, action: () => Promise<unknown>): Promise<{ name: string; path: string }>;
  /** As if copied in another program, e.g. a block of cells in a spreadsheet. */
  copyElsewhere(page: Page, text: string): Promise<void>;
  /** Ends the host at once, as a crash would, leaving its windows open. Gives the port it had. */
  killHost(): Promise<number>;
  /** Starts the host again on the same home. Gives a fresh link to it. */
  restartHost(port?: number): Promise<string>;
  close(): Promise<void>;
};
