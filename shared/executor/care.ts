/** What the executor's store is kept safe by: backups, going back to one, and what is not kept for ever. */
import { z } from 'zod';
import { problemSchema } from '../problem';

/** Named by the moment it was made, so that names sort by age: `2026-11-29T09-30-00-000Z`. */
export const backupNameSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/);

/** When it was made, as a moment of ISO 8601. */
export function momentOfBackup(name: string): string {
  return name.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z');
}

/** Lies beside each backup; without it there is none. */
export const backupSchema = z.object({
  name: backupNameSchema,
  madeAt: z.iso.datetime(),
  why: z.enum(['asked', 'daily']),
  /** Of the program that made it. */
  version: z.string().max(50),
  /** Of the store; a program that knows only older formats can't go back to it. */
  format: z.number().int().min(1),
  mode: z.enum(['real', 'sandbox']),
  bytes: z.number().int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  counts: z.object({
    events: z.number().int(),
    customers: z.number().int(),
    deployments: z.number().int(),
    waiting: z.number().int(),
    outbox: z.number().int(),
  }),
});
export type Backup = z.infer<typeof backupSchema>;

export const careSettingsSchema = z.object({
  /** One a day, kept by the executor itself. */
  dailyBackup: z.boolean(),
  /** So many of the newest are kept. */
  keepBackups: z.number().int().min(1).max(100),
  /** Traces and messages of ended runs and events older than this are deleted; null keeps all. */
  keepDays: z.number().int().min(1).max(3650).nullable(),
});
export type CareSettings = z.infer<typeof careSettingsSchema>;

export const defaultCare: CareSettings = { dailyBackup: true, keepBackups: 7, keepDays: null };

export const backupListSchema = z.object({
  /** Newest first. */
  backups: z.array(backupSchema),
  checked: z
    .object({ at: z.iso.datetime(), whole: z.boolean() })
    .describe(
      'When all of the store was last read since it was opened, and whether it was whole: with each backup, and a minute after a start that follows a crash',
    )
    .optional(),
  /** Why the last one kept by the executor itself could not be made. */
  failure: problemSchema.optional(),
});
export type BackupList = z.infer<typeof backupListSchema>;

/** After a restore nothing runs until somebody says so. */
export const restoredSchema = z.object({
  backup: backupNameSchema,
  /** When the store was put back. */
  at: z.iso.datetime(),
  /** Deployments that wait for the word to go on. */
  paused: z.number().int(),
  kept: z
    .number()
    .int()
    .describe('How many people had said since the backup that nothing may be sent to them (consent taken back, dead or complained address); it was kept')
    .optional(),
  unknown: z
    .object({ from: z.iso.datetime(), until: z.iso.datetime() })
    .describe('Of this time nobody here knows what people said: the backup came from elsewhere, or from before it was kept')
    .optional(),
});
export type Restored = z.infer<typeof restoredSchema>;

/** What the executor's program does once, instead of running, for a store that nobody runs on. */
export const careTasks = ['backups', 'backup', 'restore', 'set-aside', 'summary'] as const;
export type CareTask = (typeof careTasks)[number];
