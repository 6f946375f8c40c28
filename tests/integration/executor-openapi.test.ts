/** The API held to its own description: whatever it is asked, it answers as OpenAPI says, never with a 500, and never not at all. */
import { request } from 'node:http';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestExecutor, testExecutor } from '../../executor/executor.fixture';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { arbitraryOf, broken, nastyText, type Schema } from '../arbitrary-schema';
import { mappedEngagement } from '../mapped-engagement';

const tries = Number(process.env.MASA_FUZZ ?? 40);
// A real store, hundreds of calls: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 240_000 });
const answerWithinMs = 20_000;

type Parameter = { name: string; in: 'path' | 'query'; required: boolean; schema: Schema };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
};
type Call = { method: string; path: string; operation: Operation };
type Answer = { status: number; type: string; text: string; retryAfter: string | undefined };

let executor: TestExecutor;
let document: Schema;
let calls: Call[] = [];
const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
addFormats.default(ajv);
const compiled = new Map<Schema, ValidateFunction>();

beforeAll(async () => {
  executor = await testExecutor();
  const answer = await ask({ method: 'GET', path: '/openapi.json' });
  document = JSON.parse(answer.text);
  ajv.addSchema({ $id: 'api', ...document });
  calls = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const engagement = mappedEngagement();
  bundles = engagement.journeys.slice(0, 6).flatMap((journey) => {
    const bundle = toDeploymentBundle(engagement, journey.id, 'live');
    return bundle.ok ? [bundle.value] : [];
  });
});
afterAll(() => executor.end());
let bundles: unknown[] = [];

type Ask = { method: string; path: string; headers?: Record<string, string>; body?: string | Buffer | undefined };

