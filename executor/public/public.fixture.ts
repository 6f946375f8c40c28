/** Somebody outside, and a shop whose journey sends her something on a channel. */
import type { DeploymentBundle } from '../../shared/executor/api';
import type { ProviderSettings } from '../../shared/executor/channels';
import { bundle, edge, message, send } from '../../shared/journey/step.fixture';
import { openLine, type RawAnswer } from '../api/http.fixture';
import type { Outgoing, Provider } from '../channels/adapter';
import type { Providers } from '../channels/channels';
import { providers } from '../channels/providers';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

export const email = 'dana@shop.example';
type Channel = 'email' | 'sms' | 'in-app' | 'on-site';

const smtp: ProviderSettings = {
  provider: 'smtp',
  host: '127.0.0.1',
  port: 2525,
  security: 'none',
  from: { name: 'Shop', address: 'shop@shop.example' },
  connections: 2,
};

export type Shop = TestExecutor & {
  /** What left by mail, oldest first. */
  mails: Outgoing[];
  port: number;
  publicPort(): Promise<number>;
  /** She gets a message on the channel that was opened. */
  cart(email?: string): Promise<void>;
  /** A request to the public address, exactly as written apart from Host and length. */
  ask(first: string, headers?: readonly string[], body?: string): Promise<RawAnswer>;
  consent(customer?: string): Promise<unknown>;
  eventsOf(name: string): string[];
};

/** Mails are taken by nobody, all the rest is as it ships. */
export async function openShop(
  channel: Channel,
  {
    settings = smtp,
    text = 'Hello there',
    ...options
  }: { settings?: ProviderSettings; text?: string } & Parameters<typeof testExecutor>[0] & { publicFiles?: { onSite: string; demo: string } } = {},
): Promise<Shop> {
  const mails: Outgoing[] = [];
  const taking: Provider<'smtp'> = {
    open: () => ({
      honoursKey: false,
      atOnce: 4,
      async send(outgoing) {
        mails.push(outgoing);
        return { do: 'accepted', id: `id-${mails.length}` };
      },
      check: async () => undefined,
      close: async () => {},
    }),
  };
  const executor = await testExecutor({ ...options, providers: { ...providers, smtp: taking } as Providers });
  const { client } = executor;
  const journey: DeploymentBundle = {
    ...bundle({
      nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, send('s', { channel, message: 'm' }), { id: 'end', kind: 'exit' }],
      edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
      entry: { reentry: { mode: 'after-exit' } },
      messages: [{ ...message, id: 'm', channel, body: { en: text } }],
    }),
    identity: {
      rules: [
        { attribute: 'email', strength: 'strong', blocked: [] },
        { attribute: 'card', strength: 'strong', blocked: [] },
      ],
    },
  };
  unwrap(await client.deploy({ body: journey }));
  let sent = 0;
  const shop: Shop = {
    ...executor,
    mails,
    async publicPort() {
      return Number(new URL(unwrap(await shop.client.publicSettings({})).at ?? '').port);
    },
    async cart(who = email) {
      unwrap(await client.updateProfiles({ body: [{ identifiers: { email: who }, attributes: { 'email-consent': 'granted', 'sms-consent': 'granted' } }] }));
      unwrap(
        await client.sendEvents({
          body: [{ uid: `cart-${++sent}`, name: 'cart', occurred_at: new Date(executor.clock.now()).toISOString(), identifiers: { email: who } }],
        }),
      );
      for (let i = 0; i < 300; i++) {
        await new Promise((resolve) => setImmediate(resolve));
        if (i > 20 && !unwrap(await client.deliveries({ limit: 100 })).some(({ state }) => state === 'sending' || state === 'waiting')) return;
      }
      throw new Error('it does not leave');
    },
    async ask(first, headers = [], body = '') {
      const port = await shop.publicPort();
      const line = await openLine(port);
      const host = headers.some((one) => one.startsWith('Host:')) ? [] : [`Host: 127.0.0.1:${port}`];
      line.write([`${first} HTTP/1.1`, ...host, ...headers, ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []), '', body].join('\r\n'));
      const answer = await line.answer(first.startsWith('HEAD') ? 'HEAD' : undefined);
      line.socket.destroy();
      if (!answer) throw new Error('no answer');
      return answer;
    },
    async consent(customer) {
      const id = customer ?? unwrap(await shop.client.findCustomers({ text: email })).at(0)?.customer ?? '';
      return unwrap(await shop.client.customer({ id }))?.attributes['email-consent'];
    },
    eventsOf: (name) => shop.db.all<{ properties: string }>('SELECT properties FROM event WHERE name = ? ORDER BY seq', name).map((row) => row.properties),
  };
  unwrap(await client.setPublic({ body: { listens: true } }));
  const allowed = channel === 'email' ? ['@shop.example'] : ['c1', 'c2', 'c3'];
  unwrap(await client.setChannel({ channel, body: { mode: 'trial', settings, allowed } }));
  return shop;
}
