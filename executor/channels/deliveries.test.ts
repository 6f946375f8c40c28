import { afterEach, expect, test, vi } from 'vitest';
import { testSender } from '../../shared/engagement/engagement.fixture';
import type { DeploymentBundle } from '../../shared/executor/api';
import type { ProviderSettings } from '../../shared/executor/channels';
import { createExecutorClient } from '../../shared/executor/client';
import { bundle, day, edge, hour, message, minute, nights, rules, send } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import type { Adapter, Outcome, Outgoing, Provider } from './adapter';
import type { Providers } from './channels';

let executor: TestExecutor;
afterEach(() => executor.end());

/** A provider that answers what it is told to, and remembers what it was given. */
function scripted(answer: (message: Outgoing, attempt: number) => Outcome | Promise<Outcome> = () => ({ do: 'accepted' }), more: Partial<Adapter> = {}) {
  const taken: Outgoing[] = [];
  const provider: Provider<'smtp'> = {
    open: () => ({
      honoursKey: false,
      atOnce: 4,
      async send(outgoing) {
        taken.push(outgoing);
        return answer(outgoing, taken.filter((one) => one.key === outgoing.key).length);
      },
      check: async () => undefined,
      close: async () => {},
      ...more,
    }),
  };
  return { taken, providers: { smtp: provider, http: provider as unknown as Provider<'http'> } as unknown as Providers };
}

const smtp: ProviderSettings = {
  provider: 'smtp',
  host: '127.0.0.1',
  port: 2525,
  security: 'none',
  from: { name: 'Shop', address: 'shop@shop.example' },
  connections: 2,
};

const journey = (parts: Partial<Parameters<typeof bundle>[0]> = {}): DeploymentBundle => ({
  ...bundle({
    nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, send('s'), { id: 'end', kind: 'exit' }],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
    entry: { reentry: { mode: 'after-exit' } },
    ...parts,
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
});

let sent = 0;
const cart = async (email = 'dana@shop.example') => {
  await executor.client.updateProfiles({ body: [{ identifiers: { email }, attributes: { 'email-consent': 'granted' } }] });
  unwrap(
    await executor.client.sendEvents({
      body: [
        {
          uid: `u${++sent}`,
          name: 'cart',
          occurred_at: new Date(executor.clock.now()).toISOString(),
          source_system: 't',
          is_test: false,
          identifiers: { email },
          properties: { n: sent },
        },
      ],
    }),
  );
};
const open = async (mode: 'trial' | 'live', settings: ProviderSettings = smtp) => {
  if (mode === 'live') unwrap(await executor.client.setPublic({ body: { listens: false, mailto: 'stop@shop.example' } }));
  return unwrap(await executor.client.setChannel({ channel: 'email', body: { mode, settings, allowed: ['@shop.example'] } }));
};
const deliveries = async () => unwrap(await executor.client.deliveries({ limit: 100 }));
const states = async () => (await deliveries()).map(({ state, reason }) => [state, reason?.code]);
/** Until nothing is under way: the adapters here answer at once. */
const settled = async () => {
  for (let i = 0; i < 200; i++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (i > 20 && !(await deliveries()).some(({ state, due }) => state === 'sending' || (state === 'waiting' && Date.parse(due ?? '') <= executor.clock.now())))
      return;
  }
};

test('nothing leaves, and never will, that was written while the channel was off', async () => {
  const { taken, providers } = scripted();
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey() }));
  await cart();
  expect(await deliveries()).toEqual([]);
  expect(unwrap(await executor.client.health({})).openChannels).toBeUndefined();
  await open('live');
  expect(unwrap(await executor.client.health({})).openChannels).toEqual([{ channel: 'email', mode: 'live' }]);
  await executor.pass(day);
  expect(taken).toEqual([]);
  await cart();
  await settled();
  expect(taken.map(({ to, subject }) => [to, subject])).toEqual([['dana@shop.example', 'Hello there']]);
  expect(await states()).toEqual([['sent', undefined]]);
  // What it says goes along, so that it can be decided on by whoever has read it.
  expect(unwrap(await executor.client.deliveries({ limit: 5 }))).toMatchObject([{ subject: 'Hello there', language: 'en', body: expect.any(String) }]);
  expect(unwrap(await executor.client.outbox({ limit: 5 })).map(({ delivery }) => delivery?.state)).toEqual(['sent', undefined]);
  expect(unwrap(await executor.client.channelSwitches({ limit: 5 }))).toMatchObject([{ channel: 'email', before: 'off', after: 'live', why: 'asked' }]);
});

