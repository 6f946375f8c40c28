/** The canonical type of a column, with what a word means in one database only. */
import type { CanonicalType } from '../../shared/sources/schema';
import { toCanonicalType } from '../native-type';
import type { SqlDialect } from './dialect';

/** Oracle's LONG is text; SQL Server's TIMESTAMP counts changes and is no time. */
const texts: Partial<Record<SqlDialect, RegExp>> = { oracle: /^long( raw| varchar)?$/i, 'sql-server': /^(timestamp|rowversion)$/i };

/** Types of these databases that are rightly read as text: their values say nothing a mapping could use otherwise. */
const others =
  /^((tiny|medium|long)?blob|bytea|image|long raw|raw|u?rowid|bfile|inet\d?|cidr|macaddr8?|interval|tsvector|tsquery|name|sysname|rowversion|geometry|geography|point|line|lseg|box|path|polygon|circle|(multi)?(point|linestring|polygon)|geometrycollection|hierarchyid|sql_variant|bit|varbit|l?tree|ltree|\w{2,6}range|national|native|nchar|oid|xid|cid|tid|reg\w+|pg_\w+|vector|xmltype|graphic|any\w*|sys_refcursor|time|timetz|uuid|char)\b/i;

/** `known` is false when nobody recognises the type. The schema a type may be named with says nothing about it. */
export function canonicalTypeIn(nativeType: string, dialect: SqlDialect | undefined): { type: CanonicalType; known: boolean } {
  const name = nativeType.replace(/^(?:[^.('[\]]+\.)+/, '');
  if (dialect && texts[dialect]?.test(name)) return { type: 'string', known: true };
  const { type, known } = toCanonicalType(name);
  return { type, known: known || others.test(name) };
}
