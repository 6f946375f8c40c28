import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { languages } from '../../shared/text';
import { families, fontPath, loadMeasuringFonts } from './fonts';

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
