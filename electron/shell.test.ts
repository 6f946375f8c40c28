/** The wiring against a stub of the `electron` module: what is switched off, who may call, what is served. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

const stub = vi.hoisted(() => {
  const windows: { options: Record<string, unknown>; loaded: string[] }[] = [];
  const schemes: unknown[] = [];
  const exposed: Record<string, unknown> = {};
  const invoked: unknown[][] = [];
  const forks: unknown[][] = [];
  const messages: unknown[] = [];
  class BrowserWindow {
    static getAllWindows = () => windows;
    loaded: string[] = [];
    constructor(readonly options: Record<string, unknown>) {
      windows.push(this);
    }
    once() {}
    show() {}
    async loadURL(url: string) {
      this.loaded.push(url);
    }
  }
  const electron = {
    BrowserWindow,
    Menu: { setApplicationMenu: () => {}, buildFromTemplate: (template: unknown) => template },
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => Object.assign(exposed, { [name]: api }) },
    ipcMain: { handle: () => {} },
    ipcRenderer: { invoke: async (...args: unknown[]) => invoked.push(args) },
    protocol: { registerSchemesAsPrivileged: (list: unknown[]) => schemes.push(...list) },
    utilityProcess: {
      fork(...args: unknown[]) {
        forks.push(args);
        return { stdout: null, stderr: null, pid: 1, once: () => {}, kill: () => true, postMessage: (message: unknown) => messages.push(message) };
      },
    },
  };
  return { electron, windows, schemes, exposed, invoked, forks, messages };
});
vi.mock('electron', () => stub.electron);

const { answerCalls } = await import('./calls');
const { lockDownContents, lockDownSession } = await import('./lockdown');
const { registerScheme, servePage } = await import('./protocol');
const { openWindow } = await import('./window');
const { spawnAsUtility } = await import('./executor-process');
await import('./preload');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-shell-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  stub.windows.length = 0;
});

/** As much of Electron's session as is used, remembering what was put in. */
function createSession() {
  const put: Record<string, (...args: never[]) => unknown> = {};
  const remember = (name: string) => (handler: (...args: never[]) => unknown) => {
    put[name] = handler;
  };
  const session = {
    setPermissionRequestHandler: remember('request'),
    setPermissionCheckHandler: remember('check'),
    setDevicePermissionHandler: remember('device'),
    protocol: { handle: (_scheme: string, handler: (...args: never[]) => unknown) => remember('serve')(handler) },
    webRequest: { onBeforeRequest: remember('network') },
  };
  const ask = (name: string, ...args: unknown[]) => (put[name] as ((...args: unknown[]) => unknown) | undefined)?.(...args);
  return { session: session as never, ask };
}

