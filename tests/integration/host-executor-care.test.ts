/** What the app does about the executor's store, with the real executor: while it runs, while it is stopped, and when its store can't be opened. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeFile } from '../../executor/store/open';
import { findAppFolders } from '../../host/app-folder';
import { createExecutorCare } from '../../host/executor-care';
import { spawnWithNode } from '../../host/executor-process';
import { createSupervisor, type Supervisor } from '../../host/executor-supervisor';
import type { Result } from '../../shared/problem';

const spawn = spawnWithNode(findAppFolders().executorMain);
let data = '';
let supervisor: Supervisor;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'masa-host-care-'));
  supervisor = createSupervisor({ dataFolder: data, spawn, timing: { firstPauseMs: 10 } });
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(data, { recursive: true, force: true });
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const viewed = (uid: string) => ({ uid, name: 'page_viewed', occurred_at: '2026-03-20T12:00:00Z', identifiers: { email: `${uid}@shop.example` } });

test('backed up and put back running and stopped; a damaged store leads back to a backup or to an empty one', { timeout: 180_000 }, async () => {
  const care = createExecutorCare({ supervisor, spawn, dataFolder: data });
  expect(await supervisor.start()).toMatchObject({ state: 'ready' });
  unwrap(await supervisor.client.sendEvents({ body: [viewed('a')] }));
  const first = unwrap(await care.backUp());
  expect(await care.beginAnew()).toMatchObject({ ok: false, problems: [{ code: 'executor-already-running' }] });
  unwrap(await supervisor.client.sendEvents({ body: [viewed('b')] }));
  expect(unwrap(await care.restore(first.name))).toMatchObject({ state: 'ready', health: { events: 1 } });

  await supervisor.stop();
  const second = unwrap(await care.backUp());
  expect(unwrap(await care.backups()).backups.map((one) => one.name)).toEqual([second.name, first.name]);
  expect(await supervisor.status()).toMatchObject({ state: 'stopped' });

  writeFileSync(join(data, storeFile), 'not a database, whatever its name says. '.repeat(100));
  expect(await supervisor.start()).toMatchObject({ state: 'failed', problem: { code: 'executor-store-damaged' } });
  expect(unwrap(await care.backups()).backups).toHaveLength(2);
  expect(await care.restore('2020-01-01T00-00-00-000Z')).toMatchObject({ ok: false, problems: [{ code: 'backup-missing' }] });
  // What is wrong with the store is still said.
  expect(await supervisor.status()).toMatchObject({ state: 'failed', problem: { code: 'executor-store-damaged' } });
  expect(unwrap(await care.restore(second.name))).toMatchObject({ state: 'ready', health: { events: 1 } });

  await supervisor.stop();
  writeFileSync(join(data, storeFile), 'not a database, whatever its name says. '.repeat(100));
  expect(unwrap(await care.beginAnew())).toMatchObject({ state: 'ready', health: { events: 0 } });
  expect(readdirSync(join(data, 'set-aside'))).toHaveLength(3);
});
