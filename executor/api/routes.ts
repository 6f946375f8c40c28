/** Which call a method and a path are. */
import { executorRoutes, type RouteName } from '../../shared/executor/contract';
import type { Route } from '../../shared/executor/routes/route';

export type Found = { name: RouteName; route: Route; params: Record<string, string> };
/** The path is known with these methods only; with none it is not known at all. */
export type NotFound = { route?: undefined; methods: readonly string[] };

type Pattern = { name: RouteName; route: Route; parts: readonly string[] };

const patterns: Pattern[] = Object.entries<Route>(executorRoutes).map(([name, route]) => ({ name: name as RouteName, route, parts: route.path.split('/') }));
const fixed = new Map(patterns.filter(({ route }) => !route.path.includes(':')).map((one) => [`${one.route.method} ${one.route.path}`, one]));

/** Undefined when a part of the path is wrongly encoded. */
export function findRoute(method: string, path: string): Found | NotFound | undefined {
  const direct = fixed.get(`${method} ${path}`);
  if (direct) return { ...direct, params: {} };
  const given = path.split('/');
  const near = patterns.filter(
    ({ parts }) => parts.length === given.length && parts.every((part, i) => part === given[i] || (part.startsWith(':') && given[i])),
  );
  const found = near.find(({ route }) => route.method === method);
  if (!found) return { methods: near.map(({ route }) => route.method) };
  const { name, route, parts } = found;
  try {
    const params = parts.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), decodeURIComponent(given[i] ?? '')]] : []));
    return { name, route, params: Object.fromEntries(params) };
  } catch {
    return undefined;
  }
}
