/** Conversations with one mail server: opened when there is something to send, used for many mails, one mail at a time each. */
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SettingsOf } from '../../../shared/executor/channels';
import type { Reason } from '../../../shared/journey/run';
import type { Clock } from '../../clock';
import type { Outcome } from '../adapter';
import { outcomeOf, reasonIn } from '../troubles';
import { outcomeOfAnswer, readAnswer, type Stage } from './answers';

export type Limits = {
  /** For opening a connection, and for each mail up to its last byte. */
  beforeMs: number;
  /** For the answer after the last byte: giving up earlier than the server leaves it in doubt whether the mail was taken. */
  afterMs: number;
};

/** Servers end conversations of their own accord after some; opening another costs less than being told. */
const mailsPerConnection = 100;
/** Shorter than any server's patience: a mail handed to a conversation that just ended would have to be tried twice. */
const idleMs = 20_000;
/** Real answers have a few lines. */
const longestAnswer = 64 * 1024;

export type Line = {
  readonly connection: SMTPConnection;
  mails: number;
  alive: boolean;
  dropped: boolean;
  idle?: NodeJS.Timeout;
};
/** Or why there is none. */
export type Opened = Line | Outcome;

export type Connections = {
  /** A line to send by; `fresh`: none that was used before. Waits while all are busy. */
  take(fresh?: boolean): Promise<Opened>;
  /** Gives a line back; one that is not to be used again is closed. */
  give(line: Line, reusable: boolean): void;
  /** Opens one and says goodbye. */
  probe(): Promise<Reason | undefined>;
  close(): Promise<void>;
};

export function createConnections(settings: SettingsOf<'smtp'>, password: string | undefined, limits: Limits, clock: Clock): Connections {
  const free: Line[] = [];
  const waiting: ((opened: Opened | 'room') => void)[] = [];
  const closing = outcomeOf('sending-stopped');
  /** Lines there are or are about to be, and those that have come about. */
  let open = 0;
  let lines = 0;
  /** How many lines the server lets us have; found out by being refused another one. */
  let room = settings.connections;
  let closed = false;
  let whenEmpty: (() => void) | undefined;
  /** The first login is tried once, not on every line at once: servers lock out who gives a wrong password five times a second. */
  let first: Promise<Opened> | undefined;
  let proven = false;

  async function openLine(): Promise<Opened> {
    if (!proven && first) {
      const opened = await first;
      if (!isLine(opened)) return opened;
    }
    const opening = openConnection(settings, password, limits, clock);
    if (!proven) first = opening;
    const opened = await opening;
    if (first === opening) first = undefined;
    if (isLine(opened)) proven = true;
    return opened;
  }

  async function take(fresh = false): Promise<Opened> {
    for (;;) {
      if (closed) return closing;
      const line = free.pop();
      if (line && !fresh) {
        clearTimeout(line.idle);
        return line;
      }
      // A fresh one is asked for when a used one had ended unseen; those that stand idle are as old.
      if (line) hangUp(line);
      if (open < room) {
        open++;
        const opened = await openLine();
        if (isLine(opened)) {
          lines++;
          opened.connection.once('end', () => drop(opened));
          if (!opened.alive) drop(opened);
          return opened;
        }
        // Whoever waits would be told the same; a server that has just refused a login is not asked forty times.
        if (lines === 0) for (const resolve of waiting.splice(0)) resolve(opened);
        gone();
        if (lines === 0) return opened;
        // Others go on: this server wants fewer conversations at once.
        room = lines;
      }
      const given = await new Promise<Opened | 'room'>((resolve) => waiting.push(resolve));
      if (given !== 'room') return given;
    }
  }

  function drop(line: Line): void {
    if (line.dropped) return;
    line.dropped = true;
    line.alive = false;
    clearTimeout(line.idle);
    const at = free.indexOf(line);
    if (at >= 0) free.splice(at, 1);
    lines--;
    gone();
  }

  function gone(): void {
    open--;
    if (open === 0) {
      proven = false;
      room = settings.connections;
      whenEmpty?.();
    }
    waiting.shift()?.('room');
  }

  function give(line: Line, reusable: boolean): void {
    if (!line.alive) return;
    if (!reusable || closed || line.mails >= mailsPerConnection) {
      line.alive = false;
      hangUp(line);
      return;
    }
    const next = waiting.shift();
    if (next) {
      next(line);
      return;
    }
    line.idle = setTimeout(() => hangUp(line), idleMs);
    line.idle.unref();
    free.push(line);
  }

  async function probe(): Promise<Reason | undefined> {
    const opened = await openConnection(settings, password, limits, clock);
    if (!isLine(opened)) return reasonIn(opened);
    hangUp(opened);
    return undefined;
  }

  async function close(): Promise<void> {
    closed = true;
    for (const resolve of waiting.splice(0)) resolve(closing);
    for (const line of [...free]) hangUp(line);
    // What is under way ends by itself, within its own time.
    if (open > 0) await new Promise<void>((resolve) => (whenEmpty = resolve));
  }

  return { take, give, probe, close };
}

