/**
 * What clients really paste into their systems, in every kind of block: everything is drawn, on the page, with nothing over anything
 * else, and every word is found again, or a problem says what could not be drawn.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { page as paper } from '../../documents/pdf/page';
import { renderPdf } from '../../documents/pdf/render-pdf';
import type { Problem } from '../../shared/problem';
import type { Block, Diagram, Inline, Report } from '../../shared/report';
import { type Language, languages } from '../../shared/text';
import { demoReport } from '../fixtures/rtl/demo-report';
import { linesByPlace, type ReadGlyph, type ReadPage, readPdf } from './pdf-reading';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));

type Drawn = { pages: ReadPage[]; problems: Problem[] };
async function draw(language: Language, blocks: Block[], over: Partial<Report> = {}): Promise<Drawn> {
  const { bytes, problems } = await renderPdf({ ...demoReport(language, { rows: 1 }), ...over, blocks }, { fontsFolder });
  return { pages: await readPdf(bytes), problems };
}

/** The ugly strings, each as one thing a person might have typed. Words of one letter are too common to look for. */
const longName = `shipping_address_of_the_customer_${'as_it_was_given_by_the_shop_'.repeat(14)}v2`.slice(0, 400);
const ugly: Record<string, string> = {
  'a field name of 400 characters': longName,
  'a name of 400 without any place to break': 'Customer'.repeat(50),
  'a Hebrew word without end': 'לקוחותיהם'.repeat(30),
  'a Persian word without end': 'نمی‌خواهندشان'.repeat(20),
  'emoji, with skin and joined': 'Sale 🎉 👩🏽‍💻 👨‍👩‍👧 ❤️ flags 🇮🇱 end',
  'three scripts and digits': 'הזמנה #12-345 של Dana (דנה) ב-12/03/2026 – ۱۲۳ تومان, סה"כ ₪1,234.50',
  'right-to-left override': 'invoice\u202efdp.exe and מחיר\u202eabc\u202c אחרי',
  'unbalanced controls': '\u2066\u2067\u2068open \u202b\u202dnever \u2069\u2069\u2069closed\u202c',
  'a formula': "=cmd|' /C calc'!A0 @SUM(1+9) +1-1 -2+3",
  markup: '<script>alert("x")</script><b>bold</b> &amp; &#1488; {{name}} $\u007b7*7} <!-- --> ]]>',
  'a PDF in a PDF': '%PDF-1.7 1 0 obj << /Type /Catalog >> endobj stream (a) Tj ET \\( \\) %%EOF',
  'broken characters': 'half \ud800 and \udc00 pair, nul \u0000 bell \u0007 escape \u001b done',
  'letters with many marks': `Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319 שָׁ֑לּ֣וֹם é e\u0301 ٱلْحَمْدُ`,
  'lines within': 'first line\nsecond line\r\nthird\u2028fourth\n\n\nlast',
  'blanks of all kinds': 'tab\there no\u00a0break thin\u2009space wide\u3000space zero\u200bwidth soft\u00adhyphen',
  'other scripts': '漢字かな हिन्दी ไทย Ελληνικά Кириллица',
  'a URL of 300 characters': `https://example.com/${'path/'.repeat(40)}file.html?${'parameter=value&'.repeat(4)}x=1`,
  punctuation: '....,,,,;;;;!!!!????((((]]]]"""" -- — … ‹‹ ›› „“',
};

/** Everywhere a string may come to stand. */
function everywhere(text: string): Block[] {
  const typed: Inline = { text, user: true };
  return [
    { kind: 'heading', level: 1, text: typed },
    { kind: 'heading', level: 3, text },
    { kind: 'paragraph', text: ['x ', typed, ' x'] },
    { kind: 'list', ordered: true, items: [typed, { text, code: true }] },
    {
      kind: 'facts',
      rows: [
        { label: text, value: typed },
        { label: 'x', value: { text, code: true } },
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: text, width: 90 },
        { title: 'x', width: 70, code: true },
        { title: 'x', width: '*' },
      ],
      rows: [{ cells: [typed, text, { text, code: true }] }, { cells: [text, typed, 'x'], total: true }],
    },
    { kind: 'callout', tone: 'waiting', title: text, text: typed },
    { kind: 'bars', rows: [{ label: text, value: 1, max: 2, note: text.slice(0, 12) }] },
  ];
}

