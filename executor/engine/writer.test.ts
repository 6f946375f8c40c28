import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../store/driver';
import { closeStore, openStore } from '../store/open';
import { createVocabulary } from './vocabulary';
import { beginWork, type Work } from './work';
import { createWriter, type Writer } from './writer';

let folder = '';
let db: Database;
let writer: Writer;
let begun = 0;
let rollbacks = 0;
let alongside: (work: Work) => void;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-writer-'));
  const store = openStore(folder);
  if (!store.ok) throw new Error('no store');
  db = store.value;
  begun = 0;
  rollbacks = 0;
  alongside = () => {};
  writer = createWriter({
    db,
    begin() {
      begun++;
      return beginWork(db, createVocabulary(db), 0);
    },
    alongside: (work) => alongside(work),
    onCommit: () => {},
    onRollback() {
      rollbacks++;
    },
  });
});
afterEach(() => {
  closeStore(db);
  rmSync(folder, { recursive: true, force: true });
});

const keep = (key: string) => writer.write(1, (work) => work.db.run('INSERT INTO meta (key, value) VALUES (?, ?)', key, ''));
const kept = () => db.all<{ key: string }>('SELECT key FROM meta ORDER BY key').map((row) => row.key);

test('what waits together is written in one transaction', async () => {
  await Promise.all(['a', 'b', 'c'].map(keep));
  expect(kept()).toEqual(['a', 'b', 'c']);
  expect(begun).toBe(1);
});

test('what is due anyhow goes with it, and its failure takes nobody with it', async () => {
  alongside = (work) => void work.db.run("INSERT INTO meta (key, value) VALUES ('due', '')");
  await keep('a');
  expect([kept(), begun]).toEqual([['a', 'due'], 1]);
  alongside = (work) => {
    work.db.run("INSERT INTO meta (key, value) VALUES ('half', '')");
    throw new Error('bug');
  };
  expect(await keep('b')).toMatchObject({ ok: true });
  expect(kept()).toEqual(['a', 'b', 'due']);
});

test('one that fails takes nobody with it, and leaves nothing itself', async () => {
  const bug = writer.write(1, (work) => {
    work.db.run("INSERT INTO meta (key, value) VALUES ('half', '')");
    work.addTotal('events', 5);
    throw new Error('bug');
  });
  const results = await Promise.allSettled([keep('a'), bug, keep('b')]);
  expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(kept()).toEqual(['a', 'b']);
  expect(db.get('SELECT n FROM counter')).toBeUndefined();
  expect(rollbacks).toBe(2);
});

test('a store that refuses is told as a problem, not as a bug', async () => {
  await keep('a');
  expect(await keep('a')).toMatchObject({ ok: false, problems: [{ code: 'executor-store-failed' }] });
});

test('a full disk refuses and loses nothing that was acknowledged', async () => {
  await keep('before');
  db.exec(`PRAGMA max_page_count = ${db.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0}`);
  const large = await writer.write(1, (work) => work.db.run("INSERT INTO meta (key, value) VALUES ('large', ?)", 'x'.repeat(1_000_000)));
  expect(large).toMatchObject({ ok: false, problems: [{ code: 'executor-store-failed' }] });
  expect(kept()).toEqual(['before']);
  db.exec('PRAGMA max_page_count = 1000000');
  expect((await keep('after')).ok).toBe(true);
});

test('more than can be taken on is refused; stopping finishes what was', async () => {
  const heavy = writer.write(15_000, () => 1);
  const busy = await writer.write(15_000, () => 2);
  expect(busy).toMatchObject({ ok: false, problems: [{ code: 'executor-busy', params: { seconds: expect.any(Number) } }] });
  expect(writer.refuseBeyond(15_000)).toEqual(busy);
  expect(writer.refuseBeyond(5_000)).toBeUndefined();
  const light = keep('a');
  writer.stop();
  expect([await heavy, await light].map((one) => one.ok)).toEqual([true, true]);
  expect(kept()).toEqual(['a']);
  expect(await keep('b')).toMatchObject({ ok: false, problems: [{ code: 'executor-stopping' }] });
});
