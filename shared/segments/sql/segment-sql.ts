import { refsOf } from '../../condition/refs';
import { toWire } from '../../ids';
import { failed, ok, type Problem, problem, type Result } from '../../problem';
import type { CustomerRecord } from '../../record/schema';
import { textIn } from '../../text';
import type { Segment } from '../schema';
import { createSegmentIndex } from '../segment-index';
import { conditionSql } from './condition-sql';
import { tableContract } from './contract';
import { newestTable } from './performed-sql';
import { postgres } from './postgres';
import type { Query } from './query';
import type { SqlOptions } from './sql-options';
import { canBeQuoted, commentOf, indented, quoteName, quoteText } from './sql-text';
import { sqlite } from './sqlite';
import { createZoneTimes } from './zone-times';

/**
 * The segment as a query that gives `customer_id` of everybody in it, in order. What the tables must look like is said in its
 * first lines and in docs/formats/segment-sql.md; on such tables it gives exactly the people `createSegmentIndex` gives.
 * Refused, at `['segments', id]`: what can't be answered at all (`segment-unknown`, `segment-cycle`, `attribute-unknown`) and what
 * the database can't say the same way (`segment-sql-…`).
 */
export function segmentSql(segments: readonly Segment[], { attributes }: CustomerRecord, id: string, options: SqlOptions): Result<string> {
  const index = createSegmentIndex(segments);
  const known = new Map(segments.map((segment) => [segment.id, segment]));
  const segment = known.get(id);
  if (!segment) return failed(problem('blocks', 'segment-unknown', ['segments'], { segment: id }));
  const needed = neededBy(id, index.needs);
  if (!index.order.includes(id)) return failed(...index.problems.filter(({ path }) => needed.has(String(path[1]))));

  const dialect = options.dialect === 'postgres' ? postgres(options.now, options.timeZone) : sqlite(options.now, options.timeZone, options.zones ?? []);
  const problems: Problem[] = [];
  const order = index.order.filter((one) => needed.has(one));
  const tables = new Map(order.map((one, n) => [one, quoteName(`${toWire(one).slice(0, 50)}_${n + 1}`)]));
  const times = createZoneTimes();
  const aliases = new Map<string, number>();
  const newest = new Map<string, { table: string; alias: string; sql: string }>();
  /** What the table being written is joined with. */
  const joined = new Set<string>();
  let current = id;
  const refuse: Query['refuse'] = (code, params = {}) => {
    const column = /^c\."(.+)"$/.exec(String(params.value))?.[1];
    const label = column === undefined ? undefined : attributes.find((attribute) => toWire(attribute.id) === column)?.label;
    problems.push(problem('blocks', code, ['segments', current], label ? { ...params, value: label } : params));
    return dialect.no;
  };
  const zoneColumn = attributes.some((attribute) => attribute.id === 'time-zone') ? `c.${quoteName('time_zone')}` : undefined;
  const zoneJoin = `join "zones" z on z."time_zone" = ${dialect.zoneOf(zoneColumn)}`;
  const query: Query = {
    dialect,
    attributes: new Map(attributes.map((attribute) => [attribute.id, attribute])),
    times,
    segmentTable: (one) => tables.get(one) ?? refuse('segment-unknown', { segment: one }),
    newest(event, before) {
      const key = JSON.stringify([event, before]);
      const known = newest.get(key);
      const table = known?.table ?? quoteName(`newest_${toWire(event).slice(0, 40)}_${newest.size + 1}`);
      const alias = known?.alias ?? query.alias('n');
      if (!known) newest.set(key, { table, alias, sql: newestTable(table, event, before, zoneJoin, query) });
      joined.add(`left join ${table} ${alias} on ${alias}."customer_id" = c."customer_id"`);
      return alias;
    },
    refuse,
    text: (value) => (canBeQuoted(value) ? quoteText(value) : refuse('segment-sql-character')),
    alias(letter) {
      const n = (aliases.get(letter) ?? 0) + 1;
      aliases.set(letter, n);
      return `${letter}${n}`;
    },
  };
  const administrative = order.filter((one) => known.get(one)?.administrative);
  const members = order.map((one) => {
    current = one;
    joined.clear();
    const when = known.get(one)?.when;
    const excluded = known.get(one)?.administrative ? [] : administrative;
    const conditions = [
      ...(when ? [conditionSql(when, query)] : []),
      ...excluded.map((other) => `c."customer_id" not in (select "customer_id" from ${query.segmentTable(other)})`),
    ];
    const where = conditions.join('\nand ');
    // A join nobody needs would only make people ask what it is for.
    if (where.includes('z."')) joined.add(zoneJoin);
    const joins = [...joined].map((join) => `\n  ${join}`).join('');
    return `${tables.get(one)} as (\n  select c."customer_id"\n  from "customers" c${joins}\n  where ${indented(where)}\n)`;
  });
  if (problems.length > 0) return failed(...distinct(problems));
  const tablesOfPeople = [...[...newest.values()].map(({ sql }) => sql), ...members];
  const zones = tablesOfPeople.some((table) => table.includes(zoneJoin)) ? [dialect.zonesTable(times.all(), zoneColumn)] : [];
  const withTables = [...dialect.clockTables(), ...zones, ...tablesOfPeople];
  const uses = usesOf(order, known);
  // No condition names it, and the query reads it wherever days are the customer's own.
  if (zoneColumn !== undefined && withTables.some((table) => table.includes(zoneColumn)) && !uses.attributes.includes('time-zone'))
    uses.attributes.push('time-zone');
  const head = commentOf([textIn(segment.name, 'en'), '', ...tableContract(options.dialect, options, uses)]);
  return ok(`${head}\nwith ${withTables.join(',\n')}\nselect "customer_id"\nfrom ${tables.get(id)}\norder by "customer_id";\n`);
}

/** The segment and everything it rests on. */
function neededBy(id: string, needs: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set([id]);
  for (const one of found) for (const other of needs.get(one) ?? []) found.add(other);
  return found;
}

function usesOf(order: readonly string[], known: ReadonlyMap<string, Segment>): { attributes: string[]; events: string[] } {
  const refs = refsOf(...order.map((id) => known.get(id)?.when));
  return { attributes: refs.attributes, events: Object.keys(refs.events) };
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}
