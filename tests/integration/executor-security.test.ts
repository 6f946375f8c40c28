/** Attacks on the executor as it ships: without the token, from a web page, with two meanings in one request, and for what it lets slip. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { head, openLine, type RawAnswer } from '../../executor/api/http.fixture';
import { storeFile } from '../../executor/store/open';
import { executorRoutes } from '../../shared/executor/contract';
import { buildExecutor, type Running, runExecutor } from './executor-process';

let built: Awaited<ReturnType<typeof buildExecutor>>;
let data = '';
let executor: Running;
beforeAll(async () => {
  built = await buildExecutor();
  data = mkdtempSync(join(tmpdir(), 'masa-security-'));
  executor = await runExecutor(built.path, data);
});
afterAll(async () => {
  executor.child.kill('SIGKILL');
  await executor.exited;
  rmSync(data, { recursive: true, force: true });
  built.remove();
});

/** One request on a connection of its own, exactly as written. */
async function say(text: string): Promise<RawAnswer | undefined> {
  const line = await openLine(executor.port);
  line.write(text);
  const answer = await line.answer(text.startsWith('HEAD ') ? 'HEAD' : undefined);
  line.socket.destroy();
  return answer;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'];
const paths = [
  ...new Set(Object.values(executorRoutes).map((route) => route.path.replace(/:\w+/g, 'x'))),
  '/openapi.json',
  '/docs',
  '/',
  '/nothing',
  '/health/',
  '//health',
  '/health?x',
  '/..%2fhealth',
  '/*',
];
const json = 'Content-Type: application/json';
const event = JSON.stringify({ uid: 'attack', name: 'seen', occurred_at: '2026-06-01T07:00:00Z' });
const length = `Content-Length: ${event.length}`;
const codeOf = (answer: RawAnswer | undefined) => answer?.body && JSON.parse(answer.body).problems?.[0]?.code;

async function eventsKept(): Promise<number> {
  const health = await executor.client.health({});
  if (!health.ok) throw new Error('it does not answer');
  return health.value.events;
}

test('nothing answers without the token: every call, unknown paths, every method', async () => {
  const refused = new Set(['executor-token-refused', 'too-many-tries', undefined]);
  for (const path of paths)
    for (const method of methods)
      for (const authorization of ['', 'Authorization: Bearer wrong\r\n']) {
        const answer = await say(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${executor.port}\r\n${authorization}${json}\r\n${length}\r\n\r\n${event}`);
        expect([method, path, [401, 429].includes(answer?.status ?? 0)]).toEqual([method, path, true]);
        // An answer to HEAD has no body.
        if (method !== 'HEAD') expect(refused).toContain(codeOf(answer));
      }
  expect(await eventsKept()).toBe(0);
});

test('the token counts in its header only, and only as it is', async () => {
  const { token, port } = executor;
  const withHeader = (line: string, path = '/health') => say(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${line}\r\n\r\n`);
  for (const line of [
    `Authorization: bearer ${token}`,
    `Authorization: Bearer  ${token}`,
    `Authorization: Bearer ${token.toLowerCase()}`,
    `Authorization: Bearer ${token}\u0000`,
    `Authorization: Bearer ${token}, Bearer ${token}`,
    `Authorization: Basic ${Buffer.from(`:${token}`).toString('base64')}`,
    `Authorization: Bearer wrong\r\nAuthorization: Bearer ${token}`,
    `Cookie: token=${token}`,
    `X-Token: ${token}`,
    `Proxy-Authorization: Bearer ${token}`,
  ])
    expect([line, [400, 401, 429].includes((await withHeader(line))?.status ?? 0)]).toEqual([line, true]);
  for (const path of [`/health?token=${token}`, `/health?access_token=${token}`, `/health?authorization=Bearer%20${token}`])
    expect([401, 429]).toContain((await withHeader('X: y', path))?.status);
  expect((await withHeader(`Authorization: Bearer ${token}`))?.status).toBe(200);
});

test('a page whose name leads to this machine is refused, however it spells the name', async () => {
  const { token, port } = executor;
  const as = (host: string, target = '/health') => say(`GET ${target} HTTP/1.1\r\n${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    `localhost.evil.example:${port}`,
    `evil.example#127.0.0.1:${port}`,
    `evil.example@127.0.0.1:${port}`,
    `127.0.0.1:${port}@evil.example`,
    '127.0.0.1',
    '127.0.0.1:1',
    `127.0.0.1:0${port}`,
    `127.0.0.1:${port}.`,
    `localhost.:${port}`,
    `127.1:${port}`,
    `2130706433:${port}`,
    `0x7f000001:${port}`,
    `0.0.0.0:${port}`,
    `[::1]:${port}`,
    `[::ffff:127.0.0.1]:${port}`,
    `127.0.0.1:${port}, evil.example`,
    '',
  ])
    expect([host, (await as(`Host: ${host}`))?.status]).toEqual([host, 403]);
  expect((await as(`Host: 127.0.0.1:${port}\r\nHost: evil.example`))?.status).toBe(403);
  expect((await as(`Host: evil.example\r\nHost: 127.0.0.1:${port}`))?.status).toBe(403);
  expect([400, 403]).toContain((await as('X-Forwarded-Host: 127.0.0.1'))?.status);
  for (const target of [`http://evil.example/health`, `http://127.0.0.1:${port}/health`, `http://evil.example:${port}/health`, '*', `evil.example:${port}`])
    expect([target, [400, 403].includes((await as(`Host: 127.0.0.1:${port}`, target))?.status ?? 0)]).toEqual([target, true]);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`]) expect([host, (await as(`Host: ${host}`))?.status]).toEqual([host, 200]);
});

test('a page in a browser can neither send blindly nor ask whether it may: nothing is kept, and no header allows it', async () => {
  const kept = await eventsKept();
  for (const origin of [
    'https://evil.example',
    'null',
    'file://',
    `http://127.0.0.1:${executor.port}`,
    `http://localhost:${executor.port}`,
    '',
    'chrome-extension://x',
  ]) {
    const answer = await say(head('POST /events', executor, [`Origin: ${origin}`, json, length]) + event);
    expect([origin, answer?.status, codeOf(answer)]).toEqual([origin, 403, 'executor-origin-refused']);
  }
  // What a form or a beacon can send without asking first, from a browser that hides where it is from.
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json', ''])
    expect([type, codeOf(await say(head('POST /events', executor, [`Content-Type: ${type}`, length]) + event))]).toEqual([type, 'content-type-refused']);
  const asks = [
    'Origin: https://evil.example',
    'Access-Control-Request-Method: POST',
    'Access-Control-Request-Headers: authorization',
    'Access-Control-Request-Private-Network: true',
  ];
  const preflight = await say(head('OPTIONS /events', executor, asks));
  expect(preflight?.status).toBe(403);
  const answers = [preflight, await say(head('OPTIONS /events', executor)), await say(head('GET /health', executor)), await say(head('GET /docs', executor))];
  for (const answer of answers) expect(Object.keys(answer?.headers ?? {}).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  expect(answers.map((one) => one?.headers['x-content-type-options'])).toEqual(Array(4).fill('nosniff'));
  expect(await eventsKept()).toBe(kept);
});

