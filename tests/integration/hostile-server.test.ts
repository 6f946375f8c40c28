/** Attacks on the browser-mode server, and bad luck at its start. Raw sockets: no client would send most of this. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from '@msgpack/msgpack';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createSupervisor } from '../../host/executor-supervisor';
import { type BrowserHost, startBrowserHost } from '../../host/server/browser-host';
import { main } from '../../host/server/main';
import { askRunning } from '../../host/server/running';
import { createWorkbench } from '../../host/workbench/workbench';

let folder = '';
let host: BrowserHost;
let cookie = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masa-hostile-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(folder, 'renderer', 'assets', 'main.js'), 'export {}');
  writeFileSync(join(folder, 'renderer', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  host = await startHost(join(folder, 'home'));
  const opened = await send({ path: new URL(host.url).pathname });
  cookie = /^set-cookie: ([^;]+)/im.exec(opened)?.[1] ?? '';
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startHost(home: string): Promise<BrowserHost> {
  const started = await start(home);
  if (!('host' in started)) throw new Error('a host is running already');
  return started.host;
}

function start(home: string) {
  const app = process.cwd();
  const folders = {
    app,
    assets: join(app, 'assets'),
    renderer: join(folder, 'renderer'),
    executorMain: join(folder, 'none.js'),
    workbenchWorker: join(import.meta.dirname, 'fake-worker.mjs'),
  };
  return startBrowserHost({ home, folders, port: 0, onBug: () => {} });
}

type Message = { path?: string; method?: string; hostName?: string; headers?: string[]; body?: Uint8Array };
/** The whole answer as text, one byte per character. */
function send({ path = '/', method = 'GET', hostName = `127.0.0.1:${host.port}`, headers = [], body = new Uint8Array() }: Message): Promise<string> {
  const length = method === 'POST' ? [`Content-Length: ${body.length}`] : [];
  const head = [`${method} ${path} HTTP/1.1`, `Host: ${hostName}`, 'Connection: close', ...length, ...headers, '', ''].join('\r\n');
  return new Promise((resolve) => {
    const socket = connect(host.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
  });
}

const statusOf = (answer: string) => Number(answer.slice(9, 12));
const headerOf = (answer: string, name: string) => new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer)?.[1];
const own = () => [`Cookie: ${cookie}`, `Origin: http://127.0.0.1:${host.port}`, 'Content-Type: application/msgpack'];
async function call(name: string, body: Uint8Array): Promise<string[]> {
  const answer = await send({ path: `/rpc/${name}`, method: 'POST', headers: own(), body });
  const reply = decode(Buffer.from(answer.slice(answer.indexOf('\r\n\r\n') + 4), 'latin1')) as { ok: boolean; problems: { code: string }[] };
  return reply.ok ? ['ok'] : reply.problems.map(({ code }) => code);
}

