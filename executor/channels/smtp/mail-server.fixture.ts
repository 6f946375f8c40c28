/** A mail server on this machine that does with each mail what the test says. */
import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { SettingsOf } from '../../../shared/executor/channels';
import type { Outgoing } from '../adapter';
import type { Behaviour } from '../contract.fixture';

const fixture = (name: string) => readFileSync(fileURLToPath(new URL(`../../../tests/fixtures/mail/${name}`, import.meta.url)), 'utf8');
export const certificate = fixture('localhost.cert.pem');
const password = 'correct horse';

export type MailServer = {
  port: number;
  /** Whole mails, in the order in which they were taken. */
  mails: string[];
  /** Lines that are open now. */
  lines(): number;
  /** Most lines that were open at once, and logins tried. */
  most: { lines: number };
  logins: number;
  will(...behaviours: Behaviour[]): void;
  /** Of the next answer instead of any other: what stands on the wire. */
  settings(changes?: Partial<SettingsOf<'smtp'>>): SettingsOf<'smtp'>;
  stop(): Promise<void>;
};

export const secrets = { right: password, wrong: 'battery staple' };

export async function startMailServer(options: SMTPServerOptions = {}, answers: Partial<Record<Behaviour, string>> = {}): Promise<MailServer> {
  let behaviours: Behaviour[] = ['takes'];
  const sockets = new Map<number, Socket>();
  const mails: string[] = [];
  const most = { lines: 0 };
  let logins = 0;
  const next = () => (behaviours.length > 1 ? behaviours.shift() : behaviours[0]) ?? 'takes';
  /** By the line it came on: what is to be done with the mail under way. */
  const now = new Map<number, Behaviour>();
  const refusal = (behaviour: Behaviour, otherwise: string) => {
    const [, code, text] = /^(\d{3}) (.*)$/s.exec(answers[behaviour] ?? otherwise) ?? [];
    return Object.assign(new Error(text), { responseCode: Number(code) });
  };

  const server = new SMTPServer({
    cert: certificate,
    key: fixture('localhost.key.pem'),
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    logger: false,
    onAuth({ username, password: given }, _, done) {
      logins++;
      done(username === 'sender' && given === password ? null : refusal('refuses', '535 5.7.8 Authentication failed'), { user: username ?? '' });
    },
    onMailFrom(_, session, done) {
      const behaviour = next();
      now.set(session.remotePort, behaviour);
      if (behaviour === 'too-many') return done(refusal(behaviour, '421 4.7.28 Too many mails, slow down'));
      if (behaviour === 'drops-before') return void sockets.get(session.remotePort)?.destroy();
      if (behaviour === 'silent-before') return;
      done();
    },
    onRcptTo(_, session, done) {
      const behaviour = now.get(session.remotePort);
      if (behaviour === 'refuses') return done(refusal(behaviour, '550 5.1.1 No such user'));
      if (behaviour === 'later') return done(refusal(behaviour, '450 4.2.0 Greylisted, try again in 300 seconds'));
      done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const socket = sockets.get(session.remotePort);
        mails.push(Buffer.concat(parts).toString('utf8'));
        switch (now.get(session.remotePort)) {
          case 'drops-after':
            return socket?.destroy();
          case 'silent-after':
            return;
          case 'garbles':
            return socket?.write(answers.garbles ?? 'ja, danke\r\n');
          case 'floods':
            return socket?.write('2'.repeat(500_000));
          default:
            done(null, `Ok: queued as 4XQ${mails.length}`);
        }
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    most.lines = Math.max(most.lines, sockets.size);
    socket.on('close', () => sockets.delete(port));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;

  return {
    port,
    mails,
    most,
    get logins() {
      return logins;
    },
    lines: () => sockets.size,
    will: (...list) => {
      behaviours = list;
    },
    settings: (changes = {}) => ({
      provider: 'smtp',
      host: 'localhost',
      port,
      security: 'none',
      from: { name: 'Garden', address: 'hello@shop.example' },
      connections: 3,
      ...changes,
    }),
    async stop() {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export function aMail(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    key: 'r1:welcome:1',
    channel: 'email',
    class: 'marketing',
    to: 'dana@client.example',
    message: 'welcome',
    language: 'en',
    subject: 'Welcome',
    body: 'Hello Dana,\n\nwelcome.',
    unsubscribe: { page: 'https://shop.example/off?t=abc' },
    ...changes,
  };
}

/** Headers by their names in small letters, unfolded. */
export function headersOf(mail: string): Map<string, string> {
  const head = mail.slice(0, mail.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(head.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
}
