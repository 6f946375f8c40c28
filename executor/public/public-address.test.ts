import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openLine } from '../api/http.fixture';
import { listen } from '../api/listen';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { createPublicServer, publicLimits } from './public-server';

let executor: TestExecutor | undefined;
let ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
  await executor?.end();
  executor = undefined;
});

const opens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(false)).on('connect', () => resolve(true));
    socket.on('connect', () => socket.destroy());
  });
const portOf = (at: string | null) => Number(new URL(at ?? '').port);

test('it is closed until it is opened, keeps its port over restarts, and is closed again', async () => {
  executor = await testExecutor();
  expect(unwrap(await executor.client.publicSettings({}))).toEqual({ listens: false, at: null });
  const opened = unwrap(await executor.client.setPublic({ body: { listens: true, mailto: 'stop@shop.example' } }));
  const port = portOf(opened.at);
  expect(opened).toEqual({ listens: true, port, mailto: 'stop@shop.example', at: `http://127.0.0.1:${port}` });
  expect(await opens(port)).toBe(true);
  executor = await executor.restart();
  expect(unwrap(await executor.client.publicSettings({})).at).toBe(`http://127.0.0.1:${port}`);
  expect(await opens(port)).toBe(true);
  expect(unwrap(await executor.client.setPublic({ body: { listens: false } })).at).toBeNull();
  expect(await opens(port)).toBe(false);
  executor = await executor.restart();
  expect(unwrap(await executor.client.publicSettings({})).at).toBeNull();
});

test('a port that is taken is refused and all stays as it was; at a start it is not listened on, and everything else goes on', async () => {
  const other = createServer();
  const taken = unwrap(await listen(other, 0));
  ends.push(() => other.close());
  executor = await testExecutor();
  const { at } = unwrap(await executor.client.setPublic({ body: { listens: true } }));
  expect(await executor.client.setPublic({ body: { listens: true, port: taken } })).toMatchObject({
    ok: false,
    problems: [{ code: 'port-taken', params: { port: taken } }],
  });
  expect(unwrap(await executor.client.publicSettings({}))).toEqual({ listens: true, port: portOf(at), at });
  expect(await opens(portOf(at))).toBe(true);

  // Another program has it by the time of the next start.
  await executor.stop();
  const squatter = createServer();
  unwrap(await listen(squatter, portOf(at)));
  ends.push(() => squatter.close());
  executor = await executor.restart();
  expect(unwrap(await executor.client.publicSettings({}))).toEqual({ listens: true, port: portOf(at), at: null });
  expect(unwrap(await executor.client.health({})).state).toBe('ready');
});

test('it moves to another port; what was called at the old one ends', async () => {
  executor = await testExecutor();
  const first = portOf(unwrap(await executor.client.setPublic({ body: { listens: true } })).at);
  const free = createServer();
  const next = unwrap(await listen(free, 0));
  await new Promise((resolve) => free.close(resolve));
  expect(unwrap(await executor.client.setPublic({ body: { listens: true, port: next } })).at).toBe(`http://127.0.0.1:${next}`);
  expect([await opens(first), await opens(next)]).toEqual([false, true]);
});

test('live marketing mail needs links that lead somewhere: an address that does not listen is none', async () => {
  executor = await testExecutor();
  const settings = { provider: 'smtp', host: '127.0.0.1', port: 2525, security: 'none', from: { name: '', address: 'shop@shop.example' } } as const;
  const live = () => executor?.client.setChannel({ channel: 'email', body: { mode: 'live', settings } });
  const url = 'https://links.shop.example';
  await executor.client.setPublic({ body: { listens: false, url } });
  expect(await live()).toMatchObject({ problems: [{ code: 'channel-needs-unsubscribe' }] });
  await executor.client.setPublic({ body: { listens: true, url } });
  expect(await live()).toMatchObject({ ok: true });
});

