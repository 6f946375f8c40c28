/** Names of backups and which of them are kept. Pure. */
import type { z } from 'zod';
import type { backupSchema } from '../shared/platform';

export type Backup = z.infer<typeof backupSchema>;

const KEEP_NEWEST = 10;
const KEEP_DAYS = 14;
const DAY_MS = 86_400_000;
const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-r(\d{1,12})\.masa\.json$/;

/** Sorts by time; colons are not allowed in Windows' file names. */
export function backupName(savedAt: Date, revision: number): string {
  return `${savedAt.toISOString().replaceAll(/[:.]/g, '-')}-r${revision}.masa.json`;
}

/** Undefined for a file that is no backup of ours. */
export function parseBackupName(name: string): Backup | undefined {
  const match = NAME.exec(name);
  if (!match) return undefined;
  const [, day, hour, minute, second, ms, revision] = match;
  const savedAt = `${day}T${hour}:${minute}:${second}.${ms}Z`;
  if (Number.isNaN(Date.parse(savedAt))) return undefined;
  return { name, savedAt, revision: Number(revision) };
}

/** Kept: the ten newest, and the newest of each of the last fourteen days (UTC). The others are given back, to be deleted. */
export function backupsToDrop(backups: readonly Backup[], now: Date): Backup[] {
  const newestFirst = [...backups].sort((a, b) => (a.savedAt < b.savedAt ? 1 : a.savedAt > b.savedAt ? -1 : b.revision - a.revision));
  const oldest = now.getTime() - KEEP_DAYS * DAY_MS;
  const days = new Set<string>();
  return newestFirst.filter((backup, index) => {
    const day = backup.savedAt.slice(0, 10);
    const firstOfDay = !days.has(day);
    days.add(day);
    const kept = index < KEEP_NEWEST || (firstOfDay && Date.parse(backup.savedAt) >= oldest);
    return !kept;
  });
}
