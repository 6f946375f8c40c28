import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testEngagement } from '../engagement/engagement.fixture';
import {
  applyDocumentTemplate,
  chaptersNow,
  moveChapter,
  resetChapters,
  setColors,
  setCover,
  setLogo,
  setPlate,
  setStyleText,
  styleTexts,
  switchChapter,
} from './edit-style';
import { chapterTitles } from './make-report';
import { documentStyleSchema, type Logo, mostLogoBytes } from './style-schema';
import { toDocumentTemplate } from './template-schema';

const plain = testEngagement();
const logo = (bytes: number): Logo => ({ mime: 'image/png', data: Buffer.alloc(bytes).toString('base64') });
const kind = 'gap-report';
const ids = Object.keys(chapterTitles(kind));
const [first = '', second = '', third = ''] = ids;

describe('logo, colours, words', () => {
  test('are set and taken away again, and the document is as it was', () => {
    const set = setStyleText(setColors(setLogo(plain, { owner: 'client', logo: logo(10) }), { colors: { main: '#0b6e4f', accent: '#F2A541' } }), {
      which: 'footer',
      text: '  nir.example ',
    });
    expect(set.documents).toEqual({ ...plain.documents, clientLogo: logo(10), colors: { main: '#0B6E4F', accent: '#F2A541' }, footer: 'nir.example' });
    const back = setStyleText(setColors(setLogo(set, { owner: 'client', logo: undefined }), { colors: undefined }), { which: 'footer', text: '  ' });
    expect(JSON.stringify(back)).toBe(JSON.stringify(plain));
  });

  test('the two logos are two', () => {
    expect(setLogo(plain, { owner: 'consultant', logo: logo(3) }).documents).toMatchObject({ logo: logo(3) });
    expect(setLogo(plain, { owner: 'consultant', logo: logo(3) }).documents.clientLogo).toBeUndefined();
  });

  test('what the document could not keep changes nothing', () => {
    expect(setLogo(plain, { owner: 'client', logo: logo(mostLogoBytes + 3) })).toBe(plain);
    expect(setLogo(plain, { owner: 'client', logo: { mime: 'image/png', data: '<svg>' } })).toBe(plain);
    expect(setColors(plain, { colors: { main: 'red', accent: '#000000' } })).toBe(plain);
    expect(setCover(plain, { cover: 'road' })).toBe(plain);
    for (const which of ['coverNote', 'header', 'footer'] as const) {
      const long = setStyleText(plain, { which, text: 'א'.repeat(500) });
      expect(long.documents[which]).toHaveLength(styleTexts[which]);
    }
  });

  test('a plate lies behind one logo and goes with it', () => {
    const both = setLogo(setLogo(plain, { owner: 'client', logo: logo(4) }), { owner: 'consultant', logo: logo(3) });
    const plated = setPlate(both, { owner: 'consultant', plate: true });
    expect(plated.documents).toEqual({ ...both.documents, logo: { ...logo(3), plate: true } });
    expect(setPlate(plated, { owner: 'consultant', plate: true })).toBe(plated);
    expect(setPlate(plated, { owner: 'consultant', plate: false })).toEqual(both);
    expect(setLogo(plated, { owner: 'consultant', logo: logo(5) }).documents.logo).toEqual(logo(5));
    expect(setPlate(plain, { owner: 'client', plate: true })).toBe(plain);
    // The consultant's is taken along to the next client.
    const { parts } = toDocumentTemplate(plated.documents, { id: plain.id, name: 'Nir', savedAt: '2026-01-01T00:00:00.000Z' });
    expect(applyDocumentTemplate(plain, { parts }).documents.logo?.plate).toBe(true);
  });

  test('the largest logo that may be is taken', () => {
    expect(setLogo(plain, { owner: 'client', logo: logo(mostLogoBytes) }).documents.clientLogo).toBeDefined();
  });
});

