import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';

import { renderPdf } from '../../documents/pdf/render-pdf';
import { plainText } from '../../documents/plain-text';
import type { Block, Report } from '../../shared/report';
import { demoReport } from '../fixtures/rtl/demo-report';
import { linesByPlace, type ReadLine, type ReadPage, readPdf } from './pdf-reading';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const render = (report: Report) => renderPdf(report, { fontsFolder });
const withBlocks = (language: 'en' | 'he' | 'fa', blocks: Block[]): Report => ({ ...demoReport(language, { rows: 1 }), blocks });
const flipped = (text: string) => [...text].reverse().join('');

/** Line that contains `part` as drawn, from left to right. */
function lineWith(lines: ReadLine[], part: string): ReadLine {
  const found = lines.find((line) => line.text.includes(part));
  if (!found) throw new Error(`No line shows ${part}`);
  return found;
}

/** Left edge of `part` on its line. */
function placeOf(line: ReadLine, part: string): number {
  let text = '';
  for (const glyph of line.glyphs) {
    if (line.text.indexOf(part) <= text.length) return glyph.x;
    text += glyph.text;
  }
  return Number.NaN;
}

describe('the Hebrew brief', () => {
  let pages: ReadPage[];
  let lines: ReadLine[];
  let problems: unknown[];
  const report = demoReport('he', { rows: 120 });

  beforeAll(async () => {
    const rendered = await render(report);
    problems = rendered.problems;
    pages = await readPdf(rendered.bytes);
    lines = linesByPlace(pages);
  });

  it('needs no stand-in for any character', () => {
    expect(problems).toEqual([]);
  });

  it('reads from the right: columns, lists, header, footer', () => {
    const header = lineWith(lines, flipped('שם שדה'));
    const places = ['#', 'שם שדה', 'תווית', 'סוג', 'חובה', 'תיאור'].map((title) => placeOf(header, flipped(title)));
    expect(places).toEqual([...places].sort((a, b) => b - a));

    const item = lineWith(lines, flipped('הלקוח מזין אימייל'));
    expect(item.text.trim().endsWith('.1')).toBe(true);

    const middle = (pages[1]?.width ?? 0) / 2;
    const head = lineWith(
      lines.filter(({ page, y }) => page === 2 && y > 780),
      'Acme',
    );
    expect(placeOf(head, 'Acme')).toBeLessThan(middle);
    expect(placeOf(head, flipped('נטישת עגלה'))).toBeGreaterThan(middle);
    expect(head.glyphs.at(-1)?.x).toBeGreaterThan(500);
    const foot = lineWith(
      lines.filter(({ page }) => page === 2),
      `${pages.length} ${flipped('מתוך')} 2 ${flipped('עמוד')}`,
    );
    expect(foot.x).toBeLessThan(80);
  });

  it('repeats the header row on every page of the table', () => {
    const tablePages = new Set(lines.filter(({ text }) => /(customer_id|last_purchase_at)_\d+/.test(text)).map(({ page }) => page));
    const headerPages = new Set(lines.filter(({ text }) => text.includes(flipped('שם שדה'))).map(({ page }) => page));
    expect(tablePages.size).toBeGreaterThan(3);
    expect(headerPages).toEqual(tablePages);
  });

  it('shows technical tokens from left to right', () => {
    for (const token of ['+972-3-555-1234', '2.3.1-beta', 'order.items[0].sku', '-5°C', '2.2.0']) lineWith(lines, token);
  });

  it('keeps everything between the margins', () => {
    for (const line of lines) {
      expect(line.x).toBeGreaterThan(48);
      const last = line.glyphs.at(-1);
      expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThan(540);
    }
  });

  it('has no cover header, and leads from contents and links to the right pages', () => {
    expect(lines.filter(({ page, y }) => page === 1 && (y > 790 || y < 60))).toEqual([]);
    const mapPage = lineWith(
      lines.filter(({ page }) => page > 2),
      flipped('המסע במבט אחד'),
    ).page;
    const entry = lineWith(
      lines.filter(({ page }) => page === 2),
      flipped('המסע במבט אחד'),
    );
    expect(entry.text.startsWith(`${mapPage}`)).toBe(true);
    const contentsLinks = pages[1]?.links ?? [];
    expect(contentsLinks.some(({ rect }) => (rect[1] ?? 0) <= entry.y && (rect[3] ?? 0) >= entry.y)).toBe(true);
    const mail = pages[2]?.links.find(({ url }) => url === 'mailto:dana.levi@example.co.il');
    const words = lineWith(lines, 'dana.levi@example.co.il');
    expect(mail?.rect[0]).toBeCloseTo(placeOf(words, 'dana'), 0);
    expect((mail?.rect[2] ?? 0) - (mail?.rect[0] ?? 0)).toBeGreaterThan(90);
  });

  it('prints the journey as text, in parts, mirrored', () => {
    const drawing = lines.filter(({ text }) => text.includes(flipped('ממתין')) && text.includes(flipped('להזמנה')));
    expect(drawing.length).toBeGreaterThanOrEqual(3);
    expect(pages.reduce((sum, { images }) => sum + images, 0)).toBe(0);
    const first = lineWith(lines, flipped("צ'ק-אאוט"));
    expect(placeOf(first, flipped("צ'ק-אאוט"))).toBeGreaterThan(400);
    expect(lineWith(lines, `3 ${flipped('מתוך')} 1 ${flipped('חלק')}`).page).toBe(first.page);
  });
});

