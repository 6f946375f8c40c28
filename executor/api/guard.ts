/** Who may talk to us: programs of this machine that hold the token. Pages in a browser may not, whatever name they use for us. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RefusalCode } from '../../shared/executor/routes/route';

/** As much of a request as is looked at. */
export type Heads = Pick<IncomingMessage, 'url' | 'headers' | 'rawHeaders'>;

/**
 * Undefined = let it in. The Host check stops DNS rebinding (a page whose name now resolves to 127.0.0.1), the Origin check
 * stops pages that send blindly; the token is compared in constant time (its length is no secret).
 */
export function createGuard(token: string): (request: Heads, port: number) => RefusalCode | undefined {
  const expected = Buffer.from(`Bearer ${token}`);
  return ({ url = '', headers, rawHeaders }, port) => {
    const host = headers.host?.toLowerCase();
    if ((host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) || !isForOneHost({ url, rawHeaders })) return 'executor-host-refused';
    if (headers.origin !== undefined) return 'executor-origin-refused';
    const given = Buffer.from(headers.authorization ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : 'executor-token-refused';
  };
}

/** A target with a host of its own, or two Hosts: which of them counts, others may see otherwise. */
export function isForOneHost({ url = '', rawHeaders }: Pick<Heads, 'url' | 'rawHeaders'>): boolean {
  return url.startsWith('/') && hostsIn(rawHeaders) <= 1;
}

function hostsIn(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === 'host') hosts++;
  return hosts;
}
