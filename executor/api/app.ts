/** The HTTP API on bare `node:http`: who may ask, how much, what, then the call itself. Every refusal is `{problems: Problem[]}`. */
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import type { z } from 'zod';
import type { ExecutorRoutes, RouteName } from '../../shared/executor/contract';
import type { Route } from '../../shared/executor/routes/route';
import { ok, problemsOfZod, type Result, refuse } from '../../shared/problem';
import { maxBodyBytes, parseBody, readBody } from './body';
import { createDocsPage } from './docs-page';
import { createGuard } from './guard';
import { createAllowance, type Limits } from './limits';
import { createOpenApi } from './openapi';
import { jsonReply, problemsReply, type Reply, refusal, send } from './reply';
import { findRoute } from './routes';

type Call<R> = R extends { params: infer P extends z.ZodType; query: infer Q extends z.ZodType; value: infer V extends z.ZodType }
  ? (
      input: z.output<P> & z.output<Q> & (R extends { body: infer B extends z.ZodType } ? { body: z.output<B> } : unknown),
    ) => Result<z.input<V>> | Promise<Result<z.input<V>>>
  : never;
/** What the API does for each call; schemas have been checked. */
export type ApiHandlers = { [K in RouteName]: Call<ExecutorRoutes[K]> };

export type ApiOptions = {
  token: string;
  version: string;
  handlers: ApiHandlers;
  limits: Limits;
  /** Goes only forward, in ms. */
  now(): number;
  /** There are more connections than are served, and this is one of those. */
  isCrowded(socket: Socket): boolean;
  /** Told of every bug, without the request. */
  onBug(route: string, error: unknown): void;
};

/** Answers requests, their bodies included. */
export function createApi({ token, version, handlers, limits, now, isCrowded, onBug }: ApiOptions): RequestListener {
  const guard = createGuard(token);
  const requests = createAllowance(limits.requestsPerSecond, now);
  const events = createAllowance(limits.eventsPerSecond, now);
  const wrongTokens = createAllowance(limits.wrongTokensPerSecond, now);
  let bytesHeld = 0;
  /** Texts that are always the same, made when first asked for. */
  const texts: Record<string, () => Reply> = {
    '/openapi.json': once(() => jsonReply(createOpenApi(version))),
    '/docs': once(() => ({ status: 200, type: 'text/html; charset=utf-8', text: createDocsPage(createOpenApi(version)) })),
  };

  /** Why not even to look at what is asked. */
  function refuseOutright(request: IncomingMessage): Reply | undefined {
    const code = guard(request, request.socket.localPort ?? 0);
    if (code === 'executor-token-refused') {
      // The token is too long to be guessed: this keeps a program that has an old one, and never stops, from using up our time.
      const seconds = wrongTokens.secondsToWait();
      if (seconds > 0) return { ...refusal('too-many-tries', { seconds }), ends: true };
      wrongTokens.take(1);
    }
    // Which calls there are is nobody's business who may not make them.
    if (code) return refusal(code);
    if (isCrowded(request.socket)) return { ...refusal('too-many-connections', { limit: limits.connections }), ends: true };
    const seconds = requests.secondsToWait();
    if (seconds > 0) return refusal('too-many-requests', { seconds, limit: limits.requestsPerSecond });
    requests.take(1);
    return undefined;
  }

  /** Undefined: whoever asked has gone. */
  async function answer(request: IncomingMessage, onContinue: () => void): Promise<Reply | undefined> {
    const { method = '', url = '' } = request;
    const [path = '', search = ''] = url.split(/\?(.*)/s);
    const text = texts[path];
    if (text) return method === 'GET' ? text() : otherMethod(method, ['GET']);
    const found = findRoute(method, path);
    if (!found) return refusal('invalid-arguments', { message: 'path' });
    if (!found.route)
      return found.methods.length > 0 ? otherMethod(method, found.methods) : refusal('unknown-call', { call: `${method} ${path}`.slice(0, 80) });
    const { route, name } = found;
    const arguments_ = argumentsOf(route, found.params, search);
    if (!arguments_.ok) return problemsReply(arguments_.problems);
    let body = {};
    let held = 0;
    try {
      if (route.body) {
        const seconds = route.lines ? events.secondsToWait() : 0;
        if (seconds > 0) return refusal('events-too-fast', { seconds, limit: limits.eventsPerSecond });
        const length = Number(request.headers['content-length'] ?? 0);
        if (length > maxBodyBytes) return refusal('body-too-large', { limit: maxBodyBytes });
        if (bytesHeld + length > limits.bytesAtOnce) return refusal('executor-busy');
        onContinue();
        const bytes = await readBody(request, {
          take(bytes) {
            if (bytesHeld + bytes > limits.bytesAtOnce) return false;
            bytesHeld += bytes;
            held += bytes;
            return true;
          },
        });
        if (bytes === 'gone') return undefined;
        const parsed = bytes.ok ? bodyOf(route, bytes.value, request) : bytes;
        if (!parsed.ok) return problemsReply(parsed.problems);
        if (route.lines && Array.isArray(parsed.value)) events.take(parsed.value.length);
        body = { body: parsed.value };
      }
      const call = handlers[name] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
      const result = await call({ ...arguments_.value, ...body });
      if (!result.ok) return problemsReply(result.problems);
      return route.text === undefined ? jsonReply(result.value ?? null, route.status) : { status: route.status, type: route.text, text: String(result.value) };
    } finally {
      bytesHeld -= held;
    }
  }

  return (request, response) => {
    const no = refuseOutright(request);
    if (no) {
      send(response, no);
      return;
    }
    // Who asks first whether a large body is welcome is told after we know.
    const onContinue = () => request.headers.expect !== undefined && response.writeContinue();
    answer(request, onContinue).then(
      (reply) => reply && send(response, reply),
      (error: unknown) => {
        const where = routeOf(request);
        onBug(where, error);
        send(response, refusal('internal-error', { call: where, message: '' }));
      },
    );
  };
}

function once<T>(make: () => T): () => T {
  let made: { of: T } | undefined;
  return () => {
    made ??= { of: make() };
    return made.of;
  };
}

function argumentsOf(route: Route, inPath: Record<string, string>, search: string): Result<object> {
  const params = route.params.safeParse(inPath);
  if (!params.success) return { ok: false, problems: problemsOfZod(params.error, 'invalid-arguments') };
  const query = route.query.safeParse(Object.fromEntries(new URLSearchParams(search)));
  if (!query.success) return { ok: false, problems: problemsOfZod(query.error, 'invalid-arguments') };
  return ok({ ...(params.data as object), ...(query.data as object) });
}

function bodyOf({ body, lines = false }: Route, bytes: Buffer, { headers }: IncomingMessage): Result<unknown> {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return refuse('content-type-refused', { type: encoding.slice(0, 60) });
  const raw = parseBody(bytes, headers['content-type'], lines);
  if (!raw.ok) return raw;
  const checked = body?.safeParse(raw.value);
  if (checked?.error) return { ok: false, problems: problemsOfZod(checked.error, 'invalid-value', 20) };
  return ok(checked?.data);
}

function otherMethod(method: string, allowed: readonly string[]): Reply {
  return { ...refusal('method-refused', { method, allowed: allowed.join(', ') }), headers: ['allow', allowed.join(', ')] };
}

/** The pattern of the path, for the log: what is in the path itself may be personal. */
function routeOf({ method = '', url = '' }: IncomingMessage): string {
  return findRoute(method, url.replace(/\?.*/s, ''))?.route?.path ?? 'unknown';
}
