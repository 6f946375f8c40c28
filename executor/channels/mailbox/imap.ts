/** One visit to a mailbox by IMAP. Nothing in it changes unless `mark` is called. */
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { ImapFlow, ImapFlowError } from 'imapflow';
import type { MailboxSettings } from '../../../shared/executor/channels';
import type { Reason } from '../../../shared/journey/run';
import { reasonOf } from '../troubles';

export type Fetched = { uid: number; at: number; bytes: Buffer };
export type Visit = {
  /** UIDs hold as long as this is the same. */
  uidValidity: number;
  /** The UID that the next mail to come in will have, or a later one. */
  nextUid: number;
  /** UIDs in order: of mails after that one, or of those that came in since. */
  list(asked: { after: number } | { since: Date }): Promise<number[]>;
  /** Undefined: it has gone meanwhile. */
  fetch(uid: number): Promise<Fetched | undefined>;
  mark(uids: readonly number[], how: Mark): Promise<void>;
  close(): Promise<void>;
};
export type Mark = { seen: true } | { moveTo: string };

export type VisitOptions = { settings: MailboxSettings; password: string | undefined; certificate: string | undefined; timeoutMs?: number };
/** Gives why there is none instead of throwing; what breaks off later throws, and `reasonOfBreak` says why. */
export type OpenVisit = (options: VisitOptions) => Promise<{ visit: Visit } | { reason: Reason }>;

/** Reports stand first in a mail: of a larger one only the beginning is read. */
const mostBytes = 5 * 1024 * 1024;
const beginningBytes = 512 * 1024;
const patienceMs = 30_000;

/** Undefined: nothing is wrong with the settings themselves. */
export function faultOfMailbox({ host, security }: MailboxSettings, password: string | undefined): Reason | undefined {
  if (security === 'none' && !/^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)) return reasonOf('encryption-needed');
  if (!password) return reasonOf('secret-missing');
  return /\p{Cc}/u.test(password) ? reasonOf('secret-unusable') : undefined;
}

export const openVisit: OpenVisit = async ({ settings, password, certificate, timeoutMs = patienceMs }) => {
  const fault = faultOfMailbox(settings, password);
  if (fault) return { reason: fault };
  // Only who reads a mailbox loads what it takes to.
  const { ImapFlow: Client } = await import('imapflow');
  const host = settings.host.replace(/^\[(.*)\]$/, '$1');
  const client = new Client({
    // As for sending: what goes unencrypted goes to this machine, whatever a name service says.
    host: settings.security === 'none' && !isIP(host) ? '127.0.0.1' : host,
    port: settings.port,
    secure: settings.security === 'tls',
    doSTARTTLS: settings.security === 'starttls',
    auth: { user: settings.user, pass: password ?? '' },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(certificate === undefined ? {} : { ca: [...rootCertificates, certificate] }) },
    logger: false,
    disableAutoIdle: true,
    // What runs here is nobody's business.
    clientInfo: { name: 'Masa' },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A server that is not what it should be must not fill this process's memory.
    maxLineLength: 4 * 1024 * 1024,
    maxLiteralSize: mostBytes + 1024,
    maxResponseSize: 2 * mostBytes,
  });
  // Stays for the connection's life: an error while nobody asks for anything must not end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const mailbox = await client.mailboxOpen(settings.folder, { readOnly: settings.after === 'leave' });
    return { visit: visitOf(client, Number(mailbox.uidValidity), mailbox.uidNext) };
  } catch (error) {
    client.close();
    return { reason: reasonOfBreak(error) };
  }
};

function visitOf(client: ImapFlow, uidValidity: number, nextUid: number): Visit {
  return {
    uidValidity,
    nextUid,
    async list(asked) {
      const found = await client.search('after' in asked ? { uid: `${asked.after + 1}:*` } : { since: asked.since }, { uid: true });
      if (!found) throw new Error('the mailbox can not be searched');
      // `n:*` is the last mail where there is none from n on.
      return found.filter((uid) => !('after' in asked) || uid > asked.after).sort((a, b) => a - b);
    },
    async fetch(uid) {
      const head = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true });
      if (!head) return undefined;
      const maxLength = (head.size ?? 0) > mostBytes ? beginningBytes : mostBytes;
      const body = await client.fetchOne(String(uid), { uid: true, source: { start: 0, maxLength } }, { uid: true });
      if (!body || !body.source) return undefined;
      const at = head.internalDate === undefined ? Number.NaN : new Date(head.internalDate).getTime();
      return { uid, at, bytes: body.source };
    },
    async mark(uids, how) {
      if (uids.length === 0) return;
      const range = uids.join(',');
      const done = 'seen' in how ? await client.messageFlagsAdd(range, ['\\Seen'], { uid: true }) : await client.messageMove(range, how.moveTo, { uid: true });
      if (!done) throw Object.assign(new Error('the mails can not be marked'), { mailboxMissing: 'moveTo' in how });
    },
    close: () => leave(client),
  };
}

/** Says goodbye, and does not wait long for the answer. */
async function leave(client: ImapFlow): Promise<void> {
  const timer = setTimeout(() => client.close(), 2_000);
  await client.logout().catch(() => client.close());
  clearTimeout(timer);
}

/** Never the server's own words, which may quote who logs in. */
export function reasonOfBreak(error: unknown): Reason {
  const {
    code = '',
    authenticationFailed,
    mailboxMissing,
    tlsFailed,
    serverResponseCode = '',
  } = (error instanceof Error ? error : {}) as Partial<ImapFlowError>;
  if (['UNAVAILABLE', 'INUSE', 'SERVERBUG'].includes(serverResponseCode)) return reasonOf('provider-down', serverResponseCode);
  if (['LIMIT', 'OVERQUOTA'].includes(serverResponseCode)) return reasonOf('provider-busy', serverResponseCode);
  if (authenticationFailed) return reasonOf('credentials-refused', serverResponseCode);
  if (mailboxMissing || ['NONEXISTENT', 'TRYCREATE', 'NOPERM'].includes(serverResponseCode)) return reasonOf('folder-missing', serverResponseCode);
  if (/CERT|SIGN|ISSUER|ALTNAME/.test(code)) return reasonOf('provider-certificate', code);
  if (tlsFailed || /SSL|TLS|EPROTO/.test(code)) return reasonOf('encryption-missing', code);
  if (/^Parser|TooLarge|InvalidResponse|ProtocolError|Greeting/.test(code) && !/Timeout/i.test(code)) return reasonOf('provider-elsewhere', code);
  return reasonOf('provider-unreachable', code);
}
