import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle, day, edge, hour, minute, send } from '../../shared/journey/step.fixture';
import type { Adapter, Provider } from '../channels/adapter';
import type { Providers } from '../channels/channels';
import { createManualClock } from '../clock';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { watchClock } from './clock-watch';
import { type FindingsOptions, findingsOf } from './findings';

let executor: TestExecutor;
let folder: string;
beforeEach(async () => {
  executor = await testExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-findings-'));
});
afterEach(async () => {
  await executor.end();
  rmSync(folder, { recursive: true });
});

const found = (more: Partial<FindingsOptions> = {}) =>
  findingsOf({
    db: executor.db,
    engine: executor.engine,
    care: { trouble: () => ({ isTorn: false, failure: undefined }), settings: () => ({ dailyBackup: true, keepBackups: 7, keepDays: null }) },
    dataFolder: folder,
    now: executor.clock.now(),
    machineNow: mondayMorning,
    jump: undefined,
    freeBytes: () => 1e12,
    ...more,
  });
const condition = (more: Partial<ReturnType<FindingsOptions['engine']['condition']>>) => ({ engine: { condition: () => ({ waitingWrites: 0, ...more }) } });

test('an executor that is well has nothing to say', async () => {
  expect(found()).toEqual([]);
  expect(unwrap(await executor.client.health({})).findings).toEqual([]);
});

test('a wait that should have ended is told until it has', async () => {
  const made = bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      { id: 'w', kind: 'wait', duration: 'PT1H' },
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'w'), edge('w', 'out', 'end')],
  });
  unwrap(await executor.client.deploy({ body: { ...made, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } } }));
  const occurred_at = new Date(mondayMorning).toISOString();
  unwrap(await executor.client.sendEvents({ body: [{ uid: 'a', name: 'cart', occurred_at, identifiers: { email: 'a@shop.example' } }] }));
  const at = mondayMorning + hour;
  expect(found({ now: at + 59_000 })).toEqual([]);
  expect(found({ now: at + 3 * minute })).toEqual([{ severity: 'blocks', code: 'waits-overdue', params: { minutes: 3 } }]);
  executor.clock.jump(at + 3 * minute);
  executor.engine.settle();
  expect(found()).toEqual([]);
});

test('what the store says no to is told by its cause, and is over with the next thing it takes', async () => {
  const code = (sqlite: number) => found(condition({ storeFailure: { since: 0, sqlite } })).map((one) => one.code);
  expect([code(13), code(10), code(8), code(11), code(26)]).toEqual([
    ['store-full'],
    ['store-unwritable'],
    ['store-unwritable'],
    ['store-torn'],
    ['store-torn'],
  ]);
  expect(found(condition({ failingSince: executor.clock.now() - 4 * minute }))).toEqual([{ severity: 'blocks', code: 'work-failing', params: { minutes: 4 } }]);

  // A disk that is really full: the store may not grow by a page.
  const pages = executor.db.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
  executor.db.exec(`PRAGMA max_page_count = ${pages}`);
  const large = { uid: 'large', name: 'cart', occurred_at: new Date(mondayMorning).toISOString(), properties: { text: 'x'.repeat(200_000) } };
  const refused = await executor.client.sendEvents({ body: [large] });
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'executor-store-failed' }] });
  expect(unwrap(await executor.client.health({})).findings).toEqual([{ severity: 'blocks', code: 'store-full', params: {} }]);
  executor.db.exec(`PRAGMA max_page_count = ${pages + 1000}`);
  unwrap(await executor.client.sendEvents({ body: [large] }));
  expect(unwrap(await executor.client.health({})).findings).toEqual([]);
});

test('little room, torn stores and backups that fail or are old', () => {
  expect(found({ freeBytes: () => 300e6 })).toEqual([{ severity: 'warns', code: 'disk-nearly-full', params: { megabytes: 300 } }]);
  expect(found({ freeBytes: () => 20e6 })).toMatchObject([{ severity: 'blocks' }]);
  const care = (trouble: { isTorn: boolean; failure: string | undefined }, dailyBackup = true) => ({
    care: { trouble: () => trouble, settings: () => ({ dailyBackup, keepBackups: 7, keepDays: null }) },
  });
  expect(found(care({ isTorn: true, failure: 'executor-store-torn' }))).toEqual([{ severity: 'blocks', code: 'store-torn', params: {} }]);
  expect(found(care({ isTorn: false, failure: 'backup-no-room' }))).toEqual([
    { severity: 'blocks', code: 'backup-failing', params: { cause: 'backup-no-room' } },
  ]);
  mkdirSync(join(folder, 'backups'));
  writeFileSync(join(folder, 'backups', '2026-06-01T07-00-00-000Z.sqlite'), '');
  const late = { machineNow: mondayMorning + 3.5 * day };
  expect(found(late)).toEqual([{ severity: 'warns', code: 'backup-old', params: { days: 3 } }]);
  expect(found({ ...late, ...care({ isTorn: false, failure: undefined }, false) })).toEqual([]);
  expect(found({ machineNow: mondayMorning + day })).toEqual([]);
});

