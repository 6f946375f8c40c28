/** What a person may ask for: all that is known of her, and to be forgotten. */
import { z } from 'zod';
import { traceRowSchema } from './api';
import { deliverySchema } from './channels';
import { taskRowSchema } from './tasks';

const textsSchema = z.record(z.string(), z.string());

export const everythingSchema = z.object({
  format: z.literal('masa-person-1'),
  madeAt: z.iso.datetime(),
  customer: z.string(),
  identifiers: z.array(z.object({ attribute: z.string(), value: z.string(), firstSeen: z.iso.datetime() })),
  /** As they stand now, computed ones too. */
  attributes: z.record(z.string(), z.json()),
  mergedFrom: z.array(z.string()),
  /** Watched segments she is in, and when she came into one and left it. */
  audiences: z.array(z.object({ segment: z.string(), since: z.iso.datetime() })).default([]),
  audienceMoves: z.array(z.object({ segment: z.string(), at: z.iso.datetime(), kind: z.string() })).default([]),
  events: z.array(
    z.object({
      name: z.string(),
      at: z.iso.datetime(),
      receivedAt: z.iso.datetime(),
      source: z.string(),
      isTest: z.boolean(),
      properties: z.record(z.string(), z.json()),
    }),
  ),
  journeys: z.array(z.object({ run: z.string(), journey: textsSchema, version: z.number().int(), isInside: z.boolean(), step: z.string() })),
  /** Messages, calls and tasks as they were written. */
  messages: z.array(
    z.looseObject({ kind: z.string(), at: z.iso.datetime(), journey: textsSchema, delivery: deliverySchema.optional(), becameOfIt: taskRowSchema.optional() }),
  ),
  trace: z.array(traceRowSchema),
});
export type Everything = z.infer<typeof everythingSchema>;

export const erasedSchema = z.object({
  identifiers: z.number().int(),
  events: z.number().int(),
  messages: z.number().int(),
  /** Backups from before still hold her, until they are let go of; when one is put back she is erased again. */
  backups: z.number().int(),
});
