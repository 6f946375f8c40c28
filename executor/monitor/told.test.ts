import { afterEach, expect, test } from 'vitest';
import { executorRoutes, type RouteName } from '../../shared/executor/contract';
import { bundle, edge, minute, send } from '../../shared/journey/step.fixture';
import type { ApiHandlers } from '../api/app';
import type { Provider } from '../channels/adapter';
import type { Providers } from '../channels/channels';
import { createManualClock } from '../clock';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { createLog } from '../log';
import { tellers, toldTo } from './told';

let executor: TestExecutor;
afterEach(() => executor.end());

/** A person whose every value could be found again, in whatever case. */
const secret = { email: 'noa.barlev@shop.example', phone: '+972521234567', name: 'Noa Barlev', order: 'ORD-77123' };

const provider: Provider<'smtp'> = {
  open: () => ({
    honoursKey: false,
    atOnce: 1,
    send: async () => ({ do: 'later', everybody: true, afterMs: 10 * minute, reason: { code: 'rate-limited', params: {} } }),
    check: async () => undefined,
    close: async () => {},
  }),
};

const made = bundle({
  nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, send('s'), { id: 'end', kind: 'exit' }],
  edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
});

async function livedThrough(lines: string[]): Promise<TestExecutor> {
  const one = await testExecutor({
    log: createLog((line) => lines.push(line)),
    providers: { smtp: provider } as unknown as Providers,
    machineClock: createManualClock(mondayMorning),
  });
  const { client } = one;
  const { hash } = unwrap(await client.deploy({ body: { ...made, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } } }));
  const settings = {
    provider: 'smtp',
    host: 'mail.shop.example',
    port: 2525,
    security: 'none',
    user: secret.email,
    from: { name: secret.name, address: secret.email },
    connections: 1,
  } as const;
  unwrap(await client.setSecrets({ channel: 'email', body: { values: { password: 'correct-horse' } } }));
  unwrap(await client.setPublic({ body: { listens: false, mailto: secret.email } }));
  unwrap(await client.setChannel({ channel: 'email', body: { settings, mode: 'trial', allowed: [secret.email] } }));
  const identifiers = { email: secret.email };
  const attributes = { first_name: secret.name, mobile_phone: secret.phone, email_consent: 'granted' };
  unwrap(await client.updateProfiles({ body: [{ identifiers, attributes }] }));
  const occurred_at = new Date(mondayMorning).toISOString();
  unwrap(await client.sendEvents({ body: [{ uid: secret.order, name: 'cart', occurred_at, identifiers, properties: { note: secret.phone } }] }));
  await expect.poll(async () => unwrap(await client.health({})).findings.map(({ code }) => code), { timeout: 10_000 }).toEqual(['channel-on-hold']);
  one.clock.advance(31_000);
  await expect.poll(() => lines.some((line) => line.includes('"finding"'))).toBe(true);
  unwrap(await client.backUp({}));
  unwrap(await client.setState({ hash, body: { state: 'paused' } }));
  unwrap(await client.setCare({ body: { dailyBackup: false, keepBackups: 3, keepDays: 400 } }));
  unwrap(await client.setChannel({ channel: 'email', body: { mode: 'off' } }));
  one.clock.advance(31_000);
  await expect.poll(() => lines.some((line) => line.includes('"finding-over"'))).toBe(true);
  return one;
}

test('what is done to it is noted, a line of JSON each, and nobody is named', async () => {
  const lines: string[] = [];
  executor = await livedThrough(lines);
  const [person] = unwrap(await executor.client.findCustomers({ text: secret.email }));
  const id = person?.customer ?? '';
  unwrap(await executor.client.everything({ id }));
  unwrap(await executor.client.erase({ id, body: { confirm: 'for ever' } }));
  unwrap(await executor.client.readmit({ body: { identifiers: { email: secret.email } } }));
  // Faults too: messages of errors quote what they were given.
  createLog((line) => lines.push(line)).trouble('anywhere', new TypeError(`no such customer: ${secret.email}`));
  await executor.stop();
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told.map(({ what, where }) => what ?? where)).toEqual([
    'started',
    'published',
    'channel-secrets-set',
    'public-address-closed',
    'channel-switched',
    'finding',
    'backed-up',
    'deployment-switched',
    'care-set',
    'channel-switched',
    'finding-over',
    'person-given-out',
    'erased',
    'erasure-lifted',
    'anywhere',
    'stopped',
  ]);
  expect(told[4]).toMatchObject({ channel: 'email', to: 'trial', provider: 'smtp' });
  expect(told[5]).toMatchObject({ code: 'channel-on-hold', severity: 'blocks', channel: 'email' });
  for (const one of told) expect(typeof one.at).toBe('string');
  nothingOf(lines.join(''));
  expect(lines.join('')).not.toContain(`"${id}"`);
});

test('no call that changes something is forgotten: each is told, or said to be nothing to tell', () => {
  const changing = Object.entries(executorRoutes).flatMap(([name, { method }]) => (method === 'POST' ? [name] : []));
  expect(changing.length).toBeGreaterThan(20);
  expect(changing.filter((name) => !Object.hasOwn(tellers, name))).toEqual([]);
});

