/**
 * The whole way of a mailing: 50,000 mails that a journey has decided leave the executor for a mail server that is a process of its own and fails
 * with one in a hundred in each way there is; at the end each mail is accounted for, by the executor's store and by what the server counted. Beside
 * it, in turn and over as many connections, nodemailer alone sends the same mails: once made by itself from words and HTML that are ready, once as
 * bytes that are ready. Also: memory, and how long others wait for an answer meanwhile.
 *   npm run bench -- mailing
 * Fewer mails, other rounds: npm run bench -- mailing 5000 1 · with a profile of the executor in a folder: npm run bench -- mailing 20000 1 /tmp/profile
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';
import { composeMail } from '../executor/channels/smtp/compose';
import type { SettingsOf } from '../shared/executor/channels';
import { createExecutorClient } from '../shared/executor/client';
import { renderMail } from '../shared/messages/mail';
import { buildExecutor, runExecutor } from '../tests/integration/executor-process';
import { accountForMails, type MailAccounts, notedMails } from '../tests/integration/mail-accounts';
import { type Count, type FailingMailServer, mailRecipients, startFailingMailServer } from '../tests/stand-ins/failing-mail-server';
import { event, miniBundle } from './executor-mini';
import { keptAlive, unwrap } from './executor-rig';
import { median } from './measure';

const connections = 5;
const subject = 'העגלה שלך מחכה';
const words = (name: string) => `שלום ${name},\n\n${'העגלה שלך מחכה, ויש בה דברים יפים. '.repeat(12)}\n\nhttps://shop.example/cart/A-1234\n\nתודה`;
const from = { name: 'Garden', address: 'hello@shop.example' };
const wayOff = 'mailto:off@shop.example?subject=unsubscribe%20zzz.email.abcdefghijklmnopqrstuvwxyz_';
const settings = (port: number): SettingsOf<'smtp'> => ({ provider: 'smtp', host: '127.0.0.1', port, security: 'none', from, connections });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Processor time of a process with all its threads, in ms. */
function processorMs(pid: number): number {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = after.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident, in MB. */
function memoryMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

type Figures = { perSecond: number; cpuMs: number; serverCpuMs: number };
type Own = Figures & { accounts: MailAccounts; healthMs: number[]; eventMs: number[]; queuedMb: number; memoryMb: number[]; wholeS: number; bytes: number };
type Alone = Figures & { doubles: number; missing: number; bytes: number };

/** From the first time somebody was tried to the last time somebody was tried who had not been before: what is tried again later waits idly. */
const rateOf = ({ tried, firstTriesMs }: Count) => tried / (firstTriesMs / 1000);

/** Someone who consents gets one mail, decided by a journey. */
function mailingBundle() {
  const mini = miniBundle();
  const edge = (a: string, port: string, b: string) => ({ id: `${a}-${port}`, from: a, port, to: b });
  return {
    ...mini,
    identity: { rules: [{ attribute: 'email', strength: 'strong' as const, blocked: [] }] },
    messages: mini.messages.map((one) => ({
      ...one,
      channel: 'email' as const,
      class: 'marketing' as const,
      subject: { he: subject },
      body: { he: words('{{first-name|לכולם}}') },
      status: 'approved' as const,
    })),
    journey: {
      ...mini.journey,
      nodes: [
        { id: 't', kind: 'trigger' as const, trigger: { kind: 'attribute-changed' as const, attribute: 'email-consent', to: 'granted' } },
        {
          ...{ id: 's', kind: 'send' as const, message: 'hello', channel: 'email' as const, class: 'marketing' as const },
          ...{ ignores: [], onSuppressed: 'continue' as const, onFailure: 'continue' as const },
        },
        { id: 'end', kind: 'exit' as const },
      ],
      edges: [edge('t', 'out', 's'), edge('s', 'out', 'end')],
    },
  };
}

async function throughExecutor(built: string, server: FailingMailServer, recipients: readonly string[], profile: string | undefined): Promise<Own> {
  const data = mkdtempSync(join(tmpdir(), 'masa-mailing-'));
  const running = await runExecutor(built, data, [], profile === undefined ? {} : { flags: ['--cpu-prof', `--cpu-prof-dir=${profile}`] });
  const http = keptAlive(4);
  const client = createExecutorClient({ port: running.port, token: running.token, fetch: http.fetch });
  const pid = running.line.ready ? running.line.pid : 0;
  const mail = async () => unwrap(await client.channels({})).find((one) => one.channel === 'email');
  try {
    unwrap(await client.setPublic({ body: { listens: false, mailto: 'off@shop.example' } }));
    // All are decided first: one goes at once, another each hundred seconds.
    unwrap(await client.setChannel({ channel: 'email', body: { mode: 'live', settings: { ...settings(server.port), perSecond: 0.01 } } }));
    unwrap(await client.deploy({ body: mailingBundle() }));
    for (let i = 0; i < recipients.length; i += 500)
      unwrap(
        await client.updateProfiles({
          body: recipients
            .slice(i, i + 500)
            .map((email) => ({ identifiers: { email }, attributes: { first_name: 'Noa', language: 'he', email_consent: 'granted' } })),
        }),
      );
    for (let counts = (await mail())?.counts; !counts || (counts.sending ?? 0) > 0 || (counts.waiting ?? 0) + (counts.sent ?? 0) < recipients.length; ) {
      await pause(100);
      counts = (await mail())?.counts;
    }
    // Those that went while the others were decided, as the server has them; they are in no figure but the accounts.
    const before = await server.list();
    await server.forget();
    const queuedMb = memoryMb(pid);
    const [cpu, serverCpu] = [processorMs(pid), processorMs(server.child.pid ?? 0)];
    const began = performance.now();
    unwrap(await client.setChannel({ channel: 'email', body: { settings: settings(server.port) } }));

    const healthMs: number[] = [];
    const eventMs: number[] = [];
    const memory: number[] = [];
    let isOver = false;
    const timed = async (into: number[], ask: () => Promise<unknown>) => {
      const asked = performance.now();
      await ask();
      into.push(performance.now() - asked);
    };
    const every = async (ms: number, act: (i: number) => Promise<void>) => {
      for (let i = 0; !isOver; i++) {
        await act(i);
        await pause(ms);
      }
    };
    const watching = [
      every(100, () => timed(healthMs, async () => unwrap(await client.health({})))),
      every(200, (i) =>
        timed(eventMs, async () =>
          unwrap(await client.sendEvents({ body: [{ ...event(i, 'page_viewed', 0), identifiers: { email: recipients[i % recipients.length] ?? '' } }] })),
        ),
      ),
      every(250, async () => void memory.push(memoryMb(pid))),
    ];
    let count = await server.count();
    while (count.tried < recipients.length - before.length) {
      await pause(50);
      count = await server.count();
    }
    const cpuMs = processorMs(pid) - cpu;
    const serverCpuMs = processorMs(server.child.pid ?? 0) - serverCpu;
    isOver = true;
    await Promise.all(watching);
    for (let counts = (await mail())?.counts; (counts?.waiting ?? 0) + (counts?.sending ?? 0) > 0; counts = (await mail())?.counts) await pause(250);
    const wholeS = (performance.now() - began) / 1000;
    running.child.kill('SIGTERM');
    await running.exited;
    const accounts = accountForMails(recipients, notedMails(data), [...before, ...(await server.list())]);
    const { bytes, taken } = await server.count();
    return {
      perSecond: rateOf(count),
      cpuMs: cpuMs / recipients.length,
      serverCpuMs: serverCpuMs / recipients.length,
      ...{ accounts, healthMs, eventMs, queuedMb, memoryMb: memory, wholeS, bytes: bytes / taken },
    };
  } finally {
    http.close();
    running.child.kill('SIGKILL');
    await running.exited;
    rmSync(data, { recursive: true, force: true });
  }
}

/** This very program in another process. */
async function alone(how: 'words' | 'bytes', server: FailingMailServer, recipients: readonly string[]): Promise<Alone> {
  await server.forget();
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'alone', how, String(server.port), String(recipients.length)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const serverCpu = processorMs(server.child.pid ?? 0);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  await once(child, 'exit');
  const serverCpuMs = (processorMs(server.child.pid ?? 0) - serverCpu) / recipients.length;
  const count = await server.count();
  const list = await server.list();
  return {
    perSecond: rateOf(count),
    cpuMs: JSON.parse(String(line)).cpuMs / recipients.length,
    serverCpuMs,
    doubles: list.filter(([, , taken]) => taken > 1).length,
    missing: list.filter(([to, , taken]) => taken === 0 && !/^(gone|spam)/.test(to)).length,
    bytes: count.bytes / count.taken,
  };
}

/** nodemailer's pool and the simplest loop: what fails but not for good comes once more at the end, up to three times. */
async function sendAlone(how: 'words' | 'bytes', port: number, count: number): Promise<void> {
  const transport = createTransport({ pool: true, host: '127.0.0.1', port, secure: false, ignoreTLS: true, maxConnections: connections, maxMessages: 100 });
  const ready = renderMail({ language: 'he', subject, body: words('NAME'), sender: from.name, unsubscribe: wayOff });
  const made = composeMail(
    {
      ...{ key: 'k', channel: 'email', class: 'marketing', to: 'TO@client.example', message: 'hello', language: 'he', subject, body: words('Noa') },
      unsubscribe: { mailto: wayOff },
    },
    settings(port),
  );
  if ('do' in made) throw new Error('no mail');
  const [head = '', tail = ''] = made.bytes.toString('utf8').split('TO@client.example');
  const mailTo = (to: string, i: number) =>
    how === 'bytes'
      ? { envelope: { from: from.address, to }, raw: Buffer.from(`${head}${to}${tail.replace(made.id, `<${i}@shop.example>`)}`) }
      : {
          ...{ from, to, subject, text: ready.text.replace('NAME', 'Noa'), html: ready.html.replace('NAME', 'Noa'), messageId: `<${i}@shop.example>` },
          headers: { 'X-Entity-Ref-ID': String(i), 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<${wayOff}>` },
        };
  const queue = mailRecipients(count, 100).map((to, i) => ({ to, i, tries: 0 }));
  let next = 0;
  const one = async () => {
    for (let item = queue[next++]; item; item = queue[next++]) {
      const { to, i, tries } = item;
      const failed = await transport.sendMail(mailTo(to, i)).then(
        () => false,
        (error: { responseCode?: number }) => (error.responseCode ?? 0) < 500,
      );
      if (failed && tries < 3) queue.push({ to, i, tries: tries + 1 });
    }
  };
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: connections * 2 }, one));
  const { user, system } = process.cpuUsage(cpu);
  transport.close();
  console.log(JSON.stringify({ cpuMs: (user + system) / 1000 }));
}

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

async function main(count: number, rounds: number, profile: string | undefined): Promise<void> {
  const recipients = mailRecipients(count, 100);
  const built = await buildExecutor();
  const server = await startFailingMailServer();
  const own: Own[] = [];
  const others = { words: [] as Alone[], bytes: [] as Alone[] };
  try {
    for (let round = 0; round < rounds; round++) {
      const turns = [
        async () => void own.push(await throughExecutor(built.path, server, recipients, profile)),
        async () => void others.words.push(await alone('words', server, recipients)),
        async () => void others.bytes.push(await alone('bytes', server, recipients)),
      ];
      // Who goes first changes, so that nobody always meets the warmer machine.
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
      console.error(
        `round ${round + 1}: ${JSON.stringify({ own: own.at(-1)?.perSecond, words: others.words.at(-1)?.perSecond, bytes: others.bytes.at(-1)?.perSecond, load: loadavg()[0] })}`,
      );
    }
  } finally {
    server.stop();
    built.remove();
  }
  const shown = (list: readonly Figures[]) => {
    const rates = list.map((one) => one.perSecond);
    return `median ${Math.round(median(rates))} mails/s (${rates.map(Math.round).join(', ')}), ${median(list.map((one) => one.cpuMs)).toFixed(3)} ms processor time a mail, the server's ${median(list.map((one) => one.serverCpuMs)).toFixed(3)}`;
  };
  console.log(`executor: ${shown(own)}; ${Math.round(own[0]?.bytes ?? 0)} bytes a mail`);
  for (const [how, list] of Object.entries(others)) {
    console.log(
      `nodemailer, ${how} ready: ${shown(list)}; ${Math.round(list[0]?.bytes ?? 0)} bytes a mail; doubles ${list.map((one) => one.doubles).join(', ')}, missing ${list.map((one) => one.missing).join(', ')}`,
    );
    const ratio = (what: 'perSecond' | 'cpuMs') => median(own.map((one, i) => one[what] / (list[i]?.[what] ?? Number.NaN))).toFixed(2);
    console.log(`  executor to it: ${ratio('perSecond')} of its mails/s (target 0.80), ${ratio('cpuMs')} of its processor time`);
  }
  const { accounts } = own[0] ?? {};
  for (const one of own) if (JSON.stringify(one.accounts) !== JSON.stringify(accounts)) console.log(`another round: ${JSON.stringify(one.accounts)}`);
  console.log(
    `all ${count.toLocaleString('en')} accounted for: ${JSON.stringify(accounts)}; the last of them after ${own.map((one) => one.wholeS.toFixed(0)).join(', ')} s`,
  );
  const all = (what: 'healthMs' | 'eventMs') => own.flatMap((one) => one[what]);
  for (const [name, values] of [
    ['GET /health', all('healthMs')],
    ['an event, kept and answered', all('eventMs')],
  ] as const)
    console.log(
      `meanwhile ${name}: median ${at(values, 0.5).toFixed(1)}, p99 ${at(values, 0.99).toFixed(1)}, at most ${Math.max(...values).toFixed(0)} ms (${values.length})`,
    );
  console.log(
    `memory: ${own.map((one) => `${one.queuedMb.toFixed(0)} MB queued, then ${at(one.memoryMb, 0.5).toFixed(0)}, at most ${Math.max(...one.memoryMb).toFixed(0)}, at the end ${one.memoryMb.at(-1)?.toFixed(0)}`).join(' · ')}; load ${loadavg()[0]?.toFixed(1)}`,
  );
}

if (process.argv[2] === 'alone') await sendAlone(process.argv[3] === 'bytes' ? 'bytes' : 'words', Number(process.argv[4]), Number(process.argv[5]));
else await main(Number(process.argv[2] ?? 50_000), Number(process.argv[3] ?? 3), process.argv[4]);
