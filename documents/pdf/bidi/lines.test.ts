import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMeasuringFonts } from '../fonts';
import { isolateCode, isolateUser } from './isolate';
import type { BaseDirection } from './levels';
import { fitLines, visualCharacters } from './lines';
import { measureText } from './measured-text';
import { toParagraphs } from './pieces';

const fonts = loadMeasuringFonts(new URL('../../../assets/fonts', import.meta.url).pathname);
const size = 10;

function layOut(text: string, direction: BaseDirection = 'rtl', width = 1000, missing: string[] = []) {
  const spans = [{ text, faces: fonts.chain('he', false), size, style: null }];
  return fitLines(
    toParagraphs(spans, direction, (character) => missing.push(character)),
    width,
  );
}
const shown = (text: string, direction: BaseDirection = 'rtl') => layOut(text, direction).map((line) => visualCharacters(line).join(''));

const mixture = fc
  .array(
    fc.constantFrom(
      'שלום',
      'לקוח',
      'می‌شود',
      'customer_id',
      'CRM',
      '12',
      '۱۲',
      '+5',
      '(18%)',
      ' ',
      ' ',
      ', ',
      '-',
      '[0]',
      '\u200f',
      '\u2066',
      '\u2069',
      '\u200b',
      '₪',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));
const visible = (text: string) => text.replace(/[\s\p{Cf}]/gu, '');
const sorted = (text: string) => [...visible(text)].sort().join('');

describe('a finished line', () => {
  it('holds every visible character once, at any width', () => {
    fc.assert(
      fc.property(mixture, fc.constantFrom<BaseDirection>('ltr', 'rtl', 'auto'), fc.integer({ min: 15, max: 300 }), (text, direction, width) => {
        const lines = layOut(text, direction, width);
        expect(sorted(lines.map((line) => visualCharacters(line).join('')).join(''))).toBe(sorted(text));
      }),
    );
  });

  it('is not parted where its column comes back a trifle narrower than the text, as sums of widths do', () => {
    const text = 'עמוד 15 מתוך 33';
    const width = measureText([{ text, faces: fonts.chain('he', false), size }], 'rtl').maxWidth;
    expect(layOut(text, 'rtl', width - 1e-9)).toHaveLength(1);
    expect(layOut(text, 'rtl', width - 0.1)).toHaveLength(2);
  });

  it('is never wider than asked where single characters fit, and cuts no mark off its letter', () => {
    const unbroken = fc.array(fc.constantFrom('א', 'ב', 'שָׁ', 'می', 'w', 'é', '0', '_', '('), { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(unbroken, fc.constantFrom('', 'a ', 'אב ', 'aא'), fc.integer({ min: 14, max: 60 }), (word, before, width) => {
        const lines = layOut(before + word, 'rtl', width);
        for (const line of lines) {
          expect(line.width).toBeLessThanOrEqual(width + 0.001 + 1e-6);
          expect(line.pieces.map(({ text }) => text).join('')).not.toMatch(/^\p{M}/u);
        }
        expect(lines.filter(({ pieces }) => pieces.length === 0)).toEqual([]);
      }),
    );
  });

  it('is never wider than asked, where every unbreakable part fits', () => {
    fc.assert(
      fc.property(mixture, fc.integer({ min: 60, max: 300 }), (text, width) => {
        const paragraphs = toParagraphs([{ text, faces: fonts.chain('he', false), size, style: null }], 'rtl');
        const widest = Math.max(0, ...paragraphs.flatMap(({ units }) => units.map((unit) => unit.pieces.reduce((sum, piece) => sum + piece.width, 0))));
        fc.pre(widest <= width);
        for (const line of fitLines(paragraphs, width)) expect(line.width).toBeLessThanOrEqual(width + 0.5);
      }),
    );
  });

  it('is cut where the column ends when a word is wider', () => {
    const lines = layOut('אבגדהוזחטיכלמנסעפצקרשת', 'rtl', 40);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(40);
  });

  it('begins with a long id that has room on a line of its own, and breaks it only where none has', () => {
    const words = (width: number) => layOut(`מוצר חזר ${isolateCode('product_restocked_again')}`, 'rtl', width).map((line) => visualCharacters(line).join(''));
    expect(words(130)).toEqual(['רזח רצומ', 'product_restocked_again']);
    expect(words(100)[0]).toContain('product_');
    expect(words(1000)).toHaveLength(1);
  });

  it('places pieces side by side from the left', () => {
    fc.assert(
      fc.property(mixture, (text) => {
        for (const line of layOut(text)) {
          let x = 0;
          for (const piece of line.pieces) {
            expect(piece.x).toBeCloseTo(x, 6);
            x += piece.width;
          }
          expect(line.width).toBeCloseTo(x, 6);
        }
      }),
    );
  });

  it('leaves left-to-right text as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Order', 'total', '(18%)', '+5', 'a_b', ' ')), (words) => {
        const text = words.join(' ').trim();
        expect(shown(text, 'ltr').join('')).toBe(text);
      }),
    );
  });

  it('hangs blanks over both ends', () => {
    expect(shown('  שלום עולם  ')).toEqual(['םלוע םולש']);
  });
});

describe('technical tokens in a Hebrew sentence', () => {
  it.each(['+972-3-555-1234', '2.3.1-beta', 'order.items[0].sku', '-5°C'])('%s reads left to right when isolated', (token) => {
    expect(shown(`הערך ${isolateCode(token)} נמוך`)).toEqual([`ךומנ ${token} ךרעה`]);
  });
  it('are torn apart without isolation', () => {
    expect(shown('גרסה 2.3.1-beta')[0]).not.toContain('2.3.1-beta');
  });
  it('user text keeps to itself', () => {
    expect(shown(`לפי ${isolateUser('Dana (PO)!')} היום`)).toEqual(['םויה Dana (PO)! יפל']);
  });
});

describe('characters', () => {
  it('no font has become a visible mark, told once each time', () => {
    const missing: string[] = [];
    const [line] = layOut('שלום 🚀 🚀', 'rtl', 1000, missing);
    expect(missing).toEqual(['🚀', '🚀']);
    expect(line && visualCharacters(line).join('')).toBe('\ufffd \ufffd םולש');
  });
  it('fall back to another font one by one', () => {
    const [line] = layOut('שלב A ← שלב B ✓');
    const families = new Set(line?.pieces.map((piece) => fonts.familyOf(piece.face)));
    expect(families).toEqual(new Set(['Rubik', 'Plex']));
  });
  it('with niqqud stay in one piece with their letter', () => {
    const [line] = layOut('שָׁלוֹם');
    expect(line?.pieces).toHaveLength(1);
  });
  it('that take no room still keep runs apart until the line is ordered', () => {
    // Dropped before reordering, the two isolates would become one left-to-right run and change places.
    expect(shown('א \u2066a\u2069\u2066b\u2069 ב')).toEqual(['ב ba א']);
  });
});

it('breaks lines at hard breaks and keeps empty ones', () => {
  expect(shown('א\n\nב')).toEqual(['א', '', 'ב']);
});
