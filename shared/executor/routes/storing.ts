/** The store: copies, going back, what is let go, the sandbox's clock. */
import { z } from 'zod';
import { backupListSchema, backupNameSchema, backupSchema, careSettingsSchema, restoredSchema } from '../care';
import { none, route } from './route';

/** A fast-forward goes no further at once. */
export const mostAheadMs = 400 * 86_400_000;

export const moveClockSchema = z.union([
  z.object({ advanceMs: z.number().int().min(0).max(mostAheadMs) }),
  /** A moment that is over moves nothing. */
  z.object({ to: z.iso.datetime({ offset: true }) }),
  z.object({ to: z.literal('next-wake') }),
]);

export type MoveClock = z.infer<typeof moveClockSchema>;

export const clockSchema = z.object({ now: z.iso.datetime() });

export const storingRoutes = {
  backups: route({
    method: 'GET',
    path: '/backups',
    summary: 'Backups of the store, newest first, and why the last daily one could not be made',
    params: none,
    query: none,
    value: backupListSchema,
    status: 200,
  }),
  backUp: route({
    method: 'POST',
    path: '/backups',
    summary: 'Make a backup now. Everything goes on meanwhile; it is whole or not there at all',
    params: none,
    query: none,
    value: backupSchema,
    status: 200,
    slow: true,
    refuses: ['backup-running', 'backup-no-room', 'disk-full', 'backup-failed', 'executor-store-torn'],
  }),
  restore: route({
    method: 'POST',
    path: '/restore',
    summary: 'Go back to a backup. The present store is set aside, not deleted; all deployments come back paused',
    params: none,
    query: none,
    body: z.object({ backup: backupNameSchema }),
    example: { backup: '2026-06-01T07-00-00-000Z' },
    value: restoredSchema,
    status: 200,
    slow: true,
    refuses: ['backup-missing', 'backup-newer', 'backup-damaged', 'sandbox-mismatch', 'backup-no-room', 'disk-full', 'restore-failed'],
  }),
  resumeRestored: route({
    method: 'POST',
    path: '/restore/resume',
    summary: 'Let everything go on that was paused by a restore',
    params: none,
    query: none,
    value: z.object({ resumed: z.number().int() }),
    status: 200,
    writes: true,
  }),
  care: route({
    method: 'GET',
    path: '/settings',
    summary: 'Daily backups and how long what is over is kept',
    params: none,
    query: none,
    value: careSettingsSchema,
    status: 200,
  }),
  setCare: route({
    method: 'POST',
    path: '/settings',
    summary: 'Change the settings',
    params: none,
    query: none,
    body: careSettingsSchema,
    example: { dailyBackup: true, keepBackups: 7, keepDays: 400 },
    value: careSettingsSchema,
    status: 200,
    writes: true,
  }),
  moveClock: route({
    method: 'POST',
    path: '/clock',
    summary:
      'Sandbox only: fast-forward by a while, to a moment or to the next thing that happens by itself; all that falls due on the way happens at its own time',
    params: none,
    query: none,
    body: moveClockSchema,
    example: { advanceMs: 86_400_000 },
    value: clockSchema,
    status: 200,
    refuses: ['not-a-sandbox', 'clock-too-far'],
  }),
} as const;
