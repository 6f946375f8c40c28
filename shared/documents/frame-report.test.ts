import { expect, test } from 'vitest';
import { testEngagement } from '../engagement/engagement.fixture';
import { createTranslate } from '../i18n/translator';
import type { Report } from '../report';
import type { Chapter } from './chapters';
import { moveChapter, setStyleText, switchChapter } from './edit-style';
import { frameReport } from './frame-report';
import { chapterTitles } from './make-report';

const chapters: Chapter[] = Object.keys(chapterTitles('gap-report'))
  .slice(0, 3)
  .map((id) => ({ id, title: id, blocks: () => [{ kind: 'paragraph', text: `in ${id}` }] }));
const [first, second, third] = chapters.map(({ id }) => id) as [string, string, string];

function framed(engagement = testEngagement()): Report {
  const frame = { engagement, translate: createTranslate('en'), language: 'en' as const, now: '2026-03-04T09:00:00.000Z' };
  return frameReport(frame, { kind: 'gap-report', title: 'Title', eyebrow: 'Sort', chapters, contents: true });
}
const headings = ({ blocks }: Report) => blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));

test("chapters are the consultant's choice, listed before them; the whole seal ends the last that is printed", () => {
  const kind = 'gap-report';
  const chosen = switchChapter(moveChapter(testEngagement(), { kind, chapter: third, target: first }), { kind, chapter: second, off: true });
  const report = framed(chosen);
  expect(headings(report)).toEqual([third, first]);
  expect(JSON.stringify(report)).not.toContain(`in ${second}`);
  expect(report.blocks.map(({ kind }) => kind).slice(0, 3)).toEqual(['contents', 'page-break', 'heading']);
  expect(report.blocks.at(-1)).toMatchObject({ kind: 'paragraph', size: 'small', text: [expect.anything(), { code: true }] });
});

test('words of head and foot are isolated, as what a person typed; without them the document speaks for itself', () => {
  expect(framed().header).toEqual({ start: 'Title', end: 'Sort' });
  expect(framed().brand).toEqual({ cover: 'road' });
  const worded = framed(setStyleText(setStyleText(testEngagement(), { which: 'header', text: 'ניר' }), { which: 'footer', text: 'nir.example' }));
  expect(worded.header.end).toEqual({ text: 'ניר', user: true });
  expect(worded.footer.start).toEqual([...(framed().footer.start as unknown[]).slice(0, 1), expect.anything(), '  ·  ', { text: 'nir.example', user: true }]);
});

test('logos, colours and note are handed on; which chapters there are is not drawn again', () => {
  const colors = { main: '#0B6E4F', accent: '#F2A541' };
  const logo = { mime: 'image/png' as const, data: 'AAAA' };
  const report = framed(
    testEngagement({ documents: { cover: 'plain', coverNote: 'Confidential', clientLogo: logo, logo, colors, header: 'x', chapters: {} } }),
  );
  expect(report.brand).toEqual({ cover: 'plain', coverNote: 'Confidential', clientLogo: logo, logo, colors });
});
