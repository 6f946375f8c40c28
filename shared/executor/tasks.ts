/** What journeys ask people to do: a call, a ticket, an alert. */
import { z } from 'zod';

/** open: somebody has to do it · done, and what came of it · dropped: nobody will. */
export const taskStateSchema = z.enum(['open', 'done', 'dropped']);
export type TaskState = z.infer<typeof taskStateSchema>;

/** Outcomes that the app offers; other programs may say others. Conditions compare with them, so they never change. */
export const taskOutcomes = ['accepted', 'rejected', 'interested', 'not-interested', 'call-later', 'solved', 'not-solved', 'other'] as const;

export const taskRowSchema = z.object({
  n: z.number().int(),
  state: taskStateSchema,
  task: z.string(),
  journeyId: z.string(),
  deployment: z.string(),
  node: z.string(),
  customer: z.string(),
  /** What the step says of it: priority, topic. */
  params: z.record(z.string(), z.json()),
  assignTo: z.string().optional(),
  note: z.string().optional(),
  outcome: z.string().optional(),
  madeAt: z.iso.datetime(),
  due: z.iso.datetime().optional(),
  /** When somebody last changed it, and who that was, if they said. */
  changedAt: z.iso.datetime().optional(),
  changedBy: z.string().optional(),
});
export type TaskRow = z.infer<typeof taskRowSchema>;

export const taskPageSchema = z.object({
  /** Of all there are, whatever was asked for; `late`: open and past the time they were to be done by. */
  counts: z.object({ open: z.number().int(), late: z.number().int(), done: z.number().int(), dropped: z.number().int() }),
  /** Everybody who has been given one. */
  assignees: z.array(z.string()),
  tasks: z.array(taskRowSchema),
});
export type TaskPage = z.infer<typeof taskPageSchema>;

const nameSchema = z
  .string()
  .max(100)
  .regex(/\S/)
  .transform((text) => text.trim());

/** What is absent stays as it is; null takes it away. */
export const taskChangeSchema = z.object({
  state: taskStateSchema.optional(),
  /** What came of it; said of one that is not done it is of no account. */
  outcome: nameSchema.optional(),
  assignTo: nameSchema.nullable().optional(),
  note: z.string().max(2000).regex(/\S/).nullable().optional(),
  /** Who says so. */
  by: nameSchema.optional(),
});
export type TaskChange = z.infer<typeof taskChangeSchema>;

/** How tasks are asked for, newest first. */
export const taskQuery = {
  state: taskStateSchema.optional(),
  /** An empty text: nobody's. */
  assignee: z.string().max(100).optional(),
};

/** Whether nobody has done it by the time it was to be done. */
export function isLate({ state, due }: Pick<TaskRow, 'state' | 'due'>, now: number): boolean {
  return state === 'open' && due !== undefined && Date.parse(due) < now;
}
