import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { expect, it } from 'vitest';
import { languages } from '../../shared/text';
import { families, fontPath, loadMeasuringFonts } from './fonts';
import { openFont } from './open-font';
import { toTrueType } from './woff';

const folder = new URL('../../assets/fonts', import.meta.url).pathname;
const fonts = loadMeasuringFonts(folder);

it.each(families)('%s is a whole TrueType or WOFF 1.0 file', (family) => {
  for (const bold of [false, true]) {
    const signature = readFileSync(fontPath(folder, family, bold))
      .subarray(0, 4)
      .toString('latin1');
    expect(['\0\u0001\0\0', 'wOFF']).toContain(signature);
  }
});

it.each(languages)('the fallback chain of %s covers what a document is written with', (language) => {
  const needed = 'אבגדהוזחטיכלמנסעפצקרשתםןץףך־׳״שְָּׁ₪€–—…←→✓·•ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئأآءۀ،؛؟«»٪٫٬۰۱۲۳۴۵۶۷۸۹\u200cABCabc0123456789°№×≥≤©\ufffd';
  for (const bold of [false, true]) {
    const chain = fonts.chain(language, bold);
    expect([...needed].filter((character) => !chain.some((face) => face.has(character)))).toEqual([]);
  }
});

it.each([false, true])('a WOFF font unpacked is the same font (bold: %s)', (bold) => {
  const bytes = readFileSync(fontPath(folder, 'Plex', bold));
  const [packed, unpacked] = [create(bytes), create(toTrueType(bytes))];
  expect(unpacked.postscriptName).toBe(packed.postscriptName);
  expect(unpacked.characterSet).toEqual(packed.characterSet);
  const shaped = (font: Font) => font.layout('ab→✓ שלום', [], 'hebr', undefined, 'rtl').positions;
  expect(shaped(unpacked)).toEqual(shaped(packed));
});

it('a shared font copies text as it was written, whatever an earlier document had asked for', () => {
  const font = openFont(fontPath(folder, 'Rubik', false));
  const codes = (text: string) => font.layout(text, [], 'latn', undefined, 'ltr').glyphs.map(({ codePoints }) => codePoints);
  // Two letters and their ready-made ligature are the same glyph.
  expect(codes('fi')).toEqual([[0x66, 0x69]]);
  expect(codes('\ufb01')).toEqual([[0xfb01]]);
  expect(codes('fi')).toEqual([[0x66, 0x69]]);
});