test('an advertisement leaves marked and with who sends it, a service message as it was written; the outbox has the same words', async () => {
  const { taken, providers } = scripted();
  executor = await testExecutor({ providers });
  const bundled = journey();
  const messages = bundled.messages.map((message) => ({ ...message, preheader: { en: 'Kept for {{first-name|you}}' } }));
  unwrap(await executor.client.deploy({ body: { ...bundled, messages, sender: testSender } }));
  await open('live');
  await cart();
  await settled();
  const preheader = 'Kept for you';
  const sender = { name: 'Karmelon Ltd.', address: '12 HaNamal St., Haifa', contact: '+972-4-555-0100' };
  expect(taken).toMatchObject([{ subject: 'Advertisement: Hello there', preheader, sender }]);
  expect(taken[0]).not.toHaveProperty('mark');
  expect(unwrap(await executor.client.outbox({ limit: 1 }))).toMatchObject([{ subject: 'Advertisement: Hello there', preheader, sender }]);
  expect(await deliveries()).toMatchObject([{ subject: 'Advertisement: Hello there', preheader, sender }]);

  const service = { nodes: [journey().journey.nodes[0], send('s', { class: 'service' }), { id: 'end', kind: 'exit' }] } as Parameters<typeof journey>[0];
  unwrap(await executor.client.deploy({ body: { ...journey(service), sender: testSender } }));
  await cart('noa@shop.example');
  await settled();
  expect(taken[1]).toMatchObject({ subject: 'Hello there', to: 'noa@shop.example' });
  expect(taken[1]).not.toHaveProperty('sender');
  expect(taken[1]).not.toHaveProperty('preheader');
});

test('in a trial only those on the list are written to; everybody else is kept, with the reason', async () => {
  const { taken, providers } = scripted();
  executor = await testExecutor({ providers });
  unwrap(await executor.client.setPublic({ body: { listens: false, mailto: 'stop@shop.example' } }));
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'trial', settings: smtp, allowed: [' Dana@SHOP.example'] } }));
  unwrap(await executor.client.deploy({ body: journey() }));
  await cart('dana@shop.example');
  await cart('real@shop.example');
  await settled();
  expect(taken.map(({ to }) => to)).toEqual(['dana@shop.example']);
  expect(await states()).toEqual([
    ['stopped', 'not-on-trial-list'],
    ['sent', undefined],
  ]);
});

test('a draft leaves in a trial, and not live; marketing by mail needs a way to be taken off', async () => {
  const { taken, providers } = scripted();
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey({ messages: [{ ...message, status: 'draft' }] }) }));
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'trial', settings: smtp, allowed: ['@shop.example'] } }));
  await cart();
  await settled();
  expect(await states()).toEqual([['stopped', 'no-unsubscribe']]);
  await open('trial');
  unwrap(await executor.client.setPublic({ body: { listens: false, mailto: 'stop@shop.example' } }));
  await cart();
  await settled();
  expect(taken).toHaveLength(1);
  expect(taken[0]?.unsubscribe?.mailto).toMatch(/^mailto:stop@shop\.example\?subject=unsubscribe%201\.email\./);
  await open('live');
  await cart();
  await settled();
  expect((await states())[0]).toEqual(['stopped', 'message-draft']);
});

