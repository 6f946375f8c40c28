/** Where everything of this install lies. The same layout in both shells; MASA_HOME moves it (contracts 5). */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeFolder } from './make-folder';

export type Home = {
  folder: string;
  /** `<ulid>/{engagement.masa.json, backups/, samples/<object-id>.ndjson}` */
  engagements: string;
  /** Removed engagements, kept for a while so that removing can be undone. */
  trash: string;
  /** Checklists that were saved for the next client. */
  templates: string;
  /** How documents look, saved for the next client. */
  documentTemplates: string;
  executor: string;
  /** The store of the sandbox, in which nothing is real. */
  sandbox: string;
  preferencesFile: string;
  /** When reports are made, where they go, and which have been. */
  summaryFile: string;
  /** Secrets of channels, sealed by the system's key store. */
  sealedFile: string;
  /** Choices of this install that are no preference of a person: the browser mode's port. */
  installFile: string;
  /** The running browser-mode host, for a second start. */
  runningFile: string;
  /** Held by a browser-mode host while it starts. */
  startingFile: string;
  /** Hashes of the browser sessions that may talk to the host. */
  sessionsFile: string;
};

export type Surroundings = { env: Record<string, string | undefined>; platform: string; userFolder: string };

export function surroundings(): Surroundings {
  return { env: process.env, platform: process.platform, userFolder: homedir() };
}

/** MASA_HOME, else the operating system's place for a program's data. */
export function homeFolder({ env, platform, userFolder }: Surroundings): string {
  if (env.MASA_HOME) return resolve(env.MASA_HOME);
  if (platform === 'win32') return join(env.APPDATA || join(userFolder, 'AppData', 'Roaming'), 'Masa');
  if (platform === 'darwin') return join(userFolder, 'Library', 'Application Support', 'Masa');
  return join(env.XDG_DATA_HOME || join(userFolder, '.local', 'share'), 'masa');
}

/** Makes the folders. Only the user may look inside: engagements hold a client's plans, samples hold personal data. */
export function createHome(folder: string): Home {
  const home: Home = {
    folder,
    engagements: join(folder, 'engagements'),
    trash: join(folder, 'trash'),
    templates: join(folder, 'templates'),
    documentTemplates: join(folder, 'document-templates'),
    executor: join(folder, 'executor'),
    sandbox: join(folder, 'executor-sandbox'),
    preferencesFile: join(folder, 'preferences.json'),
    sealedFile: join(folder, 'channel-secrets.sealed.json'),
    summaryFile: join(folder, 'summary.json'),
    installFile: join(folder, 'install.json'),
    runningFile: join(folder, 'running.json'),
    startingFile: join(folder, 'starting.lock'),
    sessionsFile: join(folder, 'sessions.json'),
  };
  for (const path of [folder, home.engagements, home.trash, home.executor, home.sandbox]) makeFolder(path, 0o700);
  return home;
}
