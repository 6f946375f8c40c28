import { fromWire } from '../ids';
import { ok, type Result, refuse } from '../problem';
import { comparisonOf } from './print-condition';
import { type Condition, conditionSchema, type EventWindow, type Moment, type Operand, type Ref } from './schema';

const DEEPEST = 100;

type Token = { kind: 'word' | 'value' | 'sign' | 'end'; text: string; at: number };
const token = /\s*(?:([A-Za-z][A-Za-z0-9_-]*)|("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(<=|>=|!=|[=<>().,[\]]))/y;

/** Carries the problem out of the depth of the parser; never leaves this file. */
class Misread extends Error {
  constructor(
    readonly code: 'condition-unreadable' | 'condition-too-deep',
    readonly at: number,
    readonly found: string,
    readonly expected: string,
  ) {
    super(code);
  }
}

/**
 * Reads what `printCondition` writes. Fails with `condition-unreadable` {at, found, expected} or `condition-too-deep`;
 * `at` is the position in the text, from 1.
 */
export function parseCondition(text: string): Result<Condition> {
  try {
    const condition = conditionSchema.safeParse(createParser(tokensOf(text)).whole());
    // Only ids and durations can still be wrong here; the text as a whole is then at fault.
    return condition.success ? ok(condition.data) : refuse('condition-unreadable', { at: 1, found: text.slice(0, 40), expected: '' });
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return refuse(error.code, { at: error.at + 1, found: error.found, expected: error.expected });
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
      const bad = text.length - text.slice(at).trimStart().length;
      throw new Misread('condition-unreadable', bad, text.slice(bad, bad + 10), '');
    }
    const [all, word, value, sign = ''] = match;
    const start = at + all.length - all.trimStart().length;
    tokens.push(
      word !== undefined
        ? { kind: 'word', text: word, at: start }
        : value !== undefined
          ? { kind: 'value', text: value, at: start }
          : { kind: 'sign', text: sign, at: start },
    );
    at = token.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at: end });
  return tokens;
}

