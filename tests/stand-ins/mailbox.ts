/** A real IMAP server with one mailbox, Dovecot, in a folder of its own on this machine only. Absent where it is not installed. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MailboxSettings } from '../../shared/executor/channels';

const fixtures = fileURLToPath(new URL('../fixtures/mail/', import.meta.url));
const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((path) => existsSync(path));
export const hasImapServer = program !== undefined;

export const mailboxAccount = { user: 'bounces', password: 'stand-in-mailbox-password-53' };

export type MailboxServer = {
  settings(changes?: Partial<MailboxSettings>): MailboxSettings;
  /** Puts mails into the mailbox, as delivering does. */
  put(...mails: (string | Buffer)[]): void;
  makeFolder(name: string): void;
  /** The mails of a folder, by their files' names, which end with their flags. */
  files(folder?: string): string[];
  /** All UIDs are given anew, as after a restore of the server. */
  forgetUids(): Promise<void>;
  close(): Promise<void>;
};

/** Servers that know their craft do not run as root; then it runs as the users that its package made, and the mailbox is nobody's. */
function users() {
  if (process.getuid?.() !== 0) {
    const name = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
    const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
    return { internal: name, login: name, group, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  }
  return { internal: 'dovecot', login: 'dovenull', group: 'dovecot', uid: 65_534, gid: 65_534 };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

export async function startMailbox(): Promise<MailboxServer> {
  if (!program) throw new Error('Dovecot is not installed');
  const { internal, login, group, uid, gid } = users();
  const folder = mkdtempSync(join(tmpdir(), 'masa-imap-'));
  chmodSync(folder, 0o755);
  const maildir = join(folder, 'home', 'Maildir');
  for (const path of ['run', 'home', 'home/Maildir', 'home/Maildir/new', 'home/Maildir/cur', 'home/Maildir/tmp']) {
    mkdirSync(join(folder, path));
    if (path.startsWith('home')) chownSync(join(folder, path), uid, gid);
  }
  const [plain, tls] = [await freePort(), await freePort()];
  const config = join(folder, 'dovecot.conf');
  writeFileSync(
    config,
    `base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${fixtures}localhost.cert.pem
ssl_key = <${fixtures}localhost.key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = ${internal}
default_internal_group = ${group}
default_login_user = ${login}
first_valid_uid = 0
mail_location = maildir:${maildir}
maildir_stat_dirs = yes
service imap-login {
  chroot =
  inet_listener imap {
    port = ${plain}
  }
  inet_listener imaps {
    port = ${tls}
    ssl = yes
  }
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = user=${mailboxAccount.user} password=${mailboxAccount.password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/home
}
`,
  );
  const server = spawn(program, ['-F', '-c', config], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  const log = () => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '');
  for (let tries = 0; !(await answers(plain)); tries++) {
    if (tries > 300 || server.exitCode !== null) throw new Error(`Dovecot does not answer: ${log()}`);
    await pause(50);
  }
  let mails = 0;
  const pathOf = (name?: string) => (name === undefined ? maildir : join(maildir, `.${name}`));
  return {
    settings: (changes = {}) => ({
      reads: true,
      address: 'bounces@shop.example',
      host: 'localhost',
      port: changes.security === 'tls' ? tls : plain,
      security: 'none',
      user: mailboxAccount.user,
      folder: 'INBOX',
      everyMinutes: 5,
      plus: false,
      after: 'leave',
      ...changes,
    }),
    put(...those) {
      for (const mail of those) {
        const name = `${Math.floor(Date.now() / 1000)}.M${String(++mails).padStart(6, '0')}.test`;
        const path = join(maildir, 'tmp', name);
        writeFileSync(path, mail);
        chownSync(path, uid, gid);
        renameSync(path, join(maildir, 'new', name));
      }
    },
    makeFolder(name) {
      for (const path of ['', 'new', 'cur', 'tmp']) {
        mkdirSync(join(pathOf(name), path));
        chownSync(join(pathOf(name), path), uid, gid);
      }
    },
    files: (name) => ['new', 'cur'].flatMap((part) => readdirSync(join(pathOf(name), part)).map((file) => `${part}/${file}`)).sort(),
    async forgetUids() {
      // A UIDVALIDITY is the second it was made in.
      await pause(1_100);
      for (const file of readdirSync(maildir)) if (file.startsWith('dovecot')) rmSync(join(maildir, file), { recursive: true });
    },
    async close() {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.on('error', () => resolve(false)).on('close', () => resolve(false));
  });
}
