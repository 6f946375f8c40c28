/** Engagements that are there already when a test begins, made by the product's own commands. */
import { monotonicFactory } from 'ulid';
import { addVendor, answerPoint } from '../../shared/checklist/edit-checklist';
import { addAddOn, editVendorCosts, setMessagePrice, setVolumeTiers } from '../../shared/checklist/edit-vendor-costs';
import { createEngagement } from '../../shared/engagement/create-engagement';
import { addPlannedSend, editVolumes } from '../../shared/engagement/edit-plan';
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

/** Two offers and today's system: Mailwind is dearer and has what is needed, Postwing is cheaper and has no SMS of its own. */
export function vendorChoice(): Engagement {
  const newId = ids(5);
  let engagement = workedEngagement();
  const [mailwind] = engagement.checklist.vendors;
  if (!mailwind) throw new Error('no vendor');
  const [postwing, today] = [newId(), newId()];
  engagement = addVendor(engagement, { id: postwing, vendor: { name: 'Postwing', role: 'candidate' } });
  engagement = addVendor(engagement, { id: today, vendor: { name: 'דיוור ישן', role: 'current' } });
  for (const [i, { id: point }] of engagement.checklist.points.entries()) {
    engagement = answerPoint(engagement, { point, vendor: mailwind.id, answer: { score: 3 + (i % 2) } });
    engagement = answerPoint(engagement, { point, vendor: postwing, answer: { score: 2 + (i % 3) } });
    engagement = answerPoint(engagement, { point, vendor: today, answer: { score: i % 3 } });
  }
  engagement = answerPoint(engagement, { point: 'sms-built-in', vendor: postwing, answer: { score: 1, fallbackCost: { once: 6_000, perMonth: 2_900 } } });
  engagement = editVolumes(engagement, {
    volumes: {
      contacts: 40_000,
      customers: 31_000,
      growthPerYear: 0.5,
      ordersPerMonth: 3_000,
      eventsPerMonth: { 'checkout-started': 2_000, 'customer-registered': 900 },
    },
  });
  engagement = addPlannedSend(engagement, { id: newId(), send: { name: 'Spring', date: '2026-04-10', channel: 'sms', recipients: 12_000 } });
  engagement = addPlannedSend(engagement, { id: newId(), send: { name: 'ראש השנה', date: '2026-09-08', channel: 'sms', recipients: 12_000 } });
  engagement = editVendorCosts(engagement, {
    vendor: mailwind.id,
    costs: { perMonth: 4_000, discount: 0.1, implementation: 60_000, migration: 18_000, training: 6_000 },
  });
  engagement = setVolumeTiers(engagement, {
    vendor: mailwind.id,
    tiers: {
      by: 'contacts',
      steps: [
        { upTo: 50_000, perMonth: 1_500 },
        { upTo: 100_000, perMonth: 2_400 },
      ],
    },
  });
  engagement = setMessagePrice(engagement, { vendor: mailwind.id, channel: 'sms', price: { price: 0.11, included: 1_000 } });
  engagement = addAddOn(engagement, { vendor: mailwind.id, addOn: { id: newId(), name: 'Single sign-on', perMonth: 300 } });
  engagement = editVendorCosts(engagement, { vendor: postwing, costs: { perMonth: 2_600, implementation: 25_000, yearlyIncrease: 0.05 } });
  return editVendorCosts(engagement, { vendor: today, costs: { perMonth: 1_900 } });
}

function sourceTemplate(id: string) {
  const template = shippedCatalogue().dataSources.sources.find((source) => source.id === id);
  if (!template) throw new Error(id);
  return template;
}
