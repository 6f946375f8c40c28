/** What is wrong, as far as the store's side knows. Asked every two seconds while somebody looks: nothing here reads more than a few pages. */
import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { type OutChannel, outChannels } from '../../shared/executor/channels';
import type { Finding } from '../../shared/executor/monitor';
import { backupFolder } from '../care/backups';
import type { Care } from '../care/care';
import { restoredOf } from '../care/restored';
import type { Engine } from '../engine/engine';
import type { Database } from '../store/driver';
import type { Jump } from './clock-watch';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A wait so late is no matter of a batch that takes its time. */
const overdueMs = minute;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const sqliteNotADatabase = 26;
/** With less room soon nothing can be written, and no backup be made. */
const lowBytes = 500_000_000;
const noBytes = 50_000_000;
/** A day's backup that could not be made at its time is made soon after. */
const oldBackupMs = 2 * day;
const manyWaiting = 5000;
/** Trace lines of later than now say that the clock has gone back; a little of it is no matter. */
const aheadMs = minute;
/** More than this is not counted. */
const most = 1000;

export type FindingsOptions = {
  db: Database;
  engine: Pick<Engine, 'condition'>;
  care: Pick<Care, 'settings' | 'trouble'>;
  dataFolder: string;
  /** By the executor's clock. */
  now: number;
  /** By the machine's, which backups are kept by. */
  machineNow: number;
  jump: Jump | undefined;
  /** Bytes that are free where the store is. */
  freeBytes?: (folder: string) => number;
};

export function findingsOf(options: FindingsOptions): Finding[] {
  return [...ofWork(options), ...ofStore(options), ...ofBackups(options), ...ofDeliveries(options.db), ...ofRuns(options.db), ...ofClock(options)];
}

/** When the oldest wait should have ended: that of a run, or a date or wave that lets somebody in. */
export function oldestDue(db: Database): number | undefined {
  const row = db.get<{ run: number | null; date: number | null }>(
    'SELECT (SELECT min(due_at) FROM run WHERE due_at IS NOT NULL) AS run, (SELECT min(due_at) FROM entry_due) AS date',
  );
  const times = [row?.run, row?.date].filter((time) => typeof time === 'number');
  return times.length > 0 ? Math.min(...times) : undefined;
}

function ofWork({ db, engine, now }: FindingsOptions): Finding[] {
  const { failingSince, waitingWrites } = engine.condition();
  const due = oldestDue(db);
  const late = due === undefined ? 0 : now - due;
  const found: Finding[] = [];
  if (late >= overdueMs) found.push({ severity: 'blocks', code: 'waits-overdue', params: { minutes: Math.floor(late / minute) } });
  if (failingSince !== undefined)
    found.push({ severity: 'blocks', code: 'work-failing', params: { minutes: Math.max(0, Math.floor((now - failingSince) / minute)) } });
  if (waitingWrites >= manyWaiting) found.push({ severity: 'warns', code: 'writes-piling-up', params: { count: waitingWrites } });
  return found;
}

function ofStore({ engine, care, dataFolder, freeBytes = freeIn }: FindingsOptions): Finding[] {
  const { storeFailure } = engine.condition();
  const found: Finding[] = [];
  const { isTorn } = care.trouble();
  if (isTorn || storeFailure?.sqlite === sqliteCorrupt || storeFailure?.sqlite === sqliteNotADatabase)
    found.push({ severity: 'blocks', code: 'store-torn', params: {} });
  else if (storeFailure) found.push({ severity: 'blocks', code: storeFailure.sqlite === sqliteFull ? 'store-full' : 'store-unwritable', params: {} });
  const free = freeBytes(dataFolder);
  if (free < lowBytes && storeFailure?.sqlite !== sqliteFull)
    found.push({ severity: free < noBytes ? 'blocks' : 'warns', code: 'disk-nearly-full', params: { megabytes: Math.floor(free / 1_000_000) } });
  return found;
}

function ofBackups({ care, dataFolder, machineNow }: FindingsOptions): Finding[] {
  const { failure, isTorn } = care.trouble();
  if (isTorn) return [];
  if (failure !== undefined) return [{ severity: 'blocks', code: 'backup-failing', params: { cause: failure } }];
  const newest = newestBackupAt(dataFolder);
  if (newest === undefined || machineNow - newest < oldBackupMs || !care.settings().dailyBackup) return [];
  return [{ severity: 'warns', code: 'backup-old', params: { days: Math.floor((machineNow - newest) / day) } }];
}

function ofDeliveries(db: Database): Finding[] {
  const count = (channel: OutChannel, state: string) =>
    db.get<{ n: number }>('SELECT count(*) AS n FROM (SELECT 1 FROM delivery WHERE channel = ? AND state = ? LIMIT ?)', channel, state, most)?.n ?? 0;
  return outChannels.flatMap((channel) => {
    const found: Finding[] = [];
    const inDoubt = count(channel, 'unknown');
    const failed = count(channel, 'failed');
    if (inDoubt > 0) found.push({ severity: 'warns', code: 'deliveries-in-doubt', params: { channel, count: inDoubt } });
    if (failed > 0) found.push({ severity: 'warns', code: 'deliveries-failed', params: { channel, count: failed } });
    return found;
  });
}

function ofRuns(db: Database): Finding[] {
  const failed = db.get<{ n: number | null }>("SELECT sum(n) AS n FROM node_count WHERE metric = 'failed'")?.n ?? 0;
  const held = restoredOf(db)?.paused ?? 0;
  const found: Finding[] = [];
  if (failed > 0) found.push({ severity: 'warns', code: 'runs-failed', params: { count: failed } });
  if (held > 0) found.push({ severity: 'warns', code: 'restored-held', params: { count: held } });
  return found;
}

function ofClock({ db, now, jump }: FindingsOptions): Finding[] {
  const newest = db.get<{ at: number }>('SELECT at FROM trace ORDER BY seq DESC LIMIT 1')?.at ?? 0;
  const back = Math.max(newest - now, jump && jump.byMs < 0 ? -jump.byMs : 0);
  if (back > aheadMs) return [{ severity: 'warns', code: 'clock-went-back', params: { minutes: Math.round(back / minute) } }];
  if (jump && jump.byMs > 0) return [{ severity: 'informs', code: 'clock-went-ahead', params: { minutes: Math.round(jump.byMs / minute) } }];
  return [];
}

/** Read off the name, which is the moment it was made. */
function newestBackupAt(dataFolder: string): number | undefined {
  const folder = backupFolder(dataFolder);
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter((file) => file.endsWith('.sqlite'));
  const at = Date.parse((names.sort().at(-1) ?? '').replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.sqlite$/, 'T$1:$2:$3.$4Z'));
  return Number.isNaN(at) ? undefined : at;
}

function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
