/**
 * SQL scripts: how many columns are read with the name and the type that the database itself reports, and how long it takes.
 *   npm run bench -- sql
 * MariaDB and PostgreSQL are started for it where they are installed; schemas of other programs come from /usr/share or,
 * unpacked, from the folder MASA_SQL_SCHEMAS. With MASA_SQL_PEER, the folder of node-sql-parser 5.4 (89 MB, too much to
 * depend on), that parser runs beside on the same dumps, statement by statement, as it refuses whole ones.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { limits } from '../importers/limits';
import { readFile } from '../importers/read-file';
import {
  hasMariaDb,
  hasPostgreSql,
  type JudgedColumn,
  realSchemas,
  type SqlDatabase,
  scriptOf,
  startMariaDb,
  startPostgreSql,
} from '../tests/integration/sql-databases';
import { median, tell } from './measure';

const RUNS = 7;
const TARGET_MS = 1_000;

type Named = { table: string; name: string; type: string };
const sameType = (type: string) =>
  type
    .replace(/^public\./, '')
    .replaceAll('"', '')
    .replace(/\s+/g, '')
    .toLowerCase();

/** Share of the columns that were found with the right type, in percent. */
function rightShare(found: readonly Named[], truth: readonly Named[]): number {
  const types = new Map(found.map(({ table, name, type }) => [`${table}.${name}`, sameType(type)]));
  return (100 * truth.filter(({ table, name, type }) => types.get(`${table}.${name}`) === sameType(type)).length) / truth.length;
}

async function readColumns(bytes: Uint8Array): Promise<Named[]> {
  const result = await readFile({ name: 'dump.sql', bytes }, limits);
  if (!result.ok) throw new Error(JSON.stringify(result.problems[0]));
  return result.value.flatMap(({ objects }) =>
    objects.flatMap(({ name: table, fields }) => fields.map(({ nativeName: name, nativeType: type }) => ({ table, name, type }))),
  );
}

async function measure(title: string, bytes: Uint8Array, truth: readonly Named[], peer: (() => Named[]) | undefined): Promise<void> {
  const times: number[] = [];
  const peerTimes: number[] = [];
  let found: Named[] = [];
  let ofPeer: Named[] = [];
  for (let run = 0; run < RUNS; run++) {
    let began = performance.now();
    found = await readColumns(bytes);
    times.push(performance.now() - began);
    if (!peer) continue;
    began = performance.now();
    ofPeer = peer();
    peerTimes.push(performance.now() - began);
  }
  const tables = new Set(truth.map(({ table }) => table)).size;
  console.log(`${title}: ${tables} tables, ${truth.length} columns, ${rightShare(found, truth).toFixed(1)}% right`);
  tell(`${title}: read`, times, TARGET_MS);
  if (peer) {
    console.log(`${title}: node-sql-parser ${rightShare(ofPeer, truth).toFixed(1)}% right, ${(median(peerTimes) / median(times)).toFixed(1)} times as long`);
    tell(`${title}: node-sql-parser`, peerTimes);
  }
}

type PeerColumn = { resource?: string; column?: { column?: unknown }; definition?: PeerType };
type PeerType = { dataType?: string; length?: number; scale?: number; suffix?: unknown[] | null; expr?: { value?: { value: string }[] } };
type Peer = { Parser: new () => { astify(sql: string, options: { database: string }): unknown } };

function nameIn(value: unknown): string {
  if (typeof value === 'string') return value;
  return (value as { expr?: { value?: string } } | undefined)?.expr?.value ?? '';
}

/** The columns that node-sql-parser finds, with its types put together as a database writes them. */
function peerFor(text: string, database: string): (() => Named[]) | undefined {
  const folder = process.env.MASA_SQL_PEER;
  if (folder === undefined) return undefined;
  const { Parser } = createRequire(import.meta.url)(join(folder, 'index.js')) as Peer;
  return () => {
    const parser = new Parser();
    return text.split(/;[ \t]*\r?\n/).flatMap((statement) => {
      if (!/CREATE TABLE/i.test(statement)) return [];
      try {
        const made = [parser.astify(statement, { database })].flat() as { table?: { table: string }[]; create_definitions?: PeerColumn[] }[];
        return made.flatMap(({ table, create_definitions = [] }) =>
          create_definitions.flatMap(({ resource, column, definition = {} }) =>
            resource === 'column' ? [{ table: table?.[0]?.table ?? '', name: nameIn(column?.column), type: peerType(definition) }] : [],
          ),
        );
      } catch {
        return [];
      }
    });
  };
}

function peerType({ dataType = '', length, scale, suffix, expr }: PeerType): string {
  const size = length === undefined || length === null ? '' : `(${length}${scale === undefined || scale === null ? '' : `,${scale}`})`;
  const values = expr?.value ? `(${expr.value.map(({ value }) => `'${value}'`).join(',')})` : '';
  return [dataType + size + values, ...(suffix ?? []).filter((word) => typeof word === 'string')].join(' ');
}

/** A dump as pg_dump writes it, of tables made up here. */
function manyTables(tables: number): { text: string; truth: Named[] } {
  const types = [
    'bigint',
    'character varying(190)',
    'timestamp(0) without time zone',
    'numeric(10,2)',
    'boolean',
    'text',
    'integer',
    'date',
    'jsonb',
    'uuid',
    'character(2)',
    'double precision',
  ];
  const truth: Named[] = [];
  const parts = ['-- PostgreSQL database dump\nSET search_path = public;\n'];
  for (let index = 0; index < tables; index++) {
    const table = `table_${index}`;
    const columns = types.map((type, at) => ({ table, name: `column_${at}`, type }));
    truth.push(...columns);
    parts.push(`CREATE TABLE public.${table} (\n${columns.map(({ name, type }, at) => `    ${name} ${type}${at < 2 ? ' NOT NULL' : ''}`).join(',\n')}\n);\n`);
    parts.push(
      `ALTER TABLE ONLY public.${table}\n    ADD CONSTRAINT ${table}_pkey PRIMARY KEY (column_0);\nCOMMENT ON COLUMN public.${table}.column_1 IS 'what it holds';\n`,
    );
  }
  return { text: parts.join('\n'), truth };
}

async function against(title: string, kind: string, start: (() => Promise<SqlDatabase>) | undefined, dialect: string): Promise<void> {
  if (!start) {
    console.log(`${title}: not installed, left out`);
    return;
  }
  const database = await start();
  try {
    const schemas = realSchemas.filter((schema) => schema.database === kind);
    if (schemas.length === 0) console.log(`${title}: no schema of another program is installed, left out`);
    for (const schema of schemas) {
      const name = schema.system.toLowerCase();
      database.load(name, scriptOf(schema));
      const truth: JudgedColumn[] = database.columns(name);
      const dump = database.dump(name);
      await measure(`${schema.system} in ${title}`, dump, truth, peerFor(Buffer.from(dump).toString('utf8'), dialect));
    }
  } finally {
    await database.stop();
  }
}

const { text, truth } = manyTables(600);
await measure('600 tables made up', new TextEncoder().encode(text), truth, peerFor(text, 'Postgresql'));
await against('PostgreSQL', 'postgresql', hasPostgreSql ? startPostgreSql : undefined, 'Postgresql');
await against('MariaDB', 'mariadb', hasMariaDb ? startMariaDb : undefined, 'MariaDB');
