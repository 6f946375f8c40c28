/** A population as the tables that an exported segment is asked over (docs/formats/segment-sql.md). */
import type { SqlValue } from '../executor/store/driver';
import type { EventRecord, Json } from '../shared/condition/facts';
import { toWire } from '../shared/ids';
import type { Population } from '../shared/population/population';
import type { Attribute } from '../shared/record/schema';
import type { CanonicalType } from '../shared/sources/schema';

export type Sql = 'postgres' | 'sqlite';
type Columns = readonly Pick<Attribute, 'id' | 'type'>[];

const postgresTypes: Record<CanonicalType, string> = {
  string: 'text',
  enum: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  country: 'text',
  currency: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  money: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  'string[]': 'text[]',
  json: 'jsonb',
};

/** As the rows will be sorted: c0000000, c0000001, … */
export function customerId(person: number): string {
  return `c${String(person).padStart(7, '0')}`;
}

export function createTables(attributes: Columns, dialect: Sql): string {
  const columns = besideTheId(attributes).map(({ id, type }) => `, "${toWire(id)}"${dialect === 'postgres' ? ` ${postgresTypes[type]}` : ''}`);
  const [at, json] = dialect === 'postgres' ? ['timestamptz', 'jsonb'] : ['integer', 'text'];
  return `create table "customers" ("customer_id" text primary key${columns.join('')});
create table "events" ("customer_id" text, "name" text, "occurred_at" ${at}, "uid" text, "properties" ${json});`;
}

/** The catalogue's own `customer-id` is the key. */
function besideTheId(attributes: Columns): Columns {
  return attributes.filter(({ id }) => id !== 'customer-id');
}

/** Once the rows are there. */
export const createIndexes = 'create index "events_of" on "events" ("customer_id", "name", "occurred_at");';

/** The time zone is the one the person is counted in, whatever the attribute says. */
export function customerRow(population: Population, attributes: Columns, person: number, dialect: Sql): SqlValue[] {
  const values = besideTheId(attributes).map(({ id, type }) => {
    if (id === 'time-zone') return population.zones[population.zoneOf[person] ?? 0] ?? null;
    const column = population.columns.get(id);
    const value = column?.values[column.codes[person] ?? -1];
    return value === undefined ? null : written(value, type, dialect);
  });
  return [customerId(person), ...values];
}

export function* eventRows(population: Population, dialect: Sql): Generator<SqlValue[]> {
  for (const { from, events } of population.events.values())
    for (let person = 0; person < population.size; person++)
      for (const event of events.slice(from[person], from[person + 1]))
        yield [customerId(person), toWire(event.name), dialect === 'postgres' ? new Date(event.at).toISOString() : event.at, event.uid, propertiesText(event)];
}

function propertiesText({ properties }: EventRecord): string {
  return JSON.stringify(Object.fromEntries(Object.entries(properties).map(([id, value]) => [toWire(id), value])));
}

function written(value: Json, type: CanonicalType, dialect: Sql): SqlValue {
  if (value === null || (value === '' && (type === 'date' || type === 'datetime'))) return null;
  if (dialect === 'postgres' && type === 'string[]' && Array.isArray(value))
    return `{${value.map((one) => `"${String(one).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
  if (dialect === 'sqlite' && type === 'datetime') return Date.parse(String(value));
  if (typeof value === 'boolean') return dialect === 'postgres' ? String(value) : Number(value);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** Tables and rows as one script for psql. */
export function postgresScript(population: Population, attributes: Columns): string {
  const copied = (table: string, rows: Iterable<SqlValue[]>) =>
    `copy "${table}" from stdin;\n${[...rows].map((row) => `${row.map(copyText).join('\t')}\n`).join('')}\\.\n`;
  const customers = Array.from({ length: population.size }, (_, person) => customerRow(population, attributes, person, 'postgres'));
  return `${createTables(attributes, 'postgres')}\n${copied('customers', customers)}${copied('events', eventRows(population, 'postgres'))}${createIndexes}\nanalyze;\n`;
}

function copyText(value: SqlValue): string {
  return value === null ? '\\N' : String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}
