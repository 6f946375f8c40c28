/** What comes in: events and profiles. */
import { eventSchema, ingestReplySchema, profileUpdateSchema } from '../api';
import { many, none, route } from './route';

export const arrivingRoutes = {
  sendEvents: route({
    method: 'POST',
    path: '/events',
    summary:
      'Events: one object, an array, or NDJSON. Answered when they are on disk; a known uid is a duplicate and changes nothing. Names nobody understands are kept and come back as warnings',
    params: none,
    query: none,
    body: many(eventSchema),
    lines: true,
    example: {
      uid: 'order-1042',
      name: 'order_placed',
      occurred_at: '2026-06-01T10:00:00+03:00',
      source_system: 'web-shop',
      identifiers: { email: 'dana@shop.example' },
      properties: { order_id: '1042', order_total: 249.9, currency: 'ILS' },
    },
    value: ingestReplySchema,
    status: 202,
    writes: true,
    refuses: ['events-too-fast'],
  }),
  updateProfiles: route({
    method: 'POST',
    path: '/profiles',
    summary: 'Attribute values of customers: one object, an array, or NDJSON. Names nobody understands are kept and come back as warnings',
    params: none,
    query: none,
    body: many(profileUpdateSchema),
    lines: true,
    example: {
      identifiers: { email: 'dana@shop.example' },
      attributes: { first_name: 'Dana', email_consent: 'granted' },
      occurred_at: '2026-06-01T10:00:00+03:00',
    },
    value: ingestReplySchema,
    status: 202,
    writes: true,
    refuses: ['events-too-fast'],
  }),
} as const;
