/** A mail server of its own: checks who logs in, takes mails, and misbehaves as it is told. */
import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Behaviour, StandIn, Taken } from '../../executor/channels/contract.fixture';
import type { SettingsOf } from '../../shared/executor/channels';

const fixtures = fileURLToPath(new URL('../fixtures/mail/', import.meta.url));
/** Signed by itself, for localhost and 127.0.0.1. */
export const certificate = readFileSync(join(fixtures, 'localhost.cert.pem'), 'utf8');
const key = readFileSync(join(fixtures, 'localhost.key.pem'), 'utf8');

export const mailAccount = { user: 'sender', password: 'stand-in mail password 47' };
const nobody = { code: 550, text: '5.1.1 <dana@client.example>: no such user' };

export type MailServer = StandIn & {
  port: number;
  /** Whole mails as they came, in the order in which they were taken. */
  mails: readonly string[];
  /** Logins tried, and the most lines open at once. */
  logins(): number;
  mostLines(): number;
  settings(changes?: Partial<SettingsOf<'smtp'>>): SettingsOf<'smtp'>;
};

export async function startMailServer(options: SMTPServerOptions & { onTaken?(taken: Taken): void } = {}): Promise<MailServer> {
  const { onTaken, ...serverOptions } = options;
  const behaviours: Behaviour[] = [];
  const sockets = new Map<number, Socket>();
  /** By the line it came on: what is to be done with the mail under way. */
  const now = new Map<number, Behaviour | undefined>();
  const mails: string[] = [];
  const taken: Taken[] = [];
  let waiting: (() => void)[] = [];
  let asked = 0;
  let logins = 0;
  let mostLines = 0;
  const saying = ({ code, text }: { code: number; text: string }) => Object.assign(new Error(text), { responseCode: code });

  const server = new SMTPServer({
    cert: certificate,
    key,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
    onAuth({ username, password }, _, done) {
      logins++;
      if (username === mailAccount.user && password === mailAccount.password) return done(null, { user: username });
      // As servers do, quoting what should not come out in a reason.
      return done(saying({ code: 535, text: `5.7.8 ${username} can't log in with ${password}` }), { user: '' });
    },
    onMailFrom(_, session, done) {
      asked++;
      const behaviour = behaviours.shift();
      now.set(session.remotePort, behaviour);
      if (behaviour?.do === 'busy') return done(saying({ code: 421, text: `4.7.28 Too many mails, try again in ${behaviour.retryAfter ?? 60} seconds` }));
      if (behaviour?.do === 'down') return done(saying({ code: 421, text: '4.3.2 Out of order' }));
      done();
    },
    onRcptTo(_, session, done) {
      if (now.get(session.remotePort)?.do === 'refuse') return done(saying(nobody));
      done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const socket = sockets.get(session.remotePort);
        const behaviour = now.get(session.remotePort);
        for (const hear of waiting.splice(0)) hear();
        if (!behaviour || !('taken' in behaviour) || behaviour.taken) take(Buffer.concat(parts).toString('latin1'), session.envelope.rcptTo[0]?.address ?? '');
        switch (behaviour?.do) {
          case 'drop':
            return socket?.destroy();
          case 'silent':
            return;
          case 'malformed':
            return socket?.write('ja, danke\r\n');
          case 'huge':
            return socket?.write('250-more of it\r\n'.repeat(100_000));
          default:
            return done(null, `2.0.0 Ok: queued as 4XQ${mails.length}`);
        }
      });
    },
    ...serverOptions,
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    const from = socket.remotePort ?? 0;
    sockets.set(from, socket);
    mostLines = Math.max(mostLines, sockets.size);
    socket.on('close', () => sockets.delete(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;

  function take(mail: string, to: string): void {
    mails.push(Buffer.from(mail, 'latin1').toString('utf8'));
    const one = { to, text: textOf(mail), key: headersOf(mail).get('message-id') };
    taken.push(one);
    onTaken?.(one);
  }

  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    taken,
    asked: () => asked,
    logins: () => logins,
    mostLines: () => mostLines,
    next: (...list) => void behaviours.push(...list),
    heard: () => new Promise((resolve) => waiting.push(resolve)),
    settings: (changes = {}) => ({
      provider: 'smtp',
      host: 'localhost',
      port,
      security: 'none',
      from: { name: 'Garden', address: 'hello@shop.example' },
      connections: 3,
      ...changes,
    }),
    async close() {
      waiting = [];
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Headers by their names in small letters, unfolded. */
export function headersOf(mail: string): Map<string, string> {
  const head = mail.slice(0, mail.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(head.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
}

/** The words of the plain half, as a mailbox would show them. */
function textOf(mail: string): string {
  const from = mail.indexOf('Content-Type: text/plain');
  const begins = mail.indexOf('\r\n\r\n', from) + 4;
  const head = mail.slice(from, begins);
  // Two dashes alone begin a signature.
  const boundary = /boundary="?([^";\r\n]+)/i.exec(mail)?.[1] ?? '';
  const body = mail.slice(begins, mail.indexOf(`\r\n--${boundary}`, begins));
  const bytes = /base64/i.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        /quoted-printable/i.test(head)
          ? body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
          : body,
        'latin1',
      );
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}