it('writes Persian page numbers, also in the contents', async () => {
  const lines = linesByPlace(await readPdf((await render(demoReport('fa', { rows: 1 }))).bytes));
  expect(lines.some(({ text, page }) => page === 2 && text.includes(`۲ ${flipped('صفحه')}`))).toBe(true);
  const entry = lineWith(
    lines.filter(({ page }) => page === 2),
    flipped('نمای'),
  );
  expect(entry.text.trim().startsWith('۳')).toBe(true);
});

it('gives the same bytes for the same report, and other bytes for another date', async () => {
  const report = demoReport('he', { rows: 5 });
  const [a, b, c] = [await render(report), await render(structuredClone(report)), await render({ ...report, createdAt: '2026-03-13T00:00:00Z' })];
  expect(Buffer.from(a.bytes).equals(Buffer.from(b.bytes))).toBe(true);
  expect(Buffer.from(a.bytes).equals(Buffer.from(c.bytes))).toBe(false);
});

it('prints a mark for characters no font has and says so once per character', async () => {
  const text = 'טיל 🚀 ועוד 🚀, 漢';
  const { bytes, problems } = await render({ ...withBlocks('he', [{ kind: 'paragraph', text }]), header: { start: '🎈', end: '' } });
  expect(problems).toEqual([
    { severity: 'warns', code: 'missing-glyph', path: [], params: { character: '漢', count: 1 } },
    { severity: 'warns', code: 'missing-glyph', path: [], params: { character: '🎈', count: 1 } },
    { severity: 'warns', code: 'missing-glyph', path: [], params: { character: '🚀', count: 2 } },
  ]);
  expect(lineWith(linesByPlace(await readPdf(bytes)), flipped('טיל')).text).toContain('\ufffd');
});