test('a request with two meanings has none: lengths, chunks and lines that others may read otherwise', async () => {
  const kept = await eventsKept();
  const hidden = `GET /outbox HTTP/1.1\r\nHost: 127.0.0.1:${executor.port}\r\nAuthorization: Bearer ${executor.token}\r\n\r\n`;
  const chunk = `${event.length.toString(16)}\r\n${event}\r\n0\r\n\r\n`;
  const tricks: Record<string, string> = {
    'length and chunks': head('POST /events', executor, [json, length, 'Transfer-Encoding: chunked']) + chunk + hidden,
    'two lengths': head('POST /events', executor, [json, length, 'Content-Length: 0']) + event + hidden,
    'a length with a sign': head('POST /events', executor, [json, `Content-Length: +${event.length}`]) + event,
    'a negative length': head('POST /events', executor, [json, 'Content-Length: -1']) + event,
    'a length in hex': head('POST /events', executor, [json, `Content-Length: 0x${event.length.toString(16)}`]) + event,
    'chunked, spelt otherwise': head('POST /events', executor, [json, 'Transfer-Encoding: xchunked']) + chunk + hidden,
    'chunked, but not last': head('POST /events', executor, [json, 'Transfer-Encoding: chunked, identity']) + chunk + hidden,
    'a space before the colon': head('POST /events', executor, [json, `Content-Length : ${event.length}`]) + event,
    'a folded header': head('POST /events', executor, [json, 'Transfer-Encoding:\r\n chunked', length]) + event,
    'a bare line feed': head('POST /events', executor, [json, `X: y\nContent-Length: ${event.length}`]).replace('\r\nX: y', '\nX: y') + event,
    'a chunk of no size': `${head('POST /events', executor, [json, 'Transfer-Encoding: chunked'])}zz\r\n${event}\r\n0\r\n\r\n${hidden}`,
    'a chunk of more than all': `${head('POST /events', executor, [json, 'Transfer-Encoding: chunked'])}ffffffffffffffff1\r\n${event}\r\n0\r\n\r\n`,
    'no version': `GET /health\r\nHost: 127.0.0.1:${executor.port}\r\n\r\n`,
    'another protocol': '\u0016\u0003\u0001\u0000\u0001',
    'a header too many': head(
      'GET /health',
      executor,
      Array.from({ length: 3_000 }, (_, i) => `X-${i}: ${i}`),
    ),
    'a header too long': head('GET /health', executor, [`X: ${'x'.repeat(40_000)}`]),
    'a target too long': head(`GET /customers?text=${'x'.repeat(40_000)}`, executor),
  };
  for (const [name, text] of Object.entries(tricks)) {
    const line = await openLine(executor.port);
    line.write(text);
    const answer = await line.answer();
    expect([name, [400, 401, 413, 431].includes(answer?.status ?? 0)]).toEqual([name, true]);
    expect(typeof codeOf(answer)).toBe('string');
    // What came behind it is never taken for a request.
    expect([name, await line.rest()]).toEqual([name, '']);
  }
  expect(await eventsKept()).toBe(kept);
});

