import { compileIdentity, compileRecord } from '../shared/catalogue/compile-attributes';
import { compileSegments } from '../shared/catalogue/compile-segments';
import { compileSuppressions } from '../shared/catalogue/compile-suppressions';
import { testEngagement, testField, testId, testSource } from '../shared/engagement/engagement.fixture';
import type { Engagement } from '../shared/engagement/schema';
import { compileTemplate } from '../shared/journey/compile-template';
import { shippedCatalogue } from './shipped-catalogue';

/**
 * An engagement made of the whole catalogue: every mapped attribute has a field, every event a property that a field
 * fills, and all 17 journeys with their messages. What a test takes away is then the only thing missing.
 */
export function mappedEngagement(without: { attributes?: readonly string[]; events?: readonly string[] } = {}): Engagement {
  const catalogue = shippedCatalogue();
  let n = 0;
  const record = compileRecord(catalogue);
  const attributes = record.attributes.map((attribute) =>
    attribute.origin === 'mapped' && !without.attributes?.includes(attribute.id) ? { ...attribute, sources: [{ field: testId(++n, 'F') }] } : attribute,
  );
  const fields = attributes.flatMap(({ id, sources }) => sources.map(({ field }) => testField(0, { id: field, nativeName: id, label: { en: id } })));
  const eventFields = catalogue.events.events
    .filter((event) => !without.events?.includes(event.id))
    .map((event) => testField(++n, { nativeName: event.name, use: 'event', eventProperties: [`${event.id}.${event.properties[0]?.id}`] }));
  let ids = 0;
  const compiled = catalogue.journeys.journeys.map((template) =>
    compileTemplate(template, catalogue, { newId: () => testId(++ids, 'J'), timeZone: 'Asia/Jerusalem' }),
  );
  return testEngagement({
    languages: { document: 'he', customers: ['en', 'he', 'fa'] },
    sources: [testSource(1, fields), testSource(2, eventFields)],
    record: { ...record, attributes },
    identity: compileIdentity(catalogue),
    segments: compileSegments(catalogue),
    ...compileSuppressions(catalogue),
    journeys: compiled.map(({ journey }) => journey),
    messages: compiled.flatMap(({ messages }) => messages),
  });
}