describe('hard input', () => {
  const long = 'מילה '.repeat(3000);
  const word = 'x'.repeat(400);
  it.each<[string, Block[]]>([
    ['a cell longer than a page', [{ kind: 'table', columns: [{ title: 'א', width: '*' }], rows: [{ cells: [long] }] }]],
    ['a callout longer than a page', [{ kind: 'callout', tone: 'good', text: long }]],
    ['a fact longer than a page', [{ kind: 'facts', rows: [{ label: 'א', value: long }] }]],
    ['a list over pages', [{ kind: 'list', ordered: false, items: Array.from({ length: 90 }, () => 'שורה') }]],
    [
      'words without a place to break',
      [
        { kind: 'paragraph', text: word },
        {
          kind: 'table',
          columns: [
            { title: word, width: '*' },
            { title: 'b', width: 'auto' },
          ],
          rows: [{ cells: [word, { text: word, user: true }] }],
        },
      ],
    ],
    [
      'columns wider than the page',
      [{ kind: 'table', columns: Array.from({ length: 12 }, (_, i) => ({ title: `c${i}`, width: 200 })), rows: [{ cells: [] }] }],
    ],
    [
      'nothing at all',
      [
        { kind: 'table', columns: [], rows: [] },
        { kind: 'list', ordered: true, items: [] },
        { kind: 'bars', rows: [] },
        { kind: 'curve', min: 0, max: 0, points: [] },
        { kind: 'facts', rows: [] },
        { kind: 'contents', title: '' },
        { kind: 'paragraph', text: '' },
      ],
    ],
    [
      'headings named like array methods, and twice',
      [
        { kind: 'heading', level: 1, text: 'א', id: 'map' },
        { kind: 'heading', level: 3, text: 'ב', id: 'map' },
        { kind: 'heading', level: 2, text: [], id: 'length' },
      ],
    ],
    ['broken characters', [{ kind: 'paragraph', text: 'a\ud800b\u0000\u0007\u202e\u2066' }]],
    [
      'a curve out of bounds',
      [
        { kind: 'curve', min: 1, max: 1, points: [{ label: 'א', value: 1 }] },
        {
          kind: 'curve',
          min: -2,
          max: 2,
          points: Array.from({ length: 40 }, (_, i) => ({ label: `${i}`, value: [9, -9, Number.NaN][i % 3] ?? 0, target: 7 })),
        },
      ],
    ],
    [
      'bars out of bounds',
      [
        {
          kind: 'bars',
          rows: [
            { label: 'א', value: Number.NaN, max: 0 },
            { label: 'ב', value: 9, max: -1 },
            { label: 'ג', value: 12, max: 5 },
          ],
        },
      ],
    ],
  ])('%s is laid out inside the page', async (_, blocks) => {
    const end: Block = { kind: 'paragraph', text: 'סוףסוף' };
    const pages = await readPdf((await render(withBlocks('he', [...blocks, { kind: 'page-break' }, end]))).bytes);
    const lines = linesByPlace(pages);
    for (const glyph of pages.flatMap((page) => page.glyphs)) {
      expect(glyph.x).toBeGreaterThan(40);
      expect(glyph.x + glyph.width).toBeLessThan(556);
      expect(glyph.y).toBeGreaterThan(20);
    }
    const last = lineWith(lines, flipped('סוףסוף')).glyphs.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(539.28, 1);
  });

  it('a curve runs in reading direction, with its words under it', async () => {
    const points = [{ label: 'אחת', value: -2, guess: true }, { label: 'שתיים' }, { label: 'שלוש', value: 2, target: 1 }];
    const curve: Block = { kind: 'curve', min: -2, max: 2, points, caption: 'הקו' };
    const lines = linesByPlace(await readPdf((await render(withBlocks('he', [curve]))).bytes));
    const labels = lineWith(lines, flipped('שתיים'));
    const places = points.map(({ label }) => placeOf(labels, flipped(label)));
    expect(places).toEqual([...places].sort((a, b) => b - a));
    expect(lineWith(lines, flipped('הקו')).y).toBeLessThan(labels.y);
  });

  it('links lead to the web, mail and headings only', async () => {
    const links = ['javascript:alert(1)', 'file:///etc/passwd', '#nowhere', '#here', 'https://example.com/'];
    const blocks: Block[] = [
      { kind: 'heading', level: 1, text: 'x', id: 'here' },
      ...links.map((link): Block => ({ kind: 'paragraph', text: { text: 'go', link } })),
    ];
    const pages = await readPdf((await render(withBlocks('en', blocks))).bytes);
    expect(pages.flatMap((page) => page.links).map(({ url, dest }) => url ?? dest)).toEqual(['at-here', 'https://example.com/']);
  });
});