test('live needs an address to be taken off by, and settings that go with the channel', async () => {
  executor = await testExecutor({ providers: scripted().providers });
  const refused = async (change: Parameters<typeof executor.client.setChannel>[0]) => {
    const done = await executor.client.setChannel(change);
    return done.ok ? undefined : done.problems[0]?.code;
  };
  expect(await refused({ channel: 'email', body: { mode: 'live' } })).toBe('channel-not-set-up');
  expect(await refused({ channel: 'email', body: { mode: 'live', settings: smtp } })).toBe('channel-needs-unsubscribe');
  expect(await refused({ channel: 'email', body: { mode: 'trial', settings: smtp } })).toBe('trial-list-empty');
  expect(await refused({ channel: 'sms', body: { settings: smtp } })).toBe('provider-refused');
});

test('a provider that is out of order is left alone for a while, and nobody’s tries are used up; what it refuses is given up', { tags: ['long'] }, async () => {
  let isDown = true;
  const { taken, providers } = scripted(({ to }) =>
    isDown
      ? { do: 'later', reason: { code: 'provider-unreachable', params: {} }, everybody: true }
      : to.startsWith('gone')
        ? { do: 'refused', reason: { code: 'recipient-unknown', params: {} } }
        : { do: 'accepted' },
  );
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey() }));
  await open('live');
  await cart();
  await settled();
  expect(taken).toHaveLength(1);
  await cart('gone@shop.example');
  await settled();
  expect(taken).toHaveLength(1);
  expect(unwrap(await executor.client.channels({})).find(({ channel }) => channel === 'email')).toMatchObject({
    onHold: { reason: { code: 'provider-unreachable' } },
  });
  isDown = false;
  await executor.pass(5 * minute);
  await settled();
  expect((await deliveries()).map(({ state, tries, reason }) => [state, tries, reason?.code])).toEqual([
    ['failed', 1, 'recipient-unknown'],
    ['sent', 1, undefined],
  ]);
  const found = unwrap(await executor.client.findCustomers({ text: 'gone' }))[0]?.customer ?? '';
  expect(executor.db.all<{ name: string }>('SELECT name FROM event WHERE customer = ? ORDER BY seq DESC LIMIT 1', Number(found.slice(1)))).toEqual([
    { name: 'message-bounced' },
  ]);
});

test('tried ever more seldom, and given up after a day; by hand it begins anew', async () => {
  const { taken, providers } = scripted(() => ({ do: 'later', reason: { code: 'mailbox-full', params: {} } }));
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey() }));
  await open('live');
  await cart();
  await settled();
  for (let i = 0; i < 60; i++) {
    await executor.pass(hour);
    await settled();
  }
  expect(taken).toHaveLength(10);
  expect(await states()).toEqual([['failed', 'mailbox-full']]);
  const [one] = await deliveries();
  expect(unwrap(await executor.client.decideDelivery({ n: one?.n ?? 0, body: { decision: 'try-again' } }))).toEqual({ changed: 1 });
  await settled();
  expect(taken).toHaveLength(11);
});

test('what nobody knows the end of waits for a person, unless the provider honours the key', async () => {
  const lost = () => scripted(() => ({ do: 'unknown', reason: { code: 'answer-lost', params: {} } }));
  const { taken, providers } = lost();
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey() }));
  await open('live');
  await cart();
  await executor.pass(day);
  await settled();
  expect(taken).toHaveLength(1);
  expect(await states()).toEqual([['unknown', 'answer-lost']]);
  const [one] = await deliveries();
  unwrap(await executor.client.decideDelivery({ n: one?.n ?? 0, body: { decision: 'it-arrived' } }));
  expect(await states()).toEqual([['sent', undefined]]);
  unwrap(await executor.client.setSecrets({ channel: 'email', body: { values: { token: 'x' } } }));
  await open('live', { provider: 'http', url: 'http://127.0.0.1:9/' });
  await cart();
  await settled();
  for (let i = 0; i < 4; i++) {
    await executor.pass(hour);
    await settled();
  }
  expect(taken.length).toBeGreaterThan(4);
});

