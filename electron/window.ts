/** The window: everything that could reach beyond the page is off. */
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { PAGE } from './address';

export function openWindow(appFolder: string, development: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Masa',
    webPreferences: {
      preload: join(appFolder, 'dist', 'electron', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: development,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE);
  return window;
}