function createParser(tokens: readonly Token[]) {
  let next = 0;
  let depth = 0;
  const end: Token = tokens.at(-1) ?? { kind: 'end', text: '', at: 0 };
  const peek = (ahead = 0): Token => tokens[next + ahead] ?? end;
  const wrong = (expected: string) => new Misread('condition-unreadable', peek().at, peek().text, expected);
  const is = (kind: Token['kind'], ...texts: string[]) => peek().kind === kind && (texts.length === 0 || texts.includes(peek().text));
  /** Goes past the token if it is one of these. */
  const took = (kind: Token['kind'], ...texts: string[]): string | undefined => {
    if (!is(kind, ...texts)) return undefined;
    const { text } = peek();
    next += 1;
    return text;
  };
  const need = (kind: Token['kind'], ...texts: string[]): string => {
    const text = took(kind, ...texts);
    if (text === undefined) throw wrong(texts.join(' ') || kind);
    return text;
  };
  const name = () => fromWire(need('word'));

  function whole(): Condition {
    const condition = group();
    if (!is('end')) throw wrong('and');
    return condition;
  }

  /** One part, or several joined by the same word. */
  function group(): Condition {
    depth += 1;
    if (depth > DEEPEST) throw new Misread('condition-too-deep', peek().at, peek().text, '');
    const first = part();
    const op = is('word', 'and') ? 'and' : is('word', 'or') ? 'or' : undefined;
    const args = [first];
    while (op && took('word', op)) args.push(part());
    depth -= 1;
    return op ? { op, args } : first;
  }

  function part(): Condition {
    if (took('sign', '(')) {
      const inside = group();
      need('sign', ')');
      return inside;
    }
    const { text } = peek();
    const called = peek(1).text === '(';
    if (took('word', 'not')) {
      depth += 1;
      if (depth > DEEPEST) throw new Misread('condition-too-deep', peek().at, peek().text, '');
      const arg = part();
      depth -= 1;
      return { op: 'not', arg };
    }
    if (called && took('word', 'all', 'any')) {
      need('sign', '(');
      const only = group();
      need('sign', ')');
      return { op: text === 'all' ? 'and' : 'or', args: [only] };
    }
    if (called && is('word', 'count', 'distinct', 'sum')) return performed();
    if (took('word', 'segment')) return { op: 'in-segment', segment: name() };
    return about(ref());
  }

  function ref(): Ref {
    const kind = need('word', 'customer', 'entry', 'event', 'journey', 'step');
    need('sign', '.');
    const path = name();
    // `need` has let only these five through; said again in a way the compiler can follow.
    return { kind: kind === 'customer' || kind === 'entry' || kind === 'event' || kind === 'journey' ? kind : 'step', path };
  }

  function isRefAhead(): boolean {
    return is('word', 'customer', 'entry', 'event', 'journey', 'step') && peek(1).text === '.';
  }

  function about(left: Ref): Condition {
    const op = is('sign') ? comparisonOf(peek().text) : undefined;
    if (op) {
      next += 1;
      return { op, left, right: operand() };
    }
    const word = need('word', 'in', 'contains', 'starts', 'exists', 'before', 'after', 'within');
    switch (word) {
      case 'in':
        return { op: 'in', left, right: list() };
      case 'contains':
        return { op: 'contains', left, right: operand() };
      case 'starts':
        return { op: 'starts-with', left, right: text() };
      case 'exists':
        return { op: 'exists', left };
      case 'within': {
        const past = took('word', 'past') && need('word');
        const ahead = took('word', 'next') && need('word');
        return { op: 'within', left, ...(past && { past }), ...(ahead && { next: ahead }) };
      }
      default:
        return { op: word === 'before' ? 'before' : 'after', left, right: moment() };
    }
  }

  function performed(): Condition {
    const word = need('word');
    need('sign', '(');
    const event = name();
    const property = took('sign', '.') && name();
    let where: Condition | undefined;
    if (took('word', 'where')) {
      need('sign', '(');
      where = group();
      need('sign', ')');
    }
    const groupBy = took('word', 'by') && name();
    const window: EventWindow = {};
    if (took('word', 'last')) window.last = need('word');
    if (took('word', 'since')) {
      need('word', 'entry');
      window.sinceEntry = true;
    }
    if (took('word', 'after')) window.afterLast = name();
    if (took('word', 'before')) window.beforeLast = name();
    need('sign', ')');
    const op = comparisonOf(need('sign'));
    if (!op) throw wrong('=');
    const value = scalar();
    if (typeof value !== 'number') throw wrong('number');
    return {
      op: 'performed',
      event,
      measure: word === 'count' || word === 'distinct' ? word : 'sum',
      ...(property && { property }),
      ...(groupBy && { groupBy }),
      is: { op, value },
      ...(Object.keys(window).length > 0 && { window }),
      ...(where && { where }),
    };
  }

  function operand(): Operand {
    if (isRefAhead()) return ref();
    if (is('sign', '[')) return list();
    return took('word', 'null') ? null : scalar();
  }

  function moment(): Moment {
    if (isRefAhead()) return ref();
    if (took('word', 'ago')) return { ago: need('word') };
    return took('word', 'ahead') ? { ahead: need('word') } : text();
  }

  function list(): (string | number | boolean)[] {
    need('sign', '[');
    const members: (string | number | boolean)[] = [];
    if (!is('sign', ']')) members.push(scalar());
    while (took('sign', ',')) members.push(scalar());
    need('sign', ']');
    return members;
  }

  function text(): string {
    const value = is('value') && scalar();
    if (typeof value !== 'string') throw wrong('"…"');
    return value;
  }

  function scalar(): string | number | boolean {
    if (is('word', 'true', 'false')) return need('word') === 'true';
    if (!is('value')) throw wrong('"…"');
    try {
      const value: unknown = JSON.parse(peek().text);
      if (typeof value !== 'string' && typeof value !== 'number') throw wrong('"…"');
      next += 1;
      return value;
    } catch (error) {
      // Escapes and leading zeros JSON does not know.
      if (error instanceof SyntaxError) throw wrong('"…"');
      throw error;
    }
  }

  return { whole };
}
