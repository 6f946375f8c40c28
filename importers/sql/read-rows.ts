/** Values of INSERT … VALUES and lines of COPY … FROM stdin, as the texts that a CSV of the same table would hold. */
import { type Characters, detached } from './characters';
import type { Lexer, Token } from './lexer';
import { readLine } from './quoted';
import type { RowTarget } from './row-samples';

/** Characters kept of a value; the profile needs no more. */
const VALUE = 1_000;
/** Longest line of COPY that is cut into values. */
const LINE = 64 * 1024;
/** Functions around a text that only say what it is. */
const casts = new Set([
  'CAST',
  'CONVERT',
  'TO_DATE',
  'TO_TIMESTAMP',
  'TO_CLOB',
  'TO_NUMBER',
  'DATE',
  'TIMESTAMP',
  'TIME',
  'HEXTORAW',
  'STR_TO_DATE',
  'TRY_CAST',
]);

/** From after VALUES to the end of the statement. Whatever is no row ends the looking. */
export function readInsertedRows(lexer: Lexer, target: RowTarget | undefined): void {
  while (target?.wants()) {
    const token = lexer.next(VALUE);
    if (token.kind === 'end' || token.kind === 'eof') return;
    if (isOpen(token)) {
      const row = readRow(lexer);
      if (!row) return;
      target.add(row);
    } else if (!(token.kind === 'sign' && token.text === ',')) break;
  }
  const rows = lexer.skipStatement();
  target?.count(rows);
}

function isOpen(token: Token): boolean {
  return token.kind === 'sign' && token.text === '(';
}

/** Undefined when the statement ends inside the row. */
function readRow(lexer: Lexer): (string | undefined)[] | undefined {
  const row: (string | undefined)[] = [];
  let value = createValue();
  for (let depth = 1; ; ) {
    const token = lexer.next(VALUE);
    if (token.kind === 'eof') lexer.openSince ??= 0;
    if (token.kind === 'end' || token.kind === 'eof') return undefined;
    const sign = token.kind === 'sign' ? token.text : '';
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth === 0 || (depth === 1 && sign === ',')) {
      row.push(value.text());
      value = createValue();
      if (depth === 0) return row;
    } else value.add(token, depth);
  }
}

type Value = { add(token: Token, depth: number): void; text(): string | undefined };

/** A literal is its text; of an expression only the text inside a cast is known. */
function createValue(): Value {
  let literal: string | undefined;
  let sign = '';
  let cast = false;
  let unknown = false;
  return {
    add(token, depth) {
      if (token.kind === 'text' || (token.kind === 'name' && literal === undefined && depth === 1)) {
        if (depth === 1 || cast) literal ??= token.text;
      } else if (token.kind === 'number') {
        if (depth === 1) literal = literal === undefined ? sign + token.text : literal;
        else if (cast) literal ??= token.text;
      } else if (token.kind === 'sign') {
        if (depth === 1 && literal === undefined && (token.text === '-' || token.text === '.')) sign += token.text;
      } else if (token.word === 'TRUE' || token.word === 'FALSE') literal ??= token.text;
      else if (casts.has(token.word)) cast = true;
      else if (token.word !== 'NULL' && depth === 1 && !token.word.startsWith('_') && literal === undefined) unknown = true;
    },
    text: () => (unknown || literal === undefined ? undefined : detached(literal)),
  };
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' };

/** One line of COPY's text format into its values; undefined for `\N`. */
export function copyRow(line: string): (string | undefined)[] {
  return line.split('\t').map((cell) => {
    if (cell === '\\N') return undefined;
    return cell.includes('\\') ? cell.replace(/\\([\s\S])/g, (_, sign: string) => escapes[sign] ?? sign) : cell;
  });
}

/** From after `COPY … FROM stdin;` to `\.`. False: the file ends first. `tick` is heard now and then. */
export async function readCopiedRows(characters: Characters, target: RowTarget | undefined, tick: () => Promise<void>): Promise<boolean> {
  readLine(characters, 0);
  for (let rows = 0; ; rows++) {
    characters.at = Math.min(characters.at + 1, characters.text.length);
    characters.ensure(3);
    if (characters.at >= characters.text.length) return false;
    if (characters.text.startsWith('\\.', characters.at)) {
      readLine(characters, 0);
      return true;
    }
    if (target?.wants()) target.add(copyRow(readLine(characters, LINE)).map((cell) => cell && detached(cell.slice(0, VALUE))));
    else {
      readLine(characters, 0);
      target?.count(1);
    }
    if (rows % 4_096 === 0) await tick();
  }
}
