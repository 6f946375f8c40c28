import { durationSchema } from '../../condition/schema';
import { fromWire } from '../../ids';
import { ok, type Problem, type Result, refuse } from '../../problem';
import { approximateMs } from '../../time/duration';
import { type AggregateName, aggregateNames, type EventSource, type Expression, type FunctionName, functionNames, type Operator } from './syntax';

/** Deeper than anybody writes, far from where the call stack ends. */
const DEEPEST = 100;

type Token = { kind: 'name' | 'number' | 'text' | 'sign' | 'end'; text: string; at: number };

const token = /\s*(?:([A-Za-z][A-Za-z0-9_]*)|(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|(<=|>=|!=|[-+*/=<>().,]))/y;

/** Carries the problem out of the depth of the parser; never leaves this file. */
class Misread extends Error {
  constructor(
    readonly code: 'formula-unreadable' | 'formula-too-deep' | 'formula-function-unknown' | 'formula-number-too-large' | 'formula-duration-empty',
    readonly at: number,
    readonly found: string,
    readonly expected = '',
  ) {
    super(code);
  }
}

/**
 * Reads a formula. Fails with one problem: `formula-unreadable` {at, found, expected}, `formula-too-deep`,
 * `formula-function-unknown` {found}, `formula-number-too-large`, `formula-duration-empty` {found}; `at` is the position in the text, from 1.
 */
export function parseFormula(text: string): Result<Expression> {
  try {
    const parser = createParser(tokensOf(text));
    return ok(parser.whole());
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    const params: Problem['params'] = { at: error.at + 1, found: error.found, expected: error.expected };
    return refuse(error.code, params);
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) {
      const bad = at + (text.slice(at).length - text.slice(at).trimStart().length);
      throw new Misread('formula-unreadable', bad, text.slice(bad, bad + 10));
    }
    const [all, name, number, single, double, sign] = match;
    const start = at + all.length - all.trimStart().length;
    if (name !== undefined) tokens.push({ kind: 'name', text: name, at: start });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at: start });
    else if (single !== undefined) tokens.push({ kind: 'text', text: single.replaceAll("''", "'"), at: start });
    else if (double !== undefined) tokens.push({ kind: 'text', text: double.replaceAll('""', '"'), at: start });
    else tokens.push({ kind: 'sign', text: sign ?? '', at: start });
    at = token.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at: end });
  return tokens;
}