/** One that stands alone, with limits that a test can reach. */
async function alone({ slow, ...limits }: Partial<typeof publicLimits> & { slow?: Parameters<typeof createPublicServer>[0]['slow'] } = {}) {
  const time = { now: 0 };
  const unused = async () => {
    throw new Error('nothing is asked of the store');
  };
  const bugs: string[] = [];
  const server = createPublicServer({
    core: { subscriber: unused, unsubscribe: unused, undoUnsubscribe: unused, report: unused, keptMessages: unused, noteKept: unused },
    hear: () => 'forbidden',
    settings: () => ({ listens: true }),
    files: { onSite: '//' },
    limits: { ...publicLimits, ...limits },
    slow,
    now: () => time.now,
    onBug: (route) => bugs.push(route),
  });
  const port = unwrap(await listen(server, 0));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = async (first: string, headers: string[] = [], body = '') => {
    const line = await openLine(port);
    line.write([`${first} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, '', body].join('\r\n'));
    return { line, answer: await line.answer() };
  };
  return { port, time, bugs, ask };
}

test('so many in a second, all together, and then again', async () => {
  const { ask, time } = await alone({ requestsPerSecond: 5 });
  const statuses = [];
  for (let i = 0; i < 7; i++) statuses.push((await ask('GET /on-site.js')).answer?.status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  time.now += 1000;
  expect((await ask('GET /on-site.js')).answer?.status).toBe(200);
});

test('signatures nobody has made end the line when they are too many', async () => {
  const { ask } = await alone({ wrongPerSecond: 3 });
  const tries = [];
  for (let i = 0; i < 5; i++) tries.push((await ask('POST /call-backs/sms', ['Content-Length: 1'], 'x')).answer);
  expect(tries.map((one) => one?.status)).toEqual([403, 403, 403, 429, 429]);
  expect(tries.at(-1)?.headers.connection).toBe('close');
});

test('bodies are refused before they are kept: by what they say of themselves, by what comes, and all together', async () => {
  const { ask } = await alone({ bytesAtOnce: 20_000 });
  const token = `1.email.${'A'.repeat(27)}`;
  for (const [path, length] of [
    [`/u/${token}`, 9_000],
    ['/call-backs/sms', 5_000_000],
  ] as const) {
    const told = await ask(`POST ${path}`, [`Content-Length: ${length}`]);
    expect([path, told.answer?.status, told.answer?.headers.connection]).toEqual([path, 413, 'close']);
    await told.line.rest();
  }
  const chunked = await ask(`POST /u/${token}`, ['Transfer-Encoding: chunked'], `4000\r\n${'x'.repeat(0x4000)}\r\n`);
  expect([chunked.answer?.status, chunked.answer?.headers.connection]).toEqual([413, 'close']);
  const together = await ask('POST /call-backs/sms', ['Transfer-Encoding: chunked'], `8000\r\n${'x'.repeat(0x8000)}\r\n`);
  expect(together.answer?.status).toBe(429);
  // What was held is free again.
  expect((await ask('POST /call-backs/sms', ['Content-Length: 10000'], 'x'.repeat(10_000))).answer?.status).toBe(403);
});

test('whoever sends slowly is told so, and hung up on', { tags: ['long'] }, async () => {
  const slow = { headersTimeout: 80, requestTimeout: 120, connectionsCheckingInterval: 20 };
  const { port, ask } = await alone({ slow });
  const heads = await openLine(port);
  heads.write(`GET /on-site.js HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: `);
  expect((await heads.answer())?.status).toBe(408);
  expect(await heads.rest()).toBe('');
  const body = await ask('POST /call-backs/sms', ['Content-Length: 100'], 'x');
  expect(body.answer?.status).toBe(408);
});

test('more connections than are served are told so', async () => {
  const { port, ask } = await alone({ connections: 2 });
  const held = [await openLine(port), await openLine(port)];
  expect((await ask('GET /on-site.js')).answer?.status).toBe(503);
  for (const one of held) one.socket.destroy();
});

test('a bug of ours says nothing of itself, nor of who asked', async () => {
  const { ask, bugs } = await alone();
  const { answer } = await ask(`GET /u/1.email.${'A'.repeat(27)}`);
  expect([answer?.status, answer?.body.includes('nothing is asked')]).toEqual([500, false]);
  expect(bugs).toEqual(['public/u']);
});
