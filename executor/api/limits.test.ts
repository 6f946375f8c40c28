import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { executorRoutes } from '../../shared/executor/contract';
import { ok } from '../../shared/problem';
import { head, openLine, type RawAnswer } from './http.fixture';
import { createAllowance, defaultLimits, type Limits } from './limits';
import { type ApiServerOptions, createApiServer } from './server';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  if (server) await once(server.close(), 'close');
  server = undefined;
});

const token = 'a-token-of-the-right-length-for-these-tests';
const event = JSON.stringify({ uid: 'u', name: 'seen', occurred_at: '2026-06-01T07:00:00Z' });

/** The API with calls that answer when they are told to. */
async function serve(limits: Partial<Limits>, slow?: ApiServerOptions['slow']) {
  let now = 0;
  const waiting: (() => void)[] = [];
  let held = false;
  const answer = async () => {
    if (held) await new Promise<void>((resolve) => waiting.push(resolve));
    return ok({ accepted: 1, duplicates: 0 });
  };
  const handlers = Object.fromEntries(Object.keys(executorRoutes).map((name) => [name, answer])) as unknown as ApiServerOptions['handlers'];
  server = createApiServer({ token, version: '1', handlers, limits: { ...defaultLimits, ...limits }, now: () => now, onBug: () => {}, ...(slow && { slow }) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const at = { port, token };
  const ask = async (text: string): Promise<RawAnswer | undefined> => {
    const line = await openLine(port);
    line.write(text);
    const said = await line.answer();
    line.socket.destroy();
    return said;
  };
  return {
    port,
    at,
    ask,
    get: (path = '/health', as = at) => ask(head(`GET ${path}`, as)),
    post: (body: string, path = '/events') => ask(head(`POST ${path}`, at, ['Content-Type: application/json', `Content-Length: ${body.length}`]) + body),
    pass: (ms: number) => {
      now += ms;
    },
    hold() {
      held = true;
    },
    waiting,
  };
}

const shown = (answer: RawAnswer | undefined) => [answer?.status, answer?.headers['retry-after'], codeIn(answer)];
const codeIn = (answer: RawAnswer | undefined) => (answer && answer.status >= 400 ? JSON.parse(answer.body).problems[0].code : undefined);

test('an allowance fills up with time, never beyond a second; what was taken beyond it is paid back first', () => {
  let now = 0;
  const allowance = createAllowance(100, () => now);
  expect(allowance.secondsToWait()).toBe(0);
  allowance.take(100);
  expect(allowance.secondsToWait()).toBe(1);
  now += 10;
  expect(allowance.secondsToWait()).toBe(0);
  allowance.take(351);
  expect(allowance.secondsToWait()).toBe(4);
  now += 3_400;
  expect(allowance.secondsToWait()).toBe(1);
  now += 200;
  expect(allowance.secondsToWait()).toBe(0);
  now += 3_600_000;
  allowance.secondsToWait();
  allowance.take(101);
  expect(allowance.secondsToWait()).toBe(1);
});

test('more requests than the limit are refused with the time to wait, and let in when it has passed', async () => {
  const api = await serve({ requestsPerSecond: 2 });
  expect([await api.get(), await api.get()].map((one) => one?.status)).toEqual([200, 200]);
  expect(shown(await api.get())).toEqual([429, '1', 'too-many-requests']);
  api.pass(1_000);
  expect((await api.get())?.status).toBe(200);
});

test('events are counted one by one; a batch beyond the limit passes whole, and those who follow wait for as long as it takes', async () => {
  const api = await serve({ eventsPerSecond: 10 });
  const batch = `[${Array.from({ length: 35 }, () => event).join()}]`;
  expect((await api.post(batch))?.status).toBe(202);
  expect(shown(await api.post(event))).toEqual([429, '3', 'events-too-fast']);
  expect(shown(await api.post(event, '/profiles'))).toEqual([429, '3', 'events-too-fast']);
  expect((await api.get())?.status).toBe(200);
  api.pass(2_600);
  expect((await api.post(event))?.status).toBe(202);
});

test('whoever goes on with a wrong token is cut off; the right one is let in all the while', async () => {
  const api = await serve({ wrongTokensPerSecond: 3 });
  const wrong = () => api.get('/health', { ...api.at, token: 'an-old-token' });
  expect([await wrong(), await wrong(), await wrong()].map(codeIn)).toEqual(Array(3).fill('executor-token-refused'));
  const fourth = await wrong();
  expect(shown(fourth)).toEqual([429, '1', 'too-many-tries']);
  expect(fourth?.headers.connection).toBe('close');
  expect((await api.get())?.status).toBe(200);
  api.pass(1_000);
  expect(codeIn(await wrong())).toBe('executor-token-refused');
});

test('what is being worked on is limited in bytes too, also where the length is not told', async () => {
  const api = await serve({ bytesAtOnce: 2_000 });
  api.hold();
  const large = JSON.stringify({ uid: 'x'.repeat(190), name: 'seen', occurred_at: '2026-06-01T07:00:00Z', properties: { text: 'x'.repeat(1_000) } });
  const first = api.post(large);
  while (api.waiting.length === 0) await new Promise(setImmediate);
  expect(shown(await api.post(large))).toEqual([429, '1', 'executor-busy']);
  const chunked = head('POST /events', api.at, ['Content-Type: application/json', 'Transfer-Encoding: chunked']);
  expect(shown(await api.ask(`${chunked}${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`))).toEqual([429, '1', 'executor-busy']);
  api.waiting.pop()?.();
  expect((await first)?.status).toBe(202);
  const again = api.post(large);
  while (api.waiting.length === 0) await new Promise(setImmediate);
  api.waiting.pop()?.();
  expect((await again)?.status).toBe(202);
});

test('a sender who hangs up gives back the room', async () => {
  const api = await serve({ bytesAtOnce: 2_000 });
  const line = await openLine(api.port);
  line.write(`${head('POST /events', api.at, ['Content-Type: application/json', 'Content-Length: 1900'])}${'x'.repeat(1_500)}`);
  const body = `[${event}${' '.repeat(1_000)}]`;
  while ((await api.post(body))?.status !== 429) await new Promise(setImmediate);
  line.socket.destroy();
  while ((await api.post(body))?.status !== 202) await new Promise(setImmediate);
});

test('connections beyond the limit are told to come back, and far beyond it are cut; those who are served go on', async () => {
  const api = await serve({ connections: 2 });
  const lines = [await openLine(api.port), await openLine(api.port)];
  for (const line of lines) {
    line.write(head('GET /health', api.at));
    expect((await line.answer())?.status).toBe(200);
  }
  const third = await openLine(api.port);
  const fourth = await openLine(api.port);
  const fifth = await openLine(api.port);
  expect(await fifth.rest()).toBe('');
  for (const line of [third, fourth]) {
    line.write(head('GET /health', api.at));
    const said = await line.answer();
    expect(shown(said)).toEqual([503, '1', 'too-many-connections']);
    expect(await line.rest()).toBe('');
  }
  lines[0]?.write(head('GET /health', api.at));
  expect((await lines[0]?.answer())?.status).toBe(200);
  lines[1]?.socket.destroy();
  while ((await api.get())?.status !== 200) await new Promise(setImmediate);
  lines[0]?.socket.destroy();
});

test.each([
  ['says nothing', ''],
  ['never ends its head', 'GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: '],
  ['never ends its body', undefined],
])('a sender who %s is answered and cut', async (_, text) => {
  const api = await serve({}, { headersTimeout: 40, requestTimeout: 60, connectionsCheckingInterval: 10 });
  const line = await openLine(api.port);
  line.write(text ?? `${head('POST /events', api.at, ['Content-Type: application/json', 'Content-Length: 500'])}{"uid":`);
  const said = await line.answer();
  expect([said?.status, codeIn(said)]).toEqual([408, 'request-too-slow']);
  expect(await line.rest()).toBe('');
});