describe('chapters', () => {
  test('one is switched off and on', () => {
    const off = switchChapter(plain, { kind, chapter: second, off: true });
    expect(chaptersNow(off, kind).filter((one) => one.off)).toEqual([{ id: second, off: true }]);
    expect(JSON.stringify(switchChapter(off, { kind, chapter: second, off: false }))).toBe(JSON.stringify(plain));
    expect(switchChapter(plain, { kind, chapter: 'nobody-knows', off: true })).toBe(plain);
  });

  test('the last one stays', () => {
    const others = ids.slice(1).reduce((now, chapter) => switchChapter(now, { kind, chapter, off: true }), plain);
    expect(switchChapter(others, { kind, chapter: first, off: true })).toBe(others);
  });

  test('one takes the place of another, down and up', () => {
    const order = (of: typeof plain) => chaptersNow(of, kind).map(({ id }) => id);
    const down = moveChapter(plain, { kind, chapter: first, target: third });
    expect(order(down)).toEqual([second, third, first, ...ids.slice(3)]);
    expect(moveChapter(down, { kind, chapter: first, target: second })).toEqual(plain);
    expect(moveChapter(plain, { kind, chapter: first, target: first })).toBe(plain);
    expect(moveChapter(plain, { kind, chapter: first, target: 'gone' })).toBe(plain);
  });

  test('all go back, and other reports are left alone', () => {
    const both = switchChapter(moveChapter(plain, { kind, chapter: first, target: third }), { kind: 'journey-brief', chapter: 'brief-storyboard', off: true });
    expect(resetChapters(both, { kind }).documents.chapters[kind]).toBeUndefined();
    expect(resetChapters(both, { kind }).documents.chapters['journey-brief']).toEqual(both.documents.chapters['journey-brief']);
  });

  test('a choice for a chapter of a newer version is kept', () => {
    const newer = { ...plain, documents: { ...plain.documents, chapters: { [kind]: [{ id: 'from-tomorrow', off: true as const }] } } };
    const moved = moveChapter(newer, { kind, chapter: first, target: second });
    expect(moved.documents.chapters[kind]).toContainEqual({ id: 'from-tomorrow', off: true });
    expect(moveChapter(moved, { kind, chapter: first, target: second }).documents.chapters[kind]).toContainEqual({ id: 'from-tomorrow', off: true });
  });

  test('whatever is done to them, none is lost and none doubled', () => {
    const id = fc.constantFrom(...ids);
    const step = fc.oneof(fc.record({ chapter: id, off: fc.boolean() }), fc.record({ chapter: id, target: id }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const after = steps.reduce((now, one) => ('off' in one ? switchChapter(now, { kind, ...one }) : moveChapter(now, { kind, ...one })), plain);
        const chapters = chaptersNow(after, kind);
        expect(chapters.map((one) => one.id).sort()).toEqual([...ids].sort());
        expect(chapters.some(({ off }) => !off)).toBe(true);
        expect(documentStyleSchema.safeParse(after.documents).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test("a template brings the consultant's part and leaves the client's", () => {
  const mine = moveChapter(
    setStyleText(setCover(setLogo(plain, { owner: 'consultant', logo: logo(5) }), { cover: 'band' }), { which: 'header', text: 'Nir' }),
    {
      kind,
      chapter: first,
      target: second,
    },
  );
  const colors = { main: '#112233', accent: '#445566' };
  const client = (of: typeof plain) => setColors(setLogo(of, { owner: 'client', logo: logo(9) }), { colors });
  const template = toDocumentTemplate(client(mine).documents, { id: plain.id, name: ' Nir & Co. ', savedAt: '2026-01-01T00:00:00.000Z' });
  expect(JSON.stringify(template)).not.toContain('clientLogo');
  expect(template).toMatchObject({ name: 'Nir & Co.', parts: { cover: 'band' } });
  const applied = applyDocumentTemplate(client(setStyleText(plain, { which: 'footer', text: 'old' })), template);
  expect(applied.documents).toEqual({ ...mine.documents, clientLogo: logo(9), colors });
  expect(applyDocumentTemplate(applied, template)).toBe(applied);
});
