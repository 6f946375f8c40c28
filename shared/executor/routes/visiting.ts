/** What pages outside may ask for. */
import { z } from 'zod';
import { languageSchema } from '../../text';
import { publicSettingsSchema, publicStateSchema } from '../channels';
import { visitorTokenSchema } from '../visitors';
import { none, route } from './route';

/** A visitor's token is good for a week at most: it can't be called back. */
export const mostVisitorMinutes = 7 * 24 * 60;

export const visitingRoutes = {
  publicSettings: route({
    method: 'GET',
    path: '/public',
    summary: 'What people and providers outside can reach: where to take oneself off, call-backs, inbox and on-site script',
    params: none,
    query: none,
    value: publicStateSchema,
    status: 200,
  }),
  setPublic: route({
    method: 'POST',
    path: '/public',
    summary: 'Open or close the public address of this machine, and say by which address others reach it',
    params: none,
    query: none,
    body: publicSettingsSchema,
    example: { listens: true, url: 'https://links.shop.example' },
    value: publicStateSchema,
    status: 200,
    writes: true,
    refuses: ['port-taken', 'port-refused'],
  }),
  visitorToken: route({
    method: 'POST',
    path: '/customers/visitor-token',
    summary:
      'For a server of the client’s own: a token by which the app or page of one known customer asks the public address for her messages. Whoever has it reads them until it ends',
    params: none,
    query: none,
    body: z.object({
      identifiers: z.record(z.string(), z.union([z.string(), z.number()])),
      /** How long it is good. */
      minutes: z.number().int().min(1).max(mostVisitorMinutes).default(60),
    }),
    example: { identifiers: { email: 'dana@shop.example' }, minutes: 60 },
    value: visitorTokenSchema,
    status: 200,
    writes: true,
    refuses: ['customer-unknown'],
  }),
  demoVisit: route({
    method: 'POST',
    path: '/customers/:id/demo-visit',
    summary: 'The address of the demo page as this customer sees it, for half an hour; the public address has to be open',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    body: z.object({ language: languageSchema.default('en') }),
    example: { language: 'he' },
    value: z.object({ url: z.url(), expiresAt: z.iso.datetime() }),
    status: 200,
    writes: true,
    refuses: ['customer-unknown', 'public-closed'],
  }),
} as const;
