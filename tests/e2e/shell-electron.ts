/** Electron: window and host in one app. Only the native dialog's answer is put in, everything else is real. */
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect } from '@playwright/test';
import type { Recorder } from './recorder';
import type { Shell } from './shell';

const root = join(import.meta.dirname, '..', '..');

export function openElectron(home: string, recorder: Recorder): Shell {
  let electron: ElectronApplication | undefined;
  const onlyBrowser = () => Promise.reject(new Error('browser mode only'));
  return {
    async start() {
      electron = await _electron.launch({
        executablePath: process.env.ELECTRON_PATH,
        args: [root],
        env: { ...(process.env as Record<string, string>), MASA_HOME: home, LANG: 'en_GB.UTF-8' },
      });
      await recorder.listen(electron.context());
      return electron.firstWindow();
    },
    openWindow: onlyBrowser,
    async download(_page, action) {
      const running = electron;
      if (!running) throw new Error('start() comes first');
      // Stands in for the person who answers the save dialog.
      await running.evaluate(({ session }, folder) => {
        Reflect.set(globalThis, 'savedFile', undefined);
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(`${folder}/${item.getFilename()}`);
          item.once('done', () => Reflect.set(globalThis, 'savedFile', item.getFilename()));
        });
      }, home);
      await action();
      const saved = () => running.evaluate(() => String(Reflect.get(globalThis, 'savedFile') ?? ''));
      await expect.poll(saved).not.toBe('');
      const name = await saved();
      return { name, path: join(home, name) };
    },
    copyElsewhere: async (_page, text) => electron?.evaluate(({ clipboard }, words) => clipboard.writeText(words), text),
    killHost: onlyBrowser,
    restartHost: onlyBrowser,
    close: async () => electron?.close(),
  };
}
