/** SQL as tokens, for all dialects at once, in one pass and with as much lookahead as one line start needs. */
import type { Characters } from './characters';
import type { Lexis } from './dialect';
import { readLine, readQuoted, readUntil, skipNestedComment } from './quoted';

export type TokenKind = 'word' | 'name' | 'text' | 'number' | 'sign' /** of the statement */ | 'end' /** of the file */ | 'eof';
export type Token = {
  kind: TokenKind;
  text: string;
  /** The word in capitals; '' for everything else, so that a quoted name is never a keyword. */
  word: string;
};

export type Lexer = {
  /** `keep`: characters kept of a text. */
  next(keep?: number): Token;
  /** Passes over the rest of the statement and counts its outermost brackets: the rows of an INSERT. */
  skipStatement(): number;
  /** Only a line that begins with CREATE ends a body by force; INSERT and the like are at home in it. */
  inBody: boolean;
  /** What ends a statement: `;`, or what DELIMITER said. */
  delimiter: string;
  /** The line where something began that never ended. */
  openSince: number | undefined;
};

const KEEP = 5_000;
/** Longest name looked at; of a longer one the rest is passed over. */
const NAME = 1_000;
const END: Token = { kind: 'end', text: ';', word: '' };
/** Where no delimiter stands but the statement is over all the same. */
const OVER: Token = { kind: 'end', text: '', word: '' };
const EOF: Token = { kind: 'eof', text: '', word: '' };