test('every answer, to whomever and about whatever, forbids sniffing, framing, sharing and foreign content', async () => {
  const { pathname } = new URL(host.newLink());
  const signedIn = [`Cookie: ${cookie}`];
  const answers = await Promise.all([
    send({}),
    send({ headers: signedIn }),
    send({ path: '/assets/main.js', headers: signedIn }),
    send({ path: '/icon.svg', headers: signedIn }),
    send({ path: '/gone.png', headers: signedIn }),
    send({ path: pathname }),
    send({ path: '/open/guess' }),
    send({ hostName: 'evil.example' }),
    send({ hostName: `localhost:${host.port}` }),
    send({ method: 'OPTIONS', headers: signedIn }),
    send({ method: 'TRACE', headers: signedIn }),
    send({ path: '/rpc/app.info', method: 'POST' }),
    send({ path: '/rpc/app.info', method: 'POST', headers: own(), body: encode({}) }),
    send({ path: '/control/link', method: 'POST' }),
    send({ headers: [...signedIn, 'Origin: https://evil.example'] }),
  ]);
  expect(answers.map(statusOf)).toEqual([401, 200, 200, 200, 404, 303, 403, 421, 302, 405, 405, 401, 200, 403, 403]);
  for (const answer of answers) {
    expect(headerOf(answer, 'content-security-policy')).toMatch(/^default-src 'none'/);
    expect(headerOf(answer, 'content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headerOf(answer, 'content-security-policy')).not.toContain('unsafe');
    expect(headerOf(answer, 'cache-control')).toMatch(/no-store|no-cache|private/);
    const names = ['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cross-origin-resource-policy', 'access-control-allow-origin'];
    expect(names.map((name) => headerOf(answer, name))).toEqual(['nosniff', 'DENY', 'no-referrer', 'same-origin', undefined]);
  }
});

test.each([
  'evil.example',
  'localhost',
  '127.0.0.1',
  '127.1:PORT',
  '2130706433:PORT',
  '[::1]:PORT',
  '0.0.0.0:PORT',
  '127.0.0.1.evil.example:PORT',
  'LOCALHOST:PORT',
])('nothing is served under the name %s, cookie or not', async (name) => {
  const answer = await send({ hostName: name.replace('PORT', String(host.port)), headers: [`Cookie: ${cookie}`] });
  expect(statusOf(answer)).toBe(421);
});

test('no path leads out of the page, and no path makes the server stumble', async () => {
  const paths = ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%252e%252e%252fsecret.txt', '/..%5csecret.txt', '//secret.txt'];
  const odd = ['/x%00.js', '/%', '/%ff.js', '/%c0%ae%c0%ae/x.js', '/assets/.x.js', '/assets/main.js/', `/${'a'.repeat(5000)}.js`, '/%0d%0aX-Evil:1'];
  for (const path of [...paths, ...odd]) {
    const answer = await send({ path, headers: [`Cookie: ${cookie}`] });
    expect([path, [200, 404].includes(statusOf(answer)), answer.includes('secret\n'), answer.endsWith('secret')]).toEqual([path, true, false, false]);
  }
  const split = await send({ path: '/%0d%0aX-Evil:1', hostName: `localhost:${host.port}` });
  expect([statusOf(split), headerOf(split, 'location'), headerOf(split, 'x-evil')]).toEqual([302, `http://127.0.0.1:${host.port}/%0d%0aX-Evil:1`, undefined]);
});

test('headers that lie about the body, and headers without end, are refused', async () => {
  const answers = await Promise.all([
    send({ path: '/rpc/app.info', method: 'POST', headers: [...own(), 'Transfer-Encoding: chunked'], body: Buffer.from('0\r\n\r\nGET / HTTP/1.1\r\n\r\n') }),
    send({ headers: [`X: ${'a'.repeat(40_000)}`] }),
    send({ headers: Array.from({ length: 3000 }, (_, index) => `x${index}: 1`) }),
    send({ headers: [`Cookie: masa-${host.port}=wrong`, `Cookie: ${cookie}`] }),
  ]);
  expect(answers.map(statusOf)).toEqual([400, 431, 431, 401]);
});

const be32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
test.each([
  ['450 bytes that announce 22 GB', new Uint8Array(Array.from({ length: 90 }, () => [0xdd, ...be32(30e6)]).flat())],
  ['twenty million arrays inside each other', new Uint8Array(20e6).fill(0x91)],
  ['a text of 4 GB that is not there', new Uint8Array([0xdb, ...be32(0xffffffff)])],
  ['a key that names the prototype', new Uint8Array([0x81, ...encode('__proto__'), 0x80])],
  ['a call and something behind it', new Uint8Array([...encode({}), ...encode({})])],
  ['nothing', new Uint8Array()],
])('%s: refused, and the next call is answered', async (_name, body) => {
  expect(await call('preferences.set', body)).toEqual(['body-malformed']);
  expect(await call('app.info', encode({}))).toEqual(['ok']);
});

test('hundreds of half requests keep nobody waiting', async () => {
  const sockets: Socket[] = [];
  for (let index = 0; index < 300; index++) {
    const socket = connect(host.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      index % 2 ? 'GET / HTTP/1.1\r\nHost: x\r\nX-' : `POST /rpc/app.info HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nContent-Length: 60000000\r\n\r\nabc`,
    );
    sockets.push(socket);
  }
  expect(await call('app.info', encode({}))).toEqual(['ok']);
  for (const socket of sockets) socket.destroy();
});

test.skipIf(process.platform === 'win32')('nobody else on this machine can read what the host keeps', () => {
  const home = join(folder, 'home');
  const open = readdirSync(home).filter((name) => (statSync(join(home, name)).mode & 0o077) !== 0);
  expect(open).toEqual([]);
});

test('a note left by a killed host leads nowhere when another program has its port', async () => {
  const impostor = createServer((_request, response) => response.end(JSON.stringify({ url: 'https://evil.example/open/x' })));
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
  const { port } = impostor.address() as AddressInfo;
  const note = join(folder, 'running.json');
  writeFileSync(note, JSON.stringify({ pid: process.pid, port, controlKey: 'k'.repeat(43) }));
  expect(await askRunning(note)).toBeUndefined();
  impostor.close();
});

test('a home that can not be made, or a port that is taken, is said in a line; the exit code tells', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const file = join(folder, 'secret.txt');
  try {
    expect(await main(['--home', file, '--port', '0', '--no-open', '--lang', 'en'], { open: () => {} })).toBe(1);
    expect(await main(['--home', join(folder, 'other'), '--port', String(host.port), '--no-open', '--lang', 'en'], { open: () => {} })).toBe(1);
    expect(said.mock.calls.map(([line]) => String(line))).toEqual([
      expect.stringContaining(`${file} can't be read or written`),
      expect.stringContaining(`Port ${host.port} is in use`),
    ]);
  } finally {
    said.mockRestore();
  }
  expect(readFileSync(file, 'utf8')).toBe('secret');
});

test('a host that can not leave its note still serves', async () => {
  const home = join(folder, 'full');
  mkdirSync(join(home, 'running.json', 'x'), { recursive: true });
  const other = await startHost(home);
  expect(other.port).toBeGreaterThan(0);
  await other.close();
});

test('an executor that can not be started at all fails in words and takes nothing with it', async () => {
  const spawn = () => {
    throw new Error('spawn EMFILE');
  };
  const supervisor = createSupervisor({ dataFolder: join(folder, 'nowhere'), spawn, timing: { firstPauseMs: 1, longestPauseMs: 1 } });
  await supervisor.start();
  await vi.waitFor(async () =>
    expect(await supervisor.status()).toMatchObject({ state: 'failed', problem: { code: 'executor-died', params: { message: 'spawn EMFILE' } } }),
  );
  await supervisor.stop();
});

test('work that can not be handed over costs that call only', async () => {
  const bench = createWorkbench({ script: join(import.meta.dirname, 'fake-worker.mjs'), data: { assets: '' } });
  const give = (name: string, bytes: unknown) => bench.run({ kind: 'read-files', args: { files: [{ name, bytes: bytes as Uint8Array<ArrayBuffer> }] } });
  const results = await Promise.all([give('answer', () => {}), give('answer', new Uint8Array())]);
  expect(results.map((result) => (result.ok ? 'ok' : result.problems[0]?.code))).toEqual(['workbench-crashed', 'ok']);
  await bench.close();
});

test('started three times in the same moment, one serves and the others give links to it', async () => {
  const home = join(folder, 'thrice');
  const started = await Promise.all([start(home), start(home), start(home)]);
  const hosts = started.flatMap((one) => ('host' in one ? [one.host] : []));
  const links = started.flatMap((one) => ('running' in one ? [new URL(one.running).port] : []));
  expect([hosts.length, links]).toEqual([1, Array(2).fill(String(hosts[0]?.port))]);
  for (const one of hosts) await one.close();
});

test('a start that was killed half-way does not hold up the next', async () => {
  const home = join(folder, 'half');
  mkdirSync(home);
  // No process has this number.
  writeFileSync(join(home, 'starting.lock'), '999999999');
  await (await startHost(home)).close();
  expect(readdirSync(home)).not.toContain('starting.lock');
});
