import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { type ExecutorRoutes, executorRoutes, type Route, type RouteName } from '../../shared/executor/contract';
import { type Problem, problem, problemsOfZod, type Result } from '../../shared/problem';
import { maxBodyBytes, parseBody } from './body';
import { createGuard } from './guard';
import { createOpenApi } from './openapi';

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
  /** Told of every bug, without the request. */
  onBug(route: string, error: unknown): void;
};

/** The HTTP API. Every answer is JSON; every refusal is `{problems: Problem[]}`. */
export function createApi({ token, version, handlers, onBug }: ApiOptions): Hono {
  const app = new Hono();
  const guard = createGuard(token);
  const openApi = createOpenApi(version);

  // Before anything else, unknown paths included: without the token one can't even learn which calls there are.
  app.use(async (c, next) => {
    const refusal = guard({ host: c.req.header('host'), origin: c.req.header('origin'), authorization: c.req.header('authorization') }, portOf(c));
    if (refusal) return c.json({ problems: [refusal.problem] }, refusal.status);
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
  });
  const tooLarge = (c: Context) => c.json({ problems: [problem('blocks', 'body-too-large', [], { limit: maxBodyBytes })] }, 413);
  const counted = bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge });
  app.use((c, next) => {
    // Who says the length is held to it by Node; only a body that comes in pieces has to be counted, for which it is made a stream, at twice the cost of the call.
    if (c.req.header('transfer-encoding') !== undefined) return counted(c, next);
    return Number(c.req.header('content-length') ?? 0) > maxBodyBytes ? Promise.resolve(tooLarge(c)) : next();
  });

  for (const [name, route] of Object.entries<Route>(executorRoutes)) {
    const handler = handlers[name as RouteName] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
    app.on(route.method, route.path, async (c) => {
      const input = await inputOf(c, route);
      if (!input.ok) return refusalOf(c, input.problems, 400);
      const result = await handler(input.value);
      if (!result.ok) return refusalOf(c, result.problems, 400);
      return c.json(result.value ?? null, route.status);
    });
  }
  app.get('/openapi.json', (c) => c.json(openApi));
  app.notFound((c) => c.json({ problems: [problem('blocks', 'unknown-call', [], { call: `${c.req.method} ${c.req.path}`.slice(0, 80) })] }, 404));
  app.onError((error, c) => {
    onBug(c.req.routePath, error);
    return c.json({ problems: [problem('blocks', 'internal-error', [], { call: c.req.routePath, message: '' })] }, 500);
  });
  return app;
}

/** The port the connection came in on; the one in the Host header is what is being checked. */
function portOf(c: Context): number {
  const incoming: { socket?: { localPort?: number } } | undefined = c.env?.incoming;
  return incoming?.socket?.localPort ?? 0;
}

async function inputOf(c: Context, route: Route): Promise<Result<unknown>> {
  const params = route.params.safeParse(c.req.param());
  if (!params.success) return { ok: false, problems: problemsOfZod(params.error, 'invalid-arguments') };
  const query = route.query.safeParse(c.req.query());
  if (!query.success) return { ok: false, problems: problemsOfZod(query.error, 'invalid-arguments') };
  const input = { ...(params.data as object), ...(query.data as object) };
  if (!route.body) return { ok: true, value: input, problems: [] };
  const raw = parseBody(await c.req.text(), c.req.header('content-type'), route.lines ?? false);
  if (!raw.ok) return raw;
  const body = route.body.safeParse(raw.value);
  if (!body.success) return { ok: false, problems: problemsOfZod(body.error, 'invalid-value', 20) };
  return { ok: true, value: { ...input, body: body.data }, problems: [] };
}

const statuses: Record<string, 404 | 409 | 413 | 429 | 500 | 503> = {
  'unknown-deployment': 404,
  'customer-unknown': 404,
  'journey-not-startable': 409,
  'not-a-sandbox': 409,
  'executor-busy': 429,
  'executor-stopping': 503,
  'executor-store-failed': 500,
};

function refusalOf(c: Context, problems: Problem[], otherwise: 400) {
  const status = problems.map((p) => statuses[p.code]).find((s) => s !== undefined) ?? otherwise;
  if (status === 429 || status === 503) c.header('retry-after', '1');
  return c.json({ problems }, status);
}
