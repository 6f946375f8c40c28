import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SettingsOf } from '../../../shared/executor/channels';
import type { Adapter } from '../adapter';
import { describeContract } from '../contract.fixture';
import { aMail, certificate, headersOf, type MailServer, secrets, startMailServer } from './mail-server.fixture';
import { smtp } from './smtp';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const server = async (...options: Parameters<typeof startMailServer>): Promise<MailServer> => {
  const started = await startMailServer(...options);
  open.push(() => started.stop());
  return started;
};
const adapter = (settings: SettingsOf<'smtp'>, password: string = secrets.right, timeoutMs = 5_000): Adapter => {
  const made = smtp.open({ channel: 'email', settings, secrets: { password }, timeoutMs });
  open.push(() => made.close());
  return made;
};

for (const pipelined of [true, false])
  describeContract(`smtp${pipelined ? '' : ' without pipelining'}`, async () => {
    const mailServer = await startMailServer({ hidePIPELINING: !pipelined });
    return {
      adapter: ({ secret = 'right', timeoutMs = 5_000 } = {}) =>
        smtp.open({ channel: 'email', settings: mailServer.settings({ user: 'sender' }), secrets: { password: secrets[secret] }, timeoutMs }),
      will: mailServer.will,
      taken: () => mailServer.mails.map((mail) => headersOf(mail).get('message-id') ?? ''),
      message: aMail,
      stop: mailServer.stop,
    };
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
    expect(mailServer.mails[0]).not.toContain('r1:welcome:1');
  });

  it('another key is another mail', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings());
    for (const key of ['r1:a:1', 'r1:a:2', 'r1:a:1']) await sender.send(aMail({ key }));
    const [first, second, third] = mailServer.mails.map((mail) => headersOf(mail).get('message-id'));
    expect(second).not.toBe(first);
    expect(third).toBe(first);
  });

  it('goes over several lines, not more than allowed, and again over those', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ connections: 4 }));
    for (const round of [1, 2]) await Promise.all(Array.from({ length: 40 }, (_, i) => sender.send(aMail({ key: `r${i}:a:${round}` }))));
    expect(mailServer.mails).toHaveLength(80);
    expect(mailServer.most.lines).toBe(4);
  });

  it('is more than one line allows: another is opened', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ connections: 1 }));
    for (let i = 0; i < 205; i++) expect(await sender.send(aMail({ key: `r${i}:a:1` }))).toMatchObject({ do: 'accepted' });
    expect(mailServer.mails).toHaveLength(205);
  });

  it('goes on over the lines there are when a server allows no more', async () => {
    const mailServer = await server({ maxClients: 2 });
    const sender = adapter(mailServer.settings({ connections: 5 }));
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, i) => sender.send(aMail({ key: `r${i}:a:1` }))));
    expect(outcomes.filter((outcome) => outcome.do === 'accepted')).toHaveLength(30);
  });

  it('is sent once more over a new line when the old one had ended unseen', async () => {
    const mailServer = await server();
    const sender = adapter(mailServer.settings({ connections: 1 }));
    mailServer.will('takes', 'drops-before', 'takes');
    await sender.send(aMail({ key: 'r1:a:1' }));
    expect(await sender.send(aMail({ key: 'r2:a:1' }))).toMatchObject({ do: 'accepted' });
    expect(mailServer.mails).toHaveLength(2);
  });
});

