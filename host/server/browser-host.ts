/** Browser mode as a whole: host, server, sessions, and the note for a second start. */
import { randomBytes } from 'node:crypto';
import type { AppFolders } from '../app-folder';
import { spawnWithNode } from '../executor-process';
import { createHome, type Home } from '../home';
import { createHost } from '../host';
import { createApp } from './app';
import { listen } from './listen';
import { askRunning, removeRunning, writeRunning } from './running';
import { createSessions } from './sessions';
import { startAlone } from './start-lock';

export type BrowserHost = { url: string; port: number; taken?: number; newLink: () => string; close: () => Promise<void> };
export type BrowserHostOptions = {
  home: string;
  folders: AppFolders;
  port?: number;
  onBug: (call: string, error: unknown) => void;
};

/** Either this process serves now, or one already does and gave a fresh link. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<{ running: string } | { host: BrowserHost }> {
  const home = createHome(options.home);
  return startAlone(home.startingFile, () => findOrServe(home, options));
}

async function findOrServe(home: Home, { folders, port: wanted, onBug }: BrowserHostOptions): Promise<{ running: string } | { host: BrowserHost }> {
  const running = await askRunning(home.runningFile);
  if (running) return { running };

  const host = await createHost({ home, folders, shell: 'browser', spawnExecutor: spawnWithNode(folders.executorMain), onBug });
  const sessions = createSessions(home.sessionsFile, Date.now);
  const controlKey = randomBytes(32).toString('base64url');
  let port = 0;
  const app = createApp({ port: () => port, renderer: folders.renderer, sessions, controlKey, dispatch: host.dispatch });
  const listening = await listen(app, home.installFile, wanted);
  port = listening.port;
  // On a full or read-only disk a second start won't find this one; what is there can still be looked at and saved elsewhere.
  await writeRunning(home.runningFile, { pid: process.pid, port, controlKey }).catch((error: unknown) => onBug('running', error));
  void host.startExecutor();

  const newLink = () => `http://127.0.0.1:${port}/open/${sessions.createLink()}`;
  async function close(): Promise<void> {
    await removeRunning(home.runningFile, process.pid);
    listening.server.close();
    if ('closeAllConnections' in listening.server) listening.server.closeAllConnections();
    await host.close();
  }
  return { host: { url: newLink(), port, newLink, close, ...(listening.taken !== undefined && { taken: listening.taken }) } };
}
