/**
 * What the first document of a worker waits for: libraries, fonts and their tables, and code that runs for the first time. Done by a
 * document that nobody sees, of an engagement of which nothing is known yet.
 */
import { createEngagement } from '../../shared/engagement/create-engagement';
import { ok, type Result } from '../../shared/problem';
import type { Language } from '../../shared/text';
import { createCatalogueReader } from '../catalogue';
import type { DrawDocument } from './render-document';

export async function warmUp(language: Language, draw: DrawDocument, assets: string): Promise<Result<Record<string, never>>> {
  const catalogue = await createCatalogueReader(assets)();
  if (!catalogue.ok) return catalogue;
  const engagement = createEngagement({
    id: '00000000000000000000000000',
    now: '2026-01-01T00:00:00.000Z',
    name: '-',
    client: { name: '-', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: language, customers: [language] },
    catalogue: catalogue.value,
  });
  const drawn = await draw({ engagement, kind: 'gap-report', language });
  return drawn.ok ? ok({}) : drawn;
}
