/** The dry run in memory and the executor over its store come to the same people, from the same records in the same order. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistry, type Registry } from '../../executor/engine/registry';
import { createVocabulary } from '../../executor/engine/vocabulary';
import { beginWork } from '../../executor/engine/work';
import { identify } from '../../executor/ingest/identify';
import type { Database } from '../../executor/store/driver';
import { closeStore, openStore } from '../../executor/store/open';
import { arbitraryIdentity, arbitraryRecords } from '../../shared/identity/arbitrary-identity.fixture';
import { sortCanonically } from '../../shared/identity/canonical-order';
import { compileIdentity } from '../../shared/identity/compile-identity';
import { rule } from '../../shared/identity/identity.fixture';
import { createIdentityRules } from '../../shared/identity/identity-rules';
import { readRecordTable } from '../../shared/identity/record-table';
import { resolve } from '../../shared/identity/resolve';
import type { Identity } from '../../shared/identity/schema';
import type { SampleRecord } from '../../shared/population/population';

let folder = '';
let db: Database;
let registry: Registry;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-identity-'));
  const store = openStore(folder);
  if (!store.ok) throw new Error(JSON.stringify(store.problems));
  db = store.value;
  registry = createRegistry(db);
});
afterAll(() => {
  closeStore(db);
  rmSync(folder, { recursive: true, force: true });
});

const country = 'IL';

/** Customer of each record by its place in `records`, after all of them were heard in `order`; several transactions, as events come in. */
function heardByExecutor(identity: Identity, records: readonly SampleRecord[], order: Int32Array): number[] {
  const rules = createIdentityRules(identity, { attributes: [] }, country);
  const heard = new Map<number, number>();
  const batches = [order.subarray(0, order.length >> 1), order.subarray(order.length >> 1)];
  for (const batch of batches)
    db.transaction(() => {
      const work = beginWork(db, createVocabulary(db), 1e12);
      for (const record of batch) {
        const { identifiers = [], at } = records[record] ?? {};
        const customer = identify(work, { ...registry, identity: () => rules }, Object.fromEntries(identifiers), at ?? 0);
        if (customer) heard.set(record, customer.n);
      }
      work.flush();
    });
  const survivorOf = (n: number) => db.get<{ winner: number }>('SELECT winner FROM merge_alias WHERE loser = ?', n)?.winner ?? n;
  return records.map((_, record) => {
    const n = heard.get(record);
    return n === undefined ? -1 : survivorOf(n);
  });
}

function heardInMemory(identity: Identity, records: readonly SampleRecord[]): { personOf: number[]; order: Int32Array } {
  const compiled = compileIdentity(identity, { attributes: [] }, country);
  const table = readRecordTable(records, compiled);
  return { personOf: [...resolve(table, compiled).personOf], order: sortCanonically(Int32Array.from(records.keys()), table) };
}

/** The same for the same division, however people are numbered. */
function division(people: readonly number[]): string {
  return people.map((person) => (person < 0 ? '-' : people.indexOf(person))).join(' ');
}

function empty(): void {
  for (const table of ['identity', 'event', 'merge_alias', 'counter', 'customer']) db.run(`DELETE FROM ${table}`);
}

function expectSame(identity: Identity, records: readonly SampleRecord[]): string {
  empty();
  const { personOf, order } = heardInMemory(identity, records);
  const executor = division(heardByExecutor(identity, records, order));
  expect(executor).toBe(division(personOf));
  return executor;
}

const record = (identifiers: [string, string][], at = 0): SampleRecord => ({ source: 0, object: 0, row: 1, at, identifiers, values: [] });
const email = rule('email', 'strong');
const phone = rule('mobile-phone', 'strong');
const number = { ...rule('customer-id', 'strong'), limit: 1 };
const cookie = rule('anonymous-ids', 'weak');

test.each<[string, Identity, SampleRecord[], string]>([
  [
    'spellings',
    { rules: [email, phone] },
    [
      record(
        [
          ['email', 'A@x.example'],
          ['mobile-phone', '050-1234567'],
        ],
        1,
      ),
      record([['mobile-phone', '+972 50 1234567']], 2),
    ],
    '0 0',
  ],
  [
    'a chain',
    { rules: [number, email, phone] },
    [
      record([['email', 'a@x.example']], 1),
      record([['mobile-phone', '0501234567']], 2),
      record(
        [
          ['email', 'a@x.example'],
          ['mobile-phone', '0501234567'],
        ],
        3,
      ),
    ],
    '0 0 0',
  ],
  [
    'a limit',
    { rules: [number, email] },
    [
      record(
        [
          ['customer-id', '1'],
          ['email', 'a@x.example'],
        ],
        1,
      ),
      record(
        [
          ['customer-id', '2'],
          ['email', 'a@x.example'],
        ],
        2,
      ),
    ],
    '0 1',
  ],
  [
    'a device',
    { rules: [email, cookie] },
    [
      record([['anonymous-ids', 'k']], 1),
      record(
        [
          ['email', 'a@x.example'],
          ['anonymous-ids', 'k'],
        ],
        2,
      ),
      record(
        [
          ['email', 'b@x.example'],
          ['anonymous-ids', 'k'],
        ],
        3,
      ),
      record([['anonymous-ids', 'k']], 4),
    ],
    '0 0 2 0',
  ],
  [
    'blocked',
    { rules: [{ ...email, blocked: ['till@x.example'] }] },
    [record([['email', 'till@x.example']], 1), record([['email', 'TILL@x.example']], 2)],
    '- -',
  ],
])('%s', (_, identity, records, expected) => expect(expectSame(identity, records)).toBe(expected));

test('random rules and records', () => {
  // Values of unknown time are the dry run's alone, and a sender names each identifier once.
  const records = arbitraryRecords.map((all) =>
    all.map((one, i) => ({ ...one, at: one.at ?? i * 1_000, identifiers: [...new Map(one.identifiers.map(([attribute, value]) => [attribute, value]))] })),
  );
  fc.assert(
    fc.property(arbitraryIdentity, records, (identity, all) => {
      expectSame(identity, all);
    }),
    { numRuns: 300 },
  );
}, 120_000);