/** As a page gives it back: no blanks, no controls, ligatures as letters, brackets either way round. */
const mirrors: Record<string, string> = { ')': '(', ']': '[', '}': '{', '>': '<', '»': '«', '›': '‹' };
function bare(text: string): string {
  return [...text.normalize('NFKD').replace(/[\s\p{Cf}\p{Cc}\p{M}]/gu, '')].map((character) => mirrors[character] ?? character).join('');
}
function countOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** All that blocks say. */
function wordsOf(value: unknown, key = ''): string {
  if (Array.isArray(value)) return value.map((each) => wordsOf(each, key)).join('\n');
  if (typeof value === 'string') return ['text', 'title', 'label', 'note', 'value', 'items', 'cells'].includes(key) ? value : '';
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, part]) => wordsOf(part, name))
    .join('\n');
}

/** Blocks' text without what must not be looked for: what is missing in the fonts comes back as a problem. */
function drawable(text: string, problems: readonly Problem[]): string {
  const missing = new Set(problems.filter(({ code }) => code === 'missing-glyph').map(({ params }) => String(params?.character)));
  // A mark without a glyph is left out, everything else has a stand-in.
  const drawn = (character: string) => (!missing.has(character) ? character : /\p{M}/u.test(character) ? '' : '\ufffd');
  return [...text.replace(/\p{Surrogate}/gu, '\ufffd')].map(drawn).join('');
}

function bodyOf(pages: readonly ReadPage[]): ReadGlyph[] {
  return pages.flatMap(({ height, glyphs }) => glyphs.filter(({ y }) => y < height - paper.top + 22 && y > paper.bottom - 8));
}

const inkless = /^[\s\p{Cf}\p{M}\u05b0-\u05c7]*$/u;

/**
 * Pairs of glyphs that stand on one another. Boxes are a little narrower than the glyph's advance and as high as small letters; on
 * one line kerning brings some much closer, two slashes above all.
 */
function collisions(pages: readonly ReadPage[]): string[] {
  return pages.flatMap((page, number) => {
    const boxes = page.glyphs
      .filter(({ text, width }) => !inkless.test(text) && width > 0)
      .map((glyph) => ({ ...glyph, left: glyph.x + 0.2 * glyph.width, right: glyph.x + 0.8 * glyph.width, bottom: glyph.y, top: glyph.y + 0.45 * glyph.size }))
      .sort((a, b) => a.left - b.left);
    return boxes.flatMap((a, index) => {
      const found: string[] = [];
      for (let next = index + 1; next < boxes.length; next++) {
        const b = boxes[next];
        if (!b || b.left >= a.right) break;
        const closer = Math.abs(a.y - b.y) < 0.1 ? 0.3 : 0;
        if (b.bottom < a.top && b.top > a.bottom && a.right - b.left > closer * Math.min(a.width, b.width))
          found.push(`page ${number + 1} at ${Math.round(a.x)},${Math.round(a.y)}: ${a.text} and ${b.text}`);
      }
      return found;
    });
  });
}

function outside(pages: readonly ReadPage[]): string[] {
  return pages.flatMap(({ width, height, glyphs }, number) =>
    glyphs
      .filter(({ x, y, width: wide, size }) => x < 20 || x + wide > width - 20 || y < 12 || y + size > height - 8)
      .map(({ text, x, y }) => `page ${number + 1} at ${Math.round(x)},${Math.round(y)}: ${text}`),
  );
}

function expectTidy({ pages }: Drawn): void {
  expect(outside(pages)).toEqual([]);
  expect(collisions(pages)).toEqual([]);
}

