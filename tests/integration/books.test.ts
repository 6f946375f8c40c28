import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createDocumentRenderer } from '../../host/workbench/render-document';
import { nameOfDocument } from '../../shared/documents/document-list';
import { engagementHash, shortHash } from '../../shared/engagement/engagement-hash';
import type { Engagement } from '../../shared/engagement/schema';
import { sampleEngagement } from '../sample-engagement';
import { linesByPlace, type ReadPage, readPdf } from './pdf-reading';

const assets = fileURLToPath(new URL('../../assets', import.meta.url));
const draw = createDocumentRenderer(assets);
const flipped = (text: string) => [...text].reverse().join('');

type Kind = 'record-specification' | 'event-plan' | 'segment-book' | 'field-map-report';

async function drawn(kind: Kind, engagement: Engagement) {
  const out = await draw({ engagement, kind, language: 'he' });
  if (!out.ok) throw new Error(JSON.stringify(out.problems));
  expect(out.value).toMatchObject({ name: nameOfDocument(engagement, { kind, form: 'print' }), problems: [] });
  const pages = await readPdf(out.value.bytes);
  return { pages, lines: linesByPlace(pages) };
}

/** Of a page: nothing beyond the paper, and no two glyphs on top of each other. */
function faultsOf(pages: readonly ReadPage[]): string[] {
  return pages.flatMap(({ glyphs, width, height }, index) =>
    glyphs.filter(({ x, y, width: wide }) => x < 0 || x + wide > width || y < 0 || y > height).map(({ text }) => `page ${index + 1}: ${text}`),
  );
}

describe('the books of the sample, in Hebrew, read back', () => {
  const engagement = sampleEngagement('he');
  const seal = shortHash(engagementHash(engagement));

  it('the record: every attribute’s id, formulas as written, the hash on every page', async () => {
    const { pages, lines } = await drawn('record-specification', engagement);
    const text = lines.map((line) => line.text).join('\n');
    for (const { id } of engagement.record.attributes) expect(text, id).toContain(id);
    expect(text).toContain(flipped('מי הוא מי'));
    expect(text.replace(/\s/g, '')).toContain('greatest(imported,last_at(order_placed))');
    expect(faultsOf(pages)).toEqual([]);
    const sealed = new Set(lines.filter((line) => line.text.includes(seal)).map(({ page }) => page));
    expect(sealed.size).toBe(pages.length);
  }, 120_000);

  it('the events: every name on the wire, and examples that can be copied out as JSON', async () => {
    const { pages, lines } = await drawn('event-plan', engagement);
    const text = lines.map((line) => line.text).join('\n');
    const fed = engagement.sources.flatMap(({ objects }) => objects.flatMap(({ fields }) => fields.flatMap(({ eventProperties }) => eventProperties)));
    for (const id of new Set(fed.map((one) => one.split('.')[0] ?? ''))) expect(text, id).toContain(id.replaceAll('-', '_'));
    expect(text).toContain('"uid": "order-placed-10482",');
    expect(faultsOf(pages)).toEqual([]);
  }, 120_000);

  it('the segments: every one by id, and queries as they are run', async () => {
    const { pages, lines } = await drawn('segment-book', engagement);
    const text = lines.map((line) => line.text).join('\n');
    for (const { id } of engagement.segments) expect(text, id).toContain(id);
    expect(text).toContain('order by "customer_id";');
    expect(text).toContain(flipped('נמדד על המדגם'));
    expect(faultsOf(pages)).toEqual([]);
  }, 120_000);

  it('the fields: every native name, and no page too wide for it', async () => {
    const { pages, lines } = await drawn('field-map-report', engagement);
    const text = lines
      .map((line) => line.text)
      .join('')
      .replace(/\s/g, '');
    for (const { objects } of engagement.sources)
      for (const { fields } of objects)
        for (const { nativeName } of fields) if (nativeName.length < 20) expect(text, nativeName).toContain(nativeName.replace(/\s/g, ''));
    expect(faultsOf(pages)).toEqual([]);
  }, 120_000);
});
