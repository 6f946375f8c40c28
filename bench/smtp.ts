/**
 * E-mail to a mail server that is a process of its own: our adapter beside nodemailer alone, which sends the same words ready-made. Interleaved, so that
 * both have the same machine. One in a hundred recipients is refused.
 *   npm run bench -- smtp
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import type { Outgoing } from '../executor/channels/adapter';
import { openSmtp } from '../executor/channels/smtp/adapter';
import { renderMail } from '../shared/messages/mail';
import { median } from './measure';

const rounds = 5;
/** Of each sender, in each round: 50,000 in all. */
const mails = 10_000;
const connections = 5;
const from = { name: 'Garden', address: 'hello@shop.example' };

/** Whoever sends: whether a mail was taken. The dispatcher takes its place here as one more. */
type Sender = { name: string; open(port: number): { send(mail: Outgoing): Promise<boolean>; close(): Promise<void> } };

const adapter: Sender = {
  name: 'adapter',
  open(port) {
    const smtp = openSmtp({ channel: 'email', settings: { provider: 'smtp', host: '127.0.0.1', port, security: 'none', from, connections }, secrets: {} });
    return { send: async (mail) => (await smtp.send(mail)).do === 'accepted', close: () => smtp.close() };
  },
};

const nodemailer: Sender = {
  name: 'nodemailer',
  open(port) {
    const transport = createTransport({ pool: true, host: '127.0.0.1', port, secure: false, ignoreTLS: true, maxConnections: connections, maxMessages: 100 });
    const ready = renderMail({ language: 'he', subject: subject, body: body, sender: from.name, unsubscribe: 'https://shop.example/off?t=abc' });
    return {
      send: ({ to }) =>
        transport.sendMail({ from, to, subject, ...ready }).then(
          () => true,
          () => false,
        ),
      close: async () => transport.close(),
    };
  },
};

const subject = 'העגלה שלך מחכה';
const body = `שלום \u2068Noa Levi\u2069,\n\n${'העגלה שלך מחכה, ויש בה דברים יפים. '.repeat(12)}\n\nhttps://shop.example/cart/\u2068A-1234\u2069\n\nתודה`;
const mailTo = (round: number, i: number): Outgoing => ({
  key: `r${round}-${i}:remind:1`,
  channel: 'email',
  class: 'marketing',
  to: `${i % 100 === 99 ? 'nobody' : 'noa'}${i}@client.example`,
  message: 'cart-reminder',
  language: 'he',
  subject,
  body,
  unsubscribe: { page: 'https://shop.example/off?t=abc' },
});

type Figures = { perSecond: number; cpuMs: number };

async function round(sender: Sender, number: number, server: Server): Promise<Figures> {
  const before = await server.ask();
  const line = sender.open(server.port);
  const cpu = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  let accepted = 0;
  const one = async () => {
    while (next < mails) if (await line.send(mailTo(number, next++))) accepted++;
  };
  // As the dispatcher: the next ones are at hand before the last are done.
  await Promise.all(Array.from({ length: connections * 2 }, one));
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  await line.close();
  const after = await server.ask();
  const [taken, refused] = [after.taken - before.taken, after.refused - before.refused];
  if (taken !== mails * 0.99 || accepted !== taken || refused !== mails / 100)
    throw new Error(`${sender.name}: ${accepted} accepted, ${taken} taken, ${refused} refused of ${mails}`);
  return { perSecond: mails / (ms / 1000), cpuMs: (user + system) / 1000 / mails };
}

type Server = { port: number; ask(): Promise<{ taken: number; refused: number; bytes: number }>; child: ChildProcess };

async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('peers/mail-server.mjs', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: Interface = createInterface({ input: child.stdout });
  const hear = async () => JSON.parse(String((await once(lines, 'line'))[0]));
  const { port } = await hear();
  return {
    port,
    child,
    ask() {
      const heard = hear();
      child.stdin.write('?\n');
      return heard;
    },
  };
}

const server = await startServer();
const senders = [adapter, nodemailer];
const figures = new Map<string, Figures[]>(senders.map(({ name }) => [name, []]));
try {
  for (let number = 0; number < rounds; number++)
    // Who goes first changes, so that neither always meets the warmer machine.
    for (const sender of number % 2 === 0 ? senders : [...senders].reverse()) figures.get(sender.name)?.push(await round(sender, number, server));
} finally {
  server.child.stdin?.end();
}

const of = (name: string, what: keyof Figures) => (figures.get(name) ?? []).map((one) => one[what]);
for (const { name } of senders)
  console.log(
    `${name}: median ${Math.round(median(of(name, 'perSecond')))} mails/s (${of(name, 'perSecond').map(Math.round).join(', ')}), ${median(of(name, 'cpuMs')).toFixed(2)} ms processor time a mail`,
  );
const ratios = (what: keyof Figures) => of('adapter', what).map((value, i) => value / (of('nodemailer', what)[i] ?? Number.NaN));
console.log(
  `adapter to nodemailer: ${median(ratios('perSecond')).toFixed(2)} of its mails/s, ${median(ratios('cpuMs')).toFixed(2)} of its processor time (medians of ${rounds} rounds of ${mails.toLocaleString('en')}, load ${loadavg()[0]?.toFixed(1)})`,
);
