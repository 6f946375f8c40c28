/** What is asked of whoever has the sample rows or the recorded file: a simulation of the sample's people, or a replay. */
import { z } from 'zod';
import { replaySettingsSchema } from './replay';
import { simulationSettingsSchema } from './report';

export const simulationOrderSchema = z.discriminatedUnion('kind', [
  /** `customers` absent: as many as the sample has people. */
  z.object({ kind: z.literal('sample'), settings: simulationSettingsSchema.partial({ customers: true }) }),
  z.object({
    kind: z.literal('replay'),
    settings: replaySettingsSchema,
    /** One event per line, as the executor takes them. */
    file: z.instanceof(Uint8Array),
    /** The people of the sample are known from the start, with what their rows say. */
    withSample: z.boolean(),
  }),
]);
export type SimulationOrder = z.input<typeof simulationOrderSchema>;
