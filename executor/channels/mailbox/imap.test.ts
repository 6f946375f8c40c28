import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { certificate } from '../../../tests/stand-ins/mail-server';
import { hasImapServer, type MailboxServer, mailboxAccount, startMailbox } from '../../../tests/stand-ins/mailbox';
import { openVisit, type Visit, type VisitOptions } from './imap';

const { password } = mailboxAccount;
const visits: Visit[] = [];
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
});

async function visit(options: Partial<VisitOptions> & Pick<VisitOptions, 'settings'>) {
  const opened = await openVisit({ password, certificate: undefined, timeoutMs: 10_000, ...options });
  if ('visit' in opened) visits.push(opened.visit);
  return opened;
}
async function opened(options: Parameters<typeof visit>[0]): Promise<Visit> {
  const got = await visit(options);
  if ('reason' in got) throw new Error(JSON.stringify(got.reason));
  return got.visit;
}
async function reason(options: Parameters<typeof visit>[0]) {
  const got = await visit(options);
  return 'reason' in got ? got.reason.code : 'opened';
}

describe.skipIf(!hasImapServer)('a real mailbox (Dovecot)', { tags: ['long'] }, () => {
  let server: MailboxServer;
  beforeAll(async () => {
    server = await startMailbox();
  }, 60_000);
  afterAll(() => server.close());

  test('is opened with and without encryption, and says why it is not', async () => {
    expect(await reason({ settings: server.settings() })).toBe('opened');
    expect(await reason({ settings: server.settings({ security: 'tls' }), certificate })).toBe('opened');
    expect(await reason({ settings: server.settings({ security: 'starttls' }), certificate })).toBe('opened');
    expect(await reason({ settings: server.settings({ security: 'tls' }) })).toBe('provider-certificate');
    expect(await reason({ settings: server.settings(), password: 'another' })).toBe('credentials-refused');
    expect(await reason({ settings: server.settings(), password: undefined })).toBe('secret-missing');
    expect(await reason({ settings: server.settings({ folder: 'Nowhere' }) })).toBe('folder-missing');
    expect(await reason({ settings: server.settings({ host: 'mail.shop.example' }) })).toBe('encryption-needed');
  });

  test('gives mails in order, and leaves them as they are', async () => {
    server.put('Subject: one\r\n\r\nfirst', 'Subject: two\r\n\r\nsecond');
    const box = await opened({ settings: server.settings() });
    const uids = await box.list({ since: new Date(Date.now() - 86_400_000) });
    expect(uids).toHaveLength(2);
    const [first, second] = [await box.fetch(uids[0] ?? 0), await box.fetch(uids[1] ?? 0)];
    expect([first?.bytes.toString(), second?.bytes.toString()]).toEqual(['Subject: one\r\n\r\nfirst', 'Subject: two\r\n\r\nsecond']);
    expect(Math.abs((first?.at ?? 0) - Date.now())).toBeLessThan(86_400_000);
    expect(await box.list({ after: uids[0] ?? 0 })).toEqual([uids[1]]);
    expect(await box.list({ after: uids[1] ?? 0 })).toEqual([]);
    expect(await box.fetch(999)).toBeUndefined();
    await box.close();
    expect(server.files().every((file) => !/:2,.*S/.test(file))).toBe(true);
  });

  test('marks or moves them where that is asked for', async () => {
    server.makeFolder('Heard');
    const marked = await opened({ settings: server.settings({ after: 'seen' }) });
    const uids = await marked.list({ after: 0 });
    await marked.mark(uids.slice(0, 1), { seen: true });
    await marked.mark(uids.slice(1), { moveTo: 'Heard' });
    // Twice, as after a crash.
    await marked.mark(uids.slice(0, 1), { seen: true });
    await expect(marked.mark(uids.slice(0, 1), { moveTo: 'Nowhere' })).rejects.toThrow();
    await marked.close();
    expect(server.files().filter((file) => /:2,.*S/.test(file))).toHaveLength(1);
    expect(server.files('Heard')).toHaveLength(1);
  });

  test('of a huge mail only the beginning is read', async () => {
    server.put(`Subject: huge\r\n\r\n${'x'.repeat(7_000_000)}`);
    const box = await opened({ settings: server.settings() });
    const uid = (await box.list({ after: 0 })).at(-1) ?? 0;
    expect((await box.fetch(uid))?.bytes.length).toBe(512 * 1024);
  });
});

describe('a server that is none', () => {
  let server: Server;
  const sockets = new Set<Socket>();
  const start = async (greet: (socket: Socket) => void) => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      greet(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return {
      settings: {
        reads: true,
        address: 'bounces@shop.example',
        host: '127.0.0.1',
        port: typeof address === 'object' && address ? address.port : 0,
        security: 'none',
        user: 'bounces',
        folder: 'INBOX',
        everyMinutes: 5,
        plus: false,
        after: 'leave',
      },
      timeoutMs: 500,
    } as const;
  };
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  test.each([
    ['says nothing', () => {}, 'provider-unreachable'],
    ['hangs up', (socket: Socket) => socket.end(), 'provider-unreachable'],
    ['is out of order', (socket: Socket) => socket.end('* BYE [UNAVAILABLE] down\r\n'), 'provider-unreachable'],
    ['is a mail server', (socket: Socket) => socket.write('220 mail.shop.example ESMTP\r\n'), 'provider-unreachable'],
    ['never ends its line', (socket: Socket) => socket.write('* OK '.padEnd(6_000_000, 'x')), 'provider-elsewhere'],
  ])('%s', async (_, greet, code) => {
    // It is heard out before it is told apart from one that says nothing.
    const timeoutMs = code === 'provider-elsewhere' ? 20_000 : 500;
    expect(await reason({ ...(await start(greet)), timeoutMs })).toBe(code);
  });

  test('refuses STARTTLS where it is asked for: nobody logs in', async () => {
    const said: string[] = [];
    const options = await start((socket) => {
      socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
      socket.on('data', (data) => {
        said.push(String(data));
        for (const line of String(data).split('\r\n').filter(Boolean)) socket.write(`${line.split(' ')[0]} BAD no\r\n`);
      });
    });
    expect(await reason({ ...options, settings: { ...options.settings, security: 'starttls' } })).toBe('encryption-missing');
    expect(said.join('')).not.toContain(password);
  });
});
