/** What somebody did, counted: the same window and measure as `condition/performed.ts`, as a query over one customer's events. */
import { CLOCK_SKEW_MS } from '../../condition/performed';
import type { ComparisonOp, Condition, EventWindow } from '../../condition/schema';
import { toWire } from '../../ids';
import { durationDays, durationMs } from '../../time/duration';
import { type Query, ZONE } from './query';
import { indented } from './sql-text';
import { instantSql } from './sql-times';

type Performed = Extract<Condition, { op: 'performed' }>;

const signs: Record<ComparisonOp, string> = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** @param where writes a condition on the event of an alias */
export function performedSql(condition: Performed, query: Query, where: (condition: Condition, event: string) => string): string {
  const { dialect } = query;
  const { measure, property, groupBy, is, window } = condition;
  const reached = (sql: string) => `${sql} ${signs[is.op]} ${is.value}`;
  // Nobody has a run: no event counts.
  if (window?.sinceEntry) return groupBy === undefined ? (holds(0, is) ? dialect.yes : dialect.no) : dialect.no;
  const event = query.alias('e');
  const from = [`"events" ${event}`];
  const conditions = [`${event}."customer_id" = c."customer_id"`, `${event}."name" = ${query.text(toWire(condition.event))}`, ...within(window, event, query)];
  if (condition.where) conditions.push(where(condition.where, event));

  if (measure !== 'count' && property === undefined) {
    // Nothing to sum or to tell apart comes to 0.
    if (groupBy === undefined) return holds(0, is) ? dialect.yes : dialect.no;
    if (!holds(0, is)) return dialect.no;
  }
  let group: string | undefined;
  if (groupBy !== undefined) group = joinValues(groupBy, event, from, conditions, query);
  const value = measure === 'count' || property === undefined ? 'count(*)' : measuredSql(measure, property, event, from, query);
  const rows = `from ${from.join('\n')}\nwhere ${conditions.join('\n  and ')}`;
  if (group === undefined) return `(\n  select ${reached(value)}\n  ${indented(rows)}\n)`;
  const isMeasured = measure === 'count' || property !== undefined;
  return `exists (\n  select 1\n  ${indented(rows)}\n  group by ${group}${isMeasured ? `\n  having ${reached(value)}` : ''}\n)`;
}

function holds(value: number, is: Performed['is']): boolean {
  switch (is.op) {
    case 'eq':
      return value === is.value;
    case 'ne':
      return value !== is.value;
    case 'gt':
      return value > is.value;
    case 'gte':
      return value >= is.value;
    case 'lt':
      return value < is.value;
    case 'lte':
      return value <= is.value;
  }
}

/** Rows are multiplied by the values of a property; gives what tells one value from another. */
function joinValues(property: string, event: string, from: string[], conditions: string[], query: Query): string {
  const value = propertySql(property, event, query);
  if (value.kind !== 'json') return value.sql;
  const { from: rows, member } = query.dialect.members(value, query.alias('g'));
  from.push(`cross join ${query.dialect.lateral(rows)}`);
  const key = member.kind === 'json' ? query.dialect.jsonKey(member) : '';
  conditions.push(`${key} is not null`);
  return key;
}

function propertySql(property: string, event: string, query: Query) {
  if (property === 'uid') return { kind: 'text' as const, sql: `${event}."uid"` };
  if (property === 'occurred-at') return { kind: 'instant' as const, sql: `${event}."occurred_at"` };
  return query.dialect.property(event, toWire(property));
}

function measuredSql(measure: 'distinct' | 'sum', property: string, event: string, from: string[], query: Query): string {
  const { dialect } = query;
  const value = propertySql(property, event, query);
  if (value.kind === 'text' && measure === 'sum') return dialect.rounded(`coalesce(sum(${dialect.numberIn(value.sql)}), 0)`);
  if (value.kind !== 'json') return measure === 'distinct' ? `count(distinct ${value.sql})` : '0';
  const { from: rows, member } = dialect.members(value, query.alias('v'));
  from.push(`left join ${dialect.lateral(rows)} on ${dialect.yes}`);
  if (member.kind !== 'json') return '0';
  return measure === 'distinct' ? `count(distinct ${dialect.jsonKey(member)})` : dialect.rounded(`coalesce(sum(${dialect.jsonNumber(member)}), 0)`);
}

/** Which events count: those of the window, none of the future, not the event it is measured against. */
function within(window: EventWindow | undefined, event: string, query: Query): string[] {
  const { dialect } = query;
  const at = `${event}."occurred_at"`;
  const { last, afterLast, beforeLast } = window ?? {};
  const found: string[] = [];
  if (afterLast !== undefined) {
    const of = query.newest(afterLast, undefined);
    found.push(`${at} >= ${of}."occurred_at"`, `${event}."uid" <> ${of}."uid"`);
  }
  if (beforeLast !== undefined) {
    const of = query.newest(beforeLast, last);
    if (last !== undefined) found.push(`${at} >= ${of}."since"`);
    return [...found, `${at} <= ${of}."occurred_at"`, `${event}."uid" <> ${of}."uid"`];
  }
  if (last !== undefined) found.push(`${at} >= ${instantSql({ kind: 'shifted', duration: `-${last}` }, query)}`);
  return [...found, `${at} <= ${dialect.later(dialect.now, CLOCK_SKEW_MS)}`];
}

/** Each customer's newest event of one name, and with `before` the moment so long before it. */
export function newestTable(table: string, event: string, before: string | undefined, zoneJoin: string, query: Query): string {
  const { dialect } = query;
  const latest = dialect.later(dialect.now, CLOCK_SKEW_MS);
  const since =
    before === undefined
      ? ''
      : `, ${dialect.earlier(dialect.least('n."occurred_at"', dialect.now), durationDays(before), durationMs(before), ZONE)} as "since"`;
  const zones = since.includes(ZONE) ? `\n  ${zoneJoin}` : '';
  return `${table} as (
  select c."customer_id", n."occurred_at", n."uid"${since}
  from (
    select "customer_id", "occurred_at", "uid", row_number() over (partition by "customer_id" order by "occurred_at" desc, ${dialect.byText('"uid"')} desc) as "rank"
    from "events"
    where "name" = ${query.text(toWire(event))} and "occurred_at" <= ${latest}
  ) n
  join "customers" c on c."customer_id" = n."customer_id"${zones}
  where n."rank" = 1
)`;
}
