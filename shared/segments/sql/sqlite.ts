import { clockChanges } from '../../time/clock-changes';
import type { Dialect, SqlValue } from './dialect';
import { quoteName, quoteText } from './sql-text';
import { zoneTimeIn } from './zone-times';

const DAY_MS = 86_400_000;
/** Earlier events are not what segments ask for; the clock is then taken to have gone as in 2000. */
const CLOCKS_FROM = Date.parse('2000-01-01T00:00:00Z');
/** Beyond JavaScript's dates; nothing lies there. */
const END_OF_TIME = 8.64e15;

/**
 * SQLite 3.38 and newer. It knows no time zones, so what depends on them is worked out here for the zones given; customers of
 * any other zone are counted in `fallback`. Moments are epoch milliseconds, days `YYYY-MM-DD`, lists JSON, booleans 0 and 1.
 */
export function sqlite(now: number, fallback: string, given: readonly string[]): Dialect {
  const zones = [...new Set([fallback, ...given])].sort();
  let needsClocks = false;
  const scalar = (type: string) => `${type} in ('text', 'integer', 'real', 'true', 'false')`;
  /** No regular expressions: digits, perhaps a point and more digits, each at most fifteen. */
  const isDecimal = (text: string) => {
    const bare = `(case when substr(${text}, 1, 1) in ('+', '-') then substr(${text}, 2) else ${text} end)`;
    const point = `instr(${bare}, '.')`;
    return `(${bare} glob '[0-9]*' and ${bare} not glob '*[^0-9.]*' and ${bare} not glob '*.*.*' and ${bare} not glob '*.' and case ${point} when 0 then length(${bare}) <= 15 else ${point} <= 16 and length(${bare}) - ${point} <= 15 end)`;
  };
  const zoneOf = (column: string | undefined) =>
    column === undefined ? quoteText(fallback) : `case when ${column} in (${zones.map(quoteText).join(', ')}) then ${column} else ${quoteText(fallback)} end`;
  const isMember = (alias: string): SqlValue => ({ kind: 'json', sql: `${alias}."value"`, type: `${alias}."type"` });
  // By the clock: first of the moments at which it showed this, or, of a time it never showed, counted on from before.
  const earlier = (from: string, days: number, ms: number, zone: string) => {
    if (Math.abs(days) > 1_000_000 || Math.abs(ms) > 1e15) return String(days + ms > 0 ? -END_OF_TIME : END_OF_TIME);
    if (days === 0) return `(${from} - (${ms}))`;
    needsClocks = true;
    const wall = `(${from} + (select "offset" from "clocks" where "time_zone" = ${zone} and "since" <= ${from} and ${from} < "until") - (${days * DAY_MS}))`;
    const shown = `select min(${wall} - "offset") from "clocks" where "time_zone" = ${zone} and ${wall} - "offset" >= "since" and ${wall} - "offset" < "until"`;
    const skipped = `select ${wall} - "offset" from "clocks" where "time_zone" = ${zone} and ${wall} - "offset" >= "since" order by "since" desc limit 1`;
    return `(coalesce((${shown}), (${skipped})) - (${ms}))`;
  };

  return {
    yes: '1',
    no: '0',
    day: quoteText,
    instant: String,
    now: String(now),
    later: (from, ms) => `${from} + ${ms}`,
    isTrue: (sql) => `${sql} = 1`,
    numberIn: (text) => `case when ${isDecimal(text)} then cast(${text} as real) end`,
    startsWith: (text, start) => `substr(${text}, 1, length(${start})) = ${start}`,
    includes: (text, piece) => `instr(${text}, ${piece}) > 0`,
    property(alias, name) {
      const path = quoteText(`$."${name}"`);
      return { kind: 'json', sql: `json_extract(${alias}."properties", ${path})`, type: `json_type(${alias}."properties", ${path})` };
    },
    jsonPresent: ({ sql, type }) => `(${type} <> 'null' and not (${type} = 'text' and ${sql} = '') and not (${type} = 'array' and ${sql} = '[]'))`,
    jsonNumber: ({ sql, type }, strictly = false) =>
      `case when ${type} in ('integer', 'real') then ${sql}${strictly ? '' : ` when ${type} = 'text' and ${isDecimal(sql)} then cast(${sql} as real)`} end`,
    jsonText: ({ sql, type }) => `case when ${type} = 'text' then ${sql} end`,
    jsonIs: ({ type }, boolean) => `${type} = '${boolean}'`,
    jsonKey: ({ sql, type }) => `case when ${type} in ('true', 'false') then ${type} when ${scalar(type)} then nullif(cast(${sql} as text), '') end`,
    members(value, alias) {
      if (value.kind === 'list') return { from: `json_each(${value.sql}) as ${alias}`, member: { kind: 'text', sql: `${alias}."value"` } };
      // A value that is no list has itself as its only row.
      const list = `case ${value.type} when 'array' then ${value.sql} when 'object' then json_array(json(${value.sql})) when 'true' then '[true]' when 'false' then '[false]' else json_array(${value.sql}) end`;
      return { from: `json_each(${list}) as ${alias}`, member: isMember(alias) };
    },
    parts: ({ sql, type }, alias) => ({ from: `json_each(case ${type} when 'object' then ${sql} else '{}' end) as ${alias}`, member: isMember(alias) }),
    isList: ({ type }) => `${type} = 'array'`,
    listPresent: (sql) => `json_array_length(${sql}) > 0`,
    lateral: (rows) => rows,
    byText: (sql) => sql,
    rounded: (sum) => `round(${sum}, 6)`,
    earlier,
    least: (a, b) => `min(${a}, ${b})`,
    zonesTable(times) {
      const columns = ['time_zone', ...times.map(({ name }) => name)].map(quoteName).join(', ');
      const rows = zones.map((zone) => [quoteText(zone), ...times.map(({ time }) => literal(zoneTimeIn(time, zone, now)))].join(', '));
      return `"zones"(${columns}) as (\n  values\n    (${rows.join('),\n    (')})\n)`;
    },
    zoneOf,
    clockTables() {
      if (!needsClocks) return [];
      const rows = zones.flatMap((zone) =>
        clockChanges(zone, CLOCKS_FROM, Math.ceil(now / DAY_MS + 366) * DAY_MS).map(
          ({ since, until, offset }) => `(${[quoteText(zone), since, until, offset].join(', ')})`,
        ),
      );
      return [`"clocks"("time_zone", "since", "until", "offset") as (\n  values\n    ${rows.join(',\n    ')}\n)`];
    },
  };
}

function literal(value: number | string): string {
  return typeof value === 'number' ? String(value) : quoteText(value);
}
