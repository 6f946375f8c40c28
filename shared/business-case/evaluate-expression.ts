/**
 * The arithmetic of the KPI formulas: numbers, names, + − * / ** and parentheses. Read by hand, never handed to the engine
 * as code: expressions come from files.
 */
import { ok, type Result, refuse } from '../problem';

type Token = { kind: 'number'; value: number; at: number } | { kind: 'name'; name: string; at: number } | { kind: 'sign'; sign: string; at: number };

/** Longer or deeper than any formula a person would write; stops one made to exhaust the stack. */
const MAX_LENGTH = 2000;
const MAX_DEPTH = 100;

const pattern = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_][A-Za-z0-9_]*)|(\*\*|[-+*/()]))/y;

function tokens(expression: string): Result<Token[]> {
  if (expression.length > MAX_LENGTH) return refuse('expression-too-long', { limit: MAX_LENGTH });
  const found: Token[] = [];
  const text = expression.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) return refuse('expression-broken', { at: at + 1 });
    const [, number, name, sign] = match;
    if (number !== undefined) found.push({ kind: 'number', value: Number(number), at });
    else if (name !== undefined) found.push({ kind: 'name', name, at });
    else found.push({ kind: 'sign', sign: sign ?? '', at });
  }
  return ok(found);
}

/** The names an expression asks for, each once, in the order they are first written. */
export function namesInExpression(expression: string): string[] {
  const read = tokens(expression);
  return read.ok ? [...new Set(read.value.flatMap((token) => (token.kind === 'name' ? [token.name] : [])))] : [];
}

/**
 * The value of `expression` with these inputs. Precedence as in arithmetic; `**` binds strongest and to the right, and a
 * sign before it applies to the whole power (−2**2 = −4). Problems: `expression-broken` (with the position),
 * `expression-too-long`, `expression-input-unknown`, `expression-no-number` (division by zero, root of a negative, overflow).
 */
export function evaluateExpression(expression: string, inputs: Readonly<Record<string, number>>): Result<number> {
  const read = tokens(expression);
  if (!read.ok) return read;
  const all = read.value;
  let next = 0;
  let depth = 0;
  let problem: { ok: false; problems: Result<never>['problems'] } | undefined;

  const isSign = (...signs: string[]) => {
    const token = all[next];
    return token?.kind === 'sign' && signs.includes(token.sign) ? token.sign : undefined;
  };
  function fail(result: { ok: false; problems: Result<never>['problems'] }): number {
    problem ??= result;
    next = all.length;
    return Number.NaN;
  }
  const broken = () => fail(refuse('expression-broken', { at: (all[next]?.at ?? expression.length) + 1 }));

  function sum(): number {
    let value = product();
    for (let sign = isSign('+', '-'); sign; sign = isSign('+', '-')) {
      next++;
      const right = product();
      value = sign === '+' ? value + right : value - right;
    }
    return value;
  }
  function product(): number {
    let value = signed();
    for (let sign = isSign('*', '/'); sign; sign = isSign('*', '/')) {
      next++;
      const right = signed();
      value = sign === '*' ? value * right : value / right;
    }
    return value;
  }
  function signed(): number {
    if (++depth > MAX_DEPTH) return broken();
    const sign = isSign('-', '+');
    if (sign) next++;
    const value = sign ? signed() : power();
    depth--;
    return sign === '-' ? -value : value;
  }
  function power(): number {
    const base = atom();
    if (!isSign('**')) return base;
    next++;
    return base ** signed();
  }
  function atom(): number {
    const token = all[next];
    if (token?.kind === 'number') {
      next++;
      return token.value;
    }
    if (token?.kind === 'name') {
      next++;
      const value = Object.hasOwn(inputs, token.name) ? inputs[token.name] : undefined;
      return value ?? fail(refuse('expression-input-unknown', { input: token.name }));
    }
    if (!isSign('(')) return broken();
    next++;
    const value = sum();
    if (problem) return value;
    if (!isSign(')')) return broken();
    next++;
    return value;
  }

  const value = sum();
  if (!problem && next < all.length) broken();
  if (problem) return problem;
  return Number.isFinite(value) ? ok(value) : refuse('expression-no-number');
}
