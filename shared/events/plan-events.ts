/** Which events the plan needs or the sources give: who sends each, how sure that is, and what begins, waits or ends with it. */
import type { Catalogue, CatalogueEvent } from '../catalogue/schema';
import { refsOf } from '../condition/refs';
import type { Engagement } from '../engagement/schema';
import { toWire } from '../ids';
import { consentEventIds, consentSenders } from '../journey/consent-senders';
import { consentAttributes } from '../journey/deployment-attributes';
import type { JourneyContext } from '../journey/journey-context';
import { journeyNeeds } from '../journey/journey-needs';
import { platformEvents } from '../journey/platform-events';
import type { Channel, Journey } from '../journey/schema';
import { formulaNeeds } from '../record/formula/formula-needs';
import { parseFormula } from '../record/formula/parse-formula';
import { createLineage } from '../record/lineage';
import type { Attribute } from '../record/schema';
import { wantedAttributes } from '../record/wanted-attributes';
import type { Segment } from '../segments/schema';
import { usedSegments } from '../segments/used-segments';
import { allFields, type FieldPlace } from '../sources/find';
import type { FieldStatus, Source } from '../sources/schema';
import { type Text, textIn } from '../text';
import { wantedProperties } from './wanted-properties';

/** Who sends it: the platform itself, a step of a journey, a client's system (the best that is known of its fields), nobody. */
export type Sending = 'platform' | 'journey' | FieldStatus | 'nobody';

export type PlanEvent = {
  id: string;
  label: Text;
  /** Absent: only this plan knows it. */
  listed?: CatalogueEvent;
  sending: Sending;
  /** Properties that journeys, segments in use and formulas look at. */
  wanted: ReadonlySet<string>;
  /** Fields that fill its properties, missing ones too, by property id. */
  fields: ReadonlyMap<string, FieldPlace[]>;
  sources: Source[];
  /** Attributes that say whom it is about and lie in the same tables, or in tables these point at. */
  identifiers: Attribute[];
  /** Where there are none: what the systems that send it know people by. */
  likely: Attribute[];
  starts: Journey[];
  waits: Journey[];
  ends: Journey[];
  /** Journeys that look back at it in a condition, of their own or of a segment. */
  looks: Journey[];
  makes: Journey[];
  segments: Segment[];
  formulas: Attribute[];
  /** Consents on channels the plan advertises on, which it says by itself. */
  says: Attribute[];
  perMonth?: number;
};

const sureFirst: readonly FieldStatus[] = ['confirmed', 'promised', 'open-question', 'missing'];
const worst: readonly Sending[] = ['nobody', 'missing', 'open-question', 'promised', 'confirmed', 'journey', 'platform'];

/**
 * Those nobody sends first, then what is least sure; within that what journeys start, wait or end with, then the catalogue's order. Events that only
 * library segments nobody uses look at are left out.
 */
export function planEvents(engagement: Engagement, catalogue: Pick<Catalogue, 'events'>, context: JourneyContext): PlanEvent[] {
  const journeys = engagement.journeys.filter(({ status }) => status !== 'retired');
  const roles = rolesOf(journeys, context);
  const feeding = fieldsByEvent(engagement);
  const formulas = formulasByEvent(engagement);
  const wanted = wantedProperties(engagement, context);
  const says = consentsByEvent(engagement, journeys, context);
  const segments = segmentsByEvent(engagement, context);
  const carried = createCarried(engagement);
  const listed = new Map(catalogue.events.events.map((event) => [event.id, event]));
  const own: ReadonlySet<string> = new Set(platformEvents);
  const volumes = engagement.volumes.eventsPerMonth;
  const ids = new Set([...roles.keys(), ...feeding.keys(), ...formulas.keys(), ...says.keys(), ...segments.keys(), ...Object.keys(volumes)]);
  const events = [...listed.keys(), ...[...ids].filter((id) => !listed.has(id)).sort()].filter((id) => ids.has(id));
  return events
    .map((id): PlanEvent => {
      const event = listed.get(id);
      const fields = feeding.get(id) ?? new Map<string, FieldPlace[]>();
      const places = [...fields.values()].flat();
      const role = roles.get(id) ?? noRoles();
      const perMonth = volumes[id] ?? (id === 'order-placed' ? engagement.volumes.ordersPerMonth : undefined);
      const best = sureFirst.find((status) => places.some(({ field }) => field.status === status));
      return {
        id,
        label: event?.label ?? { en: toWire(id) },
        ...(event && { listed: event }),
        sending: own.has(id) ? 'platform' : (best ?? (role.makes.length > 0 ? 'journey' : 'nobody')),
        wanted: wanted.get(id) ?? new Set(),
        fields,
        sources: [...new Set(places.map(({ source }) => source))],
        ...carried(places),
        ...role,
        segments: segments.get(id) ?? [],
        formulas: formulas.get(id) ?? [],
        says: says.get(id) ?? [],
        ...(perMonth !== undefined && { perMonth }),
      };
    })
    .sort((a, b) => worst.indexOf(a.sending) - worst.indexOf(b.sending) || Number(isNeeded(b)) - Number(isNeeded(a)));
}

/** A journey starts, waits or ends with it, or decides by it. */
export function isNeeded({ starts, waits, ends, looks }: Pick<PlanEvent, 'starts' | 'waits' | 'ends' | 'looks'>): boolean {
  return starts.length + waits.length + ends.length + looks.length > 0;
}

/** An event of products or of the catalogue is about nobody: whom it concerns, the journey itself says. */
export function isAboutSomebody({ listed }: Pick<PlanEvent, 'listed'>): boolean {
  return listed?.category !== 'catalogue';
}

