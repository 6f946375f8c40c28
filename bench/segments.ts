/**
 * Sizes of all segments of the catalogue over 100,000 people and 1,000,000 events, after load: ours, the evaluator person by
 * person, and SQLite with the queries we export. All must give the same numbers.
 *   npm run bench -- segments
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../executor/store/driver';
import { compileRecord } from '../shared/catalogue/compile-attributes';
import { compileSegments } from '../shared/catalogue/compile-segments';
import type { Population } from '../shared/population/population';
import { countSegments } from '../shared/segments/count/count-segments';
import { createPersonFacts } from '../shared/segments/count/person-facts';
import { createSegmentIndex } from '../shared/segments/segment-index';
import { segmentSql } from '../shared/segments/sql/segment-sql';
import { createIndexes, createTables, customerRow, eventRows } from '../tests/segment-tables';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { largePopulation } from './large-population';
import { median, tell } from './measure';

const RUNS = 7;
const PEER_RUNS = 3;
const TARGET_MS = 1_000;
const PEOPLE = 100_000;
const EVENTS = 1_000_000;

const catalogue = shippedCatalogue();
const record = compileRecord(catalogue);
const segments = compileSegments(catalogue);
const now = Date.parse('2026-11-28T12:00:00Z');
const known = { attributes: new Map(), events: new Map() };

type Run = { ms: number; busyMs: number; sizes: number[] };

function timed(work: () => number[]): Run {
  const before = process.cpuUsage();
  const began = performance.now();
  const sizes = work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { ms, busyMs: (user + system) / 1000, sizes };
}

function report(name: string, runs: readonly Run[], target?: number): number {
  tell(
    `${name}, by the clock`,
    runs.map(({ ms }) => ms),
    target,
  );
  const busy = runs.map(({ busyMs }) => busyMs);
  tell(`${name}, processor time of all threads`, busy, target);
  return median(busy);
}

/** Every segment asked of every person: what a straightforward program does. */
function oneByOne(population: Population): number[] {
  const index = createSegmentIndex(segments);
  const facts = createPersonFacts(population, now, new Map());
  const sizes = segments.map(() => 0);
  for (let person = 0; person < population.size; person++) {
    facts.lookAt(person);
    const isIn = index.membership(facts);
    for (const [n, { id }] of segments.entries()) if (isIn(id)) sizes[n] = (sizes[n] ?? 0) + 1;
  }
  return sizes;
}

/** The exported queries over indexed tables, one after the other. */
function inSqlite(population: Population): { run(): number[]; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'masa-bench-'));
  const database = openDatabase(join(folder, 'people.db'));
  const { attributes } = record;
  database.exec(`pragma synchronous = off; pragma journal_mode = memory; pragma cache_size = -1000000; ${createTables(attributes, 'sqlite')}`);
  database.transaction(() => {
    for (let person = 0; person < population.size; person++) {
      const row = customerRow(population, attributes, person, 'sqlite');
      database.run(`insert into customers values (${row.map(() => '?').join(', ')})`, ...row);
    }
    for (const row of eventRows(population, 'sqlite')) database.run('insert into events values (?, ?, ?, ?, ?)', ...row);
  });
  database.exec(`${createIndexes} analyze;`);
  const queries = segments.map(({ id }) => {
    const query = segmentSql(segments, record, id, { dialect: 'sqlite', now, timeZone: 'UTC', zones: population.zones });
    if (!query.ok) throw new Error(JSON.stringify(query.problems));
    return query.value.replace(/select "customer_id"\n(from .+)\norder by "customer_id";\n$/, 'select count(*) as people\n$1');
  });
  return {
    run: () => queries.map((query) => database.get<{ people: number }>(query)?.people ?? Number.NaN),
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const population = largePopulation(catalogue, { people: PEOPLE, events: EVENTS, now });
const count = () => countSegments(population, segments, { now, known }).sizes.map(({ size }) => size);
const title = `${segments.length} segments over ${PEOPLE} people and ${EVENTS} events`;

const first = timed(count);
const later = Array.from({ length: RUNS }, () => timed(count));
report(`masa: ${title}, first count of a process`, [first], TARGET_MS);
const ours = report(`masa: ${title}, later counts`, later, TARGET_MS);

const sqlite = inSqlite(population);
try {
  const peers: [string, () => number[], number][] = [
    ['evaluator, person by person', () => oneByOne(population), PEER_RUNS],
    ['SQLite, exported queries', sqlite.run, PEER_RUNS],
  ];
  for (const [name, work, times] of peers) {
    const runs = Array.from({ length: times }, () => timed(work));
    const theirs = report(`${name}: ${title}`, runs);
    const differing = segments.filter((_, n) => runs[0]?.sizes[n] !== first.sizes[n]).map(({ id }) => id);
    console.log(`${name}: ${(theirs / ours).toFixed(1)} times as long; ${differing.length === 0 ? 'the same sizes' : `OTHER SIZES: ${differing.join(', ')}`}`);
  }
} finally {
  sqlite.close();
}
