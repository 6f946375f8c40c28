/** Where a page ends: no heading stands alone, no row of a table does. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { page as paper } from '../../documents/pdf/page';
import { renderPdf } from '../../documents/pdf/render-pdf';
import { openEngagement } from '../../shared/engagement/open-engagement';
import { createTranslate } from '../../shared/i18n/translator';
import { journeyBrief } from '../../shared/journey/journey-brief';
import type { Block, Report } from '../../shared/report';
import { languages } from '../../shared/text';
import { demoReport } from '../fixtures/rtl/demo-report';
import { shippedCatalogue } from '../shipped-catalogue';
import { linesByPlace, type ReadLine, readPdf } from './pdf-reading';

const assets = fileURLToPath(new URL('../../assets', import.meta.url));
const headingSizes = [21, 14, 11];

/** The lines of each page, without header and footer. */
async function bodies(report: Report): Promise<ReadLine[][]> {
  const pages = await readPdf((await renderPdf(report, { fontsFolder: `${assets}/fonts` })).bytes);
  return pages.map((page) => linesByPlace([page]).filter(({ y }) => y > paper.bottom - 4 && y < page.height - paper.top + 20));
}

function isHeading(line: ReadLine | undefined): boolean {
  const size = line?.glyphs[0]?.size ?? 0;
  return headingSizes.some((one) => Math.abs(one - size) < 0.01);
}

// Every brief of the sample in Hebrew: twenty seconds of work, many times that where others work beside it.
const allBriefsMs = 300_000;

it.each([
  ['he', 'karmelon.masa.json', 1],
  ['en', 'karmelon.en.masa.json', 4],
  ['fa', 'karmelon.fa.masa.json', 4],
] as const)(
  'no heading ends a page of the briefs that ship (%s)',
  async (language, sample, everyNth) => {
    const opened = openEngagement(readFileSync(`${assets}/samples/${sample}`, 'utf8'));
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    const headings: boolean[] = [];
    const alone: string[] = [];
    const journeys = opened.value.journeys.filter((_, i) => i % everyNth === 0);
    for (const { id, key } of journeys) {
      const report = journeyBrief(
        { engagement: opened.value, catalogue: shippedCatalogue(), translate: createTranslate(language), language, now: '2026-03-02T09:00:00.000Z' },
        id,
      );
      if (!report) throw new Error(key);
      for (const [index, lines] of (await bodies(report)).entries()) {
        headings.push(...lines.map(isHeading));
        if (isHeading(lines.at(-1))) alone.push(`${key}, page ${index + 1}`);
      }
    }
    expect(headings.filter(Boolean).length).toBeGreaterThan(journeys.length * 10);
    expect(alone).toEqual([]);
  },
  allBriefsMs,
);

const table = (rows: number, lines: number): Block => ({
  kind: 'table',
  columns: [{ title: 'Name', width: '*' }],
  rows: Array.from({ length: rows }, () => ({ cells: [Array.from({ length: lines }, () => 'Row').join('\n')] })),
});
const boxes = (height: number): Block => ({
  kind: 'diagram',
  diagram: { width: 200, height, edges: [], groups: [], nodes: [{ id: 'a', kind: 'wait', x: 0, y: 0, width: 158, height, title: 'Step', color: '#3350C4' }] },
});
const followers: Record<string, Block[]> = {
  'a drawing': [boxes(300)],
  'a higher drawing': [boxes(410)],
  'a table of two': [table(2, 2)],
  'a table of three': [table(3, 2)],
  'a table of four': [table(4, 3)],
  'a long table': [table(45, 1)],
  'a smaller heading and a table': [{ kind: 'heading', level: 2, text: 'Part' }, table(5, 4)],
  'two smaller headings and a drawing': [{ kind: 'heading', level: 2, text: 'Part' }, { kind: 'heading', level: 3, text: 'Piece' }, boxes(300)],
  facts: [{ kind: 'facts', rows: Array.from({ length: 5 }, () => ({ label: 'Label', value: 'Fact '.repeat(90) })) }],
  bars: [{ kind: 'bars', rows: Array.from({ length: 4 }, () => ({ label: 'Label', value: 3, max: 5 })) }],
  'a curve': [{ kind: 'curve', min: -2, max: 2, points: [{ label: 'One', value: 1 }, { label: 'Two' }] }],
  'a callout': [{ kind: 'callout', tone: 'good', text: 'Callout '.repeat(120) }],
  'a list': [{ kind: 'list', ordered: false, items: Array.from({ length: 6 }, () => 'Item') }],
  'a paragraph': [{ kind: 'paragraph', text: 'Word '.repeat(200) }],
};

