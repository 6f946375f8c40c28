/** What comes back by mail: sent by a mail server, put into a real mailbox (Dovecot), heard, and acted upon the next time. */
import { afterEach, describe, expect, test } from 'vitest';
import * as corpus from '../../executor/channels/mailbox/corpus.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../../executor/executor.fixture';
import type { DeploymentBundle } from '../../shared/executor/api';
import type { MailboxSettings } from '../../shared/executor/channels';
import { bundle, edge, message, minute, send } from '../../shared/journey/step.fixture';
import { headersOf, type MailServer, startMailServer } from '../stand-ins/mail-server';
import { hasImapServer, type MailboxServer, mailboxAccount, startMailbox } from '../stand-ins/mailbox';

const open: (() => Promise<unknown>)[] = [];
let executor: TestExecutor;
let sender: MailServer;
let box: MailboxServer;
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const journey: DeploymentBundle = {
  ...bundle({
    nodes: [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } }, send('s'), { id: 'end', kind: 'exit' }],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
    entry: { reentry: { mode: 'after-exit' } },
    messages: [message],
    suppressions: [
      {
        id: 'bad-address',
        name: { en: 'Bad address' },
        classes: ['marketing', 'service'],
        rule: { kind: 'condition', when: { op: 'in', left: { kind: 'customer', path: 'email-status' }, right: ['hard-bounced', 'complained'] } },
        action: 'skip',
      },
    ],
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
};

/** An executor that sends by one server and reads a mailbox at the other. */
async function start(changes: Partial<MailboxSettings> = {}): Promise<void> {
  sender = await startMailServer({
    onMailFrom({ address }, _, done) {
      returnPaths.push(address);
      done();
    },
  });
  open.push(() => sender.close());
  box = await startMailbox();
  open.push(() => box.close());
  if (changes.moveTo) box.makeFolder(changes.moveTo);
  executor = await testExecutor();
  open.push(() => executor.end());
  unwrap(await executor.client.deploy({ body: journey }));
  unwrap(await executor.client.setSecrets({ channel: 'email', body: { values: { mailboxPassword: mailboxAccount.password } } }));
  const settings = sender.settings({ mailbox: box.settings(changes) });
  // The mailbox that is read is way enough to be taken off.
  unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'live', settings } }));
}
const returnPaths: string[] = [];

let carts = 0;
/** Lets her into the journey, and gives the mail she is sent. */
async function cart(email = 'dana@client.example'): Promise<{ token: string; mail: string } | undefined> {
  const before = sender.mails.length;
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email }, attributes: { 'email-consent': 'granted' } }] }));
  const occurred_at = new Date(executor.clock.now()).toISOString();
  const event = { uid: `u${++carts}`, name: 'cart', occurred_at, source_system: 't', is_test: false, identifiers: { email }, properties: {} };
  unwrap(await executor.client.sendEvents({ body: [event] }));
  const { counts = {} } = await channel();
  if (sender.mails.length === before && !(counts.waiting || counts.sending)) return undefined;
  await until(async () => sender.mails.length > before && !(await channel()).counts.sending);
  const mail = sender.mails.at(-1) ?? '';
  return { token: /<([^@]+)@/.exec(headersOf(mail).get('message-id') ?? '')?.[1] ?? '', mail };
}
async function channel() {
  const found = unwrap(await executor.client.channels({})).find((one) => one.channel === 'email');
  if (!found) throw new Error('no e-mail');
  return found;
}
/** The mailbox is read again: its time has come, as often as it takes for what is there by now. */
async function read(told: Record<string, number>): Promise<void> {
  const isTold = async () => Object.entries(told).every(([what, n]) => (reads().told as Record<string, number>)[what] === n);
  for (let tries = 0; !(await isTold()); tries++) {
    if (tries > 60) throw new Error(`it was never told: ${JSON.stringify([reads(), (await channel()).mailbox])}`);
    await executor.pass(6 * minute);
    await until(isTold, 50).catch(() => {});
  }
}
const reads = () => {
  const row = executor.db.get<{ told: string; up_to: number }>('SELECT told, up_to FROM mailbox');
  return { told: JSON.parse(row?.told ?? '{}'), upTo: row?.up_to ?? 0 };
};
async function until(isSo: () => Promise<boolean>, most = 3000): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > most) throw new Error('it never came about');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const story = () =>
  executor.db
    .all<{ name: string; properties: string }>("SELECT name, properties FROM event WHERE name NOT IN ('cart', 'message-sent') ORDER BY seq")
    .map(({ name, properties }) => [name, JSON.parse(properties)]);
