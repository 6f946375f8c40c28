import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SettingsOf } from '../../../shared/executor/channels';
import { certificate, headersOf, type MailServer, mailAccount, startMailServer } from '../../../tests/stand-ins/mail-server';
import type { Adapter, Outgoing } from '../adapter';
import { describeAdapter, outgoing } from '../contract.fixture';
import { openSmtp } from './adapter';

const secrets = { password: mailAccount.password };
const { user } = mailAccount;

for (const pipelined of [true, false])
  describeAdapter({
    name: `A mail server ${pipelined ? 'that hears several commands at once' : 'that hears one command at a time'}`,
    channel: 'email',
    honoursKey: false,
    message: { ...outgoing, channel: 'email', to: 'dana@client.example', unsubscribe: { page: 'https://shop.example/off' } },
    nobody: ['', 'dana', 'dana@', '+972501234567', 'a@b.example,c@d.example', 'Dana <dana@client.example>', 'dana@client.example\nDATA'],
    without: ['redirect'],
    async start(clock) {
      const standIn = await startMailServer({ hidePIPELINING: !pipelined });
      return {
        standIn,
        secrets,
        open: ({ url = standIn.url, ...changes } = {}) => {
          const { hostname: host, port } = new URL(url);
          const settings = standIn.settings({ host, port: Number(port), user });
          return openSmtp({ channel: 'email', settings, secrets: changes.secrets ?? secrets, clock: changes.clock ?? clock, timeoutMs: changes.timeoutMs });
        },
      };
    },
  });

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const server = async (...options: Parameters<typeof startMailServer>): Promise<MailServer> => {
  const started = await startMailServer(...options);
  open.push(() => started.close());
  return started;
};
const adapter = (settings: SettingsOf<'smtp'>, password: string = secrets.password, timeoutMs = 5_000): Adapter => {
  const made = openSmtp({ channel: 'email', settings, secrets: { password }, timeoutMs });
  open.push(() => made.close());
  return made;
};
const aMail = (changes: Partial<Outgoing> = {}): Outgoing => ({
  ...outgoing,
  channel: 'email',
  to: 'dana@client.example',
  language: 'en',
  subject: 'Welcome',
  body: 'Hello Dana,\n\nwelcome.',
  unsubscribe: { page: 'https://shop.example/off?t=abc' },
  ...changes,
});

describe('what is sent', () => {
  it('carries the headers a mailbox and a robot look for, and no inner key', async () => {
    const mailServer = await server();
    const outcome = await adapter(mailServer.settings({ replyTo: 'help@shop.example' })).send(aMail());
    expect(outcome).toMatchObject({ do: 'accepted', theirs: '4XQ1' });
    const headers = headersOf(mailServer.mails[0] ?? '');
    expect(Object.fromEntries(headers)).toMatchObject({
      from: 'Garden <hello@shop.example>',
      to: 'dana@client.example',
      'reply-to': 'help@shop.example',
      subject: 'Welcome',
      'list-unsubscribe': '<https://shop.example/off?t=abc>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'auto-submitted': 'auto-generated',
      'mime-version': '1.0',
    });
    expect(headers.get('message-id')).toMatch(/^<[0-9a-f]{32}@shop\.example>$/);
    expect(outcome).toMatchObject({ id: headers.get('message-id') });
    expect(Number.isNaN(Date.parse(headers.get('date') ?? ''))).toBe(false);
    expect(mailServer.mails[0]).not.toContain(outgoing.key);
  });

  it('another key is another mail', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings());
    for (const key of ['r1:a:1', 'r1:a:2', 'r1:a:1']) await sender.send(aMail({ key }));
    const [first, second, third] = mailServer.mails.map((mail) => headersOf(mail).get('message-id'));
    expect(second).not.toBe(first);
    expect(third).toBe(first);
  });

  it('goes over several lines, not more than allowed, and again over those', { tags: ['long'] }, async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ connections: 4 }));
    for (const round of [1, 2]) await Promise.all(Array.from({ length: 40 }, (_, i) => sender.send(aMail({ key: `r${i}:a:${round}` }))));
    expect(mailServer.mails).toHaveLength(80);
    expect(mailServer.mostLines()).toBe(4);
  });

  it('is more than one line allows: another is opened', { tags: ['long'] }, async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ connections: 1 }));
    for (let i = 0; i < 205; i++) expect(await sender.send(aMail({ key: `r${i}:a:1` }))).toMatchObject({ do: 'accepted' });
    expect(mailServer.mails).toHaveLength(205);
  });

  it('goes on over the lines there are when a server allows no more', { tags: ['long'] }, async () => {
    const mailServer = await server({ maxClients: 2 });
    const sender = adapter(mailServer.settings({ connections: 5 }));
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, i) => sender.send(aMail({ key: `r${i}:a:1` }))));
    expect(outcomes.filter((outcome) => outcome.do === 'accepted')).toHaveLength(30);
  });

  it('is sent once more over a new line when the old one had ended unseen, or is ended by the server', { tags: ['long'] }, async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ connections: 1 }));
    await sender.send(aMail({ key: 'r1:a:1' }));
    mailServer.next({ do: 'down' });
    expect(await sender.send(aMail({ key: 'r2:a:1' }))).toMatchObject({ do: 'accepted' });
    expect(mailServer.mails).toHaveLength(2);

    let mails = 0;
    const settings = await scripted((heard, _, socket) => {
      if (heard.startsWith('MAIL') && mails++ === 1) socket.destroy();
      return polite(heard);
    });
    const other = adapter(settings);
    for (const key of ['r1:a:1', 'r2:a:1']) expect(await other.send(aMail({ key }))).toMatchObject({ do: 'accepted' });
    expect(mails).toBe(3);
  });

  it('is refused, and the same line carries the next', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ connections: 1, user }));
    mailServer.next({ do: 'refuse' });
    expect(await sender.send(aMail({ key: 'r1:a:1' }))).toEqual({ do: 'refused', reason: { code: 'recipient-unknown', params: { code: '550-5.1.1' } } });
    expect(await sender.send(aMail({ key: 'r2:a:1' }))).toMatchObject({ do: 'accepted' });
    expect(mailServer.logins()).toBe(1);
  });

  it('does not leave once the adapter is closed', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings());
    await sender.close();
    expect(await sender.send(aMail())).toMatchObject({ do: 'later', reason: { code: 'sending-stopped' } });
    expect(mailServer.asked()).toBe(0);
  });

  it('nothing is sent to find out whether the settings are right', { tags: ['long'] }, async () => {
    const mailServer = await server();
    expect(await adapter(mailServer.settings({ user })).check()).toBeUndefined();
    expect(await adapter(mailServer.settings({ user }), 'another password').check()).toMatchObject({ code: 'credentials-refused' });
    expect(mailServer.asked()).toBe(0);
  });
});