function ask({ method, path, headers = {}, body }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      port: executor.port,
      host: '127.0.0.1',
      method,
      path,
      headers: { host: `127.0.0.1:${executor.port}`, authorization: `Bearer ${executor.token}`, ...headers },
      agent: false,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    sent.on('response', (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (data: Buffer) => parts.push(data));
      reply.on('end', () =>
        resolve({
          status: reply.statusCode ?? 0,
          type: reply.headers['content-type'] ?? '',
          text: Buffer.concat(parts).toString(),
          retryAfter: reply.headers['retry-after'],
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function fits(schema: Schema, value: unknown): boolean {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')));
    compiled.set(schema, validate);
  }
  return validate(value) === true;
}

/** What holds for every answer. Gives its value. */
function held(call: Call | undefined, answer: Answer): unknown {
  const said = `${call?.method} ${call?.path} → ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(answer.status, said).not.toBe(500);
  if (answer.status === 200 && answer.type.startsWith('text/html') && answer.text.startsWith('<!doctype html>')) return answer.text;
  // For Prometheus, which reads nothing else.
  if (answer.status === 200 && answer.type.startsWith('text/plain; version=0.0.4') && answer.text.startsWith('# HELP ')) return answer.text;
  expect(answer.type, said).toBe('application/json');
  const value: unknown = JSON.parse(answer.text);
  const problems = (document.components as { schemas: Record<string, Schema> }).schemas.Problems ?? {};
  if (answer.status >= 300) expect(fits(problems, value), said).toBe(true);
  if (answer.status === 429 || answer.status === 503) expect(Number(answer.retryAfter), said).toBeGreaterThan(0);
  if (!call) return value;
  const described = call.operation.responses[String(answer.status)];
  expect(Object.keys(call.operation.responses), said).toContain(String(answer.status));
  const schema = described?.content['application/json']?.schema ?? {};
  expect(fits(schema, value), `${said}\n${JSON.stringify(compiled.get(schema)?.errors)}`).toBe(true);
  return value;
}

function pathOf({ path, operation }: Call, values: Record<string, unknown>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(wellFormed(String(values[name]))));
  const query = operation.parameters.filter((one) => one.in === 'query' && values[one.name] !== undefined);
  return `${filled}${query.length > 0 ? `?${query.map(({ name }) => `${name}=${encodeURIComponent(wellFormed(String(values[name])))}`).join('&')}` : ''}`;
}

/** Half a surrogate pair can't be in a URL. */
const wellFormed = (text: string) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '?');

function parametersOf(call: Call): fc.Arbitrary<Record<string, unknown>> {
  const { parameters } = call.operation;
  return fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, arbitraryOf(schema, document)])), {
    requiredKeys: parameters.filter((one) => one.required).map((one) => one.name),
  });
}

const jsonOf = (call: Call) => call.operation.requestBody?.content['application/json'];
const json = { 'content-type': 'application/json' };

async function each(work: (call: Call) => Promise<void>): Promise<void> {
  for (const call of calls) await work(call);
}

test('the description is valid OpenAPI 3.1, and its examples are what it allows', async () => {
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
  expect(calls.length).toBeGreaterThanOrEqual(16);
  for (const { operation } of calls)
    for (const { schema, example } of Object.values(operation.requestBody?.content ?? {}))
      if (example !== undefined) expect([operation.operationId, fits(schema, example)]).toEqual([operation.operationId, true]);
});

test('what the description allows is taken, and answered as it says', async () => {
  await each(async (call) => {
    const body = jsonOf(call);
    await fc.assert(
      fc.asyncProperty(parametersOf(call), body ? arbitraryOf(body.schema, document) : fc.constant(undefined), async (values, sent) => {
        const answer = await ask({ method: call.method, path: pathOf(call, values), ...(body && { headers: json, body: JSON.stringify(sent) }) });
        held(call, answer);
        if (body) expect(fits(body.schema, JSON.parse(JSON.stringify(sent)))).toBe(true);
        // Only a bundle can be refused for what a schema does not say: a journey that leads nowhere.
        const refusals = call.operation.operationId === 'deploy' ? [400] : [404, 409];
        if (answer.status >= 300) expect(refusals, answer.text.slice(0, 500)).toContain(answer.status);
      }),
      // Where nothing can be said otherwise, once is all there is.
      { numRuns: body || call.operation.parameters.length > 0 ? tries : 1 },
    );
  });
});

test('what it does not allow is refused, and only that', async () => {
  await each(async (call) => {
    const body = jsonOf(call);
    if (!body) return;
    const sent = arbitraryOf(body.schema, document).chain(broken);
    await fc.assert(
      fc.asyncProperty(parametersOf(call), sent, async (values, value) => {
        const text = JSON.stringify(value) ?? 'null';
        // A member of this name is not looked at, whatever it is.
        if (text.includes('"__proto__"')) return;
        const answer = await ask({ method: call.method, path: pathOf(call, values), headers: json, body: text });
        held(call, answer);
        const allowed = fits(body.schema, JSON.parse(text));
        if (!allowed) expect(answer.status, text.slice(0, 500)).toBe(400);
        else if (call.operation.operationId !== 'deploy') expect([200, 202, 404, 409], `${text.slice(0, 500)}\n${answer.text}`).toContain(answer.status);
      }),
      { numRuns: tries },
    );
  });
});

test('journeys of the catalogue with one to three places put wrong are refused or run, and everything stands afterwards', async () => {
  const deploy = calls.find((one) => one.operation.operationId === 'deploy');
  if (!deploy) throw new Error('no such call');
  const wrong = fc
    .constantFrom(...bundles)
    .chain((bundle) => broken(bundle).chain((once) => fc.oneof(fc.constant(once), broken(once), broken(once).chain(broken))));
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(wrong, async (bundle) => {
      const answer = await ask({ method: 'POST', path: '/deployments', headers: json, body: JSON.stringify(bundle) ?? 'null' });
      held(deploy, answer);
      statuses.add(answer.status);
    }),
    { numRuns: tries * 2 },
  );
  expect([...statuses].sort()).toEqual([200, 400]);
  const customers = Array.from({ length: 5 }, (_, i) => ({ email: `p${i}@shop.example` }));
  const names = ['cart_abandoned', 'checkout_started', 'order_placed', 'signed_up', 'page_viewed'];
  for (const [i, name] of names.entries())
    for (const identifiers of customers) {
      const event = {
        uid: `${name} ${identifiers.email}`,
        name,
        occurred_at: new Date(executor.clock.now() + i * 1000).toISOString(),
        identifiers,
        properties: { cart_value: 90 },
      };
      expect((await ask({ method: 'POST', path: '/events', headers: json, body: JSON.stringify(event) })).status).toBe(202);
    }
  await executor.pass(3 * 86_400_000);
  await each(async (call) => {
    if (call.method === 'GET' && call.operation.parameters.every((one) => !one.required)) held(call, await ask({ method: 'GET', path: call.path }));
  });
});

test('wherever it is asked, however it is called, and whatever is sent: an answer in words', async () => {
  const path = fc.oneof(
    fc.constantFrom(...calls.map((one) => one.path)),
    fc.tuple(fc.constantFrom(...calls.map((one) => one.path)), nastyText).map(([at, text]) => at.replace(/\{\w+\}/, wellFormed(text))),
    nastyText.map((text) => `/${wellFormed(text)}`),
    fc.constantFrom(
      '/',
      '//',
      '/events/',
      '//events',
      '/events//',
      '/./health',
      '/a/../health',
      '/health/..',
      '/%',
      '/%zz',
      '/%00',
      '/%2e%2e/',
      '/customers/%',
      '/customers/%ff',
      '/customers/%2F',
      '/deployments//state',
      '/outbox?limit=1&limit=2',
      '/outbox?limit',
      '/outbox?%',
      '/customers?text=%ff',
      '/health?__proto__=1',
      '/health#x',
      '/health?x#y',
    ),
  );
  const usable = path.map((text) => text.replace(/[^\x21-\x7e]+/g, (other) => encodeURIComponent(other)));
  const headers = fc.record(
    {
      'content-type': fc.oneof(
        fc.constantFrom(
          'application/json',
          'application/x-ndjson',
          'application/jsonl',
          'APPLICATION/JSON',
          'application/json; charset=utf-16',
          'application/json;;',
          'text/plain',
          'multipart/form-data; boundary=x',
          'application/x-www-form-urlencoded',
          'application/jsonx',
          '',
        ),
        fc.string({ maxLength: 30 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
      ),
      'content-encoding': fc.constantFrom('gzip', 'identity', 'br', 'x'),
      accept: fc.constantFrom('text/html', '*/*', 'nothing/at-all'),
      expect: fc.constantFrom('100-continue', 'a-miracle'),
      range: fc.constant('bytes=0-1'),
      upgrade: fc.constantFrom('websocket', 'h2c'),
      'transfer-encoding': fc.constant('chunked'),
      'if-none-match': fc.constant('*'),
      'x-http-method-override': fc.constant('DELETE'),
      cookie: fc.constant('a=b; c'),
    },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    fc.constant(undefined),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json(),
    fc.constantFrom(
      '{"a":',
      '[',
      ']',
      '"',
      'null',
      '{}',
      '[]',
      '[{}]',
      '\ufeff{}',
      '{"uid":"\\ud800","name":"a","occurred_at":"2026-06-01T07:00:00Z"}',
      '1e999',
      '{"a":1,"a":2}',
      '\n\n',
      '{}\n{}',
      '['.repeat(70),
      '"\\u0000"',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      usable,
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'),
      headers,
      body,
      async (at, method, more, sent) => {
        // Who only asks whether to send on has to be told yes or no; Node's client then sends on, or does not.
        const answer = await ask({ method, path: at, headers: more as Record<string, string>, body: sent });
        held(undefined, answer);
        if (method !== 'GET' && method !== 'POST') expect([400, 404, 405, 415]).toContain(answer.status);
      },
    ),
    { numRuns: tries * 10 },
  );
});
