/**
 * Every string of the corpus, written by pdfmake through our seams and read back by pdf.js, against what Chromium made of it:
 * the order of its glyphs (recorded), and, where Chromium and pdftoppm are installed, its very ink.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fallbackOf, families, fontDictionary, fontPath, loadMeasuringFonts } from '../../documents/pdf/fonts';
import { writePdf } from '../../documents/pdf/pdfmake-adapter';
import { findChromium, isInstalled, printHtml } from './installed';
import { inkDifference, rasterized } from './pdf-ink';
import { linesByPlace, readPdf } from './pdf-reading';

type Item = { id: string; dir: 'ltr' | 'rtl'; lang: 'en' | 'he' | 'fa'; text: string };
type Strings = { width: number; size: number; items: Item[] };
const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/rtl/${name}`, import.meta.url), 'utf8'));
const corpus: Record<'handmade' | 'mixed' | 'own', Strings> = fixture('rtl-corpus.json');
const golden: Record<string, number[][]> = fixture('golden-order.json');
const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const measuring = loadMeasuringFonts(fontsFolder);
const sets = ['handmade', 'mixed', 'own'] as const;

/** One string on each page, in a column as wide as the corpus says. */
const margin = 20;
const paperFor = ({ width, items }: Strings) => ({
  width: width + 2 * margin,
  height: 22 * Math.max(...items.map(({ id }) => golden[id]?.length ?? 0)) + 2 * margin,
});

/** In points, and whole in the pixels that a browser puts its lines on. */
const leading = (language: Item['lang']) => (language === 'fa' ? 21 : 18);

function ownHeight(language: Item['lang']): number {
  const [face] = measuring.chain(language, false);
  return face ? (face.ascender - face.descender) / 1000 : Number.NaN;
}

async function write(strings: Strings): Promise<Uint8Array> {
  const { width, size, items } = strings;
  const content = items.map(({ text, dir, lang }, index) => {
    const bidi = { direction: dir, fallback: fallbackOf(lang), missing: new Map<string, number>(), digits: [...'0123456789'] };
    const words = { width, text, bidi, font: fallbackOf(lang)[0], fontSize: size, direction: dir, lineHeight: leading(lang) / (size * ownHeight(lang)) };
    return { columns: [words], bidi, ...(index > 0 ? { pageBreak: 'before' } : {}) };
  });
  const definition = { pageSize: paperFor(strings), pageMargins: margin, content, info: { creationDate: new Date(0) }, defaultStyle: { font: 'Rubik' } };
  return writePdf(definition, fontDictionary(fontsFolder));
}

const withoutPlace = /[\s\p{M}\p{Cf}]/gu;
const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{', '>': '<', '»': '«', '›': '‹', '≥': '≤' };

/** Brackets are drawn mirrored and a ligature may copy as its letters; neither is a matter of order. */
function comparable(line: string): string {
  return [...line.normalize('NFKC').replace(withoutPlace, '')].map((character) => pairs[character] ?? character).join('');
}

/** Looked at, and compared word by word in the core's own test: we keep together what Chromium breaks. */
const brokenElsewhere = new Set(['hw02', 'hw04', 'of07']);

describe.each(sets)('%s strings', (name) => {
  it('have every glyph where Chromium has it', async () => {
    const { items } = corpus[name];
    const pages = await readPdf(await write(corpus[name]));
    expect(pages).toHaveLength(items.length);
    const drawn = items.map(({ id }, page) => ({
      id,
      lines: linesByPlace(pages.slice(page, page + 1))
        .map(({ text }) => comparable(text))
        .filter((line) => line !== ''),
    }));
    const recorded = items.map(({ id, text }) => ({
      id,
      lines: (golden[id] ?? []).map((line) => comparable(line.map((at) => [...text][at]).join(''))).filter((line) => line !== ''),
    }));
    const comparedIn = <T extends { id: string }>(all: T[]) => all.filter(({ id }) => !brokenElsewhere.has(id));
    expect(comparedIn(drawn)).toEqual(comparedIn(recorded));
    // Broken elsewhere, but with the same glyphs.
    const sorted = ({ lines }: { lines: string[] }) => [...lines.join('')].sort().join('');
    expect(drawn.map(sorted)).toEqual(recorded.map(sorted));
  });
});

const chromium = findChromium();
const canCompareInk = chromium !== undefined && isInstalled('pdftoppm', '-v');

/**
 * Inked differently, each for a reason that was looked at. None is one of order: all glyphs were compared above.
 * breaks: a line ends elsewhere. blank: begins with a control and a blank, which we cut off and Chromium keeps. kerning: less than a
 * point between two fonts, or at a ligature or a mark.
 */
const inkedDifferently: Record<string, 'breaks' | 'blank' | 'kerning'> = {
  ...{ hw02: 'breaks', hw04: 'breaks', of07: 'breaks' },
  ...{ z028: 'blank', z052: 'blank', z081: 'blank', z101: 'blank', z104: 'blank', z119: 'blank' },
  ...{ hw01: 'kerning', hw03: 'kerning', en02: 'kerning', en04: 'kerning', en06: 'kerning', oh03: 'kerning', oh12: 'kerning', of09: 'kerning' },
  ...{ z093: 'kerning', z127: 'kerning', z231: 'kerning' },
};
/** Where nothing but kerning differs there is a limit all the same. */
const limits = { breaks: 1, blank: 1, kerning: 0.3 } as const;

describe.skipIf(!canCompareInk)(canCompareInk ? 'the ink' : 'the ink (skipped: needs Chromium and pdftoppm)', () => {
  it.each(sets)(
    'of %s strings is where Chromium puts it',
    async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'masa-ink-'));
      try {
        writeFileSync(join(folder, 'page.html'), htmlOf(corpus[name]));
        printHtml(chromium ?? '', join(folder, 'page.html'), join(folder, 'chromium.pdf'));
        writeFileSync(join(folder, 'ours.pdf'), await write(corpus[name]));
        const [theirs, ours] = [rasterized(join(folder, 'chromium.pdf')), rasterized(join(folder, 'ours.pdf'))];
        expect([theirs.length, ours.length]).toEqual([corpus[name].items.length, corpus[name].items.length]);
        const differing = corpus[name].items.flatMap(({ id }, page) => {
          const [a, b] = [theirs[page], ours[page]];
          const difference = a && b ? inkDifference(a, b) : 1;
          const reason = inkedDifferently[id];
          return difference < (reason ? limits[reason] : 0.13) ? [] : [`${id} ${difference.toFixed(3)}`];
        });
        expect(differing).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    // Half a minute of work, many times that where others work beside it.
    600_000,
  );
});

function htmlOf(strings: Strings): string {
  const { width, size, items } = strings;
  const paper = paperFor(strings);
  const faces = families.map((family) => {
    const bytes = readFileSync(fontPath(fontsFolder, family, false)).toString('base64');
    return `@font-face{font-family:${family};src:url(data:font/ttf;base64,${bytes})}`;
  });
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const lines = items.map(({ text, dir, lang }) => {
    return `<p dir="${dir}" style="font-family:${fallbackOf(lang)};line-height:${leading(lang)}pt">${escaped(text)}</p>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>${faces.join('')}
@page{size:${paper.width}pt ${paper.height}pt;margin:${margin}pt}
body{margin:0}p{margin:0;width:${width}pt;font-size:${size}pt;overflow-wrap:anywhere;text-rendering:geometricPrecision}p+p{break-before:page}
</style>${lines.join('')}`;
}
