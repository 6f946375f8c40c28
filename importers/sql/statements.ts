/** Goes through the statements of a script: what tells about tables is kept, everything else passed over. */
import { problem } from '../../shared/problem';
import { readAlterTable } from './alter-table';
import { type Characters, detached } from './characters';
import { readCreateTable } from './create-table';
import { readCommentOn, readCreateDomain, readCreateType, readExtendedProperty } from './descriptions';
import type { SqlDialect } from './dialect';
import type { Lexer, Token } from './lexer';
import { isOtherStatement } from './other-statements';
import { readLine } from './quoted';
import { readCopiedRows, readInsertedRows } from './read-rows';
import type { RowSamples } from './row-samples';
import type { Script } from './script';
import { skipBody } from './skip-body';
import { isName, isSign, isWords, nameAt, namesAt } from './token-list';

/** Tokens kept of one statement: some 60,000 columns. */
const TOKENS = 400_000;
export type Reading = {
  script: Script;
  rows: RowSamples;
  lexer: Lexer;
  characters: Characters;
  dialect: SqlDialect | undefined;
  /** Hears the share of the file that is done; others may run meanwhile. */
  tick(): Promise<void>;
};

/** Reads to the end of the file. What is wrong is in the script's problems. */
export async function readStatements(reading: Reading): Promise<void> {
  const { lexer, script, characters } = reading;
  for (let read = 0; ; ) {
    const first = lexer.next();
    if (first.kind === 'eof') break;
    if (first.kind === 'end') continue;
    // After the token, or a statement that begins at a line's end would be a line too high.
    const line = characters.line();
    const cut = await readStatement(reading, first, line);
    if (cut) {
      script.problems.push(problem('warns', 'sql-cut', ['rows', line], { line }));
      return;
    }
    read += 1;
    if (read % 64 === 0) await reading.tick();
  }
  if (lexer.openSince !== undefined) script.problems.push(problem('warns', 'sql-cut', ['rows', lexer.openSince], { line: lexer.openSince }));
}

const lineCommands = new Set([
  'PROMPT',
  'REM',
  'REMARK',
  'SPOOL',
  'WHENEVER',
  'SHOW',
  'DEFINE',
  'UNDEFINE',
  'ACCEPT',
  'VARIABLE',
  'COLUMN',
  'EXIT',
  'QUIT',
  'CONNECT',
  'CONN',
  'HOST',
  'PAUSE',
]);

/** True when the file ends before the statement does. */
async function readStatement(reading: Reading, first: Token, line: number): Promise<boolean> {
  const { lexer, characters } = reading;
  // SQL*Plus and psql have commands that end with their line.
  if (lineCommands.has(first.word) || isSign(first, '\\') || (first.word === 'SET' && reading.dialect === 'oracle')) {
    readLine(characters, 0);
    return false;
  }
  switch (first.word) {
    case 'CREATE':
      return readCreate(reading, line);
    case 'INSERT':
    case 'REPLACE':
      return readInsert(reading, line);
    case 'COPY':
      return readCopy(reading, line);
    case 'ALTER':
    case 'DROP':
    case 'COMMENT':
    case 'EXEC':
    case 'EXECUTE':
    case 'USE':
    case 'SET': {
      const collected = collect(lexer, characters, first.word === 'ALTER' || first.word === 'DROP' ? TOKENS : 1_000);
      if (collected.cut) return true;
      readSmall(reading, first.word, collected.tokens, line);
      return false;
    }
    case 'BEGIN':
    case 'DECLARE': {
      const next = lexer.next(0);
      if (next.kind === 'end' || next.kind === 'eof') return false;
      const simple = next.text.startsWith('@') || /^(TRANSACTION|WORK|TRAN|DEFERRED|IMMEDIATE|EXCLUSIVE|ISOLATION|READ|TRY)$/.test(next.word);
      if (simple) lexer.skipStatement();
      else skipBody(lexer, first, next);
      return lexer.openSince !== undefined;
    }
    case 'DELIMITER': {
      lexer.delimiter = readLine(characters, 20).trim() || ';';
      return false;
    }
    default:
      lexer.skipStatement();
      if (!isOtherStatement(first.word)) tellUnknown(reading, first, line);
      return lexer.openSince !== undefined;
  }
}