function createParser(tokens: readonly Token[]) {
  let next = 0;
  let depth = 0;
  const last: Token = tokens[tokens.length - 1] ?? { kind: 'end', text: '', at: 0 };
  const peek = (): Token => tokens[next] ?? last;
  const place = () => peek().at + 1;
  const take = (): Token => {
    const taken = peek();
    next += 1;
    return taken;
  };
  const wrong = (expected: string, found = peek()): Misread => new Misread('formula-unreadable', found.at, found.text, expected);
  const isSign = (...signs: string[]) => peek().kind === 'sign' && signs.includes(peek().text);
  const isWord = (...words: string[]) => peek().kind === 'name' && words.includes(peek().text);
  const expectSign = (sign: string) => {
    if (!isSign(sign)) throw wrong(sign);
    next += 1;
  };
  const expectName = (what: string): string => {
    if (peek().kind !== 'name') throw wrong(what);
    return fromWire(take().text);
  };

  function whole(): Expression {
    const value = expression();
    if (peek().kind !== 'end') throw wrong('');
    return value;
  }

  function expression(): Expression {
    depth += 1;
    if (depth > DEEPEST) throw new Misread('formula-too-deep', peek().at, peek().text);
    const value = chain(['or'], () => chain(['and'], negation));
    depth -= 1;
    return value;
  }

  function chain(words: Operator[], part: () => Expression): Expression {
    let left = part();
    for (let op = operatorIn(words); op; op = operatorIn(words)) {
      const at = place();
      next += 1;
      left = { at, kind: 'binary', op, left, right: part() };
    }
    return left;
  }

  function operatorIn(operators: readonly Operator[]): Operator | undefined {
    const { kind, text } = peek();
    return kind === 'sign' || kind === 'name' ? operators.find((op) => op === text) : undefined;
  }

  function negation(): Expression {
    const at = place();
    let negated = false;
    for (; isWord('not'); next++) negated = !negated;
    const of = comparison();
    return negated ? { at, kind: 'not', of } : of;
  }

  function comparison(): Expression {
    const left = chain(['+', '-'], () => chain(['*', '/'], signed));
    const op = operatorIn(['=', '!=', '<', '<=', '>', '>=', 'contains']);
    const at = place();
    if (op) {
      next += 1;
      return { at, kind: 'binary', op, left, right: chain(['+', '-'], () => chain(['*', '/'], signed)) };
    }
    if (!isWord('in')) return left;
    next += 1;
    expectSign('(');
    const values = [literal()];
    while (isSign(',')) {
      next += 1;
      values.push(literal());
    }
    expectSign(')');
    return { at, kind: 'in', left, values };
  }

  function literal(): string | number | boolean {
    const minus = isSign('-');
    if (minus) next += 1;
    const { kind, text } = peek();
    if (kind === 'number') {
      const size = Number(text);
      // Beyond, neighbouring numbers are the same one.
      if (size > Number.MAX_SAFE_INTEGER) throw new Misread('formula-number-too-large', peek().at, text.slice(0, 10));
      next += 1;
      return minus ? -size : size;
    }
    if (!minus && kind === 'text') return take().text;
    if (!minus && isWord('true', 'false')) return take().text === 'true';
    throw wrong('value', { ...peek(), text });
  }

  function signed(): Expression {
    const at = place();
    let negative = false;
    for (; isSign('-'); next++) negative = !negative;
    const of = primary();
    return negative ? { at, kind: 'minus', of } : of;
  }

  function primary(): Expression {
    const { kind, text } = peek();
    const at = place();
    if (kind === 'number' || kind === 'text' || isWord('true', 'false')) return { at, kind: 'literal', value: literal() };
    if (isSign('(')) {
      next += 1;
      const inside = expression();
      expectSign(')');
      return inside;
    }
    if (kind !== 'name' || isWord('and', 'or', 'in', 'contains', 'where', 'since')) throw wrong('value');
    const name = take();
    if (!isSign('(')) return text === 'imported' ? { at, kind: 'imported' } : { at, kind: 'name', id: fromWire(text) };
    next += 1;
    const aggregate = aggregateNames.find((one) => one === text);
    const called = aggregate ? aggregated(aggregate, at) : functionCall(name);
    expectSign(')');
    return called;
  }

  function functionCall({ text, at }: Token): Expression {
    const name: FunctionName | undefined = functionNames.find((one) => one === text);
    if (!name) throw new Misread('formula-function-unknown', at, text);
    const args: Expression[] = [];
    if (!isSign(')')) args.push(expression());
    while (isSign(',')) {
      next += 1;
      args.push(expression());
    }
    return { at: at + 1, kind: 'call', name, args };
  }

  function aggregated(name: AggregateName, at: number): Expression {
    const sources = [source()];
    while (isSign(',')) {
      next += 1;
      sources.push(source());
    }
    return { at, kind: 'aggregate', name, sources };
  }

  function source(): EventSource {
    const found: EventSource = { at: place(), event: expectName('event'), sinceImport: false };
    if (isSign('.')) {
      next += 1;
      found.property = expectName('property');
    }
    if (isWord('where')) {
      next += 1;
      expectSign('(');
      found.where = expression();
      expectSign(')');
    }
    for (;;) {
      if (isWord('last', 'every')) {
        const side = take().text === 'last' ? 'last' : 'every';
        const duration = peek();
        if (duration.kind !== 'name' || !durationSchema.safeParse(duration.text).success) throw wrong('P30D');
        if (approximateMs(duration.text) === 0) throw new Misread('formula-duration-empty', duration.at, duration.text);
        found[side] = take().text;
      } else if (isWord('since')) {
        next += 1;
        if (!isWord('import')) throw wrong('import');
        next += 1;
        found.sinceImport = true;
      } else return found;
    }
  }

  return { whole };
}