/** Lines that can only begin a statement, even where the one before was never ended. */
const starters =
  /^(CREATE\s+\w|INSERT\s+(?!ON\b|OR\s+(UPDATE|DELETE)\b)[\w["`]|ALTER\s+TABLE\s|DROP\s+TABLE\s|COMMENT\s+ON\s|DELIMITER\s|EXEC(UTE)?\s+\S{0,30}sp_addext)/i;
const bodyStarters = /^(CREATE\s|DELIMITER\s)/i;

export function createLexer(characters: Characters, lexis: Lexis): Lexer {
  /** Nothing but blanks between the line's beginning and here. */
  let lineStart = true;
  /** Not even blanks. */
  let columnZero = true;
  let fresh = true;
  let executable = false;

  const code = (ahead = 0) => characters.text.charCodeAt(characters.at + ahead);

  /** Passes blanks and comments. False at the end of the file. */
  function skipBlanks(): boolean {
    for (;;) {
      if (characters.text.length - characters.at < 2_048) characters.ensure(2_048);
      const sign = code();
      if (Number.isNaN(sign)) return false;
      if (sign === 10 || sign === 13) {
        lineStart = true;
        columnZero = true;
        characters.at += 1;
      } else if (isBlank(sign)) {
        columnZero = false;
        characters.at += 1;
      } else if (sign === 45 && code(1) === 45 && (lexis.dialect !== 'mysql' || !(code(2) > 32))) readLine(characters, 0);
      else if (sign === 35 && (lexis.hashComments || (lexis.hashLines && lineStart))) readLine(characters, 0);
      else if (sign === 47 && code(1) === 42) {
        if (!skipComment()) return false;
      } else if (executable && sign === 42 && code(1) === 47) {
        executable = false;
        characters.at += 2;
      } else return true;
    }
  }

  /** Of what MySQL runs only the brackets are passed. Versions nobody has are MariaDB's way to say "comment". */
  function skipComment(): boolean {
    const run = lexis.executableComments ? /^\/\*M?!(\d{0,6})/.exec(characters.text.slice(characters.at, characters.at + 10)) : null;
    if (run && Number(run[1]) < 990_000) {
      executable = true;
      characters.at += run[0].length;
      return true;
    }
    const line = characters.line();
    characters.at += 2;
    const closed = lexis.nestedComments ? skipNestedComment(characters) : readUntil(characters, '*/', 0) !== undefined;
    if (!closed) self.openSince ??= line;
    return closed;
  }

  /** Ends a statement where a line shows that another one begins, or where GO or a slash stands alone. */
  function endsHere(sign: number): Token | undefined {
    if (sign === self.delimiter.charCodeAt(0) && characters.text.startsWith(self.delimiter, characters.at)) {
      characters.at += self.delimiter.length;
      return END;
    }
    if (!lineStart) return undefined;
    if (sign === 47 || sign === 71 || sign === 103) {
      const alone = /^(\/|GO)([ \t]+\d{0,6})?[ \t]*(?=[\r\n;]|$)/i.exec(characters.text.slice(characters.at, characters.at + 40));
      if (!alone || (sign === 47 && self.delimiter !== ';')) return undefined;
      characters.at += alone[0].length;
      return OVER;
    }
    if (fresh || !isLetter(sign) || self.delimiter !== ';') return undefined;
    if (self.inBody && !columnZero) return undefined;
    return (self.inBody ? bodyStarters : starters).test(characters.text.slice(characters.at, characters.at + 80)) ? OVER : undefined;
  }

  function quoted(kind: 'text' | 'name', close: number, backslash: boolean, keep: number): Token {
    const line = characters.line();
    characters.at += 1;
    const text = readQuoted(characters, close, backslash, keep);
    if (text === undefined) return unclosed(line);
    return { kind, text, word: '' };
  }

  function unclosed(line: number): Token {
    self.openSince ??= line;
    return EOF;
  }

  /** A word, and the text it may be the sign of: N'…', E'…', q'[…]'. */
  function word(keep: number): Token {
    const from = characters.at;
    const window = characters.text;
    let at = from + 1;
    while (at < window.length && at - from < NAME && isWord(window.charCodeAt(at))) at += 1;
    // With DELIMITER $$ a word may run into the end of its statement.
    const ends = self.delimiter === ';' ? -1 : window.slice(from, at).indexOf(self.delimiter);
    if (ends > 0) at = from + ends;
    const text = window.slice(from, at);
    characters.at = at;
    if (at - from >= NAME) passWord();
    if (code() === 39 && text.length <= 2) {
      const prefix = text.toUpperCase();
      if (prefix === 'N' || prefix === 'B' || prefix === 'X' || prefix === 'E') return quoted('text', 39, lexis.backslash || prefix === 'E', keep);
      if (prefix === 'Q' || prefix === 'NQ') return alternative(keep);
    }
    return { kind: 'word', text, word: text.toUpperCase() };
  }

  function passWord(): void {
    for (;;) {
      while (characters.at < characters.text.length && isWord(code())) characters.at += 1;
      if (characters.at < characters.text.length || !characters.more()) return;
    }
  }

  /** Oracle's q'[…]', where the sign after the quote says which one ends it. */
  function alternative(keep: number): Token {
    const line = characters.line();
    characters.ensure(4);
    const open = characters.text[characters.at + 1] ?? '';
    characters.at = Math.min(characters.at + 2, characters.text.length);
    const text = readUntil(characters, `${closing[open] ?? open}'`, keep);
    return text === undefined ? unclosed(line) : { kind: 'text', text, word: '' };
  }

  function dollar(keep: number): Token | undefined {
    const tag = /^\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]{0,60})?\$/.exec(characters.text.slice(characters.at, characters.at + 64))?.[0];
    if (tag === undefined) return undefined;
    const line = characters.line();
    characters.at += tag.length;
    const text = readUntil(characters, tag, keep);
    return text === undefined ? unclosed(line) : { kind: 'text', text, word: '' };
  }

  function number(): Token {
    const from = characters.at;
    const window = characters.text;
    let at = from + 1;
    while (at < window.length && at - from < NAME && (isWord(window.charCodeAt(at)) || window.charCodeAt(at) === 46)) at += 1;
    characters.at = at;
    if (at - from >= NAME) passWord();
    const text = window.slice(from, at);
    // MySQL lets a name begin with a digit.
    return /^\d+[A-Za-z_]/.test(text) && !/^(0x[\da-f]*|\d+e\d*)$/i.test(text)
      ? { kind: 'word', text, word: text.toUpperCase() }
      : { kind: 'number', text, word: '' };
  }

  /** `[x]` is a name where the dialect has such names and it does not look like the length or the place of a list. */
  function bracket(keep: number): Token | undefined {
    const next = characters.text.slice(characters.at + 1, characters.at + 12);
    const list = lexis.dialect === 'sql-server' ? /^\]/ : /^(\d*\]|['"[])/;
    return lexis.brackets && !list.test(next) ? quoted('name', 93, false, keep) : undefined;
  }

  const self: Lexer = {
    delimiter: ';',
    inBody: false,
    openSince: undefined,
    next(keep = KEEP) {
      if (!skipBlanks()) return EOF;
      const sign = code();
      const over = endsHere(sign);
      if (over) {
        fresh = true;
        return over;
      }
      fresh = false;
      lineStart = false;
      columnZero = false;
      if (sign === 39) return quoted('text', 39, lexis.backslash, keep);
      if (sign === 34) return quoted('name', 34, lexis.dialect === 'mysql', keep);
      if (sign === 96) return quoted('name', 96, false, keep);
      const special = sign === 91 ? bracket(keep) : sign === 36 && lexis.dollarQuotes ? dollar(keep) : undefined;
      if (special) return special;
      if (sign >= 48 && sign <= 57) return number();
      if (isWord(sign)) return word(keep);
      characters.at += 1;
      return { kind: 'sign', text: String.fromCharCode(sign), word: '' };
    },
    skipStatement() {
      let depth = 0;
      let groups = 0;
      for (;;) {
        // Numbers, commas and words of an INSERT are most of a dump; only what may hide an end is looked at as a token.
        const window = characters.text;
        let at = characters.at;
        if (self.delimiter === ';') {
          for (; at < window.length; at++) {
            const sign = window.charCodeAt(at);
            if (sign === 40) depth += 1;
            else if (sign === 41) {
              depth -= 1;
              if (depth === 0) groups += 1;
            } else if (plain[sign] !== 1) break;
          }
        }
        if (at > characters.at) {
          characters.at = at;
          fresh = false;
          lineStart = false;
          columnZero = false;
        }
        const token = self.next(0);
        if (token.kind === 'eof' && depth > 0) self.openSince ??= characters.line();
        if (token.kind === 'end' || token.kind === 'eof') return groups;
        if (token.kind === 'sign' && token.text === '(') depth += 1;
        if (token.kind === 'sign' && token.text === ')') {
          depth -= 1;
          if (depth === 0) groups += 1;
        }
      }
    },
  };
  return self;
}

/** Signs that neither end a statement nor begin a text, a comment or a line. */
const plain = Uint8Array.from({ length: 128 }, (_, sign) => (sign === 32 || sign === 44 || sign === 46 || (sign >= 48 && sign <= 57) ? 1 : 0));

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };

function isBlank(code: number): boolean {
  return code <= 32 || code === 160 || code === 0xfeff || code === 0x3000 || (code >= 0x2000 && code <= 0x200f);
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isWord(code: number): boolean {
  return (
    isLetter(code) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code === 35 ||
    code === 64 ||
    (code >= 128 && code !== 160 && code !== 0xfeff && code !== 0x3000 && !(code >= 0x2000 && code <= 0x200f))
  );
}
