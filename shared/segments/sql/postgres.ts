import { durationDays, durationMs } from '../../time/duration';
import { toIso } from '../../time/moment';
import type { Dialect } from './dialect';
import { quoteName, quoteText } from './sql-text';
import type { ZoneInstant, ZoneTime } from './zone-times';

const decimal = "'^[+-]?[0-9]{1,15}([.][0-9]{1,15})?$'";
/** What is further away than PostgreSQL's calendar reaches is further away than any date. */
const FOR_EVER_MS = 1.9e14;

/** PostgreSQL 12 and newer. @param now epoch ms; undefined: when the query runs. @param fallback zone of customers without one */
export function postgres(now: number | undefined, fallback: string): Dialect {
  const instant = (ms: number) => `timestamptz '${toIso(ms)}'`;
  const nowSql = now === undefined ? "date_trunc('milliseconds', now())" : instant(now);
  const seconds = (ms: number) => `interval '${ms / 1000} seconds'`;
  const later = (from: string, ms: number) => (ms === 0 ? from : `${from} ${ms < 0 ? '-' : '+'} ${seconds(Math.abs(ms))}`);

  /** What a clock on the wall shows as a moment. PostgreSQL takes the second of two, here the first counts. */
  const fromWall = (wall: string, zone: string) => {
    const at = `(${wall}) at time zone ${zone}`;
    const before = (step: string) => `case when (${at} - interval '${step}') at time zone ${zone} = (${wall}) then ${at} - interval '${step}' end`;
    return `least(${at}, ${before('1 hour')}, ${before('30 minutes')})`;
  };
  const earlier = (from: string, days: number, ms: number, zone: string) => {
    if (Math.abs(days) * 86_400_000 + Math.abs(ms) > FOR_EVER_MS) return days + ms > 0 ? "timestamptz '-infinity'" : "timestamptz 'infinity'";
    const day = days === 0 ? from : fromWall(`(${from}) at time zone ${zone} ${days > 0 ? '-' : '+'} interval '${Math.abs(days)} days'`, zone);
    return later(day, -ms);
  };
  const timeIn = (of: ZoneInstant): string => {
    const zone = '"time_zone"';
    switch (of.kind) {
      case 'shifted':
        return earlier(nowSql, -durationDays(of.duration), -durationMs(of.duration), zone);
      case 'fixed':
        return instant(of.at);
      case 'wall':
        return fromWall(`timestamp ${quoteText(of.value)}`, zone);
      case 'start':
        return fromWall(`timestamp '${of.day}'${of.next ? " + interval '1 day'" : ''}`, zone);
    }
  };
  const dayOf = (at: string, zone: string) => `((${at}) at time zone ${zone})::date`;
  const columnOf = ({ as, of }: ZoneTime) => (as === 'instant' ? timeIn(of) : dayOf(timeIn(of), '"time_zone"'));
  const zoneOf = (column: string | undefined) => (column === undefined ? quoteText(fallback) : `coalesce(nullif(${column}, ''), ${quoteText(fallback)})`);
  const textOf = (sql: string) => `(${sql} #>> '{}')`;

  return {
    yes: 'true',
    no: 'false',
    day: (iso) => `date '${iso}'`,
    instant,
    now: nowSql,
    later,
    isTrue: (sql) => sql,
    numberIn: (text) => `case when ${text} ~ ${decimal} then ${text}::float8 end`,
    startsWith: (text, start) => `starts_with(${text}, ${start})`,
    includes: (text, piece) => `strpos(${text}, ${piece}) > 0`,
    property: (alias, name) => ({ kind: 'json', sql: `(${alias}."properties" -> ${quoteText(name)})`, type: '' }),
    jsonPresent: ({ sql }) => `${sql} not in ('null', '""', '[]')`,
    jsonNumber: ({ sql }, strictly = false) =>
      `case when jsonb_typeof(${sql}) = 'number'${strictly ? '' : ` or jsonb_typeof(${sql}) = 'string' and ${textOf(sql)} ~ ${decimal}`} then ${textOf(sql)}::float8 end`,
    jsonText: ({ sql }) => `case when jsonb_typeof(${sql}) = 'string' then ${textOf(sql)} end`,
    jsonIs: ({ sql }, boolean) => `${sql} = '${boolean}'`,
    jsonKey: ({ sql }) =>
      `case jsonb_typeof(${sql}) when 'number' then ${textOf(sql)}::float8::text when 'string' then nullif(${textOf(sql)}, '') when 'boolean' then ${textOf(sql)} end`,
    members(value, alias) {
      if (value.kind === 'list') return { from: `unnest(${value.sql}) as ${alias}("value")`, member: { kind: 'text', sql: `${alias}."value"` } };
      const list = `case when jsonb_typeof(${value.sql}) = 'array' then ${value.sql} else jsonb_build_array(${value.sql}) end`;
      return { from: `jsonb_array_elements(${list}) as ${alias}("value")`, member: { kind: 'json', sql: `${alias}."value"`, type: '' } };
    },
    parts: ({ sql }, alias) => ({
      from: `jsonb_each(case when jsonb_typeof(${sql}) = 'object' then ${sql} else '{}' end) as ${alias}("key", "value")`,
      member: { kind: 'json', sql: `${alias}."value"`, type: '' },
    }),
    isList: ({ sql }) => `jsonb_typeof(${sql}) = 'array'`,
    listPresent: (sql) => `cardinality(${sql}) > 0`,
    lateral: (rows) => `lateral ${rows}`,
    byText: (sql) => `${sql} collate "C"`,
    rounded: (sum) => `round((${sum})::numeric, 6)`,
    dayOf,
    earlier,
    least: (a, b) => `least(${a}, ${b})`,
    zonesTable(times, column) {
      const occurring =
        column === undefined ? `select ${quoteText(fallback)} as "time_zone"` : `select distinct ${zoneOf(column)} as "time_zone" from "customers" c`;
      const columns = times.map(({ name, time }) => `,\n    ${columnOf(time)} as ${quoteName(name)}`);
      return `"zones" as (\n  select "time_zone"${columns.join('')}\n  from (${occurring}) z\n)`;
    },
    zoneOf,
    clockTables: () => [],
  };
}
