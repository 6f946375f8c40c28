/** How the app starts, with a stub of the `electron` module: the order of things, and when it refuses. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const stub = vi.hoisted(() => {
  const log: string[] = [];
  const listeners: Record<string, (...args: never[]) => void> = {};
  const state = { ready: Promise.resolve(), first: true, keyring: 'gnome_libsecret', switches: new Set<string>() };
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      log.push([name, ...args.filter((arg) => typeof arg === 'string' || typeof arg === 'number')].join(' '));
    };
  const handlers = { setPermissionRequestHandler: () => {}, setPermissionCheckHandler: () => {}, setDevicePermissionHandler: () => {} };
  class BrowserWindow {
    static getAllWindows = () => [];
    once() {}
    loadURL = async (url: string) => note('load')(url);
  }
  const electron = {
    app: {
      isPackaged: false,
      commandLine: { hasSwitch: (name: string) => state.switches.has(name) },
      setPath: note('path'),
      requestSingleInstanceLock: () => state.first,
      whenReady: () => state.ready.then(note('ready')),
      on: (name: string, listener: (typeof listeners)[string]) => Object.assign(listeners, { [name]: listener }),
      quit: note('quit'),
      exit: note('exit'),
    },
    BrowserWindow,
    dialog: { showErrorBox: note('error') },
    Menu: { setApplicationMenu: note('menu'), buildFromTemplate: (template: unknown) => template },
    ipcMain: { handle: note('handle') },
    protocol: { registerSchemesAsPrivileged: note('scheme') },
    safeStorage: {
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => state.keyring,
      encryptString: (text: string) => Buffer.from(`sealed ${text}`),
      decryptString: (sealed: Buffer) => sealed.toString().replace('sealed ', ''),
    },
    session: { defaultSession: { ...handlers, protocol: { handle: note('protocol') }, webRequest: { onBeforeRequest: note('network') } } },
    utilityProcess: {
      fork(main: string) {
        note('fork')(main.split(/[\\/]/).slice(-2).join('/'));
        let ended = () => {};
        return {
          stdout: null,
          stderr: null,
          pid: 0,
          once: (_name: string, listener: () => void) => {
            ended = listener;
          },
          postMessage: () => ended(),
        };
      },
    },
  };
  return { electron, log, listeners, state };
});
vi.mock('electron', () => stub.electron);

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'masa-electron-'));
  vi.stubEnv('MASA_HOME', home);
  vi.stubEnv('LANG', 'C');
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  vi.resetModules();
  stub.log.length = 0;
  stub.state.first = true;
  stub.state.switches.clear();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

/** The first import reads the whole host, which takes its time on a busy machine. */
const PATIENCE_MS = 30_000;

test('scheme and lock come before ready; page, calls and policy before the window; quitting waits for the executor', {
  tags: ['long'],
  timeout: PATIENCE_MS,
}, async () => {
  await import('./main');
  await vi.waitFor(() => expect(stub.log).toContain('load app://masa/'), PATIENCE_MS);
  expect(stub.log).toEqual([
    `path userData ${join(home, 'electron')}`,
    'scheme',
    'ready',
    'protocol app',
    'network',
    'handle masa:call',
    'menu',
    'load app://masa/',
    'fork executor/main.js',
  ]);
  expect(existsSync(join(home, 'engagements'))).toBe(true);

  const preventDefault = vi.fn();
  const quit = () => stub.listeners['will-quit']?.(...([{ preventDefault }] as never[]));
  quit();
  expect([preventDefault.mock.calls.length, stub.log.includes('quit')]).toEqual([1, false]);
  await vi.waitFor(() => expect(stub.log.at(-1)).toBe('quit'));
  quit();
  expect(preventDefault).toHaveBeenCalledOnce();
});

test('a second instance leaves at once and touches nothing', async () => {
  stub.state.first = false;
  await import('./main');
  expect(stub.log).toEqual([`path userData ${join(home, 'electron')}`, 'quit']);
});

test('a home that can not be made is said in a line, and nothing is started', async () => {
  const file = join(home, 'file');
  writeFileSync(file, '');
  vi.stubEnv('MASA_HOME', file);
  await import('./main');
  expect(stub.log).toEqual([expect.stringContaining(`error Masa ${file} can't be read or written: a file is where a folder should be`), 'exit 1']);
});

test.each([
  ['root', () => vi.spyOn(process, 'getuid').mockReturnValue(0)],
  ['--no-sandbox', () => stub.state.switches.add('no-sandbox')],
])('%s: it refuses to start, in words', async (_name, arrange) => {
  arrange();
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  await import('./main');
  expect(stub.log).toEqual(['exit 1']);
  expect(said.mock.calls.join()).toContain('without Chromium');
});

test('--cli is the command line: no window, its exit code', { timeout: PATIENCE_MS }, async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const argv = process.argv;
  process.argv = ['masa', '--cli', '--version'];
  try {
    await import('./main');
    await vi.waitFor(() => expect(stub.log).toEqual(['ready', 'exit 0']), PATIENCE_MS);
  } finally {
    process.argv = argv;
  }
});

test.skipIf(process.platform !== 'linux')('a keyring that only looks like one keeps no secrets', async () => {
  const { systemKeyStore } = await import('./key-store');
  const real = systemKeyStore();
  expect(real?.open(real.seal('correct horse'))).toBe('correct horse');
  stub.state.keyring = 'basic_text';
  expect(systemKeyStore()).toBeUndefined();
});