it.each(['he', 'en'] as const)('a drawing too wide for an upright page has a page of its own, turned on its side, with its heading (%s)', async (language) => {
  const nodes = [0, 1, 2, 3].map((step) => ({
    id: `n${step}`,
    kind: 'wait',
    x: step * 260,
    y: 0,
    width: 158,
    height: 300,
    title: `Step${step}`,
    color: '#3350C4',
  }));
  const blocks: Block[] = [
    { kind: 'paragraph', text: 'Before' },
    { kind: 'heading', level: 1, text: 'Drawing' },
    { kind: 'diagram', diagram: { width: 938, height: 480, nodes, edges: [], groups: [] }, caption: 'Caption' },
    { kind: 'heading', level: 1, text: 'After' },
  ];
  const pages = await readPdf((await render(withBlocks(language, blocks))).bytes);
  const turned = pages.map(({ width, height }) => width > height);
  const at = turned.indexOf(true);
  expect(turned.filter((one) => one)).toHaveLength(1);
  const words = pages.map((page) =>
    linesByPlace([page])
      .map((line) => line.text.replace(/\s/g, ''))
      .join(' '),
  );
  expect(words[at - 1]).toContain('Before');
  for (const word of ['Drawing', 'Step0', 'Step3', 'Caption']) expect(words[at]).toContain(word);
  expect(words[at + 1]).toContain('After');
});

function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it.skipIf(!hasPoppler()).each(['he', 'fa', 'en'] as const)('pdftotext (poppler) finds the words of the %s brief', async (language) => {
  const report = demoReport(language, { rows: 40 });
  const { bytes } = await render(report);
  const read = execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' });
  // poppler marks embedded runs with bidi controls instead of spaces, and mangles brackets beside them, as in everybody's PDFs.
  const wordsOf = (text: string) =>
    text.split(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/).map((word) => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, ''));
  const found = new Set(wordsOf(read));
  const cells = report.blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap((row) => row.cells) : block.kind === 'list' ? block.items : []));
  const words = new Set(cells.filter((cell) => typeof cell === 'string').flatMap(wordsOf));
  const missed = [...words].filter((word) => !found.has(word));
  expect(words.size).toBeGreaterThan(80);
  expect(1 - missed.length / words.size, missed.join(' ')).toBeGreaterThanOrEqual(0.95);
});

it.each(['en', 'he', 'fa'] as const)('%s: the file says its language and its title, and its bookmarks are the headings', async (language) => {
  const report = demoReport(language, { rows: 1 });
  const task = getDocument({ data: (await render(report)).bytes, useSystemFonts: false, verbosity: 0 });
  const file = await task.promise;
  const { info } = await file.getMetadata();
  expect(info).toMatchObject({ Language: language, Title: report.title });
  expect(await file.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true });
  const outline = await file.getOutline();
  const chapters = report.blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [plainText(block.text)] : []));
  expect(outline.map(({ title }) => title)).toEqual(chapters);
  for (const { title, dest } of outline) {
    const [page, , left, top] = Array.isArray(dest) ? dest : [];
    const { items } = await (await file.getPage((await file.getPageIndex(page)) + 1)).getTextContent();
    const baselines = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [Number(item.transform[5])] : []));
    // The heading's own line begins there: its baseline is the first below.
    const below = Math.max(...baselines.filter((y) => y < top));
    expect([left, top - below < 40], title).toEqual([0, true]);
  }
  // Without a tree of structure a file that calls itself tagged would promise what it does not hold.
  expect((await file.getMarkInfo())?.Marked ?? false).toBe(false);
  await task.destroy();
});

it('counts its pages', async () => {
  const { bytes, pages } = await render(demoReport('he', { rows: 120 }));
  expect(pages).toBe((await readPdf(bytes)).length);
});