test('the connection of a switched protocol or a proxy is not given', async () => {
  const upgrade = await say(head('GET /health', executor, ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13']));
  expect(upgrade?.status).toBe(200);
  const line = await openLine(executor.port);
  line.write(`CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${executor.port}\r\n\r\n`);
  expect(await line.rest()).toBe('');
});

test.skipIf(process.platform === 'win32')('what it keeps is readable by its owner only', () => {
  const modes = readdirSync(data).map((file) => [file, statSync(join(data, file)).mode & 0o777]);
  expect(Object.fromEntries(modes)).toMatchObject({ token: 0o600, 'endpoint.json': 0o600, [storeFile]: 0o600, [`${storeFile}-wal`]: 0o600 });
  expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([]);
});

test('it listens on this machine only', async () => {
  const others = Object.values(networkInterfaces()).flatMap(
    (all) => all?.filter((one) => one.address !== '127.0.0.1').map((one) => (one.scopeid ? `${one.address}%${one.scopeid}` : one.address)) ?? [],
  );
  const opens = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(executor.port, host);
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
  expect(await opens('127.0.0.1')).toBe(true);
  for (const host of [...others, '::1']) expect([host, await opens(host)]).toEqual([host, false]);
});

test('whatever goes wrong, nothing of what was sent is in the log', async () => {
  const marks = ['marked.person@shop.example', 'marked.person%40shop.example'];
  const [mark = ''] = marks;
  const { token, port } = executor;
  const body = (text: string, ...headers: string[]) =>
    say(head('POST /events', executor, [json, `Content-Length: ${Buffer.byteLength(text)}`, ...headers]) + text);
  const wrongs = [
    say(head(`GET /customers?text=${mark}&limit=none`, executor)),
    say(head(`GET /customers/${mark}`, executor)),
    say(head(`GET /${mark}`, executor)),
    say(head(`GET /%${mark}`, executor)),
    say(head(`DELETE /customers/${mark}`, executor)),
    say(`${head(`POST /deployments/${mark}/state`, executor, [json, 'Content-Length: 2'])}{}`),
    say(head('GET /health', executor, [`X: ${mark}`, `Cookie: ${mark}`, `Referer: ${mark}`])),
    say(head('GET /health', executor, [`Origin: ${mark}`])),
    say(`GET /health HTTP/1.1\r\nHost: ${mark}\r\nAuthorization: Bearer ${token}\r\n\r\n`),
    say(`GET /health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${mark}\r\n\r\n`),
    say(`${mark} / HTTP/1.1\r\n\r\n`),
    say(head('GET /health', executor, [`${mark} : x`])),
    say(head('GET /health', executor, [`X: ${mark.repeat(2_000)}`])),
    body(mark),
    body(`{"uid": "${mark}"`),
    body(JSON.stringify({ uid: mark, name: mark, occurred_at: mark })),
    body(JSON.stringify({ uid: mark.repeat(20), name: 'x', occurred_at: '2026-06-01T07:00:00Z' })),
    body(JSON.stringify({ ...JSON.parse(event), uid: mark, identifiers: { [mark]: mark, email: `${mark} ${mark}` }, properties: { [mark]: mark } })),
    body(event, `Content-Encoding: ${mark}`),
    body(event, `Expect: ${mark}`),
    say(head('POST /events', executor, [`Content-Type: ${mark}`, length]) + event),
    say(head('POST /journeys/x/start', executor, [json, 'Content-Length: 61']) + JSON.stringify({ identifiers: { email: mark } }).padEnd(61)),
  ];
  const answers = await Promise.all(wrongs);
  expect(answers.map((one) => one?.status).filter((status) => status === undefined || status === 500)).toEqual([]);
  // Hung up in the middle.
  const line = await openLine(port);
  line.write(`${head('POST /events', executor, [json, 'Content-Length: 5000'])}{"uid":"${mark}`);
  line.socket.resetAndDestroy();
  await executor.client.health({});
  for (const one of [...marks, token, 'marked', 'evil']) expect([one, executor.output().includes(one)]).toEqual([one, false]);
  // None of these is trouble of ours.
  const lines = executor
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.filter((line) => 'where' in line)).toEqual([]);
  expect(lines.filter((line) => 'ready' in line)).toHaveLength(1);
});