/** A file of something else entirely would have a problem in every line. */
const MOST_UNKNOWN = 20;

function tellUnknown({ script }: Reading, first: Token, line: number): void {
  script.unknown += 1;
  if (script.unknown <= MOST_UNKNOWN)
    script.problems.push(problem('informs', 'sql-statement-not-read', ['rows', line], { line, statement: first.text.slice(0, 40) }));
}

type Collected = { tokens: Token[]; lines: number[]; cut: boolean; shortened: boolean };

/** The rest of a statement. `cut`: the file ends inside a bracket or a text. */
function collect(lexer: Lexer, characters: Characters, limit: number): Collected {
  const tokens: Token[] = [];
  const lines: number[] = [];
  let depth = 0;
  for (;;) {
    const token = lexer.next();
    if (token.kind === 'end' || token.kind === 'eof')
      return { tokens, lines, cut: token.kind === 'eof' && (depth > 0 || lexer.openSince !== undefined), shortened: false };
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    tokens.push(token.text.length < 13 ? token : { ...token, text: detached(token.text) });
    lines.push(characters.line());
    if (tokens.length < limit) continue;
    lexer.skipStatement();
    return { tokens, lines, cut: false, shortened: true };
  }
}

function readSmall({ script, dialect }: Reading, word: string, tokens: readonly Token[], line: number): void {
  if (word === 'ALTER' && isWords(tokens, 0, 'TABLE')) readAlterTable(script, tokens.slice(1), line);
  else if (word === 'ALTER' && isWords(tokens, 0, 'FOREIGN', 'TABLE')) readAlterTable(script, tokens.slice(2), line);
  else if (word === 'DROP' && isWords(tokens, 0, 'TABLE')) readDropTable(script, tokens);
  else if (word === 'COMMENT' && isWords(tokens, 0, 'ON')) readCommentOn(script, tokens.slice(1));
  else if (word === 'EXEC' || word === 'EXECUTE') readExtendedProperty(script, tokens);
  // SQL Server's USE names a database, with schemas of its own.
  else if (word === 'USE' && isName(tokens[0]) && (dialect === 'mysql' || !dialect)) script.schema = tokens[0].text;
  else if (word === 'SET' && isWords(tokens, 0, 'SEARCH_PATH')) script.schema = isName(tokens[2]) ? tokens[2].text : '';
}

function readDropTable(script: Script, tokens: readonly Token[]): void {
  let at = isWords(tokens, 1, 'IF', 'EXISTS') ? 3 : 1;
  for (;;) {
    const { name, next } = nameAt(tokens, at);
    const table = name.length > 0 ? script.find(name) : undefined;
    if (table) script.remove(table);
    if (!isSign(tokens[next], ',')) return;
    at = next + 1;
  }
}

