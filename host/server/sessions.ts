/**
 * Who may use the browser-mode host: whoever opened a one-time link that this host printed. Sessions outlive the host (a
 * window that was open when it was killed goes on saving after a restart); only their hashes are on disk.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomic } from '../atomic-file';

const SESSION_DAYS = 30;
const KEEP_SESSIONS = 20;
const KEEP_LINKS = 10;

const storedSchema = z.array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), since: z.number() }));
const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');
const newSecret = () => randomBytes(32).toString('base64url');

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions(file: string, now: () => number) {
  const links: string[] = [];
  let sessions = load(file);

  /** The secret part of a link that can be used once. */
  function createLink(): string {
    const secret = newSecret();
    links.push(digest(secret));
    while (links.length > KEEP_LINKS) links.shift();
    return secret;
  }

  /** Spends the link. Gives the cookie's value, or undefined when the link was used before or is not ours. */
  async function exchange(link: string): Promise<string | undefined> {
    const index = links.indexOf(digest(link));
    if (index < 0) return undefined;
    links.splice(index, 1);
    const secret = newSecret();
    sessions = [...sessions, { hash: digest(secret), since: now() }].slice(-KEEP_SESSIONS);
    // Without the file the session merely ends with the host.
    await writeFileAtomic(file, JSON.stringify(sessions)).catch(() => {});
    return secret;
  }

  /** Looks up a hash: timing tells nothing about a secret nobody can choose the hash of. */
  function isOpen(cookie: string | undefined): boolean {
    if (!cookie) return false;
    const hash = digest(cookie);
    return sessions.some((session) => session.hash === hash && now() - session.since < SESSION_DAYS * 86_400_000);
  }

  return { createLink, exchange, isOpen };
}

function load(file: string): z.infer<typeof storedSchema> {
  try {
    return storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
