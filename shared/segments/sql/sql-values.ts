/** Values and what can be asked of one: whether it is there, equals a literal, has a piece. As `compare.ts` says, by type. */
import { isMissing, members, numberOf } from '../../condition/compare';
import type { Literal, Ref } from '../../condition/schema';
import { toWire } from '../../ids';
import type { CanonicalType } from '../../sources/schema';
import { spanOf } from '../../time/moment';
import type { SqlValue } from './dialect';
import { all, any, type Query } from './query';
import { quoteName } from './sql-text';

type Scalar = string | number | boolean;

const kinds: Record<CanonicalType, Exclude<SqlValue['kind'], 'missing' | 'json'>> = {
  string: 'text',
  enum: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  country: 'text',
  currency: 'text',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  boolean: 'boolean',
  date: 'day',
  datetime: 'instant',
  'string[]': 'list',
  json: 'structure',
};

/** @param event alias of the event being looked at; without one, and of a run, nothing is known */
export function readValue(ref: Ref, event: string | undefined, query: Query): SqlValue {
  switch (ref.kind) {
    case 'customer': {
      const attribute = query.attributes.get(ref.path);
      if (attribute) return { kind: kinds[attribute.type], sql: `c.${quoteName(toWire(ref.path))}` };
      query.refuse('attribute-unknown', { attribute: ref.path });
      return { kind: 'missing' };
    }
    case 'event':
      if (event === undefined) return { kind: 'missing' };
      if (ref.path === 'occurred-at') return { kind: 'instant', sql: `${event}."occurred_at"` };
      if (ref.path === 'uid') return { kind: 'text', sql: `${event}."uid"` };
      return query.dialect.property(event, toWire(ref.path));
    case 'entry':
    case 'journey':
    case 'step':
      return { kind: 'missing' };
  }
}

export function isPresent(value: SqlValue, { dialect }: Query): string {
  switch (value.kind) {
    case 'missing':
      return dialect.no;
    case 'text':
      return `${value.sql} <> ''`;
    case 'list':
      return dialect.listPresent(value.sql);
    case 'json':
      return dialect.jsonPresent(value);
    case 'structure':
      return dialect.jsonPresent({ ...value, kind: 'json', type: `json_type(${value.sql})` });
    default:
      return `${value.sql} is not null`;
  }
}

/** Whether the value, when it is there, equals the literal. */
export function equals(value: SqlValue, literal: Literal, query: Query): string {
  const { dialect } = query;
  if (literal === null || isMissing(literal)) return dialect.no;
  if (Array.isArray(literal)) return hasMembers(value) ? equalsList(value, literal, query) : notOf(value, query);
  switch (value.kind) {
    case 'missing':
    case 'list':
      return dialect.no;
    case 'structure':
      return notOf(value, query);
    case 'boolean': {
      const text = String(literal).toLowerCase();
      if (text === 'true') return dialect.isTrue(value.sql);
      return text === 'false' ? `not ${dialect.isTrue(value.sql)}` : dialect.no;
    }
    case 'number': {
      const number = typeof literal === 'boolean' ? undefined : numberOf(literal);
      return number === undefined ? dialect.no : `${value.sql} = ${number}`;
    }
    case 'text':
      if (typeof literal === 'boolean') return `lower(${value.sql}) = '${literal}'`;
      if (typeof literal === 'number') return `${dialect.numberIn(value.sql)} = ${literal}`;
      return isTime(literal) ? query.refuse('segment-sql-text-as-time', { value: literal }) : `${value.sql} = ${query.text(literal)}`;
    case 'json':
      return jsonEquals(value, literal, query);
    case 'day':
    case 'instant':
      // Times are compared as such; what is no time equals none.
      return dialect.no;
  }
}

function jsonEquals(value: SqlValue & { kind: 'json' }, literal: Scalar, query: Query): string {
  const { dialect } = query;
  const text = dialect.jsonText(value);
  if (typeof literal === 'boolean') return any([dialect.jsonIs(value, literal), `lower(${text}) = '${literal}'`], dialect);
  if (typeof literal === 'number') return `${dialect.jsonNumber(value)} = ${literal}`;
  if (isTime(literal)) return query.refuse('segment-sql-text-as-time', { value: literal });
  const number = numberOf(literal);
  const boolean = literal.toLowerCase();
  return any(
    [
      `${text} = ${query.text(literal)}`,
      ...(number === undefined ? [] : [`${dialect.jsonNumber(value, true)} = ${number}`]),
      ...(boolean === 'true' || boolean === 'false' ? [dialect.jsonIs(value, boolean === 'true')] : []),
    ],
    dialect,
  );
}