test('a clock that is set back or ahead, or a laptop that slept, is noticed and told for an hour; one moved on purpose is not', () => {
  const clock = createManualClock(mondayMorning);
  let set = 0;
  const watch = watchClock({ ...clock, steady: () => clock.now() - set });
  const jump = (ms: number) => {
    set += ms;
    clock.jump(clock.now() + ms);
  };
  clock.advance(10 * minute);
  expect(watch.jump()).toBeUndefined();
  jump(8 * hour);
  expect(watch.jump()).toMatchObject({ byMs: 8 * hour });
  expect(found({ jump: watch.jump() })).toEqual([{ severity: 'informs', code: 'clock-went-ahead', params: { minutes: 480 } }]);
  clock.advance(30 * minute);
  jump(-2 * hour);
  expect(found({ jump: watch.jump() })).toEqual([{ severity: 'warns', code: 'clock-went-back', params: { minutes: 120 } }]);
  clock.advance(hour);
  expect(watch.jump()).toBeUndefined();
  watch.stop();
  expect(watchClock(clock).jump()).toBeUndefined();
});

test('a channel that nobody is tried on, and messages that need somebody’s word, are told from the outside too', async () => {
  const answers: Record<string, Awaited<ReturnType<Adapter['send']>>> = {
    doubt: { do: 'unknown', reason: { code: 'connection-broke', params: {} } },
    no: { do: 'refused', reason: { code: 'content-refused', params: {} } },
    wait: { do: 'later', everybody: true, afterMs: 10 * minute, reason: { code: 'rate-limited', params: {} } },
  };
  const provider: Provider<'smtp'> = {
    open: () => ({
      honoursKey: false,
      atOnce: 1,
      send: async ({ to }) => answers[to.split('@')[0] ?? ''] ?? { do: 'accepted' },
      check: async () => undefined,
      close: async () => {},
    }),
  };
  const other = await testExecutor({ providers: { smtp: provider } as unknown as Providers });
  const { client } = other;
  const made = bundle({
    nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, send('s'), { id: 'end', kind: 'exit' }],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
  });
  unwrap(await client.deploy({ body: { ...made, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } } }));
  unwrap(await client.setPublic({ body: { listens: false, mailto: 'off@shop.example' } }));
  const settings = {
    provider: 'smtp',
    host: '127.0.0.1',
    port: 2525,
    security: 'none',
    from: { name: '', address: 'shop@shop.example' },
    connections: 1,
  } as const;
  unwrap(await client.setChannel({ channel: 'email', body: { settings, mode: 'live' } }));
  const codes = async () => unwrap(await client.health({})).findings.map(({ code, params }) => `${code} ${params.channel} ${params.count ?? ''}`.trim());
  for (const name of ['doubt', 'no', 'wait']) {
    const identifiers = { email: `${name}@shop.example` };
    unwrap(await client.updateProfiles({ body: [{ identifiers, attributes: { 'email-consent': 'granted' } }] }));
    unwrap(await client.sendEvents({ body: [{ uid: name, name: 'cart', occurred_at: new Date(mondayMorning).toISOString(), identifiers }] }));
  }
  await expect.poll(codes, { timeout: 10_000 }).toEqual(['channel-on-hold email', 'deliveries-in-doubt email 1', 'deliveries-failed email 1']);
  expect(unwrap(await client.undelivered({}))).toEqual([
    { channel: 'email', state: 'failed', reason: 'content-refused', count: 1 },
    { channel: 'email', state: 'unknown', reason: 'connection-broke', count: 1 },
  ]);
  // Her story has where each message has got to.
  const [doubtful] = unwrap(await client.findCustomers({ text: 'doubt@shop.example' }));
  const story = unwrap(await client.trace({ id: doubtful?.customer ?? '' }));
  expect(story?.trace.find(({ what }) => what === 'sent')?.delivery).toMatchObject({ state: 'unknown', reason: { code: 'connection-broke' } });
  expect(unwrap(await client.metrics({}))).toContain('masa_channel_on_hold{channel="email"} 1\n');
  await other.end();
});
