import { expect, it } from 'vitest';
import { loadMeasuringFonts } from '../fonts';
import { createLineFiller } from './lines';
import { measureText } from './measured-text';

const fonts = loadMeasuringFonts(new URL('../../../assets/fonts', import.meta.url).pathname);
const span = (text: string, bold = false, size = 10) => ({ text, faces: fonts.chain('he', bold), size });

it('measures a text once, and another one where anything differs that is measured', () => {
  const first = measureText([span('שלום a_b')], 'rtl');
  expect(measureText([span('שלום a_b')], 'rtl')).toBe(first);
  for (const other of [
    measureText([span('שלום a_b')], 'ltr'),
    measureText([span('שלום a_b', true)], 'rtl'),
    measureText([span('שלום a_b', false, 11)], 'rtl'),
    measureText([span('שלום '), span('a_b')], 'rtl'),
    measureText([span('שלום a_c')], 'rtl'),
  ])
    expect(other).not.toBe(first);
});

it('says each time what is missing', () => {
  for (let time = 0; time < 2; time++) expect(measureText([span('🚀 ועוד 🚀')], 'rtl').missing).toEqual(['🚀', '🚀']);
});

it('gives the same lines to everybody who asks, at whatever widths', () => {
  const { paragraphs } = measureText([span('מילה אחת ועוד abc מילה'), span(' סוף', true)], 'rtl');
  const linesAt = (width: number) => {
    const filler = createLineFiller(paragraphs);
    const lines: string[] = [];
    for (let line = filler.next(width); line; line = filler.next(width)) lines.push(line.pieces.map(({ text }) => text).join('|'));
    return lines;
  };
  const wide = linesAt(500);
  expect(wide).toHaveLength(1);
  expect(linesAt(50).length).toBeGreaterThan(2);
  expect(linesAt(3).join('')).not.toBe('');
  expect(linesAt(500)).toEqual(wide);
});

it('is as narrow as its longest unbreakable part, blanks beside it not counted', () => {
  const { minWidth, maxWidth } = measureText([span('ab abcd ab ')], 'ltr');
  expect(minWidth).toBeCloseTo(measureText([span('abcd')], 'ltr').maxWidth);
  expect(maxWidth).toBeCloseTo(measureText([span('ab abcd ab')], 'ltr').maxWidth);
});
