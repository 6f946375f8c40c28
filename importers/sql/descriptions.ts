/** What says something about tables and columns from outside them: comments, descriptions, types made by the script. */
import { typeAt } from './column';
import { columnOf, type Script } from './script';
import { isName, isSign, isWords, itemsAt, nameAt, type Tokens, textAt } from './token-list';

/** `COMMENT ON TABLE t IS '…'`, from after ON. */
export function readCommentOn(script: Script, tokens: Tokens): void {
  const kind = tokens[0]?.word;
  if (kind !== 'TABLE' && kind !== 'COLUMN') return;
  const { name, next } = nameAt(tokens, 1);
  const text = isWords(tokens, next, 'IS') ? textAt(tokens, next + 1) : undefined;
  if (text !== undefined) describe(script, kind === 'TABLE' ? name : name.slice(0, -1), kind === 'COLUMN' ? name.at(-1) : undefined, text);
}

function describe(script: Script, name: readonly string[], columnName: string | undefined, text: string): void {
  const table = name.length > 0 ? script.find(name) : undefined;
  if (!table) return;
  if (columnName === undefined) table.comment = text;
  else {
    const column = columnOf(table, columnName);
    if (column) column.comment = text;
  }
}

/** In the order in which sp_addextendedproperty takes them without names. */
const parameters = ['@NAME', '@VALUE', '@LEVEL0TYPE', '@LEVEL0NAME', '@LEVEL1TYPE', '@LEVEL1NAME', '@LEVEL2TYPE', '@LEVEL2NAME'];

/** `EXEC sys.sp_addextendedproperty …`, from after EXEC. */
export function readExtendedProperty(script: Script, tokens: Tokens): void {
  const { name, next } = nameAt(tokens, 0);
  if (!/^sp_(add|update)extendedproperty$/i.test(name.at(-1) ?? '')) return;
  const given = new Map<string, string>();
  let position = 0;
  for (let at = next; at < tokens.length; at++) {
    const named = tokens[at]?.word.startsWith('@') && isSign(tokens[at + 1], '=');
    const value = tokens[named ? at + 2 : at];
    if (value && !isSign(value, ',')) given.set(named ? (tokens[at]?.word ?? '') : (parameters[position] ?? ''), value.text);
    if (isSign(tokens[at], ',')) position += 1;
    if (named) at += 2;
  }
  const [what, text, , schema = '', kind, table = '', part, column] = parameters.map((key) => given.get(key));
  if (what !== 'MS_Description' || text === undefined || kind?.toUpperCase() !== 'TABLE') return;
  if (part === undefined || /^(null|default)$/i.test(part)) describe(script, [schema, table], undefined, text);
  else if (part.toUpperCase() === 'COLUMN') describe(script, [schema, table], column ?? '', text);
}

/** `CREATE TYPE x AS ENUM (…)`, `CREATE TYPE x FROM varchar(20)`, from after TYPE. */
export function readCreateType(script: Script, tokens: Tokens): void {
  const { name, next } = nameAt(tokens, 0);
  if (name.length === 0) return;
  if (isWords(tokens, next, 'AS', 'ENUM') && isSign(tokens[next + 2], '(')) {
    const { items } = itemsAt(tokens, next + 2);
    script.addType(name, { base: 'enum', values: items.flatMap(({ from }) => textAt(tokens, from) ?? []), required: false });
  } else if (isWords(tokens, next, 'FROM')) readBase(script, name, tokens, next + 1);
  else if (isWords(tokens, next, 'AS') && isSign(tokens[next + 1], '(')) script.addType(name, { base: 'record', required: false });
}

/** `CREATE DOMAIN x AS varchar(20) NOT NULL`, from after DOMAIN. */
export function readCreateDomain(script: Script, tokens: Tokens): void {
  const { name, next } = nameAt(tokens, 0);
  if (name.length > 0) readBase(script, name, tokens, isWords(tokens, next, 'AS') ? next + 1 : next);
}

function readBase(script: Script, name: readonly string[], tokens: Tokens, from: number): void {
  if (!isName(tokens[from])) return;
  const { nativeType, next } = typeAt(tokens, from, tokens.length);
  let required = false;
  for (let at = next; at < tokens.length; at++) required ||= isWords(tokens, at, 'NOT', 'NULL');
  script.addType(name, { base: nativeType, required });
}
