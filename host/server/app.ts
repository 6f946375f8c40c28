/**
 * Browser mode's answers. Every request must name this host (DNS rebinding), come from this page (a page of another site
 * may send, but not with our Origin and cookie), carry the session's cookie, and keep within its size.
 */
import { timingSafeEqual } from 'node:crypto';
import { decode, encode } from '@msgpack/msgpack';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import type { PlatformContract } from '../../shared/platform';
import { type Result, refuse } from '../../shared/problem';
import { closedPolicy, securityHeaders } from '../csp';
import { type Answer, answerPage, plain } from '../page';
import { isWellShaped } from './message-shape';
import type { Sessions } from './sessions';

export type AppOptions = {
  /** Known only after listening. */
  port: () => number;
  renderer: string;
  sessions: Sessions;
  /** Lets a second start on this machine ask for a link; kept in a file only this user can read. */
  controlKey: string;
  dispatch: (name: string, args: unknown) => Promise<Result<unknown>>;
};

const MB = 1024 * 1024;
/** A large engagement is some 5 MB. */
const CALL_LIMIT = 64 * MB;
/** Files a client sends: exports of whole tables among them. */
const FILES_LIMIT = 512 * MB;
/** Calls that carry whole files. */
const callsWithFiles: ReadonlySet<string> = new Set([
  'workbench.readFiles',
  'workbench.verifyPack',
  'workbench.simulate',
  'samples.keep',
] satisfies (keyof PlatformContract)[]);
/** Calls that speak of work that another call began. */
const callsAboutWork: ReadonlySet<string> = new Set(['workbench.progress', 'workbench.cancel'] satisfies (keyof PlatformContract)[]);
const MAX_DEPTH = 1000;
const MSGPACK = 'application/msgpack';

export function createApp({ port, renderer, sessions, controlKey, dispatch }: AppOptions): Hono {
  const app = new Hono();
  const address = () => `127.0.0.1:${port()}`;
  // Cookies ignore ports, so two installs on one machine need two names.
  const cookieName = () => `masa-${port()}`;

  // Redirects, replies and faults too: a header that is only on the page is missing where somebody else's markup is looked for.
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value);
    if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', closedPolicy);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });

  app.use(async (c, next) => {
    const host = c.req.header('host');
    if (host !== address()) {
      // The same machine by another name: windows must share one origin, or they would not share their storage.
      if (host === `localhost:${port()}` && c.req.method === 'GET') return c.redirect(`http://${address()}${new URL(c.req.url).pathname}`, 302);
      return send(plain(421, 'This address is not served here'));
    }
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== `http://${address()}`) return send(plain(403, 'Requests from other pages are refused'));
    await next();
  });

  app.post('/control/link', async (c) => {
    if (!isSame(c.req.header('authorization'), `Bearer ${controlKey}`) || c.req.header('origin') !== undefined) return send(plain(403, 'Refused'));
    return c.json({ url: `http://${address()}/open/${sessions.createLink()}` });
  });

  app.get('/open/:link', async (c) => {
    // Whoever only looks at the link (a chat program's preview) must not spend it.
    if (c.req.method !== 'GET') return send(plain(405, 'Not allowed', { allow: 'GET' }));
    const cookie = await sessions.exchange(c.req.param('link'));
    if (cookie) {
      setCookie(c, cookieName(), cookie, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 30 * 86_400 });
    } else if (!sessions.isOpen(getCookie(c, cookieName()))) {
      return send(plain(403, 'This link was used before. Run npm start again: it prints a new one.'));
    }
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    return c.redirect('/', 303);
  });

  app.use(async (c, next) => {
    const open = sessions.isOpen(getCookie(c, cookieName()));
    if (!open && c.req.path.startsWith('/rpc/')) return reply(refuse('session-ended'), 401);
    if (!open) return send(plain(401, 'Open the link that npm start printed. Running npm start again prints a new one.'));
    await next();
  });

  const tooLarge = (limit: number) => () => reply(refuse('body-too-large', { limit }), 413);
  const smallBody = bodyLimit({ maxSize: CALL_LIMIT, onError: tooLarge(CALL_LIMIT) });
  const filesBody = bodyLimit({ maxSize: FILES_LIMIT, onError: tooLarge(FILES_LIMIT) });
  app.use('/rpc/:name', (c, next) => (callsWithFiles.has(c.req.param('name')) ? filesBody : smallBody)(c, next));
  app.post('/rpc/:name', async (c) => {
    if (c.req.header('origin') !== `http://${address()}`) return send(plain(403, 'Requests from other pages are refused'));
    if (c.req.header('content-type') !== MSGPACK)
      return reply(refuse('content-type-refused', { type: (c.req.header('content-type') ?? '').slice(0, 60) }), 415);
    const args = await argsOf(c);
    if (!args.ok) return reply(args, 200);
    const [name, job] = [c.req.param('name'), jobOf(args.value)];
    if (job !== undefined && !callsAboutWork.has(name)) {
      // The window was closed: nobody waits for this any more, and others wait behind it.
      c.req.raw.signal.addEventListener('abort', () => void dispatch('workbench.cancel' satisfies keyof PlatformContract, { job }), { once: true });
    }
    return reply(await dispatch(name, args.value), 200);
  });

  app.get('*', async (c) => send(await answerPage(renderer, c.req.path)));
  app.all('*', () => send(plain(405, 'Not allowed', { allow: 'GET' })));
  app.onError(() => reply(refuse('internal-error', { call: 'http', message: '' }), 500));
  return app;
}

async function argsOf(c: Context): Promise<Result<unknown>> {
  try {
    const body = new Uint8Array(await c.req.arrayBuffer());
    if (isWellShaped(body)) return { ok: true, value: decode(body), problems: [] };
  } catch {
    // Broken UTF-8, keys that are no text, `__proto__`.
  }
  return refuse('body-malformed');
}

/** The name of work that takes a while, as whoever asks for it gave it. */
function jobOf(args: unknown): string | undefined {
  return typeof args === 'object' && args !== null && 'job' in args && typeof args.job === 'string' ? args.job : undefined;
}

/** Takes as long whatever was sent. */
function isSame(sent: string | undefined, secret: string): boolean {
  const [a, b] = [Buffer.from(sent ?? ''), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function reply(result: Result<unknown>, status: number): Response {
  const body = new Uint8Array(encode(result, { ignoreUndefined: true, maxDepth: MAX_DEPTH }));
  return new Response(body, { status, headers: { 'content-type': MSGPACK, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } });
}

function send({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}
