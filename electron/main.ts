/** The Electron shell: wiring only. `Masa --cli …` is the command line, because a fused binary can't run as Node. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { findAppFolders } from '../host/app-folder';
import { refuseFile } from '../host/file-problem';
import { createHome, type Home, homeFolder, surroundings } from '../host/home';
import { createHost } from '../host/host';
import { createWords, languageOf } from '../host/words';
import { answerCalls } from './calls';
import { spawnAsUtility } from './executor-process';
import { systemKeyStore } from './key-store';
import { lockDownContents, lockDownSession } from './lockdown';
import { setMenu } from './menu';
import { registerScheme, servePage } from './protocol';
import { openWindow } from './window';

const folders = findAppFolders(app.isPackaged ? join(process.resourcesPath, 'assets') : undefined);
const words = createWords(languageOf(process.env));
const cliAt = process.argv.indexOf('--cli');

if (cliAt >= 0) {
  void app.whenReady().then(async () => {
    const { runCli } = await import('../host/cli/run-cli');
    app.exit(await runCli(process.argv.slice(cliAt + 1), { folders, spawnExecutor: spawnAsUtility(folders.executorMain) }));
  });
} else if (process.getuid?.() === 0 || app.commandLine.hasSwitch('no-sandbox')) {
  // Without its sandbox a fault in the page's engine would own the machine.
  console.error(words.say('electron.no-sandbox'));
  app.exit(1);
} else {
  startApp();
}

function startApp(): void {
  const home = makeHome(homeFolder(surroundings()));
  if (!home) return;
  const ownFolder = join(home.folder, 'electron');
  mkdirSync(ownFolder, { recursive: true, mode: 0o700 });
  app.setPath('userData', ownFolder);
  // Also keeps a second program off the same Chromium profile.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  lockDownContents(app);

  const development = !app.isPackaged;
  const open = () => openWindow(folders.app, development);
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  app
    .whenReady()
    .then(async () => {
      const onBug = (call: string, error: unknown) => console.error(`[${call}]`, error);
      const host = await createHost({
        home,
        folders,
        shell: 'electron',
        spawnExecutor: spawnAsUtility(folders.executorMain),
        keyStore: systemKeyStore(),
        onBug,
      });
      const { language } = await host.preferences.get();
      lockDownSession(session.defaultSession);
      servePage(session.defaultSession, folders.renderer);
      answerCalls(host.dispatch);
      setMenu(createWords(language ?? words.language).say, development);
      void host.startExecutor();
      open();
      app.on('activate', () => {
        if (BrowserWindow.getAllWindows().length === 0) open();
      });
      closeBeforeQuit(host.close);
    })
    .catch((error: unknown) => {
      dialog.showErrorBox('Masa', error instanceof Error ? error.message : String(error));
      app.exit(1);
    });
}

/** A full disk or a folder that may not be written: said in a line, where Electron would show a stack. */
function makeHome(folder: string): Home | undefined {
  try {
    return createHome(folder);
  } catch (error) {
    dialog.showErrorBox('Masa', refuseFile(folder, error).problems.map(words.problem).join('\n'));
    app.exit(1);
    return undefined;
  }
}

/** Quitting waits for the executor to end, once. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void close().finally(() => app.quit());
  });
}