test('the window is sandboxed, isolated, and shows our page only', () => {
  openWindow('/app', false);
  const [window] = stub.windows;
  expect(window?.options.webPreferences).toEqual({
    preload: join('/app', 'dist', 'electron', 'preload.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
  });
  expect(window?.loaded).toEqual(['app://masa/']);
});

test('the page gets one function, which carries name and arguments', async () => {
  const { call, ...rest } = stub.exposed.masa as { call: (name: string, args: unknown) => Promise<unknown> };
  expect(rest).toEqual({});
  await call('app.info', { a: 1 });
  expect(stub.invoked).toEqual([['masa:call', 'app.info', { a: 1 }]]);
});

test('only the main frame of our own page may call', async () => {
  let handler: (event: unknown, name: unknown, args: unknown) => unknown = () => undefined;
  const dispatch = vi.fn(async () => ({ ok: true as const, value: 1, problems: [] }));
  answerCalls(dispatch, {
    handle(_channel, given) {
      handler = given as typeof handler;
    },
  });
  const own = { url: 'app://masa/engagements/1' };
  const callFrom = (senderFrame: unknown, mainFrame: unknown, name: unknown = 'app.info') => handler({ senderFrame, sender: { mainFrame } }, name, { a: 1 });

  const foreign = { url: 'https://evil.example/' };
  const twin = { url: 'app://masa.evil.example/' };
  const refused = [
    callFrom(null, own),
    callFrom({ ...own }, own),
    callFrom(foreign, foreign),
    callFrom(twin, twin),
    callFrom(own, own, { toString: () => 'app.info' }),
  ];
  for (const result of refused) expect(await result).toMatchObject({ ok: false, problems: [{ code: 'unknown-caller' }] });
  expect(dispatch).not.toHaveBeenCalled();

  expect(await callFrom(own, own)).toMatchObject({ ok: true });
  expect(dispatch).toHaveBeenCalledExactlyOnceWith('app.info', { a: 1 });
});

test('navigation elsewhere, new windows and webviews are denied', () => {
  const listeners: Record<string, (event: { url?: string; preventDefault: () => void }) => void> = {};
  let open: (details: unknown) => unknown = () => undefined;
  const contents = {
    on: (name: string, listener: (typeof listeners)[string]) => Object.assign(listeners, { [name]: listener }),
    setWindowOpenHandler(handler: typeof open) {
      open = handler;
    },
  };
  lockDownContents({ on: (_name: string, listener: (event: unknown, contents: unknown) => void) => listener({}, contents) } as never);
  const prevented = (name: string, url?: string) => {
    const preventDefault = vi.fn();
    listeners[name]?.({ url, preventDefault });
    return preventDefault.mock.calls.length === 1;
  };
  expect(open({ url: 'app://masa/' })).toEqual({ action: 'deny' });
  expect([
    prevented('will-navigate', 'https://evil.example'),
    prevented('will-navigate', 'file:///etc/passwd'),
    prevented('will-redirect', 'http://127.0.0.1:1'),
    prevented('will-attach-webview'),
    prevented('will-navigate', 'app://masa/engagements'),
  ]).toEqual([true, true, true, true, false]);
});

test('every permission is denied but copying text, filling the screen and a chosen folder, from our own page', () => {
  const { session, ask } = createSession();
  lockDownSession(session);
  const request = (permission: string, url: string) => {
    const answer = vi.fn();
    ask('request', { getURL: () => url }, permission, answer);
    return answer.mock.calls[0]?.[0];
  };
  const own = 'app://masa/';
  expect(['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read'].map((permission) => request(permission, own))).toEqual(
    Array(5).fill(false),
  );
  expect([request('clipboard-sanitized-write', own), request('clipboard-sanitized-write', 'https://evil.example')]).toEqual([true, false]);
  expect([request('fullscreen', own), request('fullscreen', 'https://evil.example')]).toEqual([true, false]);
  expect([request('fileSystem', own), request('fileSystem', 'https://evil.example')]).toEqual([true, false]);
  expect([ask('check', null, 'media', own), ask('device')]).toEqual([false, false]);
});

test('the page is served with its policy from app:// and nothing else is fetched', async () => {
  registerScheme();
  expect(stub.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
  const { session, ask } = createSession();
  servePage(session, folder);
  const serve = async (url: string, method = 'GET') => (await ask('serve', { url, method })) as Response;

  const page = await serve('app://masa/engagements/1');
  const nonce = /content="([^"]+)"/.exec(await page.text())?.[1];
  expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
  expect([(await serve('app://other/')).status, (await serve('app://masa/', 'POST')).status, (await serve('app://masa/..%2f..%2fetc/passwd')).status]).toEqual([
    404, 404, 404,
  ]);

  const cancelled = (url: string) => {
    const decide = vi.fn();
    ask('network', { url }, decide);
    return decide.mock.calls[0]?.[0].cancel;
  };
  expect(
    ['https://evil.example/', 'http://127.0.0.1:80/', 'ws://127.0.0.1/', 'file:///etc/passwd', 'app://masa/main.js', 'blob:app://masa/1'].map(cancelled),
  ).toEqual([true, true, true, true, false, false]);
});

test('the executor runs as a utility process and is asked to stop in words', () => {
  const child = spawnAsUtility('/app/dist/executor/main.js')(['--data', '/home', '--port', '0']);
  expect(stub.forks).toEqual([['/app/dist/executor/main.js', ['--data', '/home', '--port', '0'], { stdio: 'pipe', serviceName: 'masa-executor' }]]);
  child.stop();
  expect(stub.messages).toEqual([{ type: 'stop' }]);
});
