import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossings, type Line, placesOf } from './track-order';

const line = (from: number, to: number, before: number[], after: number[]): Line => ({ from, to, before: new Set(before), after: new Set(after) });

/** Lines as ways make them: joined at both ends, and perhaps between. */
const arbitraryLine = fc.array(fc.record({ at: fc.nat(60), after: fc.boolean() }), { minLength: 2, maxLength: 5 }).map((joints) =>
  line(
    Math.min(...joints.map(({ at }) => at)),
    Math.max(...joints.map(({ at }) => at)),
    joints.flatMap(({ at, after }) => (after ? [] : [at])),
    joints.flatMap(({ at, after }) => (after ? [at] : [])),
  ),
);

/** Each pair as its places put it; pairs in one place do not meet. */
function crossed(lines: readonly Line[], places: readonly number[]): number {
  let count = 0;
  for (const [i, one] of lines.entries()) for (const [j, other] of lines.entries()) if ((places[i] ?? 0) < (places[j] ?? 0)) count += crossings(one, other);
  return count;
}

describe('the places of lines in a band', () => {
  it('cross where a joint passes another line on its way', () => {
    const short = line(40, 60, [], [40, 60]);
    const long = line(0, 100, [0, 100], []);
    expect(crossings(short, long)).toBe(2);
    expect(crossings(long, short)).toBe(0);
    expect(crossings(line(0, 100, [50], [50]), line(40, 60, [40, 60], []))).toBe(3);
  });

  it('put what is joined from before it before what is joined from after it', () => {
    const right = line(0, 50, [], [0, 50]);
    const left = line(10, 60, [10, 60], []);
    expect(placesOf([right, left], 0)).toEqual([1, 0]);
    expect(placesOf([left, right], 0)).toEqual([0, 1]);
  });

  it('nest lines that turn back into the side they came from', () => {
    const outer = line(0, 100, [0, 100], []);
    const middle = line(10, 90, [10, 90], []);
    const inner = line(20, 80, [20, 80], []);
    expect(placesOf([outer, inner, middle], 0)).toEqual([2, 0, 1]);
  });

  it('are the same for lines that keep apart, and only for them', () => {
    expect(placesOf([line(0, 10, [0], [10]), line(25, 40, [25], [40])], 14)).toEqual([0, 0]);
    expect(placesOf([line(0, 10, [0], [10]), line(23, 40, [23], [40])], 14)).toEqual([0, 1]);
  });

  it('never cross more than in the order in which the lines came, which they keep where nothing is gained', () => {
    let [before, after] = [0, 0];
    fc.assert(
      fc.property(fc.array(arbitraryLine, { maxLength: 14 }), (lines) => {
        const places = placesOf(lines, 5);
        const asTheyCame = crossed(lines, [...lines.keys()]);
        const now = crossed(lines, places);
        expect(now).toBeLessThanOrEqual(asTheyCame);
        if (now === asTheyCame && lines.every(({ from, to }) => from < 30 && to > 30)) expect(places).toEqual([...lines.keys()]);
        for (const [i, one] of lines.entries())
          for (const [j, other] of lines.entries())
            if (i < j && places[i] === places[j]) expect(Math.max(one.from, other.from) - Math.min(one.to, other.to)).toBeGreaterThanOrEqual(5);
        before += asTheyCame;
        after += now;
      }),
    );
    expect(after).toBeLessThan(before * 0.75);
  });

  it('are nearly always the best of all orders', () => {
    let [best, found] = [0, 0];
    fc.assert(
      fc.property(fc.array(arbitraryLine, { minLength: 2, maxLength: 5 }), (lines) => {
        const least = Math.min(
          ...orders([...lines.keys()]).map((order) =>
            crossed(
              lines,
              lines.map((_, i) => order.indexOf(i)),
            ),
          ),
        );
        best += least;
        found += crossed(lines, placesOf(lines, 0));
      }),
    );
    expect(found).toBeLessThanOrEqual(best * 1.02);
  });

  it('are found at once for more lines than anybody reads', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => line(0, 100, [i % 100], [(i * 7) % 100]));
    expect(placesOf(lines, 14)).toEqual([...lines.keys()]);
  });
});

function orders(items: readonly number[]): number[][] {
  return items.length < 2 ? [[...items]] : items.flatMap((one) => orders(items.filter((other) => other !== one)).map((rest) => [one, ...rest]));
}
