/** Who may talk to us: programs of this machine that hold the token. Pages in a browser may not, whatever name they use for us. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Problem, problem } from '../../shared/problem';

export type Refusal = { status: 401 | 403; problem: Problem };

type Heads = { host?: string | undefined; origin?: string | undefined; authorization?: string | undefined };

/**
 * Undefined = let it in. The Host check stops DNS rebinding (a page whose name now resolves to 127.0.0.1), the Origin check
 * stops pages that send blindly; the token is compared in constant time.
 */
export function createGuard(token: string): (heads: Heads, port: number) => Refusal | undefined {
  const digestOf = (text: string) => createHash('sha256').update(text).digest();
  const expected = digestOf(token);
  return ({ host, origin, authorization }, port) => {
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    if (host === undefined || !hosts.includes(host.toLowerCase())) return { status: 403, problem: problem('blocks', 'executor-host-refused') };
    if (origin !== undefined) return { status: 403, problem: problem('blocks', 'executor-origin-refused') };
    const given = /^Bearer (\S{1,200})$/.exec(authorization ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digestOf(given), expected)) return { status: 401, problem: problem('blocks', 'executor-token-refused') };
    return undefined;
  };
}
