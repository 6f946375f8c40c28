/** Walking through the tokens of one statement. */
import type { Token } from './lexer';

export type Tokens = readonly Token[];
/** A piece of a list: from the first token to before `to`. */
export type Span = { from: number; to: number };

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}

/** True when the tokens from `at` are these words. */
export function isWords(tokens: Tokens, at: number, ...words: string[]): boolean {
  return words.every((word, index) => tokens[at + index]?.word === word);
}

export function isName(token: Token | undefined): token is Token & { kind: 'word' | 'name' } {
  return token?.kind === 'word' || token?.kind === 'name';
}

/** `db.schema.table` in parts, and where it ends. No parts: there is no name. */
export function nameAt(tokens: Tokens, from: number): { name: string[]; next: number } {
  const name: string[] = [];
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (!isName(token) && !(token?.kind === 'text' && name.length === 0)) return { name, next: at };
    name.push(token.text);
    at += 1;
    while (isSign(tokens[at], '.') && (isName(tokens[at + 1]) || isSign(tokens[at + 1], '.'))) at += 1;
    if (!isSign(tokens[at - 1], '.')) return { name, next: at };
  }
}

/** The pieces between the commas of a bracket that opens at `open`. `end`: after its closing; undefined when it has none. */
export function itemsAt(tokens: Tokens, open: number): { items: Span[]; end: number | undefined } {
  const items: Span[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    // The commas of ARRAY['a', 'b'] are its own.
    if (isSign(token, '(') || isSign(token, '[')) depth += 1;
    else if (isSign(token, ']')) depth -= 1;
    else if (isSign(token, ')')) {
      depth -= 1;
      if (depth === 0) {
        if (at > from) items.push({ from, to: at });
        return { items, end: at + 1 };
      }
    } else if (depth === 1 && isSign(token, ',')) {
      if (at > from) items.push({ from, to: at });
      from = at + 1;
    }
  }
  return { items, end: undefined };
}

/** After the bracket that opens at `open`, or `open` when there is none; the end when it never closes. */
export function afterBracket(tokens: Tokens, open: number): number {
  if (!isSign(tokens[open], '(')) return open;
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (isSign(tokens[at], '(')) depth += 1;
    else if (isSign(tokens[at], ')')) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return tokens.length;
}

/** The names in a bracket of columns, without lengths and directions: `(a, b(10) DESC)`. */
export function namesAt(tokens: Tokens, open: number): { names: string[]; next: number } {
  if (!isSign(tokens[open], '(')) return { names: [], next: open };
  const { items, end } = itemsAt(tokens, open);
  const names = items.flatMap(({ from }) => (isName(tokens[from]) ? [tokens[from]?.text ?? ''] : []));
  return { names, next: end ?? tokens.length };
}

/** A text in either kind of quotes: MySQL takes both. */
export function textAt(tokens: Tokens, at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'text' || token?.kind === 'name' ? token.text : undefined;
}
