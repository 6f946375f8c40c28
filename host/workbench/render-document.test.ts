import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { createDocumentRenderer, type DocumentOrder } from './render-document';

const assets = join(import.meta.dirname, '..', '..', 'assets');

test('whatever was asked for before, a document is the one that was asked for', { tags: ['long'], timeout: 60_000 }, async () => {
  const engagement = testEngagement();
  const page: DocumentOrder = { engagement, kind: 'event-plan', language: 'he', form: 'page' };
  const draw = createDocumentRenderer(assets);
  const orders: DocumentOrder[] = [
    { ...page, form: 'print' },
    page,
    { ...page, language: 'en' },
    { ...page, kind: 'segment-book' },
    { ...page, engagement: { ...engagement, updatedAt: '2031-01-01T00:00:00.000Z' } },
    { ...page, engagement: { ...engagement, client: { ...engagement.client, name: 'Other' } } },
    page,
  ];
  const drawn: string[] = [];
  for (const order of orders) {
    const [kept, fresh] = [await draw(order), await createDocumentRenderer(assets)(order)];
    if (!kept.ok || !fresh.ok) throw new Error('not drawn');
    expect(Buffer.from(kept.value.bytes).equals(Buffer.from(fresh.value.bytes))).toBe(true);
    drawn.push(Buffer.from(kept.value.bytes).toString('base64'));
  }
  expect(new Set(drawn).size).toBe(6);
});
