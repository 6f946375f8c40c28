/** Exported segments asked of real databases: the same people as the evaluator says, over the same data. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../executor/store/driver';
import { findAppFolders } from '../../host/app-folder';
import { createCatalogueReader } from '../../host/catalogue';
import { writeSampleRows } from '../../host/sample-rows';
import { createSamplePeople } from '../../host/workbench/sample-people';
import { compileRecord } from '../../shared/catalogue/compile-attributes';
import { compileSegments } from '../../shared/catalogue/compile-segments';
import type { Json } from '../../shared/condition/facts';
import { printCondition } from '../../shared/condition/print-condition';
import type { Condition } from '../../shared/condition/schema';
import { parseEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import type { Population } from '../../shared/population/population';
import type { Attribute, CustomerRecord } from '../../shared/record/schema';
import { hasPerson } from '../../shared/segments/count/people-set';
import { type Person, populationOf } from '../../shared/segments/count/population.fixture';
import { segmentPeople } from '../../shared/segments/count/segment-people';
import type { Segment } from '../../shared/segments/schema';
import { segmentSql } from '../../shared/segments/sql/segment-sql';
import type { SqlOptions } from '../../shared/segments/sql/sql-options';
import { conditions, someCustomer } from '../arbitrary-conditions';
import { catalogueCustomers } from '../arbitrary-customers';
import { createIndexes, createTables, customerId, customerRow, eventRows, postgresScript } from '../segment-tables';
import { shippedCatalogue } from '../shipped-catalogue';
import { hasPostgreSql, type PostgreSql, startPostgreSql } from './sql-databases';

const now = Date.parse('2026-03-27T07:00:00Z');
const zones = ['America/New_York', 'Asia/Jerusalem', 'Asia/Tehran', 'UTC'];
const optionsOf = (dialect: SqlOptions['dialect']): SqlOptions =>
  dialect === 'sqlite' ? { dialect, now, timeZone: 'UTC', zones } : { dialect, now, timeZone: 'UTC' };

/** Asks all queries of one population. */
type Ask = (name: string, population: Population, attributes: readonly Attribute[], queries: readonly string[]) => string[][];

let folder = '';
let server: PostgreSql | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masa-segments-'));
  if (hasPostgreSql) server = await startPostgreSql();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const askSqlite: Ask = (name, population, attributes, queries) => {
  const database = openDatabase(join(folder, `${name}.db`));
  try {
    fill(database, population, attributes);
    return queries.map((query) => database.all<{ customer_id: string }>(query).map((row) => row.customer_id));
  } finally {
    database.close();
  }
};

const askPostgres: Ask = (name, population, attributes, queries) => {
  if (!server) throw new Error('not started');
  server.load(name, postgresScript(population, attributes));
  return server.ask(name, queries).map((rows) => rows.map(([id = '']) => id));
};

function fill(database: Database, population: Population, attributes: readonly Attribute[]): void {
  database.exec(createTables(attributes, 'sqlite'));
  database.transaction(() => {
    for (let person = 0; person < population.size; person++) {
      const row = customerRow(population, attributes, person, 'sqlite');
      database.run(`insert into customers values (${row.map(() => '?').join(', ')})`, ...row);
    }
    for (const row of eventRows(population, 'sqlite')) database.run('insert into events values (?, ?, ?, ?, ?)', ...row);
  });
  database.exec(createIndexes);
}

function membersOf(population: Population, segments: readonly Segment[], id: string): string[] {
  const set = segmentPeople(population, segments, now).people.get(id);
  return Array.from({ length: population.size }, (_, person) => person).flatMap((person) => (set && hasPerson(set, person) ? [customerId(person)] : []));
}

const dialects: [name: SqlOptions['dialect'], ask: Ask, there: boolean][] = [
  ['sqlite', askSqlite, true],
  ['postgres', askPostgres, hasPostgreSql],
];

