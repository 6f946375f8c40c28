/** Days and moments beside each other: both sides become moments, or the days these fall on, and are then simply compared. */
import type { ComparisonOp, Moment } from '../../condition/schema';
import { durationDays, durationMs } from '../../time/duration';
import { spanOf } from '../../time/moment';
import type { SqlValue } from './dialect';
import { all, any, type Query, ZONE } from './query';
import type { ZoneInstant } from './zone-times';

/** A column of days or moments, or a time that is the same for everybody (or everybody in a zone). */
export type SqlTime = { kind: 'day' | 'instant'; sql: string } | { kind: 'literal-day'; day: string } | { kind: 'literal-instant'; of: ZoneInstant };

const signs: Record<ComparisonOp, string> = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };

const withZone = /\d\d(Z|[+-]\d{2}(:?\d{2})?)$/i;

/** A date or date-time as it is written in a condition; undefined when there is no such time. */
export function timeIn(text: string): SqlTime | undefined {
  const span = spanOf(text, 'UTC');
  if (!span) return undefined;
  if (text.length === 10) return { kind: 'literal-day', day: text };
  return { kind: 'literal-instant', of: withZone.test(text) ? { kind: 'fixed', at: span.from } : { kind: 'wall', value: wholeMs(text) } };
}

/** Moments are whole milliseconds; a database would round what is beyond. */
function wholeMs(text: string): string {
  return text.replace(/(\.\d{3})\d+/, '$1');
}

/** What `before`, `after` and `within` are measured against; undefined: no time, so nothing holds. */
export function momentAt(moment: Moment, read: (ref: Extract<Moment, { kind: string }>) => SqlValue, query: Query): SqlTime | undefined {
  if (typeof moment === 'string') return timeIn(moment);
  if ('kind' in moment) return timeOf(read(moment), query);
  return shifted('ago' in moment ? `-${moment.ago}` : moment.ahead);
}

export function shifted(duration: string): SqlTime {
  return { kind: 'literal-instant', of: { kind: 'shifted', duration } };
}

/** The value as a time; undefined when it can't be one. A text might be one, which no query can find out safely. */
export function timeOf(value: SqlValue, query: Query): SqlTime | undefined {
  switch (value.kind) {
    case 'day':
    case 'instant':
      return { kind: value.kind, sql: value.sql };
    case 'text':
    case 'json':
      query.refuse('segment-sql-text-as-time', { value: value.sql });
      return undefined;
    default:
      return undefined;
  }
}

/** `left` is a column. */
export function compareTimes(left: SqlTime & { sql: string }, op: ComparisonOp, right: SqlTime, query: Query): string {
  const { dialect } = query;
  const sign = signs[op];
  if (left.kind === 'instant') {
    switch (right.kind) {
      case 'instant':
        return `${left.sql} ${sign} ${right.sql}`;
      case 'literal-instant':
        return `${left.sql} ${sign} ${instantSql(right.of, query)}`;
      case 'day':
        return `${dayOf(left.sql, query)} ${sign} ${right.sql}`;
      case 'literal-day':
        return withinDay(left.sql, op, right.day, query);
    }
  }
  switch (right.kind) {
    case 'day':
      return `${left.sql} ${sign} ${right.sql}`;
    case 'literal-day':
      return `${left.sql} ${sign} ${dialect.day(right.day)}`;
    case 'instant':
      return `${left.sql} ${sign} ${dayOf(right.sql, query)}`;
    case 'literal-instant':
      return `${left.sql} ${sign} ${query.times.column({ as: 'day', of: right.of })}`;
  }
}

function withinDay(left: string, op: ComparisonOp, day: string, query: Query): string {
  const start = () => query.times.column({ as: 'instant', of: { kind: 'start', day, next: false } });
  const next = () => query.times.column({ as: 'instant', of: { kind: 'start', day, next: true } });
  switch (op) {
    case 'lt':
      return `${left} < ${start()}`;
    case 'gte':
      return `${left} >= ${start()}`;
    case 'gt':
      return `${left} >= ${next()}`;
    case 'lte':
      return `${left} < ${next()}`;
    case 'eq':
      return all([`${left} >= ${start()}`, `${left} < ${next()}`]);
    case 'ne':
      return any([`${left} < ${start()}`, `${left} >= ${next()}`], query.dialect);
  }
}

/** The same moment for everybody needs no column of the zones. */
export function instantSql(of: ZoneInstant, query: Query): string {
  const { dialect } = query;
  if (of.kind === 'fixed') return dialect.instant(of.at);
  if (of.kind === 'shifted' && durationDays(of.duration) === 0) return dialect.earlier(dialect.now, 0, -durationMs(of.duration), ZONE);
  return query.times.column({ as: 'instant', of });
}

function dayOf(instant: string, query: Query): string {
  return query.dialect.dayOf ? query.dialect.dayOf(instant, ZONE) : query.refuse('segment-sql-day-of-moment', { value: instant });
}