test('of tasks, watched segments, reports and single decisions is told what was done, and nobody is named', async () => {
  const lines: string[] = [];
  const said: Record<string, unknown> = {};
  const handlers = new Proxy({} as ApiHandlers, {
    ownKeys: () => Object.keys(executorRoutes),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, name) => () => ({ ok: true, value: said[String(name)] }),
  });
  const told = toldTo(
    createLog((line) => lines.push(line)),
    handlers,
  );
  const row = {
    n: 7,
    state: 'done',
    task: secret.name,
    journeyId: 'j',
    deployment: 'd1',
    node: 'call',
    customer: secret.email,
    params: { order: secret.order },
  };
  const calls: [RouteName, value: unknown, input: unknown][] = [
    ['changeTask', row, { n: 7, body: { state: 'done', outcome: 'solved', note: secret.phone, by: secret.name, assignTo: secret.name } }],
    ['changeTask', { ...row, state: 'open' }, { n: 7, body: { outcome: secret.name, assignTo: null } }],
    [
      'sendMails',
      [
        { to: secret.email, state: 'sent' },
        { to: 'b@shop.example', state: 'later' },
      ],
      { body: { to: [secret.email, 'b@shop.example'], subject: secret.name, text: secret.order, attachment: { name: `${secret.order}.pdf`, base64: '' } } },
    ],
    ['watch', [], { body: { segment: 'vip', segments: [], record: {}, timeZone: 'UTC' } }],
    ['audienceMembers', [{ customer: '1', since: '' }], { segment: 'vip', limit: 100, names: false }],
    ['audienceMembers', [{ customer: '1', since: '', label: secret.email }], { segment: 'vip', limit: 100, names: true }],
    ['unwatch', [], { segment: 'vip' }],
    ['decideFailed', { status: 'active' }, { id: secret.email, run: 'r', body: { decision: 'try-again' } }],
    ['decideDelivery', { changed: 1 }, { n: 4, body: { decision: 'settle-sent' } }],
    ['start', { customer: secret.email, run: 'r' }, { id: 'j', body: { identifiers: { email: secret.email } } }],
    ['moveClock', { now: '2026-06-01T00:00:00.000Z' }, { body: { to: 'next-wake' } }],
  ];
  for (const [name, value, input] of calls) {
    said[name] = value;
    await (told[name] as (input: unknown) => unknown)(input);
  }
  expect(lines.map((line) => ({ ...JSON.parse(line), at: undefined }))).toEqual([
    { what: 'task-changed', deployment: 'd1', node: 'call', to: 'done', outcome: 'solved', isAssigned: true },
    { what: 'task-changed', deployment: 'd1', node: 'call', to: 'open', isAssigned: false },
    { what: 'own-mails-sent', to: 2, sent: 1, withReport: true },
    { what: 'segment-watched', segment: 'vip' },
    { what: 'people-given-out', segment: 'vip', people: 1 },
    { what: 'segment-watched-no-more', segment: 'vip' },
    { what: 'failed-run-decided', decision: 'try-again' },
    { what: 'delivery-decided', decision: 'settle-sent', changed: 1 },
    { what: 'clock-moved', to: '2026-06-01T00:00:00.000Z' },
  ]);
  nothingOf(lines.join(''));
});

test('metrics are what Prometheus reads, add up with health, and name nobody', async () => {
  executor = await livedThrough([]);
  const text = unwrap(await executor.client.metrics({}));
  const samples = new Map<string, number>();
  const helped = new Set<string>();
  for (const line of text.trimEnd().split('\n')) {
    const comment = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line);
    if (comment) {
      helped.add(`${comment[1]} ${comment[2]}`);
      continue;
    }
    const sample = /^([a-z_]+)(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? (-?\d+(\.\d+)?(e[+-]?\d+)?)$/.exec(line);
    expect(sample, line).not.toBeNull();
    if (!sample) continue;
    // Told what it is before the first of it comes, and each only once.
    expect(helped.has(`HELP ${sample[1]}`) && helped.has(`TYPE ${sample[1]}`), line).toBe(true);
    const name = `${sample[1]}${sample[2] ?? ''}`;
    expect(samples.has(name), line).toBe(false);
    samples.set(name, Number(sample[4]));
  }
  expect(samples.get('masa_journey_sent_total{journey="cart",version="1",mode="live"}')).toBe(1);
  const health = unwrap(await executor.client.health({}));
  expect(samples.get('masa_events_total')).toBe(health.events);
  expect(samples.get('masa_outbox_total')).toBe(health.outbox);
  expect(samples.get('masa_deliveries{channel="email",state="stopped"}')).toBe(1);
  expect(samples.get('masa_store_bytes{part="store"}')).toBeGreaterThan(10_000);
  nothingOf(text);

  const open = await fetch(`http://127.0.0.1:${executor.port}/metrics`);
  expect(open.status, 'without the token').toBe(401);
  const asked = await fetch(`http://127.0.0.1:${executor.port}/metrics`, { headers: { authorization: `Bearer ${executor.token}` } });
  expect(asked.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
});

function nothingOf(text: string): void {
  for (const value of [...Object.values(secret), 'barlev', '521234567', 'correct-horse', 'shop.example'])
    expect(text.toLowerCase()).not.toContain(value.toLowerCase());
}