describe('encryption', () => {
  it('from the first byte, and by STARTTLS', async () => {
    const encrypted = await server({ secure: true });
    expect(await adapter(encrypted.settings({ security: 'tls', certificate, user: 'sender' })).send(aMail())).toMatchObject({ do: 'accepted' });
    const upgrading = await server({ hideSTARTTLS: false, allowInsecureAuth: false });
    expect(await adapter(upgrading.settings({ security: 'starttls', certificate, user: 'sender' })).send(aMail())).toMatchObject({ do: 'accepted' });
  });

  it('a certificate nobody vouches for is not taken, in either way; no password leaves', async () => {
    for (const [security, options] of [
      ['tls', { secure: true }],
      ['starttls', { hideSTARTTLS: false }],
    ] as const) {
      const mailServer = await server(options);
      const sender = adapter(mailServer.settings({ security, user: 'sender' }));
      expect(await sender.send(aMail())).toMatchObject({ do: 'later', everybody: true, reason: { code: 'mail-not-encrypted' } });
      expect(await sender.check()).toMatchObject({ code: 'mail-not-encrypted' });
      expect(mailServer.logins).toBe(0);
      expect(mailServer.mails).toEqual([]);
    }
  });

  it('STARTTLS that is not offered is no reason to go without', async () => {
    const mailServer = await server({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const sender = adapter(mailServer.settings({ security: 'starttls', certificate, user: 'sender' }));
    expect(await sender.send(aMail())).toMatchObject({ do: 'later', everybody: true, reason: { code: 'mail-not-encrypted' } });
    expect(mailServer.logins).toBe(0);
    expect(mailServer.mails).toEqual([]);
  });

  it('none at all is for this machine only', async () => {
    const mailServer = await server();
    for (const host of ['mail.shop.example', '10.0.0.5', 'localhost.shop.example', '0.0.0.0']) {
      const sender = adapter(mailServer.settings({ host }));
      expect(await sender.send(aMail())).toEqual({ do: 'later', everybody: true, reason: { code: 'mail-unencrypted', params: { host } } });
      expect(await sender.check()).toMatchObject({ code: 'mail-unencrypted' });
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
    const sender = adapter(mailServer.settings({ user: 'sender', connections: 5 }), secrets.wrong);
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, i) => sender.send(aMail({ key: `r${i}:a:1` }))));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ do: 'later', everybody: true, reason: { code: 'mail-login-failed' } });
    expect(mailServer.logins).toBe(1);
  });

  it('needs a password', async () => {
    const mailServer = await server();
    expect(await adapter(mailServer.settings({ user: 'sender' }), '').check()).toEqual({ code: 'mail-password-missing', params: {} });
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
  adapter(await scripted(instead(of, say)), secrets.right, timeoutMs).send(aMail());
const greeting = /^$/;

describe('a server that breaks off', () => {
  const drops = (socket: Socket) => socket.destroy();
  for (const [when, of] of [
    ['at the greeting', greeting],
    ['at EHLO', /^EHLO/],
  ] as const)
    it(`${when}: everybody waits`, async () => expect(await outcomeWhen(of, drops)).toMatchObject({ do: 'later', everybody: true }));
  for (const of of [/^MAIL/, /^RCPT/, /^DATA/]) it(`at ${of}: later`, async () => expect(await outcomeWhen(of, drops)).toMatchObject({ do: 'later' }));
  it('after the mail: unknown', async () => expect(await outcomeWhen(/^\.$/, drops)).toMatchObject({ do: 'unknown', reason: { code: 'mail-maybe-sent' } }));
});

describe('a server that does not answer', () => {
  const silent = () => {};
  for (const of of [greeting, /^EHLO/])
    it(`${of}: everybody waits`, async () => expect(await outcomeWhen(of, silent, 150)).toMatchObject({ do: 'later', everybody: true }));
  for (const of of [/^MAIL/, /^RCPT/, /^DATA/]) it(`${of}: later`, async () => expect(await outcomeWhen(of, silent, 150)).toMatchObject({ do: 'later' }));
  it('after the mail: unknown', async () => expect(await outcomeWhen(/^\.$/, silent, 150)).toMatchObject({ do: 'unknown' }));

  it('or says a byte now and then', async () => {
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
    it(`${JSON.stringify(say)} after the mail: unknown`, async () => expect(await outcomeWhen(/^\.$/, say)).toMatchObject({ do: 'unknown' }));
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

  it('what it says is shown without what could mislead', async () => {
    const outcome = await outcomeWhen(/^RCPT/, '550 5.1.1 \u202eno\u0007 \u2066such\tuser <script>\r\n');
    expect(outcome).toEqual({ do: 'refused', reason: { code: 'mail-recipient-refused', params: { said: '550 5.1.1 no such user <script>' } } });
  });
});
