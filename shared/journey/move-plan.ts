import { z } from 'zod';
import { partIdSchema } from '../ids';
import { placementSchema } from './schema';

/** By the step of the old version at which people stand. Who stands elsewhere finishes on the old version. */
export const movePlanSchema = z.record(partIdSchema, placementSchema);
export type MovePlan = z.infer<typeof movePlanSchema>;
