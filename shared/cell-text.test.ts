import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_LIMIT, fromCellText, toCellText } from './cell-text';

describe('toCellText', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\n=1', ' =1', '\u200f=1', '\u2066=1', '\u0001=1', '\ufeff=1', '＝1+1', '＋1', '－1', '＠x', '  ＝1'])(
    'puts an apostrophe before %j',
    (text) => {
      expect(toCellText(text).text.startsWith("'")).toBe(true);
    },
  );

  it.each(['a=b', 'שם = ערך', '5-10', 'name@example.com', '', '0=1', 'ردیف'])('leaves %j as it is', (text) => {
    expect(toCellText(text)).toEqual({ text, cut: false });
  });

  it('removes direction marks and what XML forbids', () => {
    expect(toCellText('\u2068שדה\u2069 \u0000x\u000b\uffff').text).toBe('שדה x');
    expect(toCellText('a\ud800b').text).toBe('a\ufffdb');
  });

  it('cuts at the limit without halving a character', () => {
    const long = toCellText(`${'x'.repeat(CELL_LIMIT - 2)}😀😀`);
    expect(long.cut).toBe(true);
    expect(long.text.length).toBeLessThanOrEqual(CELL_LIMIT);
    expect(long.text).not.toMatch(/\p{Surrogate}/u);
    expect(toCellText('x'.repeat(CELL_LIMIT)).cut).toBe(false);
  });

  it('keeps names that look like an escape of Excel', () => {
    expect(toCellText('Order_x0020_Date').text).toBe('Order_x005F_x0020_Date');
  });
});

describe('round trip', () => {
  const odd = fc.string({ unit: fc.constantFrom("'", '=', '-', ' ', 'a', '_x0041_', '_', 'x', 'א', '＝', '\n', '\t'), maxLength: 12 });
  it('gives the same text back and is never live', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const cell = toCellText(text).text;
        expect(fromCellText(cell)).toBe(text);
        expect(cell).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
      }),
    );
  });
});
