import type { Catalogue } from '../catalogue/schema';
import { refsOf } from '../condition/refs';
import type { Engagement } from '../engagement/schema';
import type { DeploymentBundle } from '../executor/api';
import type { Sender } from '../messages/sender';
import type { Attribute } from '../record/schema';
import type { Segment } from '../segments/schema';
import { allFields, type FieldPlace } from '../sources/find';
import type { Language, Text } from '../text';
import { platformEvents } from './platform-events';
import type { Message, Suppression } from './schema';

export type KnownAttribute = {
  attribute: Attribute;
  /** Fields that feed it, first rank first; those that no longer exist left out. */
  fields: FieldPlace[];
  /** Only a `mapped` attribute can be blocked: no field feeds it, or every one that does is marked missing. */
  blocked: boolean;
};

export type KnownEvent = {
  id: string;
  label: Text;
  /** By id; `type` is the canonical type. Includes what every event carries. */
  properties: ReadonlyMap<string, { id: string; label: Text; type: string }>;
  /** Some source's field fills one of its properties, or the platform makes the event itself. */
  planned: boolean;
  /** Fields that fill its properties. */
  fields: FieldPlace[];
};

/**
 * Everything a journey is checked and named against, looked up once. Build it anew when sources, record, segments,
 * messages or suppressions change; not when a journey does.
 */
export type JourneyContext = {
  attributes: ReadonlyMap<string, KnownAttribute>;
  events: ReadonlyMap<string, KnownEvent>;
  segments: ReadonlyMap<string, Segment>;
  /** Attributes and events each segment rests on, other segments' included. */
  segmentUses: ReadonlyMap<string, { attributes: ReadonlySet<string>; events: ReadonlySet<string> }>;
  messages: ReadonlyMap<string, Message>;
  suppressions: ReadonlyMap<string, Suppression>;
  kpis: ReadonlyMap<string, Text>;
  /** Languages the client writes to customers in. */
  customerLanguages: readonly Language[];
  /** Who writes, as far as somebody has said, and the country they write from. */
  sending: { sender: Sender | undefined; country: string };
};

/**
 * What a check may know. A bundle that is published knows neither the client's events nor KPIs, and nothing of attributes where it
 * describes none: what is not known is not asked.
 */
export type CheckContext = Pick<JourneyContext, 'segments' | 'segmentUses' | 'messages' | 'suppressions' | 'customerLanguages'> &
  Partial<Pick<JourneyContext, 'attributes' | 'events' | 'kpis' | 'sending'>>;

/** What the context needs of the catalogue. */
export type EventCatalogue = { events: Pick<Catalogue['events'], 'events' | 'commonProperties'>; kpi: Pick<Catalogue['kpi'], 'kpis'> };

/** No source has to deliver these. */
const ownEvents: ReadonlySet<string> = new Set(platformEvents);

export function journeyContext(engagement: Engagement, catalogue: EventCatalogue): JourneyContext {
  const places = new Map<string, FieldPlace>();
  const feeding = new Map<string, FieldPlace[]>();
  for (const place of allFields(engagement)) {
    places.set(place.field.id, place);
    if (place.field.status === 'missing') continue;
    for (const event of new Set(place.field.eventProperties.map((property) => property.split('.')[0] ?? ''))) {
      const known = feeding.get(event);
      if (known) known.push(place);
      else feeding.set(event, [place]);
    }
  }

  const attributes = new Map<string, KnownAttribute>();
  for (const attribute of engagement.record.attributes) {
    const fields = attribute.sources.map(({ field }) => places.get(field)).filter((place) => place !== undefined);
    const blocked = attribute.origin === 'mapped' && !fields.some(({ field }) => field.status !== 'missing');
    attributes.set(attribute.id, { attribute, fields, blocked });
  }

  const common = catalogue.events.commonProperties.map(({ id, label, type }) => [id, { id, label, type }] as const);
  const events = new Map<string, KnownEvent>();
  for (const event of catalogue.events.events) {
    const fields = feeding.get(event.id) ?? [];
    const properties = new Map([...common, ...event.properties.map(({ id, label, type }) => [id, { id, label, type }] as const)]);
    events.set(event.id, { id: event.id, label: event.label, properties, planned: fields.length > 0 || ownEvents.has(event.id), fields });
  }

  const segments = new Map(engagement.segments.map((segment) => [segment.id, segment]));
  return {
    attributes,
    events,
    segments,
    segmentUses: segmentUses(segments),
    messages: new Map(engagement.messages.map((message) => [message.id, message])),
    suppressions: new Map(engagement.suppressions.map((suppression) => [suppression.id, suppression])),
    kpis: new Map(catalogue.kpi.kpis.map((kpi) => [kpi.id, kpi.name])),
    customerLanguages: engagement.languages.customers,
    sending: { sender: engagement.sender, country: engagement.client.country },
  };
}

/** What a bundle says about itself. */
export function bundleContext({ record, segments: list, messages, suppressions }: DeploymentBundle): CheckContext {
  const segments = new Map(list.map((segment) => [segment.id, segment]));
  const attributes = new Map<string, KnownAttribute>();
  for (const attribute of record.attributes)
    attributes.set(attribute.id, { attribute, fields: [], blocked: attribute.origin === 'mapped' && attribute.sources.length === 0 });
  return {
    ...(attributes.size > 0 ? { attributes } : {}),
    segments,
    segmentUses: segmentUses(segments),
    messages: new Map(messages.map((message) => [message.id, message])),
    suppressions: new Map(suppressions.map((suppression) => [suppression.id, suppression])),
    customerLanguages: [],
  };
}

function segmentUses(segments: ReadonlyMap<string, Segment>): JourneyContext['segmentUses'] {
  const direct = new Map([...segments].map(([id, segment]) => [id, refsOf(segment.when)]));
  const result = new Map<string, { attributes: Set<string>; events: Set<string> }>();
  for (const id of segments.keys()) {
    const all = { attributes: new Set<string>(), events: new Set<string>() };
    const seen = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const refs = direct.get(next);
      if (!refs) continue;
      for (const attribute of refs.attributes) all.attributes.add(attribute);
      for (const event of Object.keys(refs.events)) all.events.add(event);
      open.push(...refs.segments);
    }
    result.set(id, all);
  }
  return result;
}
