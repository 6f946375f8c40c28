import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { evaluateExpression, namesInExpression } from './evaluate-expression';

const resultOf = (expression: string, inputs: Record<string, number> = {}) => {
  const result = evaluateExpression(expression, inputs);
  return result.ok ? result.value : result.problems.map((p) => p.code).join();
};

/** An expression tree with its text and the value JavaScript gives for it. */
type Made = { text: string; value: number };
const inputs = { a: 3, list_size: 40_000, c2: 0.25 };
const { made } = fc.letrec<{ made: Made; leaf: Made }>((tie) => ({
  leaf: fc.oneof(
    fc.nat({ max: 9999 }).map((n) => ({ text: String(n), value: n })),
    fc.integer({ min: 1, max: 9999 }).map((n) => ({ text: (n / 100).toFixed(2), value: n / 100 })),
    fc.constantFrom('a', 'list_size', 'c2').map((name) => ({ text: name, value: inputs[name as keyof typeof inputs] })),
  ),
  made: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.tuple(tie('made'), fc.constantFrom('+', '-', '*', '/'), tie('made'), fc.boolean()).map(([l, sign, r, spaced]) => {
      const value = sign === '+' ? l.value + r.value : sign === '-' ? l.value - r.value : sign === '*' ? l.value * r.value : l.value / r.value;
      return { text: spaced ? `( ${l.text} ${sign} ${r.text} )` : `(${l.text}${sign}${r.text})`, value };
    }),
    tie('made').map(({ text, value }) => ({ text: `(-${text})`, value: -value })),
  ),
}));

describe('evaluateExpression', () => {
  test.each([
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['8/4/2', 1],
    ['10-4-3', 3],
    ['2**3**2', 512],
    ['-2**2', -4],
    ['2**-1', 0.5],
    ['16*0.5*(1-0.5)/0.1**2', 400],
    ['--3', 3],
    [' .5 * 4 ', 2],
  ])('%s = %d', (expression, value) => expect(resultOf(expression)).toBeCloseTo(value, 9));

  test.each(['', '1+', '(1', '1)', '1 2', 'a b', '1..2', '2^3', 'a;b', '*3', '()', '1,5', 'a.b', 'f(1)'])('refuses %s', (expression) => {
    expect(resultOf(expression, { a: 1, b: 1, f: 1 })).toBe('expression-broken');
  });

  test('says where it stopped understanding', () => {
    expect(evaluateExpression('10 + $', {})).toMatchObject({ ok: false, problems: [{ params: { at: 5 } }] });
  });

  test('an input nobody gave is a problem, also when its name belongs to every object', () => {
    expect(evaluateExpression('a*missing', { a: 1 })).toMatchObject({
      ok: false,
      problems: [{ code: 'expression-input-unknown', params: { input: 'missing' } }],
    });
    expect(resultOf('constructor')).toBe('expression-input-unknown');
    expect(resultOf('__proto__')).toBe('expression-input-unknown');
  });

  test('no result is not a number: division by zero, root of a negative, overflow', () => {
    expect(resultOf('1/(a-a)', { a: 2 })).toBe('expression-no-number');
    expect(resultOf('(0-1)**0.5')).toBe('expression-no-number');
    expect(resultOf('9**9**9')).toBe('expression-no-number');
  });

  test('nothing made to exhaust it does', () => {
    expect(resultOf('('.repeat(1500))).toBe('expression-broken');
    expect(resultOf('-'.repeat(1500))).toBe('expression-broken');
    expect(resultOf('1+'.repeat(5000))).toBe('expression-too-long');
  });

  test('gives what arithmetic gives, whatever the expression', () => {
    fc.assert(
      fc.property(made, ({ text, value }) => {
        const result = evaluateExpression(text, inputs);
        if (text.length > 2000) return;
        if (Number.isFinite(value)) expect(result).toEqual({ ok: true, value, problems: [] });
        else expect(result.ok).toBe(false);
      }),
    );
  });

  test('any text gives a result or a problem, never a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.+-*/() ab_$é') }), (text) => typeof evaluateExpression(text, { a: 1 }).ok === 'boolean'),
    );
  });
});

test('every formula of the catalogue gives the value the catalogue prints for its example', () => {
  for (const kpi of shippedCatalogue().kpi.kpis) {
    const values = Object.fromEntries(kpi.inputs.map((input) => [input.id, input.value]));
    expect(namesInExpression(kpi.expression).sort(), kpi.id).toEqual(Object.keys(values).sort());
    const result = evaluateExpression(kpi.expression, values);
    expect(result.ok && Number(result.value.toFixed(kpi.result.decimals)), kpi.id).toBe(kpi.result.value);
  }
});
