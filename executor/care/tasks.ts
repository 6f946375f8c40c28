/** What can be done for a store that nobody runs on, because it is stopped or can't be opened. */
import { existsSync } from 'node:fs';
import type { Backup, BackupList, CareTask } from '../../shared/executor/care';
import type { SummaryQuery } from '../../shared/executor/summary';
import { ok, type Result, refuse } from '../../shared/problem';
import { prepareFolder } from '../store/folder';
import { closeStore, openStore } from '../store/open';
import { factsAtRest } from '../summary/at-rest';
import { createBackups, listBackups } from './backups';
import { lockFolder } from './folder-lock';
import { inspectStore } from './inspect';
import { finishExchange, prepareEmpty, prepareRestore } from './restore';
import { readCare } from './settings';

type TaskOptions = { dataFolder: string; mode: Backup['mode']; backup: string; period: SummaryQuery };

/** Refuses what the task itself refuses, and `executor-already-running`: then the running one is to be asked. */
export async function doTask(task: CareTask, { dataFolder, mode, backup, period }: TaskOptions): Promise<Result<unknown>> {
  if (task === 'backups') return ok({ backups: listBackups(dataFolder) } satisfies BackupList);
  // Asked first: a folder that is misspelt would be made.
  if (task === 'summary' && !existsSync(dataFolder)) return refuse('executor-store-missing', { folder: dataFolder });
  const folder = prepareFolder(dataFolder, []);
  if (!folder.ok) return folder;
  const lock = lockFolder(dataFolder);
  if (!lock.ok) return lock;
  const now = Date.now;
  try {
    if (task === 'backup') return await backUp(dataFolder);
    if (task === 'summary') return await factsAtRest(dataFolder, mode, period);
    const prepared = task === 'restore' ? await prepareRestore({ dataFolder, now }, backup, mode, inspectStore) : prepareEmpty({ dataFolder, now });
    if (!prepared.ok) return prepared;
    const finished = finishExchange(dataFolder);
    return finished.ok ? ok(prepared.value ?? null) : finished;
  } finally {
    lock.value();
  }
}

async function backUp(dataFolder: string): Promise<Result<Backup>> {
  const finished = finishExchange(dataFolder);
  if (!finished.ok) return finished;
  const store = openStore(dataFolder);
  if (!store.ok) return store;
  const backups = createBackups({ db: store.value, dataFolder, inspect: inspectStore, now: Date.now });
  try {
    return await backups.make('asked', readCare(store.value).keepBackups);
  } finally {
    await backups.close();
    closeStore(store.value);
  }
}
