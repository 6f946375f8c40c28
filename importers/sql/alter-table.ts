/** ALTER TABLE, from after the word TABLE: what dumps add afterwards, and what migrations change. */
import { columnAt, typeAt } from './column';
import { columnOf, removeColumn, type Script, type SqlColumn, type SqlTable, setColumn } from './script';
import { addColumn, readTableItem, setKey } from './table-items';
import { isName, isSign, isWords, itemsAt, nameAt, type Span, type Tokens } from './token-list';

/** Tables that are not in the script are left alone. */
export function readAlterTable(script: Script, tokens: Tokens, line: number): void {
  let at = 0;
  if (isWords(tokens, at, 'IF', 'EXISTS')) at += 2;
  if (tokens[at]?.word === 'ONLY' && isName(tokens[at + 1])) at += 1;
  const { name, next } = nameAt(tokens, at);
  const table = script.find(name);
  if (!table) return;
  let action = '';
  for (const span of actionsFrom(tokens, next)) action = readAction(script, table, tokens, span, action, line);
}

/** Pieces between commas outside brackets. */
function actionsFrom(tokens: Tokens, start: number): Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at <= tokens.length; at++) {
    const token = tokens[at];
    if (isSign(token, '(') || isSign(token, '[')) depth += 1;
    if (isSign(token, ')') || isSign(token, ']')) depth -= 1;
    if (token !== undefined && !(depth === 0 && isSign(token, ','))) continue;
    if (at > from) spans.push({ from, to: at });
    from = at + 1;
  }
  return spans;
}

/** The action's word, which SQL Server lets the next pieces leave out. */
function readAction(script: Script, table: SqlTable, tokens: Tokens, { from, to }: Span, before: string, line: number): string {
  let at = from;
  // WITH CHECK ADD, WITH NOCHECK ADD.
  if (isWords(tokens, at, 'WITH') && /^(NO)?CHECK$/.test(tokens[at + 1]?.word ?? '')) at += 2;
  const word = tokens[at]?.word ?? '';
  switch (word) {
    case 'ADD':
      readAdded(script, table, tokens, at + 1, to, line);
      return word;
    case 'MODIFY':
    case 'CHANGE':
      changeColumn(table, tokens, afterColumnWord(tokens, at + 1), to, word === 'CHANGE', line);
      return word;
    case 'ALTER':
      alterColumn(table, tokens, afterColumnWord(tokens, at + 1), to);
      return word;
    case 'DROP':
      dropPart(table, tokens, at + 1);
      return word;
    case 'RENAME':
      rename(script, table, tokens, at + 1);
      return word;
    case 'ATTACH': {
      const part = isWords(tokens, at + 1, 'PARTITION') ? script.find(nameAt(tokens, at + 2).name) : undefined;
      if (part && part !== table) script.join(part, table);
      return word;
    }
    default:
      if (before === 'ADD' && to - at > 1) readAdded(script, table, tokens, at, to, line);
      return before;
  }
}

function afterColumnWord(tokens: Tokens, start: number): number {
  let at = start;
  if (isWords(tokens, at, 'COLUMN') && (isName(tokens[at + 1]) || isSign(tokens[at + 1], '('))) at += 1;
  if (isWords(tokens, at, 'IF', 'NOT', 'EXISTS')) at += 3;
  else if (isWords(tokens, at, 'IF', 'EXISTS')) at += 2;
  return at;
}

function readAdded(script: Script, table: SqlTable, tokens: Tokens, start: number, to: number, line: number): void {
  const at = afterColumnWord(tokens, start);
  if (isWords(tokens, at, 'PARTITION')) return;
  if (isSign(tokens[at], '(')) {
    for (const item of itemsAt(tokens, at).items) readTableItem(script, table, tokens, item.from, item.to, line);
  } else if (at > start) addColumn(script, table, tokens, at, to, line);
  else readTableItem(script, table, tokens, at, to, line);
}

/** MySQL's MODIFY and CHANGE give the whole definition anew; Oracle's MODIFY may be several in brackets. */
function changeColumn(table: SqlTable, tokens: Tokens, at: number, to: number, renames: boolean, line: number): void {
  if (isSign(tokens[at], '(')) {
    for (const item of itemsAt(tokens, at).items) changeColumn(table, tokens, item.from, item.to, false, line);
    return;
  }
  const old = columnOf(table, tokens[at]?.text ?? '');
  const definition = columnAt(tokens, renames ? at + 1 : at, to, line);
  if (!old || !definition) return;
  const { column, key, link } = definition;
  replace(table, old.name, { ...old, ...column, nativeType: column.nativeType || old.nativeType });
  if (key) setKey(table, [column.name]);
  if (link) table.links.push(link);
}

function alterColumn(table: SqlTable, tokens: Tokens, at: number, to: number): void {
  const column = columnOf(table, tokens[at]?.text ?? '');
  if (!column || !isName(tokens[at])) return;
  const [word, next] = [tokens[at + 1]?.word, tokens[at + 2]?.word];
  if (isWords(tokens, at + 1, 'SET', 'NOT', 'NULL') || isWords(tokens, at + 1, 'ADD', 'GENERATED')) column.required = true;
  else if (isWords(tokens, at + 1, 'DROP', 'NOT', 'NULL')) column.required = false;
  else if (word === 'TYPE' || (word === 'SET' && next === 'DATA'))
    column.nativeType = typeAt(tokens, word === 'TYPE' ? at + 2 : at + 4, to).nativeType || column.nativeType;
  else if (word !== 'SET' && word !== 'DROP' && word !== 'ADD') {
    const definition = columnAt(tokens, at, to, column.line)?.column;
    if (definition?.nativeType) [column.nativeType, column.required] = [definition.nativeType, definition.required];
  }
}

function dropPart(table: SqlTable, tokens: Tokens, start: number): void {
  if (isWords(tokens, start, 'PRIMARY', 'KEY')) table.key = [];
  const at = afterColumnWord(tokens, start);
  if (at === start && tokens[at]?.word !== '' && isName(tokens[at + 1])) return;
  const column = columnOf(table, tokens[at]?.text ?? '');
  if (!column) return;
  removeColumn(table, column);
  table.key = table.key.filter((name) => name !== column.name);
}

function rename(script: Script, table: SqlTable, tokens: Tokens, start: number): void {
  const at = afterColumnWord(tokens, start);
  const column = columnOf(table, tokens[at]?.text ?? '');
  const to = tokens[at + 2];
  if (at > start && column && isWords(tokens, at + 1, 'TO') && isName(to)) {
    const { name } = column;
    replace(table, name, { ...column, name: to.text });
    table.key = table.key.map((key) => (key === name ? to.text : key));
    return;
  }
  const name = isWords(tokens, start, 'TO') ? nameAt(tokens, start + 1).name.at(-1) : undefined;
  if (name === undefined) return;
  script.remove(table);
  table.name = name;
  script.add(table);
}

/** In the place of the old one, for the order of columns is the database's. */
function replace(table: SqlTable, name: string, column: SqlColumn): void {
  if (column.name === name) {
    setColumn(table, column);
    return;
  }
  const columns = [...table.columns.values()];
  table.columns.clear();
  for (const old of columns) setColumn(table, old.name === name ? column : old);
}
