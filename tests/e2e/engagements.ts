/** Engagements that are there already when a test begins, made by the product's own commands. */
import { monotonicFactory } from 'ulid';
import { addVendor, answerPoint } from '../../shared/checklist/edit-checklist';
import { createEngagement } from '../../shared/engagement/create-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { addJourneyFromTemplate } from '../../shared/journey/edit-journey';
import { addNote } from '../../shared/notes/edit-notes';
import { mapFields } from '../../shared/record/edit-record';
import { suggestMappings } from '../../shared/record/suggest-mappings';
import { bestSuggestions } from '../../shared/record/suggestion';
import { addSourceFromCatalogue } from '../../shared/sources/add-source';
import type { Language } from '../../shared/text';
import { seededRandom } from '../fixtures/e2e/messy-export';
import { shippedCatalogue } from '../shipped-catalogue';

const now = '2026-03-02T09:00:00.000Z';

/** The same ids in every run. */
function ids(seed: number): () => string {
  const next = monotonicFactory(seededRandom(seed));
  return () => next(Date.parse(now));
}

/** One shop, nothing decided yet. */
export function smallEngagement(name = 'Corner shop', seed = 1): Engagement {
  const newId = ids(seed);
  const catalogue = shippedCatalogue();
  const empty = createEngagement({
    id: newId(),
    now,
    name,
    client: { name, country: 'IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
    languages: { document: 'he', customers: ['he'] },
    catalogue,
  });
  return addSourceFromCatalogue(empty, { template: sourceTemplate('web-shop'), newId });
}

/** In the middle of the work: systems mapped, journeys drawn (one of them blocked), a vendor half answered, a question open. */
export function workedEngagement(name = 'קפה נטע', customers: Language[] = ['he', 'en', 'fa']): Engagement {
  const newId = ids(2);
  const catalogue = shippedCatalogue();
  let engagement: Engagement = { ...smallEngagement(name, 3), languages: { document: 'he', customers } };
  for (const id of ['erp', 'crm', 'customer-service', 'legacy-esp']) engagement = addSourceFromCatalogue(engagement, { template: sourceTemplate(id), newId });
  engagement = mapFields(engagement, { mappings: bestSuggestions(suggestMappings(engagement, { catalogue }), 0.75) });
  for (const id of ['cart-abandonment', 'welcome', 'lapsed-customers']) {
    const template = catalogue.journeys.journeys.find((one) => one.id === id);
    if (!template) throw new Error(id);
    engagement = addJourneyFromTemplate(engagement, { template, catalogue, newId });
  }
  const vendor = newId();
  engagement = addVendor(engagement, { id: vendor, vendor: { name: 'Mailwind', role: 'candidate' } });
  for (const { id: point } of engagement.checklist.points.slice(0, 12)) engagement = answerPoint(engagement, { point, vendor, answer: { score: 3 } });
  const about = { kind: 'attribute', id: 'whatsapp-consent' } as const;
  return addNote(engagement, { id: newId(), now, note: { kind: 'question', text: 'Who keeps the WhatsApp consent?', about } });
}

function sourceTemplate(id: string) {
  const template = shippedCatalogue().dataSources.sources.find((source) => source.id === id);
  if (!template) throw new Error(id);
  return template;
}
