import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createLine, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createManualClock } from '../clock';
import { createHttpClient, type HttpClient, type HttpClientOptions, readUrl, urlUnder } from './http-call';

const clock = createManualClock(Date.UTC(2026, 5, 1, 7));
let closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const http = createHttpClient({ atOnce: 4, clock, ...options });
  closing.push(http.close);
  return http;
}

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${portOf(server.address())}`;
}

/** A listener that speaks no HTTP, or none that it should. */
async function speaking(onLine: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createLine((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onLine(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `127.0.0.1:${portOf(server.address())}`;
}

function portOf(address: ReturnType<ReturnType<typeof createLine>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address.port;
}

const post = (host: string, scheme = 'http') => ({
  method: 'POST' as const,
  url: `${scheme}://${host}/take`,
  headers: { 'content-type': 'text/plain' },
  body: 'שלום',
});

describe('what is known after a call', () => {
  test('an answer comes with its status, headers and body; the request had its length in bytes', async () => {
    let heard = '';
    const host = await serving((request, response) => {
      heard = `${request.method} ${request.url} ${request.headers['content-length']}`;
      response.writeHead(418, { 'x-id': '7' }).end('body');
    });
    const result = await client().call(post(host));
    expect(heard).toBe('POST /take 8');
    expect(result).toMatchObject({ sent: 'answered', status: 418, headers: { 'x-id': '7' } });
    expect(result.sent === 'answered' && result.body?.toString()).toBe('body');
  });

  test('time-out on a line that is there: it may have been taken', async () => {
    let wake = () => {};
    const arrived = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const host = await serving(() => wake());
    const result = client({ timeoutMs: 5000 }).call(post(host));
    await arrived;
    clock.advance(4999);
    expect(await Promise.race([result, Promise.resolve('waits')])).toBe('waits');
    clock.advance(1);
    expect(await result).toEqual({ sent: 'maybe', why: 'time-out', detail: '' });
  });

  test('time-out before the other side has shown who it is: nothing has left', async () => {
    let wake = () => {};
    const arrived = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const host = await speaking((socket) => socket.once('data', () => wake()));
    const result = client().call(post(host, 'https'));
    await arrived;
    clock.advance(10_000);
    expect(await result).toEqual({ sent: 'never', why: 'time-out', detail: '' });
  });

  test('no time left in the queue for a line: nothing has left', async () => {
    let requests = 0;
    let wake = () => {};
    const arrived = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const host = await serving(() => {
      requests++;
      wake();
    });
    const http = client({ atOnce: 1, timeoutMs: 30_000 });
    const [first, second] = [http.call(post(host)), http.call(post(host))];
    await arrived;
    clock.advance(30_000);
    expect([(await first).sent, (await second).sent]).toEqual(['maybe', 'never']);
    expect(requests).toBe(1);
  });

  test('nobody there, no such name, no certificate: nothing has left', async () => {
    const host = await serving(() => {});
    await closing.pop()?.();
    expect(await client().call(post(host))).toEqual({ sent: 'never', why: 'unreachable', detail: 'ECONNREFUSED' });
    const plain = await speaking((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    expect(await client().call(post(plain, 'https'))).toMatchObject({ sent: 'never', why: 'unreachable' });
  });

  test('a line that ends, answers that are none', async () => {
    const ends = await speaking((socket) => socket.once('data', () => socket.destroy()));
    expect(await client().call(post(ends))).toMatchObject({ sent: 'maybe', why: 'broken' });
    const garbles = await speaking((socket) => socket.once('data', () => socket.end('220 mail.example.com ESMTP\r\n')));
    expect(await client().call(post(garbles))).toMatchObject({ sent: 'maybe', why: 'malformed' });
    const longHeads = await speaking((socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`)));
    expect(await client().call(post(longHeads))).toMatchObject({ sent: 'maybe', why: 'malformed' });
  });

  test('an answer that breaks off, grows too large or takes too long keeps its status', async () => {
    const cut = await speaking((socket) => socket.once('data', () => socket.end('HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{"sid"')));
    expect(await client().call(post(cut))).toMatchObject({ sent: 'answered', status: 201, body: undefined });
    const large = await serving((_, response) => response.writeHead(201).end('x'.repeat(2000)));
    expect(await client({ maxReplyBytes: 1999 }).call(post(large))).toMatchObject({ sent: 'answered', status: 201, body: undefined });
    const fits = await client({ maxReplyBytes: 2000 }).call(post(large));
    expect(fits.sent === 'answered' && fits.body?.length).toBe(2000);
  });

  test('a redirect is an answer like others, followed by nobody', async () => {
    const asked: string[] = [];
    const host = await serving((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(308, { location: '/elsewhere' }).end();
    });
    expect(await client().call(post(host))).toMatchObject({ sent: 'answered', status: 308 });
    expect(asked).toEqual(['/take']);
  });
});

describe('what is not called at all', () => {
  test('an address elsewhere without https', async () => {
    for (const url of ['http://api.example.com/', 'http://169.254.169.254/', 'http://127.0.0.1.example.com/', 'http://0.0.0.0/'])
      expect(await client().call({ method: 'GET', url, headers: {} }), url).toMatchObject({ sent: 'never', why: 'insecure' });
  });

  test('what is no address, or carries a password', async () => {
    for (const url of ['', 'example.com', 'ftp://example.com/', 'file:///etc/passwd', 'https://user:pass@example.com/'])
      expect(await client().call({ method: 'GET', url, headers: {} }), url).toMatchObject({ sent: 'never', why: 'not-callable' });
    expect(readUrl('https://example.com/a?b=1')?.href).toBe('https://example.com/a?b=1');
  });

  test('a header with a line break; what it holds is told to nobody', async () => {
    let requests = 0;
    const host = await serving((_, response) => {
      requests++;
      response.end();
    });
    const result = await client().call({ ...post(host), headers: { authorization: 'Bearer hidden\r\nX-Evil: 1' } });
    expect(result).toEqual({ sent: 'never', why: 'not-callable', detail: 'header' });
    expect(requests).toBe(0);
  });
});

test("the environment's proxy has no say", async () => {
  let proxied = 0;
  const proxy = await serving((_, response) => {
    proxied++;
    response.end('proxy');
  });
  const before = { ...process.env };
  Object.assign(process.env, { HTTP_PROXY: `http://${proxy}`, http_proxy: `http://${proxy}`, ALL_PROXY: `http://${proxy}`, NODE_USE_ENV_PROXY: '1' });
  try {
    const host = await serving((_, response) => response.end('direct'));
    const result = await client().call(post(host));
    expect(result.sent === 'answered' && result.body?.toString()).toBe('direct');
    expect(proxied).toBe(0);
  } finally {
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'])
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  }
});

test('a gateway keeps its path', () => {
  expect(urlUnder('https://gateway.example.com/twilio/', '/2010-04-01/x')).toBe('https://gateway.example.com/twilio/2010-04-01/x');
});
