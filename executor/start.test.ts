import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startExecutor } from './start';

let dataFolder = '';
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'masa-start-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

// A folder in its place stands for a disk that takes no file: whoever is root is stopped by no missing right.
test.each(['token', 'endpoint.json.tmp'])('%s that can not be written is said in words, and the store is given back', async (file) => {
  mkdirSync(join(dataFolder, file, 'in-the-way'), { recursive: true });
  const refused = await startExecutor({ dataFolder });
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'executor-store-failed' }] });
  rmSync(join(dataFolder, file), { recursive: true });
  const started = await startExecutor({ dataFolder });
  if (!started.ok) throw new Error(JSON.stringify(started.problems));
  await started.value.stop();
});
