import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppFolders } from '../../host/app-folder';
import { type BrowserHost, startBrowserHost } from '../../host/server/browser-host';
import { createHttpTransport } from '../../renderer/platform/http-transport';
import { toCompactText } from '../../shared/engagement/compact-text';
import { createPartsWriter, type DocumentParts } from '../../shared/engagement/document-parts';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { openEngagement } from '../../shared/engagement/open-engagement';
import { platformContract } from '../../shared/platform';
import { createClient } from '../../shared/rpc';

let folder = '';
let hosts: BrowserHost[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-server-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(folder, 'renderer', 'assets', 'main.js'), 'export {}');
});
afterEach(async () => {
  for (const host of hosts) await host.close();
  hosts = [];
  rmSync(folder, { recursive: true, force: true });
});

async function start(home = 'home', port?: number, workbenchWorker = join(folder, 'no-worker.js')) {
  // Only the page's folder is read here; hardly anything starts a worker, and the executor's program is not there.
  const folders: AppFolders = {
    app: process.cwd(),
    assets: join(process.cwd(), 'assets'),
    renderer: join(folder, 'renderer'),
    executorMain: join(folder, 'no-executor.js'),
    workbenchWorker,
  };
  const started = await startBrowserHost({ home: join(folder, home), folders, port, onBug: () => {} });
  if ('host' in started) hosts.push(started.host);
  return started;
}

async function startHost(home?: string, port?: number, worker?: string): Promise<BrowserHost> {
  const started = await start(home, port, worker);
  if (!('host' in started)) throw new Error('a host is running already');
  return started.host;
}

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };
/** Node's own client: fetch does not let a test choose Host or Origin. */
function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: Uint8Array } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function signIn({ url, port }: { url: string; port: number }): Promise<string> {
  const reply = await ask(port, new URL(url).pathname);
  return String(reply.headers['set-cookie']).split(';')[0] ?? '';
}

const post = (port: number, cookie: string, name: string, args: unknown, headers: Record<string, string> = {}) =>
  ask(port, `/rpc/${name}`, {
    method: 'POST',
    headers: { cookie, origin: `http://127.0.0.1:${port}`, 'content-type': 'application/msgpack', ...headers },
    body: encode(args, { ignoreUndefined: true }),
  });

test('the link works once, and gives a cookie that scripts and other sites never see', async () => {
  const host = await startHost();
  const path = new URL(host.url).pathname;
  expect((await ask(host.port, path, { method: 'HEAD' })).status).toBe(405);

  const first = await ask(host.port, path);
  expect([first.status, first.headers.location]).toEqual([303, '/']);
  const [cookie] = first.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^masa-\d+=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);

  expect((await ask(host.port, path)).status).toBe(403);
  expect((await ask(host.port, '/')).status).toBe(401);
  expect((await ask(host.port, '/assets/main.js')).status).toBe(401);
  expect((await ask(host.port, '/', { headers: { cookie: cookie?.split(';')[0] ?? '' } })).status).toBe(200);
});

test('the page comes with a strict policy whose nonce is in the page and never the same twice', async () => {
  const host = await startHost();
  const cookie = await signIn(host);
  const pages = await Promise.all([ask(host.port, '/', { headers: { cookie } }), ask(host.port, '/engagements/x', { headers: { cookie } })]);
  const policies = pages.map(({ headers }) => String(headers['content-security-policy']));
  const nonces = pages.map(({ body }) => /content="([^"]+)"/.exec(body.toString())?.[1] ?? '');

  expect(policies[0]).toContain(`script-src 'self' 'nonce-${nonces[0]}'`);
  expect(policies[0]).toContain("connect-src 'self'");
  expect(policies.join()).not.toContain('unsafe');
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(pages[0]?.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
});