/** The same members in any order. */
function equalsList(value: Several, literal: readonly Scalar[], query: Query): string {
  const each = literal.map((one) => hasMember(value, [one], query));
  const others = withMember(value, query, (member) => `not ${two(equalsAny(member, literal, query), query)}`);
  const inside = value.kind === 'json' ? [query.dialect.isList(value)] : [];
  return all([...inside, ...each, `not ${others}`]);
}

/** Whether a member of a list, or a part of a thing, equals one of the literals; among them an empty text is a text. */
function equalsAny(member: SqlValue, literals: readonly Scalar[], query: Query): string {
  const isEmpty = member.kind === 'json' ? `${query.dialect.jsonText(member)} = ''` : member.kind === 'text' ? `${member.sql} = ''` : query.dialect.no;
  return any(
    literals.map((one) => (one === '' ? isEmpty : equals(member, one, query))),
    query.dialect,
  );
}

/** Whether a member of the list, or the value itself, equals one of the literals. */
export function hasMember(value: SqlValue, literals: readonly Scalar[], query: Query): string {
  const present = literals.filter((one) => one !== '');
  if (!hasMembers(value)) return equalsAny(value, present, query);
  const found = withMember(value, query, (member) => equalsAny(member, literals, query));
  // A property that is an empty text is missing, one that is a list of it is not.
  return value.kind === 'json' && present.length < literals.length ? all([isPresent(value, query), found]) : found;
}

/** A value that may be a list. */
type Several = Extract<SqlValue, { kind: 'json' }> | { kind: 'list'; sql: string };

function hasMembers(value: SqlValue): value is Several {
  return value.kind === 'list' || value.kind === 'json';
}

function withMember(value: Several, query: Query, condition: (member: SqlValue) => string): string {
  const { from, member } = query.dialect.members(value, query.alias('m'));
  return `exists (select 1 from ${from} where ${condition(member)})`;
}

/** Whether a text has the piece, a list the member, a thing the part: all of them, given a list. */
export function containsAll(value: SqlValue, literal: Literal, query: Query): string {
  if (literal === null || isMissing(literal)) return query.dialect.no;
  const wanted = members(literal) as Scalar[];
  return all(wanted.map((one) => containsOne(value, one, query)));
}

function containsOne(value: SqlValue, wanted: Scalar, query: Query): string {
  const { dialect } = query;
  const piece = () => query.text(String(wanted));
  switch (value.kind) {
    case 'missing':
    case 'number':
    case 'boolean':
      return dialect.no;
    case 'text':
      return all([`${value.sql} <> ''`, dialect.includes(value.sql, piece())]);
    case 'list':
      return hasMember(value, [wanted], query);
    case 'json': {
      const text = dialect.jsonText(value);
      const part = (of: SqlValue & { kind: 'json' }) => {
        const { from, member } = dialect.parts(of, query.alias('p'));
        return `exists (select 1 from ${from} where ${equalsAny(member, [wanted], query)})`;
      };
      const inList = withMember(value, query, (member) =>
        any([equalsAny(member, [wanted], query), ...(member.kind === 'json' ? [part(member)] : [])], dialect),
      );
      return any([all([`${text} <> ''`, dialect.includes(text, piece())]), all([dialect.isList(value), inList]), part(value)], dialect);
    }
    case 'day':
    case 'instant':
    case 'structure':
      return query.refuse('segment-sql-text-of-value', { value: value.sql });
  }
}

export function startsWith(value: SqlValue, start: string, query: Query): string {
  const { dialect } = query;
  switch (value.kind) {
    case 'text':
      return dialect.startsWith(value.sql, query.text(start));
    case 'json':
      return dialect.startsWith(dialect.jsonText(value), query.text(start));
    case 'day':
    case 'instant':
    case 'structure':
      return query.refuse('segment-sql-text-of-value', { value: value.sql });
    default:
      return dialect.no;
  }
}

/** The value as a number where it is one, null otherwise; undefined when it never is. */
export function asNumber(value: SqlValue, { dialect }: Query): string | undefined {
  switch (value.kind) {
    case 'number':
      return value.sql;
    case 'text':
      return dialect.numberIn(value.sql);
    case 'json':
      return dialect.jsonNumber(value);
    default:
      return undefined;
  }
}

/** Neither true nor false counts as false, also after `not`. */
export function two(sql: string, { dialect }: Query): string {
  return sql === dialect.yes || sql === dialect.no ? sql : `coalesce(${sql}, ${dialect.no})`;
}

export function isTime(text: string): boolean {
  return spanOf(text, 'UTC') !== undefined;
}

function notOf(value: SqlValue, query: Query): string {
  return value.kind === 'structure' ? query.refuse('segment-sql-text-of-value', { value: value.sql }) : query.dialect.no;
}
