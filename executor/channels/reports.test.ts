import { afterEach, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, edge, message, send } from '../../shared/journey/step.fixture';
import { createRegistry } from '../engine/registry';
import { createVocabulary } from '../engine/vocabulary';
import { beginWork } from '../engine/work';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import type { Outcome, Report } from './adapter';
import type { Providers } from './channels';
import { takeReports } from './reports';

let executor: TestExecutor;
afterEach(() => executor.end());

const journey: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      send('s', { channel: 'sms', class: 'service' }),
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
    entry: { reentry: { mode: 'after-exit' } },
    messages: [{ ...message, channel: 'sms', class: 'service' }],
  }),
  identity: { rules: [{ attribute: 'mobile-phone', strength: 'strong', blocked: [] }] },
};

/** One text message that has ended as the provider answered. */
async function sentOne(outcome: Outcome): Promise<{ key: string }> {
  const providers = {
    twilio: { open: () => ({ honoursKey: false, atOnce: 1, send: async () => outcome, check: async () => undefined, close: async () => {} }) },
  } as unknown as Providers;
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey }));
  unwrap(await executor.client.setSecrets({ channel: 'sms', body: { values: { authToken: 'x' } } }));
  const settings = { provider: 'twilio' as const, baseUrl: 'https://sms.example', accountSid: `AC${'0'.repeat(32)}`, from: '+15005550006' };
  unwrap(await executor.client.setChannel({ channel: 'sms', body: { mode: 'live', settings } }));
  const occurred_at = new Date(executor.clock.now()).toISOString();
  const identifiers = { mobile_phone: '+972501234567' };
  unwrap(
    await executor.client.sendEvents({ body: [{ uid: 'u1', name: 'cart', occurred_at, source_system: 't', is_test: false, identifiers, properties: {} }] }),
  );
  for (;;) {
    const [row] = unwrap(await executor.client.deliveries({ limit: 1 }));
    if (row && row.state !== 'waiting' && row.state !== 'sending') return row;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const told = (...reports: Report[]): number =>
  executor.db.transaction(() => {
    const work = beginWork(executor.db, createVocabulary(executor.db), executor.clock.now());
    const taken = takeReports(work, createRegistry(executor.db), 'sms', reports);
    work.flush();
    return taken;
  });
const state = async () => unwrap(await executor.client.deliveries({ limit: 1 }))[0]?.state;
const events = () =>
  executor.db.all<{ name: string }>("SELECT name FROM event WHERE name <> 'cart' AND name <> 'message-sent' ORDER BY seq").map(({ name }) => name);

test('delivered is said once however often it is told, and a late bad word does not undo it', async () => {
  await sentOne({ do: 'accepted', id: 'SM1' });
  const delivered: Report = { uid: 'SM1:delivered', id: 'SM1', what: 'delivered', properties: {} };
  expect(told(delivered, delivered, { ...delivered, id: 'SM9' })).toBe(2);
  told({ uid: 'SM1:failed', id: 'SM1', what: 'failed', properties: { reason: '30008' } });
  expect(await state()).toBe('delivered');
  expect(events()).toEqual(['message-delivered', 'message-failed']);
});

test('in doubt because the answer was lost: what the provider reports by our key settles it', async () => {
  const { key } = await sentOne({ do: 'unknown', reason: { code: 'answer-lost', params: {} } });
  expect(await state()).toBe('unknown');
  expect(told({ uid: 'SM2:delivered', id: 'SM2', key, what: 'delivered', properties: {} })).toBe(1);
  expect(await state()).toBe('delivered');
});

test('whoever answers STOP is off the channel, and what she wrote is an event of hers', async () => {
  await sentOne({ do: 'accepted', id: 'SM1' });
  told({ uid: 'in1', what: 'replied', from: '+972 50-123-4567', optOut: true, properties: { keyword: 'STOP', 'reply-text': 'stop' } });
  const [one] = unwrap(await executor.client.findCustomers({ text: '+97250' }));
  expect(unwrap(await executor.client.customer({ id: one?.customer ?? '' }))?.attributes).toMatchObject({ 'sms-consent': 'withdrawn' });
  expect(events()).toEqual(['consent-withdrawn', 'message-replied']);
});

test('a provider that says she has unsubscribed with them is believed', async () => {
  await sentOne({ do: 'refused', reason: { code: 'recipient-unsubscribed', params: {} } });
  expect([await state(), events()]).toEqual(['failed', ['message-failed', 'consent-withdrawn']]);
});

test('also where it says so only of what it had taken', async () => {
  await sentOne({ do: 'accepted', id: 'SM1' });
  told({ uid: 'st1', id: 'SM1', what: 'failed', properties: { reason: 'recipient-unsubscribed 131050' }, optOut: true });
  expect([await state(), events()]).toEqual(['failed', ['message-failed', 'consent-withdrawn']]);
});
