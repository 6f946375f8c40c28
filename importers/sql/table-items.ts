/** What stands between the brackets of CREATE TABLE and behind ADD of ALTER TABLE: columns, keys, foreign keys, checks. */
import { problem } from '../../shared/problem';
import { checkedValues, columnAt, linkAt } from './column';
import { columnOf, type Script, type SqlTable, setColumn } from './script';
import { isName, isSign, isWords, nameAt, namesAt, type Tokens } from './token-list';

/** True when it was understood, as something of interest or as something of none. */
export function readTableItem(script: Script, table: SqlTable, tokens: Tokens, start: number, to: number, line: number): boolean {
  let from = start;
  if (isWords(tokens, from, 'CONSTRAINT')) {
    from += 1;
    // The name may be left out.
    if (isName(tokens[from]) && !constraint(tokens, from)) from = nameAt(tokens, from).next;
    if (!constraint(tokens, from)) return from < to;
  }
  const word = constraint(tokens, from);
  if (word === undefined) return addColumn(script, table, tokens, from, to, line);
  if (word === 'PRIMARY') {
    const { names } = namesAt(tokens, bracketFrom(tokens, from, to));
    setKey(table, names);
  } else if (word === 'FOREIGN') {
    const { names, next } = namesAt(tokens, bracketFrom(tokens, from, to));
    const link = linkAt(tokens, next, names);
    if (link) table.links.push(link);
  } else if (word === 'CHECK') addChecked(table, tokens, from + 1);
  else if (word === 'LIKE') return takeColumns(script, table, nameAt(tokens, from + 1).name, line, /^(?!.*\bEXCLUDING\b)/.test(wordsOf(tokens, from, to)));
  return true;
}

/** The first word of what is no column; undefined when it is one, for most of these words may also name a column. */
function constraint(tokens: Tokens, at: number): string | undefined {
  const word = tokens[at]?.word;
  const next = tokens[at + 1];
  switch (word) {
    case 'PRIMARY':
    case 'FOREIGN':
      return next?.word === 'KEY' ? word : undefined;
    case 'CHECK':
      return isSign(next, '(') || next?.word === 'NOT' ? word : undefined;
    case 'UNIQUE':
      return word;
    case 'KEY':
    case 'INDEX':
      // `key varchar(20)` is a column, `KEY by_name (name)` is not: lengths are numbers, columns names.
      return isSign(next, '(') ||
        next?.kind === 'name' ||
        (isName(next) &&
          (isSign(tokens[at + 2], '(') ? isName(tokens[at + 3]) : tokens[at + 2]?.word === 'USING' || /^(NON)?CLUSTERED$/.test(tokens[at + 2]?.word ?? '')))
        ? word
        : undefined;
    case 'FULLTEXT':
    case 'SPATIAL':
      return next?.word === 'KEY' || next?.word === 'INDEX' || isSign(next, '(') || isSign(tokens[at + 2], '(') ? word : undefined;
    case 'EXCLUDE':
      return next?.word === 'USING' || isSign(next, '(') ? word : undefined;
    case 'LIKE':
      return isName(next) ? word : undefined;
    case 'PERIOD':
      return next?.word === 'FOR' ? word : undefined;
    case 'SUPPLEMENTAL':
      return next?.word === 'LOG' ? word : undefined;
    // SQL Server: a default given to a column from outside it.
    case 'DEFAULT':
      return word;
    default:
      return undefined;
  }
}

function bracketFrom(tokens: Tokens, from: number, to: number): number {
  let at = from;
  while (at < to && !isSign(tokens[at], '(')) at += 1;
  return at;
}

function wordsOf(tokens: Tokens, from: number, to: number): string {
  return tokens
    .slice(from, Math.min(to, from + 40))
    .map(({ word }) => word)
    .join(' ');
}

export function setKey(table: SqlTable, names: readonly string[]): void {
  if (names.length > 0) table.key = [...names];
}

function addChecked(table: SqlTable, tokens: Tokens, open: number): void {
  // The column is the first name in it that is one; a check begins with it in every dialect.
  for (let at = open; at < Math.min(tokens.length, open + 20); at++) {
    const token = tokens[at];
    const column = isName(token) ? columnOf(table, token.text) : undefined;
    if (!column) continue;
    column.values ??= checkedValues(tokens, open, column.name);
    return;
  }
}

/** Adds or, when it is there, leaves it: the first definition stands. */
export function addColumn(script: Script, table: SqlTable, tokens: Tokens, from: number, to: number, line: number): boolean {
  const definition = columnAt(tokens, from, to, line);
  if (!definition) return false;
  const { column, key, link } = definition;
  if (table.columns.size >= script.limits.columns || columnOf(table, column.name)?.name === column.name) return true;
  setColumn(table, column);
  if (key) table.key.push(column.name);
  if (link) table.links.push(link);
  return true;
}

/** The columns of another table: LIKE, INHERITS. False is never the answer, the problem is told here. */
export function takeColumns(script: Script, table: SqlTable, name: readonly string[], line: number, withKey: boolean): true {
  const parent = script.find(name);
  if (!parent) {
    script.problems.push(problem('warns', 'sql-parent-missing', ['rows', line], { line, name: table.name, parent: name.join('.') }));
    return true;
  }
  for (const column of parent.columns.values()) if (!columnOf(table, column.name)) setColumn(table, { ...column });
  if (withKey && table.key.length === 0) table.key = [...parent.key];
  return true;
}