for (const [dialect, ask, there] of dialects)
  describe.skipIf(!there)(`a segment exported for ${dialect}${there ? '' : ' (not installed)'}`, () => {
    it('gives the same people for every segment of the catalogue', () => {
      const catalogue = shippedCatalogue();
      const record = compileRecord(catalogue);
      const segments = compileSegments(catalogue);
      const population = populationOf(fc.sample(catalogueCustomers(catalogue, now), { numRuns: 500, seed: 57 }));
      const queries = segments.map(({ id }) => {
        const query = segmentSql(segments, record, id, optionsOf(dialect));
        if (!query.ok) throw new Error(JSON.stringify(query.problems));
        return query.value;
      });
      const answers = ask('catalogue', population, record.attributes, queries);
      const expected = segments.map(({ id }) => ({ id, people: membersOf(population, segments, id) }));
      expect(segments.map(({ id }, n) => ({ id, people: answers[n] }))).toEqual(expected);
      expect(expected.filter(({ people }) => people.length === 0)).toEqual([]);
    });

    it('gives the same people for the segments of the shipped sample over its own rows', async () => {
      const { engagement, population } = await shippedSample();
      const { segments, record, client } = engagement;
      const options: SqlOptions = { ...optionsOf(dialect), timeZone: client.timeZone };
      const queries = segments.map(({ id }) => {
        const query = segmentSql(segments, record, id, options);
        if (!query.ok) throw new Error(JSON.stringify(query.problems));
        return query.value;
      });
      const answers = ask('sample', population, record.attributes, queries);
      const expected = segments.map(({ id }) => ({ id, people: membersOf(population, segments, id) }));
      expect(segments.map(({ id }, n) => ({ id, people: answers[n] }))).toEqual(expected);
      expect(expected.filter(({ people }) => people.length > 0).length).toBeGreaterThan(20);
    });

    it('gives the same people for any condition it does not refuse', () => {
      const [sample] = compileRecord(shippedCatalogue()).attributes;
      if (!sample) throw new Error('no attribute');
      const typings: Record<string, Attribute['type']>[] = [
        { 'orders-count': 'integer', email: 'email', 'last-order-at': 'datetime', tags: 'string[]', city: 'string', 'is-test': 'boolean' },
        { 'orders-count': 'money', email: 'date', 'last-order-at': 'date', tags: 'string[]', city: 'datetime', 'is-test': 'decimal' },
      ];
      for (const [n, types] of typings.entries()) {
        const attributes = Object.entries(types).map(([id, type]): Attribute => ({ ...sample, id, type }));
        const timeZone: Attribute = { ...sample, id: 'time-zone', type: 'string' };
        const record: CustomerRecord = { groups: [], attributes: [...attributes, timeZone] };
        const people = fc.sample(typedCustomers(attributes), { numRuns: 60, seed: 11 + n });
        const population = populationOf(people);
        const random = fc.sample(fc.tuple(conditions, conditions, conditions, conditions), { numRuns: 400, seed: 23 + n });
        const lists = random.map(([own, vip, lapsed, staff], i) => [
          segment('own', own),
          segment('vip', vip),
          segment('lapsed', lapsed),
          ...(i % 3 === 0 ? [segment('staff', staff, true)] : []),
        ]);
        const asked = lists.flatMap((segments) => {
          const query = segmentSql(segments, record, 'own', optionsOf(dialect));
          if (query.ok) return [{ segments, sql: query.value }];
          for (const { code } of query.problems) expect(code).toMatch(/^segment-(cycle|sql-(text-as-time|two-values|text-of-value|day-of-moment))$/);
          return [];
        });
        expect(asked.length).toBeGreaterThan(150);
        const answers = ask(
          `random${n}`,
          population,
          record.attributes,
          asked.map(({ sql }) => sql),
        );
        const wrong = asked.flatMap(({ segments, sql }, i) => {
          const people = membersOf(population, segments, 'own');
          return answers[i]?.join() === people.join()
            ? []
            : [{ segments: segments.map(({ id, when }) => `${id}: ${printCondition(when)}`), sql, people, given: answers[i] }];
        });
        expect(wrong).toEqual([]);
      }
    });
  });

/** What the workbench makes of the sample's rows and events. */
async function shippedSample(): Promise<{ engagement: Engagement; population: Population }> {
  const opened = parseEngagementText(readFileSync(join(import.meta.dirname, '..', '..', 'assets', 'samples', 'karmelon.masa.json'), 'utf8'));
  if (!opened.ok) throw new Error('the sample does not open');
  const engagement = opened.value;
  const rows = join(folder, 'rows');
  await writeSampleRows(rows, engagement, { until: new Date(now).toISOString(), customers: 300 });
  const found = await createSamplePeople(createCatalogueReader(findAppFolders().assets), () => now).population(engagement, rows, () => {});
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return { engagement, population: found.value.population };
}

function segment(id: string, when: Condition, administrative = false): Segment {
  return { id, name: { en: id }, category: 'own', when, administrative, minimumSize: 0 };
}

/** The people of the random conditions with values of the attributes' types, as typed columns hold them. */
function typedCustomers(attributes: readonly Attribute[]): fc.Arbitrary<Person> {
  const text = fc.constantFrom('', 'a', 'Tehran', '10', '5000.00', 'true', 'TRUE', '"', "it's", 'שלום', '\\');
  const ofType = (type: Attribute['type']): fc.Arbitrary<Json> => {
    switch (type) {
      case 'boolean':
        return fc.boolean();
      case 'date':
        return fc.constantFrom('2026-02-25', '2026-03-01', '2026-03-26', '2026-03-27', '2026-03-28', '2025-10-26');
      case 'datetime':
        return fc.oneof(
          fc.constantFrom(
            '2026-03-27T07:00:00.000Z',
            '2026-03-26T22:00:00.000Z',
            '2026-03-01T00:00:00.000Z',
            '2025-10-25T22:30:00.000Z',
            '2025-10-25T23:30:00.000Z',
          ),
          fc.integer({ min: -40 * 24 * 60, max: 24 * 60 }).map((minutes) => new Date(now + minutes * 60_000).toISOString()),
        );
      case 'string[]':
        return fc.array(text, { maxLength: 3 });
      case 'integer':
        return fc.integer({ min: -3, max: 12 });
      case 'decimal':
      case 'money':
        return fc.oneof(
          fc.integer({ min: -3, max: 12 }), // The SQLite binding takes numbers below 1e-300 for the integer 0.
          fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000),
          fc.constant(5000),
        );
      default:
        return text;
    }
  };
  const values = fc.tuple(
    ...attributes.map(({ id, type }) =>
      fc.option(ofType(type), { freq: 4, nil: undefined }).map((value) => (value === undefined ? [] : [[id, value] as const])),
    ),
  );
  return fc.tuple(someCustomer, values).map(([customer, typed]) => ({ ...customer, attributes: Object.fromEntries(typed.flat()) }));
}
