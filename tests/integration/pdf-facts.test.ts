/** Facts beside their labels in a PDF: letters over the end of a page, and texts in another language. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { page as paper } from '../../documents/pdf/page';
import { renderPdf } from '../../documents/pdf/render-pdf';
import type { Block } from '../../shared/report';
import { demoReport } from '../fixtures/rtl/demo-report';
import { linesByPlace, readPdf } from './pdf-reading';

const fontsFolder = fileURLToPath(new URL('../../assets/fonts', import.meta.url));
const read = async (language: 'en' | 'he', blocks: Block[]) =>
  readPdf((await renderPdf({ ...demoReport(language, { rows: 1 }), blocks }, { fontsFolder })).bytes);

it('a letter goes over a page between its paragraphs, neither its greeting nor its farewell alone', async () => {
  const paragraphs = ['Greeting', ...Array.from({ length: 6 }, () => 'Between words, and some more of them, as in a letter.'), 'Farewell'];
  const letter: Block = {
    kind: 'facts',
    rows: [
      { label: 'Before', value: 'Fact' },
      { label: 'Text', value: { text: paragraphs.join('\n\n'), user: true } },
      { label: 'After', value: 'Fact' },
    ],
  };
  const heights = Array.from({ length: 16 }, (_, i) => i);
  const pages = await read(
    'en',
    heights.flatMap((height): Block[] => [
      { kind: 'paragraph', size: 'small', text: Array.from({ length: 30 + 2 * height }, () => 'Above').join('\n') },
      structuredClone(letter),
      { kind: 'page-break' },
    ]),
  );
  const parts = pages.map((page) => linesByPlace([page]).flatMap(({ text }) => text.match(/Greeting|Between|Farewell/) ?? []));
  expect(parts.flat()).toHaveLength(heights.length * paragraphs.length);
  expect(parts.filter((words) => words.length === 1)).toEqual([]);
  const parted = parts.filter((words) => words.length > 0 && words.length < paragraphs.length);
  expect(parted.length).toBeGreaterThan(6);
});

it('a text in another language runs and stands in its own direction', async () => {
  const text = 'Hello, this is what she reads in English: two lines of it, so that one can see where they begin.';
  const [, page] = await read('he', [
    {
      kind: 'facts',
      rows: [
        { label: 'תוכן', value: { text, user: true } },
        { label: 'תוכן, אנגלית', value: { text, user: true }, language: 'en' },
      ],
    },
  ]);
  const lines = page ? linesByPlace([page]).filter(({ y }) => y > paper.bottom && y < page.height - paper.top + 20) : [];
  const starts = lines.flatMap(({ glyphs }) => {
    const latin = glyphs.filter(({ text }) => /[A-Za-z]/.test(text));
    return latin.length > 10 ? [Math.round(latin[0]?.x ?? 0)] : [];
  });
  expect(starts).toHaveLength(4);
  const [first, second, ...own] = starts;
  expect(first).not.toBe(second);
  expect(own).toEqual([paper.side, paper.side]);
});
