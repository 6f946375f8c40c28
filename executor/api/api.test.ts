import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../shared/problem';
import { type TestExecutor, testExecutor } from '../executor.fixture';
import { createDocsPage } from './docs-page';
import { createGuard } from './guard';
import { createOpenApi } from './openapi';

let executor: TestExecutor;
beforeAll(async () => {
  executor = await testExecutor();
});
afterAll(() => executor.end());

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: unknown };

/** A bare request: `fetch` would not let us lie about Host and Origin. */
function send(method: string, path: string, options: { headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${executor.token}`, host: `127.0.0.1:${executor.port}`, ...options.headers };
    const sent = request({ port: executor.port, host: '127.0.0.1', method, path, headers, agent: false }, (reply) => {
      let text = '';
      reply.on('data', (data) => {
        text += data;
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: JSON.parse(text) }));
    });
    sent.on('error', reject);
    // Refused before all of the body was sent: the connection may break after the answer has come, when the request no longer listens.
    sent.on('socket', (socket) => socket.on('error', () => {}));
    sent.end(options.body);
  });
}

const json = { 'content-type': 'application/json' };
const event = { uid: 'u', name: 'page_viewed', occurred_at: '2026-06-01T07:00:00Z' };

function codesOf(answer: Answer): string[] {
  const body = answer.body;
  const problems = typeof body === 'object' && body !== null && 'problems' in body ? body.problems : undefined;
  return problemSchema
    .array()
    .parse(problems)
    .map((one) => one.code);
}

describe('who may ask', () => {
  test.each(['/health', '/events', '/openapi.json', '/nothing-here'])('%s answers 401 without the token', async (path) => {
    const answer = await send('GET', path, { headers: { authorization: '' } });
    expect(answer.status).toBe(401);
    expect(codesOf(answer)).toEqual(['executor-token-refused']);
  });

  test('a token that is almost right, or sent otherwise, is refused', async () => {
    for (const authorization of [`Bearer ${executor.token}x`, `Bearer ${executor.token.slice(0, -1)}`, `Basic ${executor.token}`, executor.token])
      expect((await send('GET', '/health', { headers: { authorization } })).status).toBe(401);
    expect((await send('GET', `/health?token=${executor.token}`, { headers: { authorization: '' } })).status).toBe(401);
  });

  test('another name for this machine is refused, with the token too', async () => {
    for (const host of ['evil.example', `evil.example:${executor.port}`, '127.0.0.1:1', '127.0.0.1', `127.0.0.1.evil.example:${executor.port}`]) {
      const answer = await send('GET', '/health', { headers: { host } });
      expect([host, answer.status, codesOf(answer)]).toEqual([host, 403, ['executor-host-refused']]);
    }
    expect((await send('GET', '/health', { headers: { host: `localhost:${executor.port}` } })).status).toBe(200);
  });

  test('a page in a browser is refused, whichever it says it is', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${executor.port}`])
      expect(codesOf(await send('POST', '/events', { headers: { ...json, origin }, body: JSON.stringify(event) }))).toEqual(['executor-origin-refused']);
  });

  test('tokens are compared whole', () => {
    const guard = createGuard('right');
    const ask = (headers: Record<string, string>, url = '/health') => guard({ url, headers, rawHeaders: Object.entries(headers).flat() }, 5);
    const host = '127.0.0.1:5';
    expect(ask({ host, authorization: 'Bearer right' })).toBeUndefined();
    expect(ask({ host, authorization: 'Bearer ' })).toBe('executor-token-refused');
    expect(ask({ host, authorization: 'Bearer righ\u0074\u0301' })).toBe('executor-token-refused');
    expect(ask({ host })).toBe('executor-token-refused');
    expect(ask({})).toBe('executor-host-refused');
  });
});