/** Properties that have to be there, always or for this plan, and that no field fills. */
export function unfilled({ listed, fields, sending, wanted }: PlanEvent): string[] {
  if (sending === 'platform' || sending === 'journey') return [];
  return (listed?.properties ?? [])
    .filter(({ id, required }) => (required || wanted.has(id)) && !fields.get(id)?.some(({ field }) => field.status !== 'missing'))
    .map(({ id }) => id);
}

type Roles = Pick<PlanEvent, 'starts' | 'waits' | 'ends' | 'looks' | 'makes'>;

function noRoles(): Roles {
  return { starts: [], waits: [], ends: [], looks: [], makes: [] };
}

function rolesOf(journeys: readonly Journey[], context: JourneyContext): Map<string, Roles> {
  const found = new Map<string, Roles>();
  const add = (event: string | undefined, role: keyof Roles, journey: Journey) => {
    if (event === undefined) return;
    const roles = found.get(event) ?? noRoles();
    found.set(event, roles);
    if (!roles[role].includes(journey)) roles[role].push(journey);
  };
  for (const journey of journeys) {
    const { nodes, policies } = journey;
    for (const node of nodes) {
      if (node.kind === 'trigger' && node.trigger.kind === 'event') add(node.trigger.event, 'starts', journey);
      if (node.kind === 'wait-event') add(node.event, 'waits', journey);
      if (node.kind === 'task') for (const event of [node.emits, node.whenDone]) add(event, 'makes', journey);
      if (node.kind === 'webhook') add(node.emits, 'makes', journey);
    }
    for (const event of Object.keys(refsOf(policies.goal?.when, ...policies.exits.map(({ when }) => when)).events)) add(event, 'ends', journey);
    for (const event of journeyNeeds(journey, context).events) {
      const roles = found.get(event);
      if (!roles || !(['starts', 'waits', 'ends'] as const).some((role) => roles[role].includes(journey))) add(event, 'looks', journey);
    }
  }
  return found;
}

function fieldsByEvent(engagement: Engagement): Map<string, Map<string, FieldPlace[]>> {
  const found = new Map<string, Map<string, FieldPlace[]>>();
  for (const place of allFields(engagement))
    for (const target of place.field.eventProperties) {
      const [event = '', property = ''] = target.split('.');
      if (event === '' || property === '') continue;
      const properties = found.get(event) ?? new Map<string, FieldPlace[]>();
      found.set(event, properties);
      const places = properties.get(property);
      if (places) places.push(place);
      else properties.set(property, [place]);
    }
  return found;
}

function formulasByEvent(engagement: Engagement): Map<string, Attribute[]> {
  const wanted = wantedAttributes(engagement, createLineage(engagement));
  const found = new Map<string, Attribute[]>();
  for (const attribute of engagement.record.attributes) {
    const parsed = attribute.formula !== undefined && wanted.has(attribute.id) ? parseFormula(attribute.formula) : undefined;
    if (parsed?.ok) for (const event of formulaNeeds(parsed.value).events) found.set(event, [...(found.get(event) ?? []), attribute]);
  }
  return found;
}

function segmentsByEvent(engagement: Engagement, context: JourneyContext): Map<string, Segment[]> {
  const found = new Map<string, Segment[]>();
  for (const segment of usedSegments(engagement, context))
    for (const event of Object.keys(refsOf(segment.when).events)) found.set(event, [...(found.get(event) ?? []), segment]);
  return found;
}

function consentsByEvent({ record }: Engagement, journeys: readonly Journey[], context: JourneyContext): Map<string, Attribute[]> {
  const channels = consentSenders(journeys, context).map(({ channel }) => channel);
  const kept = (some: readonly Channel[]) => record.attributes.filter(({ id }) => some.some((channel) => consentAttributes[channel] === id));
  const all = kept(channels);
  const push = kept(channels.filter((channel) => channel === 'push'));
  return new Map([...[...consentEventIds].map((id) => [id, all] as const), ['push-permission-changed', push] as const].filter(([, of]) => of.length > 0));
}

function createCarried({ sources, record, identity }: Engagement): (places: readonly FieldPlace[]) => Pick<PlanEvent, 'identifiers' | 'likely'> {
  const rules = new Set(identity.rules.map(({ attribute }) => attribute));
  const identifying = record.attributes.filter(({ id }) => rules.has(id));
  const attributesOf = new Map<string, Attribute[]>();
  for (const attribute of identifying) for (const { field } of attribute.sources) attributesOf.set(field, [...(attributesOf.get(field) ?? []), attribute]);
  const byObject = new Map<string, Attribute[]>();
  const linked = new Map<string, string[]>();
  for (const { objects } of sources)
    for (const { id, fields, links = [] } of objects) {
      byObject.set(
        id,
        fields.flatMap((field) => attributesOf.get(field.id) ?? []),
      );
      linked.set(
        id,
        links.map(({ object }) => object),
      );
    }
  const among = (objects: Iterable<string>) => {
    const found = new Set([...objects].flatMap((id) => byObject.get(id) ?? []));
    return identifying.filter((attribute) => found.has(attribute));
  };
  return (places) => {
    const identifiers = among(new Set(places.flatMap(({ object }) => [object.id, ...(linked.get(object.id) ?? [])])));
    const whole = new Set(places.flatMap(({ source }) => source.objects.map(({ id }) => id)));
    return { identifiers, likely: identifiers.length > 0 ? [] : among(whole) };
  };
}

export function eventTitle({ label, id }: Pick<PlanEvent, 'label' | 'id'>, language: Parameters<typeof textIn>[1]): string {
  return textIn(label, language) || toWire(id);
}
