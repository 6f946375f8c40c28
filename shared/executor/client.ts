/** Typed client of the executor's HTTP API. It never rejects: a dead process or a malformed reply is a Result too. */
import type { z } from 'zod';
import { problemSchema, problemsOfZod, type Result, refuse } from '../problem';
import { type ExecutorRoutes, executorRoutes, type Route, type RouteName } from './contract';

/** As much of `fetch` as is needed; wrap it to add a time-out. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; text(): Promise<string> }>;

/** An empty object schema says "no other keys", which would forbid the keys of the other parts. */
type Part<S extends z.ZodType> = string extends keyof z.input<S> ? unknown : z.input<S>;
type Input<K extends RouteName> = Part<ExecutorRoutes[K]['params']> &
  Part<ExecutorRoutes[K]['query']> &
  (ExecutorRoutes[K] extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : unknown);

export type ExecutorClient = { [K in RouteName]: (input: Input<K>) => Promise<Result<z.output<ExecutorRoutes[K]['value']>>> };

/** Calls `http://127.0.0.1:port` with the bearer token of `executor/token`. */
export function createExecutorClient(at: { port: number; token: string; fetch: FetchLike }): ExecutorClient {
  const client: Record<string, (input: Record<string, unknown>) => Promise<Result<unknown>>> = {};
  for (const [name, route] of Object.entries<Route>(executorRoutes)) client[name] = (input) => call(at, route, input);
  return client as unknown as ExecutorClient;
}

async function call(at: { port: number; token: string; fetch: FetchLike }, route: Route, input: Record<string, unknown>): Promise<Result<unknown>> {
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
  let raw: unknown;
  try {
    const reply = await at.fetch(`http://127.0.0.1:${at.port}${path}${query ? `?${query}` : ''}`, {
      method: route.method,
      headers: { authorization: `Bearer ${at.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    status = reply.status;
    raw = JSON.parse(await reply.text());
  } catch (error) {
    return refuse('executor-unreachable', { message: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
  }
  if (status >= 400) {
    const said = problemSchema
      .array()
      .min(1)
      .safeParse(typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'problems') : undefined);
    return said.success ? { ok: false, problems: said.data } : refuse('reply-malformed', { call: route.path });
  }
  const value = route.value.safeParse(raw);
  if (!value.success) return { ok: false, problems: problemsOfZod(value.error, 'reply-malformed', 3) };
  return { ok: true, value: value.data, problems: [] };
}
