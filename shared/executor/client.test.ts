import { expect, test } from 'vitest';
import { createExecutorClient, type FetchLike } from './client';

type Said = { status: number; body: unknown; retryAfter?: string };
const busy = (retryAfter?: string): Said => ({
  status: 429,
  body: { problems: [{ severity: 'blocks', code: 'executor-busy', path: [], params: {} }] },
  ...(retryAfter && { retryAfter }),
});
const taken: Said = { status: 202, body: { accepted: 1, duplicates: 0 } };
const event = { uid: 'a', name: 'seen', occurred_at: '2026-06-01T07:00:00Z' };

/** A client of something that says these in turn; what it was asked and how long it was left alone is noted. */
function clientOf(answers: (Said | Error)[], patienceMs?: number) {
  const asked: { url: string; method: string; headers: Record<string, string>; body?: string }[] = [];
  const waits: number[] = [];
  const fetch: FetchLike = async (url, init) => {
    asked.push({ url, ...init });
    const next = answers.shift();
    if (!next) throw new Error('asked once too often');
    if (next instanceof Error) throw next;
    const { status, body, retryAfter } = next;
    return {
      status,
      text: async () => (typeof body === 'string' ? body : JSON.stringify(body)),
      headers: { get: (name) => (name === 'retry-after' ? (retryAfter ?? null) : null) },
    };
  };
  const options = { port: 7, token: 't', fetch, ...(patienceMs !== undefined && { patienceMs }) };
  const wait = async (ms: number) => void waits.push(ms);
  return { patient: createExecutorClient({ ...options, wait }), hasty: createExecutorClient(options), asked, waits };
}

test('what was refused for want of room is sent again, unchanged, when the executor said', async () => {
  const { patient, asked, waits } = clientOf([busy('2'), { ...busy('1'), status: 503 }, taken]);
  expect(await patient.sendEvents({ body: [event] })).toEqual({ ok: true, value: { accepted: 1, duplicates: 0 }, problems: [] });
  expect(waits).toEqual([2_000, 1_000]);
  expect(asked).toHaveLength(3);
  expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(asked[0]).toMatchObject({ url: 'http://127.0.0.1:7/events', headers: { authorization: 'Bearer t' }, body: JSON.stringify([event]) });
});

test('its patience has an end, and without a way to wait it has none', async () => {
  const tired = clientOf([busy('4'), busy('4'), busy('4')], 10_000);
  expect(await tired.patient.sendEvents({ body: [event] })).toMatchObject({ ok: false, problems: [{ code: 'executor-busy' }] });
  expect(tired.waits).toEqual([4_000, 4_000]);
  const hasty = clientOf([busy('1')]);
  expect(await hasty.hasty.health({})).toMatchObject({ ok: false, problems: [{ code: 'executor-busy' }] });
  expect(hasty.asked).toHaveLength(1);
});

test('what time does not mend is asked once', async () => {
  const problem = { severity: 'blocks', code: 'executor-store-failed', path: [], params: {} };
  for (const answer of [
    { status: 400, body: { problems: [problem] }, retryAfter: '1' },
    { status: 507, body: { problems: [problem] }, retryAfter: '1' },
    busy(),
    busy('soon'),
    { status: 429, body: 'no JSON', retryAfter: '1' },
    { status: 503, body: { problems: [] }, retryAfter: '1' },
    { status: 200, body: { accepted: 'many' } },
    new Error('connect ECONNREFUSED'),
  ]) {
    const { patient, asked, waits } = clientOf([answer]);
    expect((await patient.sendEvents({ body: [event] })).ok).toBe(false);
    expect([asked.length, waits]).toEqual([1, []]);
  }
});

test('what stands in a path or a query is only a value there', async () => {
  const { hasty, asked } = clientOf([
    { status: 200, body: null },
    { status: 200, body: [] },
  ]);
  await hasty.customer({ id: '../outbox?limit=1#' });
  await hasty.findCustomers({ text: 'a&limit=1', limit: 3 });
  expect(asked.map((one) => one.url)).toEqual([
    'http://127.0.0.1:7/customers/..%2Foutbox%3Flimit%3D1%23',
    'http://127.0.0.1:7/customers?text=a%26limit%3D1&limit=3',
  ]);
});