describe('encryption', () => {
  it('from the first byte, and by STARTTLS', { tags: ['long'] }, async () => {
    const encrypted = await server({ secure: true });
    expect(await adapter(encrypted.settings({ security: 'tls', certificate, user })).send(aMail())).toMatchObject({ do: 'accepted' });
    const upgrading = await server({ hideSTARTTLS: false, allowInsecureAuth: false });
    expect(await adapter(upgrading.settings({ security: 'starttls', certificate, user })).send(aMail())).toMatchObject({ do: 'accepted' });
  });

  it('a certificate nobody vouches for is not taken, in either way; no password leaves', { tags: ['long'] }, async () => {
    for (const [security, options] of [
      ['tls', { secure: true }],
      ['starttls', { hideSTARTTLS: false }],
    ] as const) {
      const mailServer = await server(options);
      const sender = adapter(mailServer.settings({ security, user }));
      expect(await sender.send(aMail())).toMatchObject({ do: 'later', everybody: true, reason: { code: 'provider-certificate' } });
      expect(await sender.check()).toMatchObject({ code: 'provider-certificate' });
      expect(mailServer.logins()).toBe(0);
      expect(mailServer.mails).toEqual([]);
    }
  });

  it('STARTTLS that is not offered is no reason to go without', async () => {
    const mailServer = await server({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const sender = adapter(mailServer.settings({ security: 'starttls', certificate, user }));
    expect(await sender.send(aMail())).toMatchObject({ do: 'later', everybody: true, reason: { code: 'encryption-missing' } });
    expect(mailServer.logins()).toBe(0);
    expect(mailServer.mails).toEqual([]);
  });

  it('none at all is for this machine only', async () => {
    const mailServer = await server();
    for (const host of ['mail.shop.example', '10.0.0.5', 'localhost.shop.example', '0.0.0.0']) {
      const sender = adapter(mailServer.settings({ host }));
      expect(await sender.send(aMail())).toMatchObject({ do: 'later', everybody: true, reason: { code: 'encryption-needed' } });
      expect(await sender.check()).toMatchObject({ code: 'encryption-needed' });
    }
  });

  it('does not begin where a TLS server speaks no TLS', async () => {
    const mailServer = await server();
    expect(await adapter(mailServer.settings({ security: 'tls', certificate })).send(aMail())).toMatchObject({ do: 'later', everybody: true });
  });
});

describe('the login', () => {
  it('is tried once, however many mails wait', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ user, connections: 5 }), 'another password');
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, i) => sender.send(aMail({ key: `r${i}:a:1` }))));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ do: 'later', everybody: true, reason: { code: 'credentials-refused' } });
    expect(mailServer.logins()).toBe(1);
  });

  it('needs a password', async () => {
    const mailServer = await server();
    expect(await adapter(mailServer.settings({ user }), '').check()).toMatchObject({ code: 'secret-missing' });
  });
});

/** A server that says just what stands here, one text for each line it hears; the mail counts as one. */
async function scripted(answer: (heard: string, turn: number, socket: Socket) => string | undefined): Promise<SettingsOf<'smtp'>> {
  const sockets = new Set<Socket>();
  const listening: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let turn = 0;
    let buffer = '';
    let mail = false;
    const say = (heard: string) => {
      const text = answer(heard, turn++, socket);
      if (text !== undefined && !socket.destroyed) socket.write(text);
      mail = /^354/m.test(text ?? '');
    };
    say('');
    socket.on('data', (chunk) => {
      buffer += chunk.toString();
      for (;;) {
        const end = buffer.indexOf(mail ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const heard = mail ? '.' : buffer.slice(0, end);
        buffer = buffer.slice(end + (mail ? 5 : 2));
        say(heard);
      }
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        listening.close(() => resolve());
      }),
  );
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { provider: 'smtp', host: '127.0.0.1', port, security: 'none', from: { name: '', address: 'hello@shop.example' }, connections: 1 };
}

