/** What the executor says of itself: health, hours gone by, pressure, metrics, counts of a report. */
import { z } from 'zod';
import { healthSchema } from '../api';
import { historyDays, historySchema, mostPressureWeeks, pressureSchema } from '../monitor';
import { summaryQuerySchema, summarySchema } from '../summary';
import { none, route } from './route';

export const watchingRoutes = {
  health: route({
    method: 'GET',
    path: '/health',
    summary: 'Is it well: state, totals, age of the oldest overdue wait, and what is wrong',
    params: none,
    query: none,
    value: healthSchema,
    status: 200,
  }),
  history: route({
    method: 'GET',
    path: '/history',
    summary: `What each of the last hours brought, of all and of each deployment; hours are kept for ${historyDays} days`,
    params: none,
    query: z.object({
      hours: z.coerce
        .number()
        .int()
        .min(1)
        .max(historyDays * 24)
        .default(24),
    }),
    value: historySchema,
    status: 200,
  }),
  pressure: route({
    method: 'GET',
    path: '/pressure',
    summary:
      'How many messages people get in a week, who gets most, and how near they are to the caps. Counted when it is asked for, of a sample where there are too many people; the same answer serves for a minute',
    params: none,
    query: z.object({ weeks: z.coerce.number().int().min(1).max(mostPressureWeeks).default(4) }),
    value: pressureSchema,
    status: 200,
    slow: true,
  }),
  metrics: route({
    method: 'GET',
    path: '/metrics',
    summary: 'Totals, counts by journey and channel, lateness, sizes and findings in the text format of Prometheus; nothing about anybody',
    params: none,
    query: none,
    value: z.string(),
    text: 'text/plain; version=0.0.4; charset=utf-8',
    status: 200,
  }),
  summary: route({
    method: 'GET',
    path: '/summary',
    summary: 'What became of everything from one moment to another: journeys, messages, deliveries, what is open and what is ahead. Names no customer',
    params: none,
    query: summaryQuerySchema,
    value: summarySchema,
    status: 200,
    slow: true,
    refuses: ['period-refused'],
  }),
} as const;