export function isLine(opened: Opened): opened is Line {
  return 'connection' in opened;
}

/** Says goodbye without waiting for the answer. */
function hangUp({ connection }: Line): void {
  connection.quit();
  connection.close();
}

function openConnection(settings: SettingsOf<'smtp'>, password: string | undefined, { beforeMs }: Limits, clock: Clock): Promise<Opened> {
  const host = settings.host.replace(/^\[(.*)\]$/, '$1');
  const { certificate } = settings;
  const connection = new SMTPConnection({
    // What goes unencrypted goes to this machine, whatever a name service says.
    host: settings.security === 'none' && !isIP(host) ? '127.0.0.1' : host,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    // The laptop's own name is nobody's business.
    name: '[127.0.0.1]',
    connectionTimeout: beforeMs,
    greetingTimeout: beforeMs,
    dnsTimeout: beforeMs,
    maxResponseSize: longestAnswer,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(certificate === undefined ? {} : { ca: [...rootCertificates, certificate] }) },
  });
  const line: Line = { connection, mails: 0, alive: true, dropped: false };

  return new Promise((resolve) => {
    // A server that sends a byte now and then keeps every time-out of inactivity from passing.
    const cancel = clock.schedule(beforeMs, () => settle(outcomeOf('provider-unreachable', 'ETIMEDOUT')));
    const settle = (opened: Opened) => {
      cancel();
      if (!isLine(opened)) {
        line.alive = false;
        connection.close();
      }
      resolve(opened);
    };
    // Stays for the connection's life: an error while nobody is sending must not end the process.
    connection.on('error', (error) => {
      line.alive = false;
      settle(outcomeOfError(error, 'connection'));
    });
    connection.once('end', () => {
      line.alive = false;
      // After the error that caused it, which says more.
      setImmediate(() => settle(outcomeOf('provider-unreachable', 'ECONNRESET')));
    });
    connection.connect((error) => {
      if (error) return settle(outcomeOfError(error, 'connection'));
      if (settings.user === undefined || settings.user === '') return settle(line);
      connection.login({ user: settings.user, pass: password ?? '' }, (refused) => settle(refused ? outcomeOfError(refused, 'login') : line));
    });
  });
}

export type SmtpError = Error & { code?: string; originalCode?: string; response?: string; command?: string };

function outcomeOfError({ code, originalCode = '', message, response }: SmtpError, stage: Stage): Outcome {
  if (/CERT|SIGN|ISSUER|ALTNAME|SSL|TLS/.test(originalCode)) return outcomeOf('provider-certificate', originalCode);
  const answer = readAnswer(response);
  if (code === 'ETLS' || /TLS|SSL/.test(message)) return outcomeOf('encryption-missing', answer?.code);
  if (answer && answer.code >= 400) return outcomeOfAnswer(answer, stage);
  return code === 'EPROTOCOL' || response ? outcomeOf('provider-elsewhere', answer?.code) : outcomeOf('provider-unreachable', originalCode || code);
}