it.each(Object.entries(followers))('wherever on the page it stands, a heading stays with %s', async (_, blocks) => {
  const places = Array.from({ length: 12 }, (_, i) => 2 * i);
  const report: Report = {
    ...demoReport('en', { rows: 1 }),
    blocks: places.flatMap((place): Block[] => [
      { kind: 'list', ordered: false, items: Array.from({ length: place + 14 }, () => 'Before') },
      { kind: 'heading', level: 1, text: `Heading ${place}` },
      ...structuredClone(blocks),
      { kind: 'page-break' },
    ]),
  };
  const pages = await bodies(report);
  const text = pages.map((lines) => lines.map((line) => line.text.trim()).join('\n'));
  for (const place of places) expect(text.filter((words) => words.split('\n').includes(`Heading ${place}`))).toHaveLength(1);
  expect(pages.filter((lines) => lines.length > 0 && isHeading(lines.at(-1)))).toEqual([]);
  const [first] = blocks;
  const lastBlock = blocks.at(-1) ?? first;
  if (lastBlock?.kind === 'table') {
    const perRow = String(lastBlock.rows[0]?.cells[0]).split('\n').length;
    const rowsOf = text.map((words) => words.split('\n').filter((line) => line === 'Row').length / perRow);
    expect(rowsOf.reduce((sum, rows) => sum + rows, 0)).toBe(places.length * lastBlock.rows.length);
    expect(rowsOf.filter((rows) => rows === 1 || !Number.isInteger(rows))).toEqual([]);
  }
});

const lasts: Record<string, Block> = {
  bars: { kind: 'bars', rows: [{ label: 'Label', value: 3, max: 5 }] },
  'a callout': { kind: 'callout', tone: 'good', text: 'Callout' },
  facts: { kind: 'facts', rows: [{ label: 'Label', value: 'Fact' }] },
  'a table': table(2, 1),
  'a paragraph': { kind: 'paragraph', text: 'Word' },
};

it.each(Object.entries(lasts))('no page is empty where %s ends just above the end of its page', async (_, last) => {
  const ends = Array.from({ length: 24 }, (_, i) => i);
  const report: Report = {
    ...demoReport('en', { rows: 1 }),
    blocks: ends.flatMap((end): Block[] => [
      { kind: 'paragraph', size: 'small', text: Array.from({ length: 38 + end }, () => 'Before').join('\n') },
      structuredClone(last),
      { kind: 'page-break' },
      { kind: 'paragraph', text: `After ${end}` },
      { kind: 'page-break' },
    ]),
  };
  const pages = (await bodies(report)).slice(1);
  expect(pages.filter((lines) => lines.length === 0)).toEqual([]);
  for (const end of ends) expect(pages.filter((lines) => lines.some(({ text }) => text.trim() === `After ${end}`))).toHaveLength(1);
});

const facts = (rows: number): Block => ({ kind: 'facts', rows: Array.from({ length: rows }, () => ({ label: 'Label', value: 'Row' })) });
const note: Block = { kind: 'paragraph', size: 'small', text: 'Note' };
const callout: Block = { kind: 'callout', tone: 'blocking', text: 'Note' };

/** The same blocks from ten heights of the page, under so many lines and more: how many lines of each kind stand on each page that has any. */
async function turned(blocks: Block[], lines = 30): Promise<Record<'heading' | 'row' | 'note', number>[]> {
  const report: Report = {
    ...demoReport('en', { rows: 1 }),
    blocks: Array.from({ length: 10 }, (_, i): Block[] => [
      { kind: 'paragraph', size: 'small', text: Array.from({ length: lines + 2 * i }, () => 'Before').join('\n') },
      ...structuredClone(blocks),
      { kind: 'page-break' },
    ]).flat(),
  };
  const pages = (await bodies(report)).map((lines) => lines.map(({ text }) => text.trim().replace(/^•\s*/, '')));
  const count = (lines: string[], words: RegExp) => lines.filter((line) => words.test(line)).length;
  return pages
    .map((lines) => ({ heading: count(lines, /^Heading/), row: count(lines, /Row$|^Row/), note: count(lines, /^Note/) }))
    .filter(({ heading, row, note }) => heading + row + note > 0);
}

const heading: Block = { kind: 'heading', level: 2, text: 'Heading' };
const intro: Block = { kind: 'paragraph', text: 'Word' };

it.each([
  ['a card', [heading, intro, facts(6), callout], { heading: 1, row: 6, note: 1 }],
  ['short facts', [facts(5)], { heading: 0, row: 5, note: 0 }],
  ['a short table and its note', [heading, table(6, 1), note], { heading: 1, row: 6, note: 1 }],
  ['a short list', [intro, { kind: 'list', ordered: false, items: Array.from({ length: 5 }, () => 'Row') }], { heading: 0, row: 5, note: 0 }],
] satisfies [string, Block[], object][])('%s is not parted where little of the page is left', async (_, blocks, whole) => {
  expect(await turned(blocks, 38)).toEqual(Array.from({ length: 10 }, () => whole));
});

it('what is short is parted where two fifths of the page would stay empty, never with a row alone', async () => {
  const pages = await turned([{ kind: 'heading', level: 1, text: 'Chapter' }, heading, intro, facts(6), callout], 28);
  expect(pages.filter(({ heading: headings, note: notes }) => headings === 1 && notes === 0).length).toBeGreaterThan(0);
  expect(pages.filter(({ row }) => row < 2)).toEqual([]);
  expect(pages.slice(-5)).toEqual(Array.from({ length: 5 }, () => ({ heading: 1, row: 6, note: 1 })));
});

