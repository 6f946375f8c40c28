import { join } from 'node:path';
import { createCatalogueReader } from '../../host/catalogue';
import { createEngagement } from '../../shared/engagement/create-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { addJourneyFromTemplate } from '../../shared/journey/edit-journey';

const assets = join(import.meta.dirname, '..', '..', 'assets');

/** A new client with journeys from the shipped templates (all when no ids are named), as an afternoon's work would leave it. */
export async function catalogueEngagement(templates?: readonly string[]): Promise<Engagement> {
  const read = await createCatalogueReader(assets)();
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const catalogue = read.value;
  let n = 0;
  const newId = () => `01J0000000000000000000${String(++n).padStart(4, '0')}`;
  const empty = createEngagement({
    id: newId(),
    now: '2026-03-20T12:00:00.000Z',
    name: 'בית הכלים',
    client: { name: 'בית הכלים בע״מ', country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: 'he', customers: ['he', 'en'] },
    catalogue,
  });
  return catalogue.journeys.journeys
    .filter(({ id }) => templates?.includes(id) ?? true)
    .reduce((engagement, template) => addJourneyFromTemplate(engagement, { template, catalogue, newId }), empty);
}
