/** Tasks for people. */
import { z } from 'zod';
import { taskChangeSchema, taskPageSchema, taskQuery, taskRowSchema } from '../tasks';
import { none, route } from './route';

export const tasksRoutes = {
  tasks: route({
    method: 'GET',
    path: '/tasks',
    summary: 'What journeys ask people to do, newest first, by state and person (an empty one: nobody’s), with how many there are in all',
    params: none,
    query: z.object({
      ...taskQuery,
      /** `n` of the last one before. */
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    value: taskPageSchema,
    status: 200,
  }),
  changeTask: route({
    method: 'POST',
    path: '/tasks/:n',
    summary:
      'Give a task to somebody, note something, say that it is done and what came of it, or that nobody will do it. Done, it is an event of the customer where its step names one, so that journeys go on',
    params: z.object({ n: z.coerce.number().int().min(1) }),
    query: none,
    body: taskChangeSchema,
    example: { state: 'done', outcome: 'interested', by: 'Dana', note: 'Sends an offer on Sunday' },
    value: taskRowSchema,
    status: 200,
    writes: true,
    refuses: ['task-unknown', 'task-not-open'],
  }),
} as const;
