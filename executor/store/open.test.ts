import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from './driver';
import { migrations } from './migrations';
import { closeStore, openStore, storeFile } from './open';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-store-'));
  path = join(folder, storeFile);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(): Database {
  const store = openStore(folder);
  if (!store.ok) throw new Error(JSON.stringify(store.problems));
  return store.value;
}

function refusal(): string[] {
  const store = openStore(folder);
  if (store.ok) store.value.close();
  return store.ok ? [] : store.problems.map((one) => one.code);
}

test('syncs each commit to the disk and checks references', () => {
  const db = opened();
  const pragma = (name: string) => Object.values(db.get<Record<string, unknown>>(`PRAGMA ${name}`) ?? {})[0];
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('locking_mode')]).toEqual(['wal', 2, 1, 'exclusive']);
  expect(pragma('user_version')).toBe(migrations.length);
  expect(() => db.run("INSERT INTO identity VALUES ('email', 'a', 99, 0)")).toThrow(/FOREIGN KEY/);
  closeStore(db);
});

test.skipIf(process.platform === 'win32')('nobody else on this machine can read it, even where the folder is open to all or the file was', () => {
  chmodSync(folder, 0o755);
  const first = openStore(folder);
  if (!first.ok) throw new Error(JSON.stringify(first.problems));
  const modes = () => Object.fromEntries(readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]));
  expect(new Set(Object.values(modes()))).toEqual(new Set(['600']));
  closeStore(first.value);
  chmodSync(join(folder, storeFile), 0o644);
  const again = openStore(folder);
  expect(modes()[storeFile]).toBe('600');
  if (again.ok) closeStore(again.value);
});

test('only one has it open; whoever closes it gives it back at once', () => {
  const db = opened();
  expect(refusal()).toEqual(['executor-already-running']);
  db.run("INSERT INTO meta VALUES ('a', 'b')");
  closeStore(db);
  const again = opened();
  expect(again.get("SELECT value FROM meta WHERE key = 'a'")).toEqual({ value: 'b' });
  closeStore(again);
});

test('a newer store, a damaged one and another program’s are refused and left as they are', () => {
  closeStore(opened());
  const newer = openDatabase(path);
  newer.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  newer.close();
  const before = readFileSync(path);
  expect(refusal()).toEqual(['executor-store-newer']);
  expect(readFileSync(path).equals(before)).toBe(true);

  const garbage = Buffer.from('this is not a database, whatever its name says. '.repeat(200));
  writeFileSync(path, garbage);
  expect(refusal()).toEqual(['executor-store-damaged']);
  expect(readFileSync(path).equals(garbage)).toBe(true);

  rmSync(path);
  const foreign = openDatabase(path);
  foreign.exec('CREATE TABLE recipes (name TEXT)');
  foreign.close();
  const theirs = readFileSync(path);
  expect(refusal()).toEqual(['executor-store-foreign']);
  expect(readFileSync(path).equals(theirs)).toBe(true);
});

test('a transaction that fails leaves nothing', () => {
  const db = opened();
  expect(() =>
    db.transaction(() => {
      db.run("INSERT INTO meta VALUES ('a', 'b')");
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(db.get("SELECT value FROM meta WHERE key = 'a'")).toBeUndefined();
  expect(db.transaction(() => db.run("INSERT INTO meta VALUES ('a', 'c')"))).toBe(1);
  closeStore(db);
});

test('what is one customer’s is found without reading all of anybody’s', () => {
  const db = opened();
  const tables = db.all<{ name: string }>(
    "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'customer' ORDER BY m.name",
  );
  expect(tables.map((one) => one.name)).toEqual(['entry_due', 'event', 'identity', 'membership', 'outbox', 'run', 'trace', 'watched_value']);
  for (const { name } of tables)
    expect(db.all<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM ${name} WHERE customer = ?`, 1).map((row) => row.detail.split(' ')[0])).toEqual([
      'SEARCH',
    ]);
  closeStore(db);
});

test('a store of the first format keeps its dates and pauses', () => {
  const old = openDatabase(path);
  old.exec(migrations[0] ?? '');
  old.exec('PRAGMA user_version = 1; PRAGMA application_id = 0x4d415341');
  old.exec(`
    INSERT INTO deployment VALUES (1, 'h', 'j', 'k', '{}', 1, 'live', 'paused', '{}', 0, 7);
    INSERT INTO customer (n, attributes, changed, created_at, updated_at) VALUES (1, '{}', '{}', 0, 0);
    INSERT INTO run VALUES (1, 'r', 1, 1, 'active', NULL, 50, 0, '{}'), (2, 's', 1, 1, 'exited', NULL, NULL, 0, '{}');
    INSERT INTO entry_due VALUES (1, 't', 1, 99);
  `);
  old.close();
  const db = opened();
  expect(db.all('SELECT n, parked_event FROM run')).toEqual([
    { n: 1, parked_event: 7 },
    { n: 2, parked_event: null },
  ]);
  expect(db.all('SELECT * FROM entry_due')).toEqual([{ deployment: 1, node: 't', customer: 1, event: 0, due_at: 99 }]);
  closeStore(db);
});