describe('what is asked', () => {
  test('one event, a list and NDJSON are the same; a known uid is a duplicate, within one call too', async () => {
    const post = (body: string, type = 'application/json') => send('POST', '/events', { headers: { 'content-type': type }, body });
    expect(await post(JSON.stringify({ ...event, uid: 'a' }))).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 0 } });
    expect(
      await post(
        JSON.stringify([
          { ...event, uid: 'a' },
          { ...event, uid: 'b' },
          { ...event, uid: 'b' },
        ]),
      ),
    ).toMatchObject({ body: { accepted: 1, duplicates: 2 } });
    const lines = `${JSON.stringify({ ...event, uid: 'b' })}\r\n\n${JSON.stringify({ ...event, uid: 'c' })}\n`;
    expect(await post(lines, 'application/x-ndjson; charset=utf-8')).toMatchObject({ body: { accepted: 1, duplicates: 1 } });
  });

  test('a fault says where it is and nothing of what was sent', async () => {
    const bad = await send('POST', '/events', { headers: json, body: JSON.stringify([event, { ...event, occurred_at: 'yesterday by noa@shop.example' }]) });
    expect(bad.status).toBe(400);
    expect(bad.body).toMatchObject({ problems: [{ code: 'invalid-value', path: [1, 'occurred_at'] }] });
    const line = await send('POST', '/events', {
      headers: { 'content-type': 'application/x-ndjson' },
      body: `${JSON.stringify(event)}\n{"uid": noa@shop.example}`,
    });
    expect(line.body).toMatchObject({ problems: [{ code: 'body-not-json', path: [1] }] });
    expect(JSON.stringify([bad.body, line.body])).not.toContain('noa@');
  });

  test('bodies of the wrong kind, size or depth are refused', async () => {
    expect(codesOf(await send('POST', '/events', { headers: { 'content-type': 'text/plain' }, body: JSON.stringify(event) }))).toEqual([
      'content-type-refused',
    ]);
    expect(codesOf(await send('POST', '/events', { headers: json, body: '['.repeat(100_000) }))).toEqual(['body-too-deep']);
    expect(codesOf(await send('POST', '/events', { headers: json, body: '[]' }))).toEqual(['invalid-value']);
    const large = await send('POST', '/events', { headers: json, body: `"${'x'.repeat(9 * 1024 * 1024)}"` });
    expect([large.status, codesOf(large)]).toEqual([413, ['body-too-large']]);
    const wrong = await send('POST', '/deployments', { headers: json, body: `{"messages":[${'0,'.repeat(300_000)}0]}` });
    expect([wrong.status, codesOf(wrong)]).toEqual([413, ['body-too-many-values']]);
  });

  test('names that would reach into objects are only names', async () => {
    const body = '{"uid":"proto","name":"page_viewed","occurred_at":"2026-06-01T07:00:00Z","properties":{"__proto__":{"polluted":true},"constructor":1}}';
    expect((await send('POST', '/events', { headers: json, body })).status).toBe(202);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('unknown calls, journeys, customers and deployments', async () => {
    expect(codesOf(await send('GET', '/nothing-here'))).toEqual(['unknown-call']);
    for (const [path, code] of [
      ['/journeys/none/counts', 'unknown-deployment'],
      ['/customers/c999', 'customer-unknown'],
      ['/customers/nobody%40shop.example', 'customer-unknown'],
      ['/customers/..%2f..%2ftoken', 'customer-unknown'],
      ['/customers/c999/trace', 'customer-unknown'],
      ['/customers/c999/journeys/none/why', 'customer-unknown'],
      ['/token', 'unknown-call'],
      ['/executor.sqlite', 'unknown-call'],
      ['/backups/2026-06-01T07-00-00-000Z.sqlite', 'unknown-call'],
    ] as const) {
      const gone = await send('GET', path);
      expect([path, gone.status, codesOf(gone)]).toEqual([path, 404, [code]]);
    }
    const answer = await send('POST', '/deployments/none/state', { headers: json, body: '{"state":"paused"}' });
    expect([answer.status, codesOf(answer)]).toEqual([404, ['unknown-deployment']]);
    expect(codesOf(await send('GET', '/deployments/none'))).toEqual(['unknown-deployment']);
    expect((await send('GET', '/outbox?limit=0')).status).toBe(400);
    const clock = await send('POST', '/clock', { headers: json, body: '{"advanceMs":1}' });
    expect([clock.status, codesOf(clock)]).toEqual([409, ['not-a-sandbox']]);
  });

  test('OpenAPI describes every call, and every reference in it leads somewhere', async () => {
    const { body } = await send('GET', '/openapi.json');
    const document = body as { openapi: string; paths: Record<string, Record<string, unknown>>; components: { schemas: Record<string, unknown> } };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.entries(document.paths).flatMap(([path, calls]) => Object.keys(calls).map((method) => `${method} ${path}`))).toEqual([
      'get /health',
      'get /history',
      'get /pressure',
      'get /metrics',
      'get /summary',
      'post /events',
      'post /profiles',
      'post /deployments',
      'get /deployments',
      'get /deployments/{hash}',
      'post /deployments/{hash}/state',
      'get /journeys/{id}/counts',
      'get /journeys/{id}/nodes/{node}/customers',
      'post /journeys/{id}/start',
      'get /customers',
      'get /customers/{id}',
      'get /customers/{id}/trace',
      'get /customers/{id}/journeys/{journey}/why',
      'get /customers/{id}/attributes/{attribute}/explained',
      'post /customers/{id}/runs/{run}/failed',
      'get /customers/{id}/everything',
      'post /customers/{id}/erasure',
      'post /erased/lift',
      'get /identity',
      'get /backups',
      'post /backups',
      'post /restore',
      'post /restore/resume',
      'get /settings',
      'post /settings',
      'post /clock',
      'get /outbox',
      'get /channels',
      'post /channels/{channel}',
      'post /channels/{channel}/secrets',
      'post /channels/{channel}/check',
      'post /channels/{channel}/mailbox/check',
      'get /channel-switches',
      'get /deliveries',
      'get /undelivered',
      'post /deliveries/{n}/decision',
      'post /deliveries/decision',
      'post /mails',
      'get /mails',
      'get /tasks',
      'post /tasks/{n}',
      'get /audiences',
      'post /audiences',
      'post /audiences/try',
      'get /audiences/{segment}',
      'post /audiences/{segment}/end',
      'get /audiences/{segment}/members',
      'get /audiences/{segment}/moves',
      'get /audiences/{segment}/customers/{id}',
      'get /public',
      'post /public',
      'post /customers/visitor-token',
      'post /customers/{id}/demo-visit',
      'get /openapi.json',
      'get /docs',
    ]);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.length).toBeGreaterThan(20);
    for (const reference of new Set(references)) {
      const target = reference
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), document);
      expect([reference, typeof target]).toEqual([reference, 'object']);
    }
  });

  test('the page to read has every call, its links lead to places on it, and it runs and fetches nothing', () => {
    const api = createOpenApi('1.2.3 <b>');
    const page = createDocsPage(api);
    for (const [path, methods] of Object.entries(api.paths))
      for (const [method, { operationId }] of Object.entries(methods))
        expect(page).toContain(`<a href="#${operationId}"><b>${method.toUpperCase()}</b> ${path}</a>`);
    const places = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !places.has(link))).toEqual([]);
    expect(page).not.toMatch(/<script|<link|\bsrc=|\burl\(|href="(?!#)|1\.2\.3 <b>/);
  });
});
