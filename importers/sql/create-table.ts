/** CREATE TABLE of all dialects, from after the word TABLE. */
import { problem } from '../../shared/problem';
import { type Script, type SqlTable, setColumn } from './script';
import { readTableItem, takeColumns } from './table-items';
import { isName, isSign, isWords, itemsAt, nameAt, type Tokens, textAt } from './token-list';

export type CreateTable = {
  /** From after the word TABLE. */
  tokens: Tokens;
  /** Lines of the tokens. */
  lines: readonly number[];
  line: number;
  temporary: boolean;
  /** The statement was too long to be kept whole. */
  shortened: boolean;
};

/** Adds the table to the script. False: this was not understood. */
export function readCreateTable(script: Script, { tokens, lines, line, temporary, shortened }: CreateTable): boolean {
  const named = nameAt(tokens, isWords(tokens, 0, 'IF', 'NOT', 'EXISTS') ? 3 : 0);
  const name = named.name.at(-1);
  if (name === undefined || name.trim() === '') return false;
  if (temporary || name.startsWith('#')) return true;
  const table: SqlTable = { schema: named.name.at(-2) ?? script.schema, name, line, columns: new Map(), key: [], links: [] };
  let at = named.next;

  // A partition has the columns of the whole; its rows belong there.
  if (isWords(tokens, at, 'PARTITION', 'OF')) {
    const whole = script.find(nameAt(tokens, at + 2).name);
    if (whole) script.join(named.name, whole);
    return true;
  }
  const bare = isWords(tokens, at, 'LIKE') || isWords(tokens, at, 'CLONE') || isWords(tokens, at, 'OF');
  if (bare) {
    takeColumns(script, table, nameAt(tokens, at + 1).name, line, true);
    if (table.columns.size > 0) add(script, table, tokens);
    return true;
  }
  if (isSign(tokens[at], '(') && !isWords(tokens, at + 1, 'SELECT') && !isWords(tokens, at + 1, 'WITH')) {
    const { items, end } = itemsAt(tokens, at);
    if (end === undefined && !shortened) return false;
    let columns = 0;
    let unread = 0;
    for (const { from, to } of items) {
      if (table.columns.size >= script.limits.columns) columns += 1;
      else if (!readTableItem(script, table, tokens, from, to, lines[from] ?? line)) unread = unread || (lines[from] ?? line);
    }
    if (unread > 0) script.problems.push(problem('warns', 'sql-column-not-read', ['rows', unread], { line: unread, name }));
    if (columns > 0 || shortened) script.problems.push(problem('warns', 'sql-columns-left-out', ['rows', line], { line, name, limit: table.columns.size }));
    at = end ?? tokens.length;
  }
  readOptions(script, table, tokens, at);
  if (table.columns.size === 0) {
    if (!fromQuery(tokens, at)) return table.links.length > 0 || script.find(named.name) !== undefined;
    script.problems.push(problem('warns', 'sql-table-from-query', ['rows', line], { line, name }));
    return true;
  }
  add(script, table, tokens);
  return true;
}

function add(script: Script, table: SqlTable, tokens: Tokens): void {
  const { line, name } = table;
  if (!script.add(table) && !isWords(tokens, 0, 'IF', 'NOT', 'EXISTS'))
    script.problems.push(problem('warns', 'sql-table-twice', ['rows', line], { line, name }));
}

function fromQuery(tokens: Tokens, from: number): boolean {
  for (let at = from; at < tokens.length; at++) if (tokens[at]?.word === 'SELECT' || tokens[at]?.word === 'AS') return true;
  return false;
}

/** What stands behind the columns: the parents it inherits from, and MySQL's comment. */
function readOptions(script: Script, table: SqlTable, tokens: Tokens, from: number): void {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (depth > 0) continue;
    if (token?.word === 'COMMENT') table.comment ??= textAt(tokens, isSign(tokens[at + 1], '=') ? at + 2 : at + 1);
    if (token?.word !== 'INHERITS' || !isSign(tokens[at + 1], '(')) continue;
    const own = [...table.columns.values()];
    table.columns.clear();
    for (const item of itemsAt(tokens, at + 1).items)
      if (isName(tokens[item.from])) takeColumns(script, table, nameAt(tokens, item.from).name, table.line, false);
    for (const column of own) setColumn(table, column);
  }
}
