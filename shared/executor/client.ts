/** Typed client of the executor's HTTP API. It never rejects: a dead process or a malformed reply is a Result too. */
import type { z } from 'zod';
import { failed, ok, problemSchema, problemsOfZod, type Result, refuse } from '../problem';
import { type ExecutorRoutes, executorRoutes, type RouteName } from './contract';
import type { Route } from './routes/route';

/** As much of `fetch` as is needed; wrap it to add a time-out. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; text(): Promise<string>; headers?: { get(name: string): string | null } }>;

export type ClientOptions = {
  port: number;
  token: string;
  fetch: FetchLike;
  /**
   * Comes back after so long. With it, a call that was refused for want of room (429, 503: nothing was done, so every call may
   * be made again) is made again when the executor said so; without it such a refusal is the answer.
   */
  wait?: (ms: number) => Promise<void>;
  /** The waits for one call come to no more than this. */
  patienceMs?: number;
};

const defaultPatienceMs = 30_000;

/** An empty object schema says "no other keys", which would forbid the keys of the other parts. */
type Part<S extends z.ZodType> = string extends keyof z.input<S> ? unknown : z.input<S>;
type Input<K extends RouteName> = Part<ExecutorRoutes[K]['params']> &
  Part<ExecutorRoutes[K]['query']> &
  (ExecutorRoutes[K] extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : unknown);

export type ExecutorClient = { [K in RouteName]: (input: Input<K>) => Promise<Result<z.output<ExecutorRoutes[K]['value']>>> };

/** Calls `http://127.0.0.1:port` with the bearer token of `executor/token`. */
export function createExecutorClient(options: ClientOptions): ExecutorClient {
  const client: Record<string, (input: Record<string, unknown>) => Promise<Result<unknown>>> = {};
  for (const [name, route] of Object.entries<Route>(executorRoutes)) client[name] = (input) => callPatiently(options, route, input);
  return client as unknown as ExecutorClient;
}

async function callPatiently({ wait, patienceMs = defaultPatienceMs, ...at }: ClientOptions, route: Route, input: Record<string, unknown>) {
  for (let left = patienceMs; ; ) {
    const { result, againAfterMs } = await call(at, route, input);
    if (!wait || againAfterMs === undefined || againAfterMs > left) return result;
    left -= againAfterMs;
    await wait(againAfterMs);
  }
}

/** `againAfterMs`: it was refused, and is worth another try after so long. */
type Called = { result: Result<unknown>; againAfterMs?: number };

async function call(at: Pick<ClientOptions, 'port' | 'token' | 'fetch'>, route: Route, input: Record<string, unknown>): Promise<Called> {
  const { body, ...rest } = input;
  const path = route.path.replace(/:([a-z]+)/g, (_, key: string) => {
    const value = encodeURIComponent(String(rest[key] ?? ''));
    delete rest[key];
    return value;
  });
  const query = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&');
  let status: number;
  let retryAfter: string | null | undefined;
  let raw: unknown;
  try {
    const reply = await at.fetch(`http://127.0.0.1:${at.port}${path}${query ? `?${query}` : ''}`, {
      method: route.method,
      headers: { authorization: `Bearer ${at.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    status = reply.status;
    retryAfter = reply.headers?.get('retry-after');
    const text = await reply.text();
    raw = route.text !== undefined && status < 400 ? text : JSON.parse(text);
  } catch (error) {
    return { result: refuse('executor-unreachable', { message: (error instanceof Error ? error.message : String(error)).slice(0, 200) }) };
  }
  if (status >= 400) {
    const said = problemSchema
      .array()
      .min(1)
      .safeParse(typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'problems') : undefined);
    if (!said.success) return { result: refuse('reply-malformed', { call: route.path }) };
    const result = failed(...said.data);
    return (status === 429 || status === 503) && Number(retryAfter) > 0 ? { result, againAfterMs: Number(retryAfter) * 1000 } : { result };
  }
  const value = route.value.safeParse(raw);
  return { result: value.success ? ok(value.data) : failed(...problemsOfZod(value.error, 'reply-malformed', 3, { call: route.path })) };
}
