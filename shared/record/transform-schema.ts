/** How a field's value becomes the attribute's: steps in order, each from text to text. What they do: `transform.ts`. */
import { z } from 'zod';
import { ulidSchema } from '../ids';

/** How a date is written in the source; `auto` reads what can mean only one day. */
export const dateForms = ['auto', 'yyyy-mm-dd', 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyymmdd', 'jalali', 'hebrew', 'epoch-seconds', 'epoch-milliseconds'] as const;

export const transformSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trim') }),
  z.object({ kind: z.literal('case'), to: z.enum(['lower', 'upper', 'title']) }),
  /** "Cohen, Dana" and "Dana Cohen" alike. */
  z.object({ kind: z.literal('split-name'), part: z.enum(['first', 'last']) }),
  /** This field's value, then those of other fields of the same object, empty ones left out. */
  z.object({ kind: z.literal('concat'), fields: z.array(ulidSchema).min(1).max(20), separator: z.string().max(20) }),
  z.object({
    kind: z.literal('value-map'),
    values: z.array(z.object({ from: z.string().max(200), to: z.string().max(200) })).max(500),
    /** What becomes of a value that is not listed. */
    otherwise: z.enum(['keep', 'empty']),
  }),
  /** To an ISO date or date-time. */
  z.object({ kind: z.literal('date'), form: z.enum(dateForms) }),
  /** To E.164; numbers without a country code belong to `country` (ISO 3166-1). */
  z.object({ kind: z.literal('phone'), country: z.string().regex(/^[A-Z]{2}$/) }),
]);
export type Transform = z.infer<typeof transformSchema>;