/** Words before TABLE that make no other thing of it. */
const kinds = new Set([
  'OR',
  'REPLACE',
  'GLOBAL',
  'LOCAL',
  'PRIVATE',
  'TEMP',
  'TEMPORARY',
  'UNLOGGED',
  'FOREIGN',
  'EXTERNAL',
  'COLUMN',
  'ROW',
  'MEMORY',
  'CACHED',
  'TRANSIENT',
]);
/** Things with statements of their own inside. */
const bodies = new Set(['PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'EVENT', 'PACKAGE']);
/** What may stand before those. */
const manners = new Set(['CONSTRAINT', 'AGGREGATE', 'EDITIONABLE', 'NONEDITIONABLE', 'DEFINER', 'ALGORITHM']);

function readCreate({ lexer, script, characters }: Reading, line: number): boolean {
  const before: string[] = [];
  let token = lexer.next();
  for (let words = 0; words < 24 && token.kind !== 'end' && token.kind !== 'eof'; words++) {
    if (token.word === 'TABLE' && before.every((word) => kinds.has(word))) {
      const collected = collect(lexer, characters, TOKENS);
      if (collected.cut) return true;
      const temporary = before.some((word) => word.startsWith('TEMP'));
      if (!readCreateTable(script, { ...collected, line, temporary })) {
        const statement = ['CREATE', ...before, 'TABLE', nameAt(collected.tokens, 0).name.join('.')].join(' ').slice(0, 100);
        script.problems.push(problem('warns', 'sql-statement-not-read', ['rows', line], { line, statement }));
      }
      return false;
    }
    if ((token.word === 'TYPE' || token.word === 'DOMAIN') && before.every((word) => word === 'OR' || word === 'REPLACE')) {
      const next = lexer.next();
      if (next.word === 'BODY') {
        skipBody(lexer, next);
        return lexer.openSince !== undefined;
      }
      const { tokens, cut } = collect(lexer, characters, TOKENS);
      if (cut) return true;
      (token.word === 'TYPE' ? readCreateType : readCreateDomain)(script, [next, ...tokens]);
      return false;
    }
    if (bodies.has(token.word)) {
      skipBody(lexer, token);
      return lexer.openSince !== undefined;
    }
    // MySQL: CREATE DEFINER=`root`@`%` TRIGGER.
    const defined = before.some((word) => word === 'DEFINER' || word === 'ALGORITHM') && token.word !== 'VIEW';
    if (!defined && !kinds.has(token.word) && !manners.has(token.word)) break;
    before.push(token.word);
    token = lexer.next(100);
  }
  if (token.kind !== 'end' && token.kind !== 'eof') lexer.skipStatement();
  return lexer.openSince !== undefined;
}

function readInsert({ lexer, rows }: Reading, line: number): boolean {
  const head: Token[] = [];
  let depth = 0;
  for (;;) {
    const token = lexer.next(1_000);
    if (token.kind === 'end') return false;
    if (token.kind === 'eof') return depth > 0 || lexer.openSince !== undefined;
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (depth === 0 && (token.word === 'VALUES' || token.word === 'VALUE') && head.length > 0) break;
    // INSERT … SELECT, INSERT … SET: no rows to look at.
    if (depth === 0 && (token.word === 'SELECT' || token.word === 'SET' || token.word === 'WITH' || token.word === 'EXEC')) {
      lexer.skipStatement();
      return lexer.openSince !== undefined;
    }
    if (head.length < TOKENS) head.push({ ...token, text: detached(token.text) });
  }
  let at = 0;
  while (at < head.length && insertWords.has(head[at]?.word ?? '') && isName(head[at + 1])) at += 1;
  const { name, next } = nameAt(head, at);
  let open = next;
  while (open < head.length && isName(head[open])) open += 1;
  const { names } = namesAt(head, open);
  const target = name.length > 0 ? rows.target(name, names, line) : undefined;
  readInsertedRows(lexer, target);
  return lexer.openSince !== undefined;
}

const insertWords = new Set(['INTO', 'IGNORE', 'LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED', 'OR', 'REPLACE', 'ABORT', 'FAIL', 'ROLLBACK', 'OVERWRITE', 'TABLE']);

async function readCopy({ lexer, characters, rows, tick }: Reading, line: number): Promise<boolean> {
  const { tokens, cut } = collect(lexer, characters, TOKENS);
  if (cut) return true;
  const { name, next } = nameAt(tokens, 0);
  const { names, next: from } = namesAt(tokens, next);
  if (!isWords(tokens, from, 'FROM', 'STDIN')) return false;
  // CSV and other forms are rare; their lines are passed over like those of an unknown table.
  const plain = tokens.length === from + 2;
  const target = plain ? rows.target(name, names, line) : undefined;
  return !(await readCopiedRows(characters, target, tick));
}
