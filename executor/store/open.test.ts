import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Run } from '../../shared/journey/run';
import { readCustomer } from '../engine/customer-rows';
import { createNames } from '../engine/names';
import { bodyOf, type RunRow, runColumns, runOf } from '../engine/run-rows';
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
  expect(() => db.run("INSERT INTO identity VALUES (1, 'a', 99, 0)")).toThrow(/FOREIGN KEY/);
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
  expect(db.transaction(() => db.change("INSERT INTO meta VALUES ('a', 'c')"))).toBe(1);
  closeStore(db);
});

test('what is one customer’s is found without reading all of anybody’s', () => {
  const db = opened();
  const tables = db.all<{ name: string }>(
    "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'customer' ORDER BY m.name",
  );
  expect(tables.map((one) => one.name)).toEqual([
    'audience_due',
    'audience_member',
    'audience_move',
    'entry_due',
    'event',
    'identity',
    'look_due',
    'membership',
    'outbox',
    'run',
    'trace',
    'watched_value',
  ]);
  for (const { name } of tables)
    expect(db.all<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM ${name} WHERE customer = ?`, 1).map((row) => row.detail.split(' ')[0])).toEqual([
      'SEARCH',
    ]);
  closeStore(db);
});

test('a store of the fourth format keeps its runs, traces, events and messages', () => {
  const old = openDatabase(path);
  for (const migration of migrations.slice(0, 4)) old.exec(migration);
  old.exec('PRAGMA user_version = 4; PRAGMA application_id = 0x4d415341');
  const run: Run = {
    id: 'r1',
    deployment: 'h',
    customer: 'c1',
    key: 'cart-7',
    status: 'active',
    node: 'w',
    visit: 2,
    enteredAt: 100,
    entry: { uid: 'e1', event: 'cart', at: 90, properties: { value: 12.5, title: 'שלום “x”', lines: [{ sku: 'a' }], gift: true, note: null } },
    wait: { kind: 'timer', since: 100, until: 5000 },
    outcomes: { s: 'sent' },
    sentBefore: ['s'],
  };
  const over: Run = {
    ...run,
    id: 'r2',
    key: '',
    status: 'exited',
    entry: { ...run.entry, properties: {} },
    outcomes: {},
    exit: { code: 'failed', at: 200, detail: 'step-failed' },
  };
  delete over.wait;
  delete over.sentBefore;
  const held: Run = {
    ...run,
    id: 'r3',
    wait: { kind: 'event', since: 300, until: 5000, event: 'paid', reason: { code: 'cap-reached', params: { cap: 'a “b”', limit: 3, all: true } } },
  };
  old.exec(`INSERT INTO deployment VALUES (1, 'h', 'j', 'k', '{}', 1, 'live', 'live', '{}', 0);
    INSERT INTO customer (n, attributes, changed, created_at, updated_at) VALUES (1, '{"email":"a","city":"b"}', '{"email":5,"city":6,"gone":7}', 0, 0);
    INSERT INTO identity VALUES ('email', 'a', 1, 3), ('phone', 'b', 1, 4);
    INSERT INTO event VALUES (4, 'e1', 1, 'cart', 90, 95, 'shop', 0, '{}', '{}');`);
  for (const [n, one] of [run, over, held].entries())
    old.run(
      'INSERT INTO run (n, id, deployment, customer, status, due_at, body) VALUES (?, ?, 1, 1, ?, ?, ?)',
      n + 1,
      one.id,
      one.status,
      one.wait?.until ?? null,
      JSON.stringify(one),
    );
  old.exec(`INSERT INTO trace VALUES (1, 100, 1, 1, 1, 't', 'entered', NULL, NULL, NULL), (2, 100, NULL, 1, 1, 't', 'not-entered', NULL, 'cap', '{"limit":3}');
    INSERT INTO outbox VALUES (9, 'r1:s:1', 'send', 100, 1, 1, 1, 's', 'accepted', NULL, '{}');`);
  old.close();
  const db = opened();
  expect(db.all<RunRow>(`SELECT ${runColumns} FROM run ORDER BY n`).map((row) => runOf(row, 'h'))).toEqual([run, over, held]);
  expect(db.all('SELECT n, due_at FROM run ORDER BY n')).toEqual([
    { n: 1, due_at: 5000 },
    { n: 2, due_at: null },
    { n: 3, due_at: 5000 },
  ]);
  expect(readCustomer(db, createNames(db), 1)).toEqual({ attributes: { email: 'a', city: 'b' }, changed: { email: 5, city: 6, gone: 7 } });
  expect(db.all('SELECT run, node, what, port, code, params FROM trace_line ORDER BY seq, line')).toEqual([
    { run: 1, node: 't', what: 'entered', port: null, code: null, params: null },
    { run: null, node: 't', what: 'not-entered', port: null, code: 'cap', params: '{"limit":3}' },
  ]);
  expect(db.all('SELECT name, value, customer, first_seen FROM identity JOIN name ON name.n = attribute ORDER BY name')).toEqual([
    { name: 'email', value: 'a', customer: 1, first_seen: 3 },
    { name: 'phone', value: 'b', customer: 1, first_seen: 4 },
  ]);
  expect(db.all('SELECT seq, uid, is_own FROM event')).toEqual([{ seq: 4, uid: 'e1', is_own: 0 }]);
  expect(db.all('SELECT n, key FROM outbox')).toEqual([{ n: 9, key: 'r1:s:1' }]);
  expect(() => db.run("INSERT INTO identity VALUES (1, 'a', 99, 0)")).toThrow(/FOREIGN KEY/);
  closeStore(db);
});

test('a store of the fifth format says who stands where, and whom each node refused', () => {
  const old = openDatabase(path);
  for (const migration of migrations.slice(0, 5)) old.exec(migration);
  old.exec('PRAGMA user_version = 5; PRAGMA application_id = 0x4d415341');
  old.exec(`INSERT INTO deployment VALUES (1, 'h', 'j', 'k', '{}', 1, 'live', 'live', '{}', 0);
    INSERT INTO customer (n, attributes, changed, created_at, updated_at) VALUES (1, '{}', '{}', 0, 0);
    INSERT INTO run (n, id, deployment, customer, status, key, due_at, body) VALUES (1, 'r1', 1, 1, 'active', '', 5000, '["w",2,100,["e1","cart",90,{}],null,null,null,null]');
    INSERT INTO trace VALUES (7, 100, 1, 1, 1, '[["sent","m"],["not-sent","m2",null,"no-consent",{}]]'), (8, 100, NULL, 1, 1, '[["not-entered","t",null,"cap",{}]]');
    INSERT INTO node_count VALUES (1, '', 'not-entered:cap', 1);`);
  old.close();
  const db = opened();
  expect(db.all<RunRow>(`SELECT ${runColumns} FROM run WHERE deployment = 1 AND node = 'w' AND status = 'active'`).map((row) => runOf(row, 'h'))).toMatchObject(
    [{ id: 'r1', node: 'w', visit: 2, entry: { event: 'cart' } }],
  );
  expect(
    db.all(`SELECT t.node, t.what, t.code, t.seq FROM refusal f JOIN trace_line t ON t.seq = f.trace AND t.what IN ('not-sent', 'not-entered') ORDER BY t.seq`),
  ).toEqual([
    { node: 'm2', what: 'not-sent', code: 'no-consent', seq: 7 },
    { node: 't', what: 'not-entered', code: 'cap', seq: 8 },
  ]);
  expect(db.all('SELECT node, metric, n FROM node_count')).toEqual([{ node: 't', metric: 'not-entered:cap', n: 1 }]);
  closeStore(db);
});

test('a store of the eleventh format counts the versions of each journey as they were published', () => {
  const old = openDatabase(path);
  for (const migration of migrations.slice(0, 11)) old.exec(migration);
  old.exec('PRAGMA user_version = 11; PRAGMA application_id = 0x4d415341');
  const row = (n: number, journey: string) => `(${n}, 'h${n}', '${journey}', 'k', '{}', 1, 'live', 'draining', '{}', ${9 - n})`;
  old.exec(`INSERT INTO deployment VALUES ${[row(1, 'j'), row(2, 'i'), row(3, 'j'), row(4, 'j')].join()}`);
  old.close();
  const db = opened();
  expect(db.get('SELECT group_concat(version) AS versions FROM (SELECT version FROM deployment ORDER BY n)')).toEqual({ versions: '1,1,2,3' });
  expect(() => db.exec("UPDATE deployment SET version = 2 WHERE hash = 'h4'")).toThrow(/UNIQUE/);
  closeStore(db);
});

test('a store of the thirteenth format keeps its runs in fewer bytes, and its indexes', () => {
  const old = openDatabase(path);
  for (const migration of migrations.slice(0, 13)) old.exec(migration);
  old.exec('PRAGMA user_version = 13; PRAGMA application_id = 0x4d415341');
  const id = '0123456789abcdef01234567';
  old.exec(`INSERT INTO deployment VALUES (1, 'h', 'j', 'k', '{}', 1, 'live', 'live', '{}', 0);
    INSERT INTO customer VALUES (1, '{}', 0, '{}');
    INSERT INTO way VALUES (1, '[["waiting","w",null,"waiting-until",{},["until"],0]]');
    INSERT INTO run (n, id, deployment, customer, status, key, node, due_at, parked_at, failures, body) VALUES
      (1, '${id}', 1, 1, 'active', '', 'w', 5000, NULL, 1, '[2,100,[null,"attribute-changed",0,{"a":"b"}],["timer",1,4900]]'),
      (2, 'r2', 1, 1, 'active', '', 'm', NULL, 6000, 0, '[2,100,["e1","cart",-10,{}],["hold",1,4900,null,{"code":"cap","params":{}}],{"s":"sent"}]'),
      (3, 'r3', 1, 1, 'exited', 'k', 'm', NULL, NULL, 0, '[2,100,["e1","cart",-10,{}],null,null,["s"],{"code":"goal","at":7}]');
    INSERT INTO trace VALUES (1, 100, 1, 1, 1, 1, '["1970-01-01T00:00:05.000Z"]');`);
  old.close();
  const db = opened();
  const rows = db.all<RunRow>(`SELECT ${runColumns} FROM run ORDER BY n`);
  const begun = { uid: 'e1', event: 'cart', at: 90, properties: {} };
  const alike = { deployment: 'h', customer: 'c1', key: '', status: 'active', visit: 2, enteredAt: 100, outcomes: {} };
  expect(rows.map((row) => runOf(row, 'h'))).toEqual([
    {
      ...alike,
      id,
      node: 'w',
      entry: { uid: `entry:${id}`, event: 'attribute-changed', at: 100, properties: { a: 'b' } },
      wait: { kind: 'timer', since: 101, until: 5000 },
    },
    {
      ...alike,
      id: 'r2',
      node: 'm',
      entry: begun,
      wait: { kind: 'hold', since: 101, until: 5000, reason: { code: 'cap', params: {} } },
      outcomes: { s: 'sent' },
    },
    { ...alike, id: 'r3', key: 'k', status: 'exited', node: 'm', entry: begun, sentBefore: ['s'], exit: { code: 'goal', at: 7 } },
  ]);
  expect(rows.map((row) => bodyOf(runOf(row, 'h')))).toEqual(rows.map(({ body }) => body));
  expect(db.all('SELECT id, status, due_at, parked_at, failures FROM run ORDER BY n')).toEqual([
    { id, status: 'active', due_at: 5000, parked_at: null, failures: 1 },
    { id: 'r2', status: 'active', due_at: null, parked_at: 6000, failures: 0 },
    { id: 'r3', status: 'exited', due_at: null, parked_at: null, failures: 0 },
  ]);
  expect(db.get('SELECT params FROM trace_line')).toEqual({ params: '{"until":"1970-01-01T00:00:05.000Z"}' });
  const indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'run' ORDER BY name";
  expect(db.all<{ name: string }>(indexes).map(({ name }) => name)).toEqual(['run_due', 'run_of_customer', 'run_parked', 'run_standing']);
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
