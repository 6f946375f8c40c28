/** What a vendor asks for, as its offer says. All amounts in the client's currency, before tax; absent: not known yet. */
import { z } from 'zod';
import { keySchema, ulidSchema } from '../ids';
import { channelSchema } from '../journey/schema';

const amountSchema = z.number().nonnegative().max(1e12);

export const tierBases = ['contacts', 'customers', 'events', 'messages'] as const;

/** Beyond the last step its price goes on, or `perThousandAbove` for each thousand more. */
export const volumeTiersSchema = z.object({
  by: z.enum(tierBases),
  steps: z.array(z.object({ upTo: z.number().positive().optional(), perMonth: amountSchema })).max(30),
  perThousandAbove: amountSchema.optional(),
});
export type VolumeTiers = z.infer<typeof volumeTiersSchema>;

export const messagePriceSchema = z.object({
  /** Of one message beyond those that are included. */
  price: amountSchema,
  /** A month. */
  included: z.number().nonnegative().optional(),
  minimumPerMonth: amountSchema.optional(),
});
export type MessagePrice = z.infer<typeof messagePriceSchema>;

export const addOnSchema = z.object({
  id: ulidSchema,
  name: z.string().min(1).max(200),
  once: amountSchema.optional(),
  perMonth: amountSchema.optional(),
  /** The point that makes it necessary. */
  point: keySchema.optional(),
});
export type AddOn = z.infer<typeof addOnSchema>;

export const vendorCostsSchema = z.object({
  /** The licence, on top of the step of the volume. */
  perMonth: amountSchema.optional(),
  tiers: volumeTiersSchema.optional(),
  messages: z.partialRecord(channelSchema, messagePriceSchema).optional(),
  addOns: z.array(addOnSchema).max(100).optional(),
  implementation: amountSchema.optional(),
  migration: amountSchema.optional(),
  training: amountSchema.optional(),
  /** What leaving costs at the end. */
  exit: amountSchema.optional(),
  /** 0.05 = five percent more with every year after the first, on everything that is paid monthly. */
  yearlyIncrease: z.number().min(-0.5).max(2).optional(),
  /** 0.1 = ten percent off the licence and its steps. */
  discount: z.number().min(0).max(1).optional(),
});
export type VendorCosts = z.infer<typeof vendorCostsSchema>;
