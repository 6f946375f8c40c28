/** Watched segments: who is in, who came and left. */
import { z } from 'zod';
import {
  audienceCustomerSchema,
  audienceDetailSchema,
  audienceMembersSchema,
  audienceMoveSchema,
  audienceMovesSchema,
  audienceRowSchema,
  audienceSchema,
  audienceTrialSchema,
} from '../audiences';
import { none, route } from './route';

export const audiencesRoutes = {
  audiences: route({
    method: 'GET',
    path: '/audiences',
    summary: 'Segments that are watched: how many are in each now, and how many came and went on each of the last thirty days',
    params: none,
    query: none,
    value: z.array(audienceRowSchema),
    status: 200,
  }),
  watch: route({
    method: 'POST',
    path: '/audiences',
    summary: 'Watch a segment from now on: everybody is looked at once, then only those of whom there is news or whose time has come',
    params: none,
    query: none,
    body: audienceSchema,
    value: z.array(audienceRowSchema),
    status: 200,
    writes: true,
    refuses: ['audience-without-segment', 'audiences-too-many'],
  }),
  tryAudience: route({
    method: 'POST',
    path: '/audiences/try',
    summary: 'What watching a segment by this definition would come to for the people there are, beside what is watched now; changes nothing',
    params: none,
    query: none,
    body: audienceSchema,
    value: audienceTrialSchema,
    status: 200,
    slow: true,
    refuses: ['audience-without-segment'],
  }),
  audience: route({
    method: 'GET',
    path: '/audiences/:segment',
    summary: 'The rule a segment is watched by, and the journeys that start with it: how many of its members are in them, and have never been',
    params: z.object({ segment: z.string().min(1).max(100) }),
    query: none,
    value: audienceDetailSchema,
    status: 200,
    refuses: ['audience-unknown'],
  }),
  unwatch: route({
    method: 'POST',
    path: '/audiences/:segment/end',
    summary: 'Watch a segment no more; what is known of it is let go',
    params: z.object({ segment: z.string().min(1).max(100) }),
    query: none,
    value: z.array(audienceRowSchema),
    status: 200,
    writes: true,
    refuses: ['audience-unknown'],
  }),
  audienceMembers: route({
    method: 'GET',
    path: '/audiences/:segment/members',
    summary: 'Who is in a watched segment, in the order of their numbers; without anything personal unless names are asked for',
    params: z.object({ segment: z.string().min(1).max(100) }),
    query: z.object({
      text: z.string().max(200).optional().describe('Only those with an identifier that begins like this'),
      /** Number of the last one before. */
      after: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      names: z
        .enum(['true', 'false'])
        .default('false')
        .transform((value) => value === 'true'),
    }),
    value: audienceMembersSchema,
    status: 200,
    refuses: ['audience-unknown'],
  }),
  audienceMoves: route({
    method: 'GET',
    path: '/audiences/:segment/moves',
    summary: 'Who came into a watched segment and who went, the newest first, with the news that did it and the parts of the rule that turned',
    params: z.object({ segment: z.string().min(1).max(100) }),
    query: z.object({
      kind: audienceMoveSchema.shape.kind.optional(),
      /** `n` of the last one before. */
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
      names: z
        .enum(['true', 'false'])
        .default('false')
        .transform((value) => value === 'true'),
    }),
    value: audienceMovesSchema,
    status: 200,
    refuses: ['audience-unknown'],
  }),
  audienceCustomer: route({
    method: 'GET',
    path: '/audiences/:segment/customers/:id',
    summary: 'Whether a customer is in a watched segment, and which parts of its rule make it so',
    params: z.object({ segment: z.string().min(1).max(100), id: z.string().min(1).max(40) }),
    query: none,
    value: audienceCustomerSchema,
    status: 200,
    refuses: ['audience-unknown', 'customer-unknown'],
  }),
} as const;
