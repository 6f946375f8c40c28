/** A column's definition: `name type attributes`. */
import type { SqlColumn, SqlLink } from './script';
import { afterBracket, isName, isSign, isWords, nameAt, namesAt, type Tokens, textAt } from './token-list';

export type ColumnDefinition = { column: SqlColumn; key: boolean; link?: SqlLink };

/** Words that go on a type that has begun. Whatever else follows is an attribute. */
const goesOn = new Set(
  'UNSIGNED SIGNED ZEROFILL PRECISION VARYING BIG INT INTEGER CHARACTER CHAR NCHAR VARCHAR VARCHAR2 NVARCHAR TEXT LARGE OBJECT RAW DOUBLE REAL FLOAT DECIMAL VARBINARY BYTE YEAR MONTH DAY HOUR MINUTE SECOND TO ARRAY SMALLINT BIGINT TINYINT MEDIUMINT'.split(
    ' ',
  ),
);
/** Words that can't be a type: the column has none (SQLite). */
const attributes = new Set(
  'NOT NULL DEFAULT PRIMARY UNIQUE KEY REFERENCES CHECK CONSTRAINT COLLATE COMMENT AUTO_INCREMENT AUTOINCREMENT GENERATED AS ON IDENTITY FOREIGN'.split(' '),
);
const numbering = new Set(['AUTO_INCREMENT', 'AUTOINCREMENT', 'IDENTITY', 'SERIAL', 'BIGSERIAL', 'SMALLSERIAL', 'SERIAL4', 'SERIAL8', 'SERIAL2']);

/** Undefined when there is no name. */
export function columnAt(tokens: Tokens, from: number, to: number, line: number): ColumnDefinition | undefined {
  const token = tokens[from];
  if (from >= to || !(isName(token) || token?.kind === 'text') || token.text.trim() === '') return undefined;
  const { nativeType, values, next } = typeAt(tokens, from + 1, to);
  const column: SqlColumn = { name: token.text, nativeType, required: numbering.has(nativeType.toUpperCase()), line, ...(values && { values }) };
  return { column, ...readAttributes(tokens, next, to, column) };
}

/** The type as the script writes it, without the blanks it sets between signs. */
export function typeAt(tokens: Tokens, from: number, to: number): { nativeType: string; values?: string[]; next: number } {
  const first = tokens[from];
  if (from >= to || !isName(first) || attributes.has(first.word)) return { nativeType: '', next: from };
  const qualified = nameAt(tokens, from);
  let at = Math.min(qualified.next, to);
  let nativeType = qualified.name.join('.');
  let values: string[] | undefined;
  while (at < to) {
    const token = tokens[at];
    if (isSign(token, '(')) {
      const end = Math.min(afterBracket(tokens, at), to);
      if (first.word === 'ENUM' || first.word === 'SET') values = textsIn(tokens, at, end);
      nativeType += joined(tokens, at, end);
      at = end;
    } else if (isSign(token, '[') || isSign(token, ']') || (isSign(tokens[at - 1], '[') && token?.kind === 'number')) {
      nativeType += token?.text ?? '';
      at += 1;
    } else if (isSign(token, '%') && isName(tokens[at + 1])) {
      nativeType += `%${tokens[at + 1]?.text}`;
      at += 2;
    } else if (token && continues(tokens, at)) {
      nativeType += ` ${token.text}`;
      at += 1;
    } else break;
  }
  return { nativeType, next: at, ...(values && { values }) };
}

function continues(tokens: Tokens, at: number): boolean {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word;
  if (word === 'CHARACTER') return next !== 'SET';
  if (word === 'WITH' || word === 'WITHOUT') return next === 'TIME' || next === 'LOCAL';
  if (word === 'LOCAL') return next === 'TIME';
  if (word === 'TIME') return next === 'ZONE';
  if (word === 'ZONE') return tokens[at - 1]?.word === 'TIME';
  return goesOn.has(word);
}

function joined(tokens: Tokens, from: number, to: number): string {
  const parts: string[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (!token) break;
    const previous = tokens[at - 1];
    if (at > from && token.kind !== 'sign' && previous?.kind !== 'sign') parts.push(' ');
    parts.push(token.kind === 'text' ? `'${token.text.replaceAll("'", "''")}'` : token.text);
  }
  return parts.join('');
}

function textsIn(tokens: Tokens, from: number, to: number): string[] {
  const texts: string[] = [];
  for (let at = from; at < to; at++) {
    const text = textAt(tokens, at);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

/** Fills in what the attributes say about the column. */
function readAttributes(tokens: Tokens, from: number, to: number, column: SqlColumn): { key: boolean; link?: SqlLink } {
  let key = false;
  let link: SqlLink | undefined;
  for (let at = from; at < to; ) {
    const token = tokens[at];
    if (isSign(token, '(')) {
      at = afterBracket(tokens, at);
      continue;
    }
    const word = token?.word ?? '';
    if (word === 'NOT' && isWords(tokens, at + 1, 'NULL')) column.required = true;
    else if (word === 'PRIMARY' && isWords(tokens, at + 1, 'KEY')) key = true;
    else if (numbering.has(word)) column.required = true;
    else if (word === 'COMMENT') column.comment = textAt(tokens, at + 1) ?? column.comment;
    else if (word === 'CHECK') column.values ??= checkedValues(tokens, at + 1, column.name);
    else if (word === 'REFERENCES') {
      link = linkAt(tokens, at, [column.name]);
      at = nameAt(tokens, at + 1).next;
      continue;
    }
    at += 1;
  }
  return { key, ...(link && { link }) };
}

/** `REFERENCES table (columns)` at `at`. */
export function linkAt(tokens: Tokens, at: number, fields: string[]): SqlLink | undefined {
  if (tokens[at]?.word !== 'REFERENCES' || fields.length === 0) return undefined;
  const { name, next } = nameAt(tokens, at + 1);
  if (name.length === 0) return undefined;
  const { names } = namesAt(tokens, next);
  return { fields, to: name, ...(names.length === fields.length && { toFields: names }) };
}

/** Words of a check that only lists texts, in all the ways databases write `x IN ('a', 'b')` back. */
const listing = new Set(['IN', 'ANY', 'ARRAY', 'OR', 'CHARACTER', 'VARYING', 'TEXT', 'BPCHAR', 'VARCHAR', 'NVARCHAR', 'VALUE']);

/** The texts that a check in the bracket at `open` allows for the column; undefined when it says anything else. */
export function checkedValues(tokens: Tokens, open: number, name: string): string[] | undefined {
  const end = afterBracket(tokens, open);
  const values: string[] = [];
  for (let at = open; at < end; at++) {
    const token = tokens[at];
    if (token?.kind === 'text') values.push(token.text);
    else if (isName(token) && token.text.toLowerCase() !== name.toLowerCase() && !listing.has(token.word)) return undefined;
    else if (token?.kind === 'sign' && '<>!~'.includes(token.text)) return undefined;
  }
  return values.length > 0 ? values : undefined;
}