const polite = (heard: string): string => {
  if (heard === '') return '220 here\r\n';
  if (heard.startsWith('DATA')) return '354 go on\r\n';
  return '250 fine\r\n';
};
const instead = (of: RegExp, say: string | ((socket: Socket) => void)) => (heard: string, _: number, socket: Socket) => {
  if (!of.test(heard)) return polite(heard);
  if (typeof say === 'string') return say;
  say(socket);
  return undefined;
};
const outcomeWhen = async (of: RegExp, say: string | ((socket: Socket) => void), timeoutMs = 5_000) =>
  adapter(await scripted(instead(of, say)), secrets.password, timeoutMs).send(aMail());
const greeting = /^$/;

describe('a server that breaks off', () => {
  const drops = (socket: Socket) => socket.destroy();
  for (const [when, of] of [
    ['at the greeting', greeting],
    ['at EHLO', /^EHLO/],
  ] as const)
    it(`${when}: everybody waits`, async () => expect(await outcomeWhen(of, drops)).toMatchObject({ do: 'later', everybody: true }));
  for (const of of [/^MAIL/, /^RCPT/, /^DATA/]) it(`at ${of}: later`, async () => expect(await outcomeWhen(of, drops)).toMatchObject({ do: 'later' }));
  it('after the mail: unknown', async () => expect(await outcomeWhen(/^\.$/, drops)).toMatchObject({ do: 'unknown', reason: { code: 'reply-lost' } }));
});

describe('a server that does not answer', () => {
  const silent = () => {};
  for (const of of [greeting, /^EHLO/])
    it(`${of}: everybody waits`, async () => expect(await outcomeWhen(of, silent, 150)).toMatchObject({ do: 'later', everybody: true }));
  for (const of of [/^MAIL/, /^RCPT/, /^DATA/]) it(`${of}: later`, async () => expect(await outcomeWhen(of, silent, 150)).toMatchObject({ do: 'later' }));
  it('after the mail: unknown', async () => expect(await outcomeWhen(/^\.$/, silent, 150)).toMatchObject({ do: 'unknown' }));

  it('or says a byte now and then', { tags: ['long'] }, async () => {
    const drips = (socket: Socket) => {
      const timer = setInterval(() => socket.write('2'), 20);
      socket.on('close', () => clearInterval(timer));
    };
    expect(await outcomeWhen(greeting, drips, 200)).toMatchObject({ do: 'later', everybody: true });
    expect(await outcomeWhen(/^MAIL/, drips, 200)).toMatchObject({ do: 'later' });
    expect(await outcomeWhen(/^\.$/, drips, 200)).toMatchObject({ do: 'unknown' });
  });
});

describe('a server that talks nonsense', () => {
  const nonsense = ['hello there\r\n', '\u0000\u0001\u0002\r\n', '999 wow\r\n', '25 short\r\n', '2500 long\r\n', '<html>500</html>\r\n', '-1\r\n'];
  for (const say of nonsense) {
    it(`${JSON.stringify(say)} as its greeting: everybody waits`, async () =>
      expect(await outcomeWhen(greeting, say)).toMatchObject({ do: 'later', everybody: true }));
    it(`${JSON.stringify(say)} instead of a recipient's answer: later`, async () => expect((await outcomeWhen(/^RCPT/, say)).do).not.toBe('refused'));
    it(`${JSON.stringify(say)} after the mail: unknown`, async () =>
      expect(await outcomeWhen(/^\.$/, say)).toMatchObject({ do: 'unknown', reason: { code: 'reply-unreadable' } }));
  }

  it('or without end', async () => {
    expect(await outcomeWhen(greeting, `220${'-x'.repeat(100_000)}`)).toMatchObject({ do: 'later', everybody: true });
    expect(await outcomeWhen(/^MAIL/, '250-more\r\n'.repeat(20_000))).toMatchObject({ do: 'later' });
    expect(await outcomeWhen(/^\.$/, '250-more\r\n'.repeat(20_000))).toMatchObject({ do: 'unknown' });
  });

  it('an answer too many is not taken for the answer to the mail', async () => {
    const settings = await scripted((heard) => (heard.startsWith('EHLO') ? '250 fine\r\n250 again\r\n' : polite(heard)));
    expect(['later', 'unknown']).toContain((await adapter(settings).send(aMail())).do);
  });

  it('what it says about her is in no reason', async () => {
    const outcome = await outcomeWhen(/^RCPT/, '550 5.1.1 \u202eno such user dana@client.example\r\n');
    expect(outcome).toEqual({ do: 'refused', reason: { code: 'recipient-unknown', params: { code: '550-5.1.1' } } });
  });
});