const states = async () => unwrap(await executor.client.deliveries({ limit: 50 })).map(({ state }) => state);

describe.skipIf(!hasImapServer)('a mailbox that is read (Dovecot)', () => {
  test('sent, bounced, in her story, and not written to again; however often it is read', async () => {
    await start();
    const sent = await cart();
    expect(returnPaths.at(-1)).toBe('bounces@shop.example');
    box.put(corpus.postfix({ token: sent?.token ?? '' }), 'From: a@b.example\r\nSubject: Lunch\r\n\r\nNoon?');
    await read({ bounced: 1 });
    expect(await states()).toEqual(['bounced']);
    expect(story()).toEqual([
      ['message-bounced', { 'message-id': message.id, channel: 'email', 'bounce-type': 'hard', reason: 'recipient-unknown 550-5.1.1' }],
    ]);
    expect(await cart()).toBeUndefined();
    expect(sender.mails).toHaveLength(1);
    // As they were: neither is read, moved or gone.
    expect(box.files().map((file) => /:2,.*S/.test(file))).toEqual([false, false]);
    expect(await channel()).toMatchObject({ mailbox: { readAt: expect.any(String), told: { bounced: 1 } } });

    // All UIDs anew, as after a restore of the server: everything is read once more, and told no more.
    const validity = () => executor.db.get<{ v: number }>('SELECT uid_validity AS v FROM mailbox')?.v;
    const before = validity();
    await box.forgetUids();
    await until(async () => {
      await executor.pass(6 * minute);
      return validity() !== before && reads().upTo === 2;
    });
    expect(story()).toHaveLength(1);
    expect(reads().told).toEqual({ bounced: 1 });
  });

  test('answers are hers, STOP is heard, machines are not, and a wish to be taken off is done', async () => {
    await start({ plus: true });
    const dana = await cart();
    const noa = await cart('noa@client.example');
    expect(returnPaths.at(-1)).toBe(`bounces+${noa?.token}@shop.example`);
    const link = /mailto:bounces@shop\.example\?subject=unsubscribe%20([\w.-]+)/.exec(headersOf(noa?.mail ?? '').get('list-unsubscribe') ?? '')?.[1] ?? '';
    box.put(
      corpus.vacation({ token: dana?.token ?? '' }),
      corpus.reply({ token: dana?.token ?? '' }, 'When do you open?\n\nOn Mon, 1 Jun 2026, Garden <hello@shop.example> wrote:\n> Hello'),
      corpus.reply({ token: dana?.token ?? '' }, 'הסר'),
      corpus.unsubscribe(link, 'noa@client.example'),
    );
    await read({ 'auto-replied': 1, replied: 2, unsubscribed: 1 });
    expect(story()).toMatchObject([
      ['message-replied', { channel: 'email', 'message-id': message.id, 'reply-text': 'When do you open?' }],
      ['consent-withdrawn', { channel: 'email', 'withdraw-method': 'reply' }],
      ['message-replied', { 'reply-text': 'הסר' }],
      ['consent-withdrawn', { channel: 'email', 'withdraw-method': 'mail' }],
    ]);
    const count = sender.mails.length;
    const consents = executor.db
      .all<{ value: string }>("SELECT value FROM customer_attribute WHERE name = 'email-consent'")
      .map(({ value }) => JSON.parse(value));
    expect([sender.mails.length, consents]).toEqual([count, ['withdrawn', 'withdrawn']]);
  });

  test('complaints and words of delivery count; what is forged, or about an address she no longer has, takes nobody off', async () => {
    await start();
    const dana = (await cart())?.token ?? '';
    const noa = (await cart('noa@client.example'))?.token ?? '';
    const forged = `${dana.slice(0, -4)}${dana.endsWith('0000') ? '1111' : '0000'}`;
    box.put(
      corpus.postfix({ token: forged }),
      corpus.complaint({ token: forged }),
      corpus.unsubscribe(`1.email.${'A'.repeat(27)}`),
      corpus.postfix({ token: noa, to: 'elsewhere@forward.example' }),
      corpus.postfixDelivered({ token: dana }),
      corpus.postfixDelayed({ token: noa, to: 'noa@client.example' }),
    );
    await read({ bounced: 1, delivered: 1, delayed: 1 });
    expect(story().map(([name, properties]) => [name, properties['bounce-type']])).toEqual([
      ['message-bounced', 'soft'],
      ['message-delivered', undefined],
    ]);
    box.put(corpus.complaint({ token: dana }));
    await read({ complained: 1 });
    expect(await cart()).toBeUndefined();
    expect((await cart('noa@client.example'))?.token).toMatch(/^d/);
  });

  test('more than one round holds, a mail nobody can read among them; those that told something are moved', async () => {
    await start({ after: 'move', moveTo: 'Heard' });
    const { token = '' } = (await cart()) ?? {};
    const strangers = Array.from({ length: 230 }, (_, i) => `From: a${i}@b.example\r\nSubject: ${i}\r\n\r\nhi`);
    box.put(
      ...strangers,
      Buffer.from([0xff, 0xfe, 0, 0, 0x0d, 0x0a]),
      'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'.repeat(60),
      corpus.gmailFull({ token }),
    );
    await read({ bounced: 1 });
    await until(async () => box.files('Heard').length === 1 && box.files().length === 232);
    await until(async () => executor.db.get<{ to_mark: string }>('SELECT to_mark FROM mailbox')?.to_mark === '[]');
  });

  test('trouble is shown, waits longer each time, and gets over; a wrong password does not lock the account', async () => {
    await start();
    const { token = '' } = (await cart()) ?? {};
    await until(async () => reads().upTo >= 0 && (await channel()).mailbox?.readAt !== undefined);
    unwrap(await executor.client.setSecrets({ channel: 'email', body: { values: { mailboxPassword: 'another' } } }));
    await until(async () => (await channel()).mailbox?.onHold !== undefined);
    const { mailbox } = await channel();
    expect(mailbox?.onHold?.reason.code).toBe('credentials-refused');
    expect(Date.parse(mailbox?.onHold?.until ?? '') - executor.clock.now()).toBeGreaterThanOrEqual(15 * minute);
    expect(unwrap(await executor.client.health({})).findings).toMatchObject([{ severity: 'warns', code: 'mailbox-on-hold', params: { channel: 'email' } }]);
    expect(unwrap(await executor.client.checkMailbox({ channel: 'email' }))).toMatchObject({ problem: { code: 'credentials-refused' } });
    box.put(corpus.qmail({ token }));
    unwrap(await executor.client.setSecrets({ channel: 'email', body: { values: { mailboxPassword: mailboxAccount.password } } }));
    await read({ bounced: 1 });
    expect(unwrap(await executor.client.health({})).findings).toEqual([]);
    expect(unwrap(await executor.client.checkMailbox({ channel: 'email' }))).toEqual({ problem: null });
  });

  test('goes on while nothing is sent, and not at all once it is switched off', async () => {
    await start();
    const { token = '' } = (await cart()) ?? {};
    const { settings } = await channel();
    unwrap(await executor.client.setChannel({ channel: 'email', body: { mode: 'off' } }));
    box.put(corpus.eximDsn({ token }));
    await read({ bounced: 1 });
    if (settings?.provider !== 'smtp') throw new Error('no mail server');
    unwrap(await executor.client.setChannel({ channel: 'email', body: { settings: { ...settings, mailbox: box.settings({ reads: false }) } } }));
    const { upTo } = reads();
    box.put(corpus.complaint({ token }));
    await executor.pass(60 * minute);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(reads()).toEqual({ told: { bounced: 1 }, upTo });
  });
});
