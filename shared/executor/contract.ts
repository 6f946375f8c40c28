/**
 * The executor's HTTP calls, described once: the API registers them, OpenAPI describes them, the typed client makes them.
 */

import { arrivingRoutes } from './routes/arriving';
import { audiencesRoutes } from './routes/audiences';
import { customersRoutes } from './routes/customers';
import { deployingRoutes } from './routes/deploying';
import { sendingRoutes } from './routes/sending';
import { storingRoutes } from './routes/storing';
import { tasksRoutes } from './routes/tasks';
import { visitingRoutes } from './routes/visiting';
import { watchingRoutes } from './routes/watching';

export const executorRoutes = {
  ...watchingRoutes,
  ...arrivingRoutes,
  ...deployingRoutes,
  ...customersRoutes,
  ...storingRoutes,
  ...sendingRoutes,
  ...tasksRoutes,
  ...audiencesRoutes,
  ...visitingRoutes,
} as const;
export type ExecutorRoutes = typeof executorRoutes;
export type RouteName = keyof ExecutorRoutes;
