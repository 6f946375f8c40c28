import { isMissing, numberOf } from '../../condition/compare';
import { isRef } from '../../condition/refs';
import type { ComparisonOp, Condition, Literal, Ref } from '../../condition/schema';
import type { SqlValue } from './dialect';
import { performedSql } from './performed-sql';
import { all, any, type Query } from './query';
import { indented } from './sql-text';
import { compareTimes, momentAt, shifted, timeIn, timeOf } from './sql-times';
import { asNumber, containsAll, equals, hasMember, isPresent, readValue, startsWith, two } from './sql-values';

const signs: Record<ComparisonOp, string> = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/**
 * The condition for the row of a customer (`c`, in the zone of `z`) and, inside `where`, of an event. Holds exactly when the
 * evaluator says so; where it does not, it is false or, outside of `not`, null.
 * @param exact never null, because a `not` is around it
 */
export function conditionSql(condition: Condition, query: Query, event?: string, exact = false): string {
  const { dialect } = query;
  switch (condition.op) {
    case 'and':
      return group('and', condition.args, query, event, exact);
    case 'or':
      return group('or', condition.args, query, event, exact);
    case 'not':
      return `not ${bracketed(conditionSql(condition.arg, query, event, true))}`;
    case 'in-segment':
      return `c."customer_id" in (select "customer_id" from ${query.segmentTable(condition.segment)})`;
    case 'performed':
      return performedSql(condition, query, (where, alias) => conditionSql(where, query, alias));
    default: {
      const sql = leafSql(condition, query, event);
      return exact ? two(sql, query) : sql === '' ? dialect.no : sql;
    }
  }
}

function group(op: 'and' | 'or', args: readonly Condition[], query: Query, event: string | undefined, exact: boolean): string {
  const parts = args.map((arg) => conditionSql(arg, query, event, exact));
  return parts.length === 1 ? (parts[0] ?? '') : `(\n  ${parts.map(indented).join(`\n  ${op} `)}\n)`;
}

function bracketed(sql: string): string {
  return sql.startsWith('(') && sql.endsWith('\n)') ? sql : `(${sql})`;
}

type Leaf = Exclude<Condition, { op: 'and' | 'or' | 'not' | 'in-segment' | 'performed' }>;

function leafSql(condition: Leaf, query: Query, event: string | undefined): string {
  const { dialect } = query;
  const left = readValue(condition.left, event, query);
  const at = (ref: Ref) => readValue(ref, event, query);
  switch (condition.op) {
    case 'exists':
      return isPresent(left, query);
    case 'in':
      if (left.kind === 'day' || left.kind === 'instant')
        return any(
          condition.right.map((one) => compareLiteral(left, 'eq', one, query)),
          dialect,
        );
      return hasMember(left, condition.right, query);
    case 'contains':
      if (!isRef(condition.right)) return containsAll(left, condition.right, query);
      return left.kind === 'missing' || at(condition.right).kind === 'missing' ? dialect.no : query.refuse('segment-sql-two-values');
    case 'starts-with':
      return startsWith(left, condition.right, query);
    case 'before':
    case 'after': {
      const time = timeOf(left, query);
      const moment = time && momentAt(condition.right, at, query);
      return time && 'sql' in time && moment ? compareTimes(time, condition.op === 'before' ? 'lt' : 'gt', moment, query) : dialect.no;
    }
    case 'within': {
      const time = timeOf(left, query);
      const { past, next } = condition;
      if (!time || !('sql' in time) || (past === undefined && next === undefined)) return dialect.no;
      const from = compareTimes(time, 'gte', shifted(past === undefined ? 'PT0S' : `-${past}`), query);
      const to = compareTimes(time, 'lte', shifted(next === undefined ? 'PT0S' : next), query);
      return all([from, to]);
    }
    default:
      return isRef(condition.right)
        ? compareValues(left, condition.op, at(condition.right), query)
        : compareLiteral(left, condition.op, condition.right, query);
  }
}

function compareLiteral(left: SqlValue, op: ComparisonOp, right: Literal, query: Query): string {
  const { dialect } = query;
  if (left.kind === 'missing' || right === null || isMissing(right)) return dialect.no;
  const time = typeof right === 'string' ? timeIn(right) : undefined;
  if (left.kind === 'day' || left.kind === 'instant') {
    if (time) return compareTimes({ kind: left.kind, sql: left.sql }, op, time, query);
    return op === 'ne' ? isPresent(left, query) : dialect.no;
  }
  if (op === 'eq') return equals(left, right, query);
  if (op === 'ne') {
    const same = equals(left, right, query);
    return same === dialect.no ? isPresent(left, query) : all([isPresent(left, query), `not ${two(same, query)}`]);
  }
  // Only a number or a time can be more or less.
  if (time && (left.kind === 'text' || left.kind === 'json')) return query.refuse('segment-sql-text-as-time', { value: left.sql });
  const number = typeof right === 'boolean' || Array.isArray(right) ? undefined : numberOf(right);
  const value = asNumber(left, query);
  return number === undefined || value === undefined ? dialect.no : `${value} ${signs[op]} ${number}`;
}

/** Two attributes of the customer; both of one type. */
function compareValues(left: SqlValue, op: ComparisonOp, right: SqlValue, query: Query): string {
  const { dialect } = query;
  if (left.kind === 'missing' || right.kind === 'missing') return dialect.no;
  const present = [left, right].filter((one) => one.kind === 'text').map((one) => isPresent(one, query));
  const isTimeKind = (value: SqlValue): value is SqlValue & { kind: 'day' | 'instant' } => value.kind === 'day' || value.kind === 'instant';
  if (isTimeKind(left) && isTimeKind(right)) return compareTimes({ kind: left.kind, sql: left.sql }, op, { kind: right.kind, sql: right.sql }, query);
  if (left.kind === 'number' && right.kind === 'number') return `${left.sql} ${signs[op]} ${right.sql}`;
  if (left.kind === 'boolean' && right.kind === 'boolean') return op === 'eq' || op === 'ne' ? `${left.sql} ${signs[op]} ${right.sql}` : dialect.no;
  if (left.kind === 'text' && right.kind === 'text' && (op === 'eq' || op === 'ne')) return all([...present, `${left.sql} ${signs[op]} ${right.sql}`]);
  return query.refuse('segment-sql-two-values');
}
