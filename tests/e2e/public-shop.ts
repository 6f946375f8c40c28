/** The executor as it ships with its public address open, and a journey that writes to one customer in the app and on the site. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutorClient } from '../../shared/executor/client';
import { bundle, edge, message, send } from '../../shared/journey/step.fixture';
import type { Language } from '../../shared/text';
import { runExecutor } from '../integration/executor-process';
import { unwrap } from './sandbox';

export type PublicShop = {
  client: ExecutorClient;
  /** Where this machine reaches the public address. */
  at: string;
  /** One message in the app and one on the site, in her language. */
  write(language: Language): Promise<void>;
  visitor(): Promise<string>;
  end(): Promise<void>;
};

const email = 'dana@shop.example';
export const link = 'https://shop.example/cart?a=1';
const words: Record<Language, { subject: string; body: string }> = {
  en: { subject: 'Your cart is waiting', body: `We kept it for you <b>until tomorrow</b>.\nBack to the cart: ${link}` },
  he: { subject: 'העגלה מחכה לך', body: `שמרנו אותה עד מחר, 20% הנחה על Wi-Fi.\nחזרה לעגלה: ${link}.` },
  fa: { subject: 'سبد خرید شما منتظر است', body: `تا فردا برایتان نگه داشتیم، ۲۰٪ تخفیف.\nبازگشت به سبد: ${link}` },
};

export async function openPublicShop(origins: string[] = []): Promise<PublicShop> {
  const data = mkdtempSync(join(tmpdir(), 'masa-public-'));
  const executor = await runExecutor(fileURLToPath(new URL('../../dist/executor/main.js', import.meta.url)), data);
  const { client } = executor;
  const text = (part: 'subject' | 'body') => ({ en: words.en[part], he: words.he[part], fa: words.fa[part] });
  const both = ['in-app', 'on-site'] as const;
  const journey = {
    ...bundle({
      nodes: [
        { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
        ...both.map((channel) => send(channel, { channel, message: channel })),
        { id: 'end', kind: 'exit' },
      ],
      edges: [edge('t', 'out', 'in-app'), edge('in-app', 'out', 'on-site'), edge('on-site', 'out', 'end')],
      messages: both.map((channel) => ({ ...message, id: channel, channel, subject: text('subject'), body: text('body') })),
    }),
    identity: { rules: [{ attribute: 'email', strength: 'strong' as const, blocked: [] }] },
  };
  const { at } = unwrap(await client.setPublic({ body: { listens: true, origins } }));
  for (const channel of both)
    unwrap(await client.setChannel({ channel, body: { mode: 'live', settings: { provider: 'inbox', expiresAfterDays: 7 }, unknownPolicy: 'ask' } }));
  unwrap(await client.deploy({ body: journey }));
  let sent = 0;
  return {
    client,
    at: at ?? '',
    async write(language) {
      unwrap(await client.updateProfiles({ body: [{ identifiers: { email }, attributes: { 'preferred-language': language } }] }));
      const occurred_at = new Date().toISOString();
      unwrap(await client.sendEvents({ body: [{ uid: `cart-${++sent}`, name: 'cart', occurred_at, identifiers: { email } }] }));
      for (;;) {
        const rows = unwrap(await client.deliveries({ limit: 50 }));
        if (rows.length >= sent * 2 && rows.every(({ state }) => state === 'sent' || state === 'delivered')) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    visitor: async () => unwrap(await client.visitorToken({ body: { identifiers: { email } } })).token,
    async end() {
      executor.child.kill('SIGTERM');
      await executor.exited;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
