import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TraceEntry } from '../../shared/journey/run';
import type { Database } from '../store/driver';
import { closeStore, openStore } from '../store/open';
import { createVocabulary } from './vocabulary';
import { createWays, entriesOf } from './ways';
import { beginWork } from './work';

let folder = '';
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-ways-'));
  const store = openStore(folder);
  if (!store.ok) throw new Error('no store');
  db = store.value;
  db.exec(`INSERT INTO deployment VALUES (1, 'h', 'j', 'k', '{}', 1, 'live', 'live', '{}', 0);
    INSERT INTO customer VALUES (1, '{}', 0, '{}')`);
});
afterEach(() => {
  closeStore(db);
  rmSync(folder, { recursive: true, force: true });
});

const entries: TraceEntry[] = [
  { node: 't', what: 'entered', reason: { code: 'entered', params: { event: 'cart' } } },
  { node: 't', what: 'passed', port: 'out' },
  { node: 'm', what: 'not-sent', reason: { code: 'cap-reached', params: { cap: "a “b” 'c'", limit: 3, share: 0.5, all: false } } },
  { node: 'm', what: 'exited', port: 'suppressed', reason: { code: 'no-consent', params: {} } },
  {
    node: 'w',
    what: 'waiting',
    reason: { code: 'waiting-until', params: { until: '2026-11-30T13:27:26.007Z', event: 'cart', due: '1969-12-31T23:59:59.999Z' } },
  },
  { what: 'not-entered' },
];

test('a step is read as it was written', () => {
  const work = beginWork(db, createVocabulary(db), 7);
  work.addTrace({ deployment: 1, customer: 1 }, entries);
  work.addTrace({ deployment: 1, customer: 1 }, entries.slice(1, 3));
  const rows = db.all<{ at: number; what: string; node: string | null; port: string | null; code: string | null; params: string | null }>(
    'SELECT at, what, node, port, code, params FROM trace_line ORDER BY seq, line',
  );
  const read = rows.map(({ what, node, port, code, params }) => ({
    ...(node === null ? {} : { node }),
    what,
    ...(port === null ? {} : { port }),
    ...(code === null ? {} : { reason: { code, params: JSON.parse(params ?? 'null') } }),
  }));
  expect(read).toEqual([...entries, ...entries.slice(1, 3)]);
  expect(rows[0]?.at).toBe(7);
  const { way, params } = createWays(db).of(entries, 7);
  expect(entriesOf(db.get<{ lines: string }>('SELECT lines FROM way WHERE n = ?', way.n)?.lines ?? '', params, 7)).toEqual(entries);
});

test('a way is stored once, whatever numbers, moments and sentences its reasons hold, and by the next process too', () => {
  const first = createWays(db).of(entries, 7);
  const other = entries.map((one) =>
    one.what === 'not-sent' ? { ...one, reason: { code: 'cap-reached', params: { cap: 'D e', limit: 4, share: 1, all: true } } } : one,
  );
  expect(createWays(db).of(other, 7)).toEqual({ way: first.way, params: `["D e",4,1,true,${Date.UTC(2026, 10, 30, 13, 27, 26)},-8]` });
  expect(db.get('SELECT count(*) AS n FROM way')).toEqual({ n: 1 });
});

test('words that differ are different ways, and never mixed up with names of values', () => {
  const ways = createWays(db);
  const of = (params: Record<string, string | number>) => ways.of([{ node: 'm', what: 'held', reason: { code: 'cap-reached', params } }], 7).way.n;
  const all = [of({ cap: 'weekly' }), of({ cap: 'daily' }), of({ cap: 1 }), of({ cap: 1, weekly: 2 }), of({ cap: 1, weekly: 'daily' })];
  expect(new Set(all).size).toBe(5);
});

test('what a failed transaction stored is stored again', () => {
  const ways = createWays(db);
  expect(() =>
    db.transaction(() => {
      ways.of(entries, 7);
      throw new Error('disk full');
    }),
  ).toThrow('disk full');
  ways.forget();
  ways.of(entries, 7);
  expect(db.get('SELECT count(*) AS n FROM way')).toEqual({ n: 1 });
});
