import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { mirrored } from '../../documents/pdf/bidi/levels';
import { fitLines } from '../../documents/pdf/bidi/lines';
import { toParagraphs } from '../../documents/pdf/bidi/pieces';
import { fallbackOf, fontDictionary, loadMeasuringFonts } from '../../documents/pdf/fonts';
import { writePdf } from '../../documents/pdf/pdfmake-adapter';
import { linesByPlace, type ReadLine, readPdf } from './pdf-reading';

type Item = { id: string; dir: 'ltr' | 'rtl'; lang: 'en' | 'he' | 'fa'; text: string };
type Corpus = Record<'handmade' | 'mixed', { width: number; size: number; items: Item[] }>;
const corpus: Corpus = JSON.parse(readFileSync(new URL('../fixtures/rtl/rtl-corpus.json', import.meta.url), 'utf8'));
const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const fonts = loadMeasuringFonts(fontsFolder);

const withoutPlace = /[\s\p{M}\p{Cf}]/gu;

/** The lines of the core, as drawn: brackets mirrored, from left to right. */
function drawnLines(item: Item, size: number, width: number): string[] {
  const paragraphs = toParagraphs([{ text: item.text, faces: fonts.chain(item.lang, false), size, style: null }], item.dir);
  return fitLines(paragraphs, width)
    .map((line) => line.pieces.map((piece) => (piece.level % 2 === 1 ? [...mirrored(piece.text)].reverse().join('') : piece.text)).join(''))
    .map((line) => line.replace(withoutPlace, ''))
    .filter((line) => line !== '');
}

describe.each(['handmade', 'mixed'] as const)('%s strings in a PDF', (name) => {
  const { width, size, items } = corpus[name];
  let lines: ReadLine[];

  beforeAll(async () => {
    const content = items.map(({ text, dir, lang }) => {
      const direction = dir;
      const bidi = { direction, fallback: fallbackOf(lang), missing: new Map<string, number>(), digits: [...'0123456789'] };
      return { columns: [{ width, text, bidi, font: fallbackOf(lang)[0], fontSize: size, direction }], bidi, margin: [0, 0, 0, 8] };
    });
    const bytes = await writePdf({ content, info: { creationDate: new Date(0) }, defaultStyle: { font: 'Rubik' } }, fontDictionary(fontsFolder));
    lines = linesByPlace(await readPdf(bytes));
  });

  it('has every glyph of every line in the order of the core', () => {
    const expected = items.flatMap((item) => drawnLines(item, size, width).map((line) => `${item.id} ${line}`));
    const drawn = lines.map((line) => line.text.replace(withoutPlace, '')).filter((line) => line !== '');
    const ids = expected.map((line) => line.slice(0, line.indexOf(' ')));
    expect(drawn.map((line, index) => `${ids[index]} ${line}`)).toEqual(expected);
  });
});