it.each([
  ['facts', [heading, facts(18), callout]],
  ['a table', [heading, intro, table(30, 1), note]],
  ['a list', [heading, intro, { kind: 'list', ordered: false, items: Array.from({ length: 24 }, () => 'Row') }]],
  ['bars', [heading, { kind: 'bars', rows: Array.from({ length: 24 }, () => ({ label: 'Row', value: 3, max: 5 })) }, note]],
] satisfies [string, Block[]][])('%s over two pages: at least two rows on either, under the heading and above the note', async (_, blocks) => {
  const pages = await turned(blocks);
  expect(pages.filter(({ row }) => row < 2)).toEqual([]);
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.reduce((sum, { row }) => sum + row, 0)).toBe(10 * (blocks[2]?.kind === 'list' ? 24 : rowsOf(blocks)));
  // Not by turning the page wherever something longer begins.
  expect(pages.filter(({ heading: headings, row }) => headings > 0 && row < 12).length).toBeGreaterThan(1);
});

const code = (lines: number): Block => ({ kind: 'code', title: 'Heading', text: Array.from({ length: lines }, () => 'Row').join('\n') });

it('a short block of code is not parted, and of a long one at least three lines stand on either page', async () => {
  expect(await turned([code(12)])).toEqual(Array.from({ length: 10 }, () => ({ heading: 1, row: 12, note: 0 })));
  const pages = await turned([code(40)]);
  expect(pages.reduce((sum, { row }) => sum + row, 0)).toBe(400);
  expect(pages.length).toBeGreaterThan(12);
  expect(pages.filter(({ row }) => row < 3)).toEqual([]);
});

it('a row too long to be moved goes over pages, from its fourth line on at the least, and the rows around it are whole', async () => {
  const rows = (lines: number, words: string) => ({ cells: [Array.from({ length: lines }, () => words).join('\n')] });
  const pages = await turned([{ kind: 'table', columns: [{ title: 'Name', width: '*' }], rows: [rows(8, 'Note'), rows(45, 'Row'), rows(8, 'Note')] }]);
  expect(pages.reduce((sum, { row }) => sum + row, 0)).toBe(450);
  expect(pages.filter(({ note }) => note % 8 !== 0)).toEqual([]);
  expect(pages.filter(({ row, note }) => note > 0 && row > 0 && row < 4)).toEqual([]);
  expect(pages.length).toBeGreaterThan(15);
});

it('the end of a table that goes along with its note stands under the header of the table', async () => {
  const blocks = Array.from({ length: 30 }, (_, i): Block[] => [
    { kind: 'paragraph', size: 'small', text: Array.from({ length: 20 + i }, () => 'Before').join('\n') },
    structuredClone(heading),
    table(7, 2),
    { kind: 'paragraph', size: 'small', text: 'Note '.repeat(60) },
    { kind: 'page-break' },
  ]).flat();
  const firsts = (await bodies({ ...demoReport('en', { rows: 1 }), blocks })).map(([first]) => first?.text.trim());
  expect(firsts.filter((text) => text === 'Name').length).toBeGreaterThan(2);
  expect(firsts).not.toContain('Row');
});

function rowsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + ('rows' in block ? block.rows.length : 0), 0);
}

it.each(languages)('pages lie on their side from one break to the next, with head and foot at their edges (%s)', async (language) => {
  const report: Report = {
    ...demoReport(language, { rows: 1 }),
    blocks: [
      { kind: 'contents', title: 'Contents' },
      { kind: 'page-break', turned: true },
      { kind: 'heading', level: 1, text: 'Wide' },
      table(40, 1),
      { kind: 'page-break' },
      { kind: 'heading', level: 1, text: 'Upright' },
    ],
  };
  const pages = await readPdf((await renderPdf(report, { fontsFolder: `${assets}/fonts` })).bytes);
  const shapes = pages.map(({ width, height }) => (width > height ? 'turned' : 'upright')).join(' ');
  expect(shapes).toMatch(/^upright upright turned turned( turned)? upright$/);
  for (const page of pages.slice(1)) {
    const lines = linesByPlace([page]);
    const [head, foot] = [lines.filter(({ y }) => y > page.height - 50), lines.filter(({ y }) => y < 50)];
    for (const line of [head, foot]) {
      const places = line.flatMap(({ glyphs }) => glyphs.map(({ x }) => x));
      expect(Math.min(...places)).toBeLessThan(paper.side + 2);
      expect(Math.max(...places)).toBeGreaterThan(page.width - paper.side - 12);
    }
    for (const { glyphs } of lines) for (const { x } of glyphs) expect(x).toBeLessThan(page.width - paper.side + 1);
  }
  const number = createTranslate(language)('document.page', { page: pages.length, pages: pages.length });
  const contents = linesByPlace(pages.slice(1, 2)).find(({ text }) => text.includes('Upright'))?.text;
  const digits = (text = '') => text.match(/[\d۰-۹]+/)?.[0];
  expect(digits(contents)).toBe(digits(number));
  expect(digits(number)).toBeDefined();
});