test('under way when the process ended: in doubt at the next start, never sent again by itself', async () => {
  let answer = (_: Outcome) => {};
  const { taken, providers } = scripted(() => new Promise((resolve) => (answer = resolve)));
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey() }));
  await open('live');
  await cart();
  for (let i = 0; i < 50 && taken.length === 0; i++) await new Promise((resolve) => setImmediate(resolve));
  expect(await states()).toEqual([['sending', undefined]]);
  const before = executor;
  executor = await before.crash({ providers: scripted().providers });
  await settled();
  expect(await states()).toEqual([['unknown', 'interrupted']]);
  answer({ do: 'accepted' });
  await before.end();
});

test('between the decision and now she has withdrawn, or it is night', async () => {
  let isDown = true;
  const { taken, providers } = scripted(() => (isDown ? { do: 'later', reason: { code: 'mailbox-full', params: {} } } : { do: 'accepted' }));
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey({ suppressions: [rules.consent, rules.quiet], calendars: [nights] }) }));
  await open('live');
  await executor.client.updateProfiles({ body: [{ identifiers: { email: 'dana@shop.example' }, attributes: { country: 'IL' } }] });
  // 20:29:30 in Jerusalem, half a minute before the night.
  await executor.pass(10 * hour + 29 * minute + 30_000);
  await cart();
  await settled();
  expect(taken).toHaveLength(1);
  isDown = false;
  await executor.pass(5 * hour);
  await settled();
  expect(taken).toHaveLength(1);
  expect(await states()).toEqual([['waiting', 'quiet-times']]);
  await executor.pass(8 * hour);
  await settled();
  expect(taken).toHaveLength(2);
  isDown = true;
  await cart('noa@shop.example');
  await settled();
  isDown = false;
  await executor.client.updateProfiles({ body: [{ identifiers: { email: 'noa@shop.example' }, attributes: { 'email-consent': 'withdrawn' } }] });
  await executor.pass(minute);
  await settled();
  expect((await states())[0]).toEqual(['stopped', 'no-consent']);
});

test('closed again, what waits does not leave when it is opened once more', async () => {
  const { taken, providers } = scripted(() => ({ do: 'later', reason: { code: 'mailbox-full', params: {} } }));
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey() }));
  await open('live');
  await cart();
  await settled();
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'off' } }));
  const [one] = await deliveries();
  const again = await executor.client.decideDelivery({ n: one?.n ?? 0, body: { decision: 'try-again' } });
  expect(again.ok ? '' : again.problems[0]?.code).toBe('channel-closed');
  await open('live');
  await executor.pass(day);
  await settled();
  expect(taken).toHaveLength(1);
  expect(await states()).toEqual([['stopped', 'channel-off']]);
});

test('closed while it is under way: what comes back untaken does not leave when it is opened once more', async () => {
  let answer: (outcome: Outcome) => void = () => {};
  const { taken, providers } = scripted(() => new Promise((resolve) => (answer = resolve)));
  executor = await testExecutor({ providers });
  unwrap(await executor.client.deploy({ body: journey() }));
  await open('live');
  await cart();
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  const closed = executor.client.setChannel({ channel: 'email', body: { mode: 'off' } });
  await vi.waitFor(async () => expect(unwrap(await executor.client.channels({})).find(({ channel }) => channel === 'email')?.mode).toBe('off'));
  answer({ do: 'later', reason: { code: 'mailbox-full', params: {} } });
  unwrap(await closed);
  await open('live');
  await executor.pass(day);
  await settled();
  expect(taken).toHaveLength(1);
  expect(await states()).toEqual([['stopped', 'channel-off']]);
});

test('secrets are told to nobody, and stand in no store', async () => {
  executor = await testExecutor({ providers: scripted().providers });
  unwrap(await executor.client.setSecrets({ channel: 'email', body: { values: { password: 'correct horse' } } }));
  const shown = await createExecutorClient({ port: executor.port, token: executor.token, fetch }).channels({});
  expect(unwrap(shown).find(({ channel }) => channel === 'email')?.secrets).toEqual(['password']);
  expect(JSON.stringify(shown)).not.toContain('horse');
});