describe.each(languages)('in a %s document', (language) => {
  it.each(Object.entries(ugly))('%s stands everywhere, whole, and over nothing', async (_, text) => {
    const blocks = everywhere(text);
    const drawn = await draw(language, blocks);
    expectTidy(drawn);
    const read = countOf(
      bare(
        bodyOf(drawn.pages.slice(1))
          .map((glyph) => glyph.text)
          .join(''),
      ),
    );
    const lost = [...countOf(bare(drawable(wordsOf(blocks), drawn.problems)))].filter(([character, count]) => (read.get(character) ?? 0) < count);
    expect(lost).toEqual([]);
  });

  it('a row taller than a page goes on on the next, whole', async () => {
    const words = Array.from({ length: 2_500 }, (_, i) => `w${i}w`);
    const columns = [
      { title: 'A', width: 120 as const },
      { title: 'B', width: '*' as const },
    ];
    const drawn = await draw(language, [
      { kind: 'table', columns, rows: [{ cells: ['before', 'x'] }, { cells: ['tall', words.join(' ')] }, { cells: ['after', 'x'] }] },
    ]);
    expectTidy(drawn);
    const text = linesByPlace(drawn.pages)
      .map((line) => line.text)
      .join('\n');
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    for (const word of ['before', 'tall', 'after']) expect(text).toContain(word);
    expect(drawn.pages.length).toBeGreaterThan(3);
  });

  it('empty sections leave no hole and no crash', async () => {
    const nothing: Block[] = [
      { kind: 'heading', level: 1, text: 'One' },
      { kind: 'table', columns: [], rows: [] },
      { kind: 'table', columns: [{ title: '', width: '*' }], rows: [], whenEmpty: 'None' },
      { kind: 'table', columns: [{ title: '', width: '*' }], rows: [{ cells: [] }] },
      { kind: 'list', ordered: true, items: [] },
      { kind: 'list', ordered: false, items: ['', []] },
      { kind: 'facts', rows: [] },
      { kind: 'facts', rows: [{ label: '', value: '' }] },
      { kind: 'callout', tone: 'good', text: '' },
      { kind: 'paragraph', text: [] },
      { kind: 'bars', rows: [] },
      { kind: 'curve', min: 0, max: 0, points: [] },
      { kind: 'diagram', diagram: { width: 0, height: 0, nodes: [], edges: [], groups: [] } },
      { kind: 'heat-map', columns: [], groups: [], legend: [] },
      { kind: 'heading', level: 1, text: 'Two' },
    ];
    const drawn = await draw(language, nothing);
    expectTidy(drawn);
    const lines = linesByPlace(drawn.pages).map(({ text }) => text.trim());
    expect(lines).toContain('None');
    expect(lines).toContain('One');
    expect(lines).toContain('Two');
    expect(drawn.pages.length).toBeLessThanOrEqual(3);
  });

  it('cover, head and foot hold what is far too long for them', async () => {
    const long = `${ugly['three scripts and digits']} ${longName}`;
    const drawn = await draw(language, [{ kind: 'paragraph', text: 'x' }], {
      title: long.slice(0, 160),
      subtitle: long,
      header: { start: long.slice(0, 120), end: long.slice(0, 120) },
      footer: { start: long.slice(0, 120) },
      cover: { eyebrow: long.slice(0, 80), facts: [{ label: long.slice(0, 60), value: { text: long.slice(0, 200), user: true } }] },
    });
    expectTidy(drawn);
  });
});

describe('much of it', () => {
  const columns = [
    { title: '#', width: 30 as const },
    { title: 'Field', width: 150 as const, code: true },
    { title: 'Note', width: '*' as const },
  ];

  it('3,000 rows: each there, none twice, under a header on every page', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => ({
      cells: [`${i + 1}`, `field_${i}_z`, i % 7 === 0 ? { text: 'הערה של הלקוח (דחוף)', user: true } : 'ok'],
    }));
    const drawn = await draw('he', [{ kind: 'table', columns, rows }]);
    const lines = linesByPlace(drawn.pages);
    const found = lines.flatMap(({ text }) => text.match(/field_\d+_z/g) ?? []);
    expect(found).toEqual(rows.map((_, i) => `field_${i}_z`));
    const pagesWithRows = new Set(lines.filter(({ text }) => /field_\d+_z/.test(text)).map(({ page }) => page));
    expect(new Set(lines.filter(({ text }) => text.includes('Field') && text.includes('Note')).map(({ page }) => page))).toEqual(pagesWithRows);
    expectTidy({ ...drawn, pages: drawn.pages.filter((_, i) => i % 10 === 0 || i === drawn.pages.length - 1) });
  }, 120_000);

  it.each(languages)('a drawing of 60 steps in parts: every word of every step once, within its box (%s)', async (language) => {
    const titles = { en: 'Wait for order', he: 'ממתינים להזמנה', fa: 'در انتظار سفارش' }[language];
    const nodes = Array.from({ length: 60 }, (_, i) => ({
      id: `n${i}`,
      kind: 'send',
      x: (i % 12) * 200,
      y: Math.floor(i / 12) * 110,
      width: 158,
      height: 60,
      title: i === 30 ? longName : `${titles} S${i}S`,
      caption: `step_${i}_q`,
      color: '#3350C4',
    }));
    const edges = nodes.slice(1).map(({ x, y }) => ({
      points: [
        { x: x - 42, y: y + 30 },
        { x, y: y + 30 },
      ],
    }));
    const diagram: Diagram = { width: 12 * 200, height: 5 * 110, nodes, edges, groups: [] };
    const drawn = await draw(language, [{ kind: 'diagram', diagram, caption: 'Map' }]);
    expectTidy(drawn);
    const text = linesByPlace(drawn.pages)
      .map((line) => line.text)
      .join('\n');
    for (let step = 0; step < 60; step++) {
      expect(text.split(`step_${step}_q`).length - 1, `step ${step}`).toBe(1);
      if (step !== 30) expect(text.split(`S${step}S`).length - 1, `step ${step}`).toBe(1);
    }
  });
});