test('requests under another name or from another page are refused, cookie or not', async () => {
  const host = await startHost();
  const cookie = await signIn(host);
  const { port } = host;
  const refused = await Promise.all([
    ask(port, '/', { headers: { cookie, host: `evil.example:${port}` } }),
    ask(port, '/', { headers: { cookie, host: '127.0.0.1:1' } }),
    ask(port, '/', { headers: { cookie, origin: 'https://evil.example' } }),
    post(port, cookie, 'app.info', {}, { origin: 'https://evil.example' }),
    post(port, cookie, 'app.info', {}, { origin: 'null' }),
    post(port, cookie, 'app.info', {}, { 'content-type': 'text/plain' }),
    post(port, 'masa=wrong', 'app.info', {}),
    ask(port, '/rpc/app.info', { method: 'POST', headers: { cookie, 'content-type': 'application/msgpack' }, body: encode({}) }),
    ask(port, '/', { method: 'PUT', headers: { cookie } }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual([421, 421, 403, 403, 403, 415, 401, 403, 405]);
  const home = await ask(port, '/', { headers: { cookie, host: `localhost:${port}` } });
  expect([home.status, home.headers.location]).toEqual([302, `http://127.0.0.1:${port}/`]);
});

test('work of a window that was closed is given up; what others asked for comes next', async () => {
  const { port, ...host } = await startHost('home', undefined, join(import.meta.dirname, 'fake-worker.mjs'));
  const cookie = await signIn({ port, ...host });
  const order = (name: string) => ({ files: [{ name, bytes: new Uint8Array(1) }], job: name });
  const body = encode(order('hang'));
  const headers = { cookie, origin: `http://127.0.0.1:${port}`, 'content-type': 'application/msgpack' };
  const closed = request({ host: '127.0.0.1', port, path: '/rpc/workbench.readFiles', method: 'POST', headers });
  closed.on('error', () => {});
  closed.end(body);
  const isGoing = async () => (decode((await post(port, cookie, 'workbench.progress', { job: 'hang' })).body) as { value: unknown }).value !== null;
  await vi.waitUntil(isGoing, { timeout: 10_000 });
  const next = post(port, cookie, 'workbench.readFiles', order('answer'));
  closed.destroy();
  expect(decode((await next).body)).toMatchObject({ ok: true });
  expect(await isGoing()).toBe(false);
}, 60_000);

test("calls go through the contract; the renderer's own client saves and reads an engagement", async () => {
  const host = await startHost();
  const cookie = await signIn(host);
  const origin = `http://127.0.0.1:${host.port}`;
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => realFetch(input, { ...init, headers: { ...init?.headers, cookie, origin } });
  try {
    const platform = createClient(platformContract, createHttpTransport(origin));
    expect(await platform['app.info']({})).toMatchObject({ ok: true, value: { shell: 'browser', home: join(folder, 'home') } });
    const document = testEngagement({ revision: 3 });
    expect(await platform['engagements.save']({ document: document as never })).toMatchObject({ ok: true, value: { revision: 3 } });
    const read = await platform['engagements.read']({ id: document.id });
    expect(read.ok && openEngagement(read.value.document)).toMatchObject({ ok: true, value: document });
    const text = toCompactText({ ...document, revision: 4 });
    expect(await platform['engagements.save']({ document: text as never })).toMatchObject({ ok: true, value: { revision: 4 } });
    const write = createPartsWriter();
    const [whole, later] = [5, 6].map((revision) => write({ ...document, revision }));
    if (!whole || !later) throw new Error('no parts');
    const saveParts = (parts: DocumentParts) => platform['engagements.saveParts']({ writer: document.id, document: parts, overwrite: false });
    // A host that never saw the parts says so and writes nothing.
    expect(await saveParts(later)).toMatchObject({ ok: false, problems: [{ code: 'parts-unknown' }] });
    expect(await saveParts(whole)).toMatchObject({ ok: true, value: { revision: 5 } });
    expect(await saveParts(later)).toMatchObject({ ok: true, value: { revision: 6 } });
    const saved = await platform['engagements.read']({ id: document.id });
    expect(saved.ok && openEngagement(saved.value.document)).toMatchObject({ ok: true, value: { ...document, revision: 6 } });
    expect(await platform['engagements.read']({ id: 'nonsense' })).toMatchObject({ ok: false, problems: [{ code: 'invalid-arguments' }] });
    expect(await platform['executor.outbox']({})).toMatchObject({ ok: false, problems: [{ code: 'executor-not-running' }] });
    await platform['preferences.set']({ language: 'he', scheme: 'dark', density: 'compact' });
    expect(await platform['preferences.get']({})).toMatchObject({ ok: true, value: { language: 'he', scheme: 'dark' } });
  } finally {
    globalThis.fetch = realFetch;
  }
  const unknown = await post(host.port, cookie, '__proto__', {});
  expect(decode(unknown.body)).toMatchObject({ ok: false, problems: [{ code: 'unknown-call' }] });
  const torn = await ask(host.port, '/rpc/app.info', {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/msgpack' },
    body: new Uint8Array([0xc1]),
  });
  expect(decode(torn.body)).toMatchObject({ ok: false, problems: [{ code: 'body-malformed' }] });
});

test('a call that is too large is refused before it is read', async () => {
  const host = await startHost();
  const cookie = await signIn(host);
  const body = new Uint8Array(1000);
  const reply = await ask(host.port, '/rpc/app.info', {
    method: 'POST',
    headers: {
      cookie,
      origin: `http://127.0.0.1:${host.port}`,
      'content-type': 'application/msgpack',
      'content-length': String(65 * 1024 * 1024),
      connection: 'close',
    },
    body,
  });
  expect([reply.status, decode(reply.body)]).toMatchObject([413, { problems: [{ code: 'body-too-large' }] }]);
});

test('a second start finds the running host and gets a link that works there', async () => {
  const host = await startHost();
  const second = await start();
  if (!('running' in second)) throw new Error('a second host was started');
  expect(new URL(second.running).port).toBe(String(host.port));
  expect(await signIn({ url: second.running, port: host.port })).toMatch(/^masa-/);

  const note = join(folder, 'home', 'running.json');
  expect(statSync(note).mode & 0o077).toBe(0);
  expect((await ask(host.port, '/control/link', { method: 'POST', headers: { authorization: 'Bearer guess' } })).status).toBe(403);
});

test('a host that was killed leaves a note that fools nobody, and its windows go on after a restart', async () => {
  const host = await startHost('home', 0);
  const cookie = await signIn(host);
  const note = readFileSync(join(folder, 'home', 'running.json'));
  await host.close();
  writeFileSync(join(folder, 'home', 'running.json'), note);

  const again = await startHost('home', host.port);
  expect((await ask(again.port, '/', { headers: { cookie } })).status).toBe(200);
  // Only hashes of the cookies are on disk.
  expect(readFileSync(join(folder, 'home', 'sessions.json'), 'utf8')).not.toContain(cookie.split('=')[1]);
});

test("the port stays this install's; when another program has it the next one is lent, and that is said", async () => {
  const first = await startHost();
  const { port } = first;
  expect(JSON.parse(readFileSync(join(folder, 'home', 'install.json'), 'utf8'))).toEqual({ port });
  await first.close();
  hosts = [];

  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  try {
    const lent = await startHost();
    expect(lent.taken).toBe(port);
    expect(lent.port).toBeGreaterThan(port);
    await lent.close();
    hosts = [];
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
  const back = await startHost();
  expect([back.port, back.taken]).toEqual([port, undefined]);
});
