import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFault, placeOf } from './find-fault';

describe('findFault', () => {
  it.each([['{"a":1}'], [' [1, -2.5e+3, "x\\u00e9\\n", true, null, {}, []] '], ['"text"'], ['0']])('%s is JSON', (text) =>
    expect(findFault(text)).toBeUndefined(),
  );

  it.each([
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ["{'a':1}", 1],
    ['[1 2]', 3],
    ['[1,NaN]', 3],
    ['{"a":1}}', 7],
    ['{"a":tru1}', 5],
    ['{"a":01}', 5],
    ['{"a":"line\nbreak"}', 10],
    ['{"a":"\\x"}', 7],
    ['[1}', 2],
    ['{"a" 1}', 5],
    ['{"a":TRUE}', 5],
  ])('%s: the sign at %i does not belong', (text, position) => {
    expect(findFault(text)?.position).toBe(position);
    expect(findFault(text)?.whole).toBeUndefined();
  });

  it.each([
    ['[{"a":1},{"a":2},{"a":', '[{"a":1},{"a":2}]'],
    ['{"data":[{"a":1,"items":[{"b":1}]},{"a":2,"items":[{"b":2},{"b":3},{', '{"data":[{"a":1,"items":[{"b":1}]}]}'],
    ['{"data":[{"a":1,"items":[{"b":2},{"b":3},{', '{"data":[{"a":1,"items":[{"b":2},{"b":3}]}]}'],
    ['{"x":[{"a":1}],"y":[{"b":1},{"b":tr', '{"x":[{"a":1}],"y":[{"b":1}]}'],
    ['[{"a":"x\\u00', undefined],
    ['{"a":1', undefined],
    ['[', undefined],
  ])('of %s the whole part is %s', (text, whole) => {
    const fault = findFault(text);
    expect(fault?.position).toBe(text.length);
    expect(fault?.whole?.()).toBe(whole);
  });

  it('agrees with JSON.parse on any JSON and any piece of it', { tags: ['long'] }, () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.json(), fc.nat(400), fc.constantFrom('', ',', '}', ']', '"', 'x', '\\', ' '), (text, at, sign) => {
        const changed = text.slice(0, at) + sign + text.slice(at + sign.length);
        for (const one of [text, text.slice(0, at), changed]) {
          const fault = findFault(one);
          expect(fault === undefined, one).toBe(isJson(one));
          const whole = fault?.whole?.();
          if (whole !== undefined) expect(isJson(whole), `${one} → ${whole}`).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('nesting of any depth costs no stack', () => {
    expect(findFault('['.repeat(500_000))?.position).toBe(500_000);
    expect(findFault(`${'['.repeat(300_000)}${']'.repeat(300_000)}`)).toBeUndefined();
  });

  it('a number or text without end costs neither stack nor hours', () => {
    expect(findFault(`[${'1'.repeat(5_000_000)}`)).toBeDefined();
    expect(findFault(`["${'\\"'.repeat(2_000_000)}`)?.position).toBe(4_000_002);
  });
});

describe('placeOf', () => {
  it('counts lines and columns from one', () => {
    expect(placeOf('ab\ncd\n\nx', 0)).toEqual({ line: 1, column: 1 });
    expect(placeOf('ab\ncd\n\nx', 4)).toEqual({ line: 2, column: 2 });
    expect(placeOf('ab\ncd\n\nx', 7)).toEqual({ line: 4, column: 1 });
  });
});
