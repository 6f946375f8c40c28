/** What the client's own plan asks of a platform: computed from sources, record, segments and journeys, each with its causes. */
import { planVolumes } from '../business-case/plan-volumes';
import type { Catalogue } from '../catalogue/schema';
import { channelsOf } from '../engagement/progress';
import type { Engagement } from '../engagement/schema';
import { consentAttributes } from '../journey/deployment-attributes';
import { type Channel, type Journey, nodeKinds } from '../journey/schema';
import { allFields } from '../sources/find';
import { canonicalTypes, transports } from '../sources/schema';
import { directionOf } from '../text';
import type { Cause } from './cause';
import { askContext, channelPoints, type JourneyAsk, journeyAsks } from './journey-asks';
import { longestLookBack } from './look-back';
import type { Point } from './schema';

export type RequirementValue =
  /** `of`: what is counted, where the point's own unit does not say it. */
  | { kind: 'number'; value: number; of?: 'segments' }
  /** Ids; `of` says of what, and so where their words are. */
  | { kind: 'list'; of: 'types' | 'transports' | 'sources' | 'triggers' | 'nodes' | 'languages' | 'attributes' | 'channels'; values: string[] }
  | { kind: 'needed' }
  /** The consultant's own words. */
  | { kind: 'words'; value: string };

export type Requirement = {
  point: string;
  /** `plan`: computed here. `catalogue`: the catalogue's target value. `consultant`: replaced by hand, `reason` says why. */
  from: 'plan' | 'catalogue' | 'consultant';
  value: RequirementValue;
  causes: Cause[];
  reason?: string;
};

/** Room that a plan needs to grow, on top of the fields that are mapped today. */
/** Room that a plan needs to grow, on top of the fields that are mapped today. */
const ROOM = 1.3;
/** How much busier the busiest minute is than the mean one. */
const PEAK = 10;
const minutesOfMonth = 30.4375 * 24 * 60;

type Known = Pick<Catalogue, 'checklist' | 'events'>;

/**
 * The requirement of every point that has one. A consultant's own wins, then what follows from the plan, then the
 * catalogue's target value (contracts 26). A plan that asks for nothing here gives none.
 */
export function computeRequirements(engagement: Engagement, catalogue: Known): Map<string, Requirement> {
  const planned = new Map(planRequirements(engagement, catalogue).map((requirement) => [requirement.point, requirement]));
  const targets = new Map(catalogue.checklist.points.map((point) => [point.id, point.targetValue]));
  const result = new Map<string, Requirement>();
  for (const point of engagement.checklist.points) {
    const requirement = ofConsultant(point) ?? withTarget(planned.get(point.id), targets.get(point.id)) ?? ofCatalogue(point.id, targets.get(point.id));
    if (requirement) result.set(point.id, requirement);
  }
  return result;
}

function ofConsultant({ id, requirement }: Point): Requirement | undefined {
  return requirement && { point: id, from: 'consultant', value: { kind: 'words', value: requirement.value }, causes: [], reason: requirement.reason };
}

/** A plan that needs the thing at all needs it as good as the catalogue says. */
function withTarget(planned: Requirement | undefined, target: number | undefined): Requirement | undefined {
  return planned?.value.kind === 'needed' && target !== undefined ? { ...planned, value: { kind: 'number', value: target } } : planned;
}

function ofCatalogue(point: string, target: number | undefined): Requirement | undefined {
  return target === undefined ? undefined : { point, from: 'catalogue', value: { kind: 'number', value: target }, causes: [] };
}

/** Only what the plan itself says; points it is silent about are left out. */
export function planRequirements(engagement: Engagement, catalogue: Known): Requirement[] {
  return [...ofData(engagement), ...ofIdentity(engagement, catalogue), ...ofJourneys(engagement, catalogue)]
    .filter(({ causes }) => causes.length > 0)
    .map((planned) => ({ ...planned, from: 'plan' as const }));
}

type Planned = Pick<Requirement, 'point' | 'value' | 'causes'>;
const needed: RequirementValue = { kind: 'needed' };

/** Fields, tables, types and transports; what has to be moved, and how long history must stay. */
function ofData(engagement: Engagement): Planned[] {
  const mapped = new Set(engagement.record.attributes.flatMap((attribute) => attribute.sources.map((mapping) => mapping.field)));
  const mappedPlaces = allFields(engagement).filter(({ field }) => mapped.has(field.id));
  // Rows that are not the customer's own: they fill events or feed sums, and must be linked or sent as events.
  const linked = engagement.sources.flatMap((source) =>
    source.objects.filter((object) => object.fields.some((field) => field.use === 'event' || field.use === 'aggregate')),
  );
  const fed = engagement.record.attributes.filter((attribute) => attribute.sources.length > 0);
  const types = canonicalTypes.filter((type) => fed.some((attribute) => attribute.type === type));
  const sourceCause = ({ id, name }: Engagement['sources'][number]): Cause => ({ kind: 'source', id, name });
  const used = transports.filter((transport) => engagement.sources.some((source) => source.transports.includes(transport)));
  const connected = engagement.sources.filter((source) => source.transports.some((t) => t === 'api' || t === 'webhook' || t === 'plugin'));
  const longest = longestLookBack(engagement);
  const perMinute = Math.ceil((planVolumes(engagement).events / minutesOfMonth) * PEAK);
  return [
    {
      point: 'custom-field-capacity',
      // In tenths of a field, so that 130 · 1.3 is 169 and not 170 by a rounding error.
      value: { kind: 'number', value: Math.ceil(Math.round(mappedPlaces.length * ROOM * 10) / 10) },
      causes: mappedPlaces.map(({ field }) => ({ kind: 'field', id: field.id, name: { en: field.nativeName } })),
    },
    {
      point: 'linked-tables',
      value: { kind: 'number', value: linked.length },
      causes: linked.map((object) => ({ kind: 'object', id: object.id, name: { en: object.nativeName } })),
    },
    {
      point: 'field-types',
      value: { kind: 'list', of: 'types', values: types },
      causes: types.flatMap((type) =>
        fed
          .filter((attribute) => attribute.type === type)
          .slice(0, 1)
          .map(({ id, label }): Cause => ({ kind: 'attribute', id, name: label })),
      ),
    },
    { point: 'operational-data-transfer', value: { kind: 'list', of: 'transports', values: used }, causes: engagement.sources.map(sourceCause) },
    { point: 'native-connectors', value: { kind: 'list', of: 'sources', values: connected.map(({ id }) => id) }, causes: connected.map(sourceCause) },
    { point: 'legacy-migration', value: needed, causes: engagement.sources.filter(({ from }) => from === 'legacy-esp').map(sourceCause) },
    ...(longest ? [{ point: 'volume-retention', value: { kind: 'number' as const, value: longest.months }, causes: longest.causes }] : []),
    { point: 'api-limits-webhooks', value: { kind: 'number', value: perMinute }, causes: perMinute > 0 ? [{ kind: 'volumes', id: 'events', name: {} }] : [] },
    {
      point: 'calculated-fields-rfm',
      value: needed,
      causes: engagement.record.attributes
        .filter((attribute) => attribute.origin === 'computed' && attribute.formula !== undefined)
        .map(({ id, label }) => ({ kind: 'attribute', id, name: label })),
    },
  ];
}

/** Who is whom, who is nobody's customer, and who agreed to what. */
function ofIdentity(engagement: Engagement, catalogue: Known): Planned[] {
  const labels = new Map(engagement.record.attributes.map(({ id, label }) => [id, label]));
  const attributeCause = (id: string): Cause => ({ kind: 'attribute', id, name: labels.get(id) ?? { en: id } });
  const identifiers = [...new Set(engagement.identity.rules.map(({ attribute }) => attribute))];
  const context = askContext(engagement, catalogue);
  const kept = engagement.segments.filter(({ administrative }) => administrative);
  const marketing = [...channelsOf(engagement)].filter((channel) =>
    activeJourneys(engagement).some(({ nodes }) => nodes.some((node) => node.kind === 'send' && node.class === 'marketing' && node.channel === channel)),
  );
  return [
    { point: 'unified-record-merge', value: { kind: 'list', of: 'attributes', values: identifiers }, causes: identifiers.map(attributeCause) },
    {
      point: 'cross-channel-identity',
      value: needed,
      causes: activeJourneys(engagement)
        .filter((journey) => journeyAsks(journey, context).some(({ point }) => point === 'live-behaviour-triggers'))
        .map(journeyCause),
    },
    { point: 'test-and-employee-separation', value: needed, causes: kept.map(({ id, name }) => ({ kind: 'segment', id, name })) },
    { point: 'segment-builder', value: { kind: 'number', value: engagement.segments.length - kept.length, of: 'segments' }, causes: usedSegments(engagement) },
    {
      point: 'consent-management',
      value: { kind: 'list', of: 'channels', values: marketing },
      causes: marketing.flatMap((channel) => {
        const id = consentAttributes[channel];
        return id && labels.has(id) ? [attributeCause(id)] : [];
      }),
    },
  ];
}

/** Every segment of the client's own; those for tests and staff have a point of their own. */
function usedSegments({ segments }: Engagement): Cause[] {
  return segments.filter(({ administrative }) => !administrative).map(({ id, name }) => ({ kind: 'segment', id, name }));
}

/** Points that a journey rests on, with all journeys that do. */
function ofJourneys(engagement: Engagement, catalogue: Known): Planned[] {
  const context = askContext(engagement, catalogue);
  const byPoint = new Map<string, { asks: JourneyAsk[]; causes: Cause[] }>();
  for (const journey of activeJourneys(engagement))
    for (const ask of journeyAsks(journey, context)) {
      const known = byPoint.get(ask.point) ?? { asks: [], causes: [] };
      byPoint.set(ask.point, { asks: [...known.asks, ask], causes: [...known.causes, journeyCause(journey)] });
    }
  for (const { id, name, channel } of engagement.plannedSends) {
    const point = channelPoints[channel];
    const known = byPoint.get(point) ?? { asks: [], causes: [] };
    byPoint.set(point, { ...known, causes: [...known.causes, { kind: 'planned-send', id, name: { en: name } }] });
  }
  const planned = [...byPoint].map(([point, { asks, causes }]): Planned => ({ point, value: requiredOf(point, asks), causes }));
  const rtl = engagement.languages.customers.filter((language) => directionOf(language) === 'rtl');
  if (rtl.length === 0 || !channelsOf(engagement).has('email' satisfies Channel)) return planned;
  return [
    ...planned,
    { point: 'email-editor-templates', value: { kind: 'list', of: 'languages', values: rtl }, causes: [{ kind: 'languages', id: 'customers', name: {} }] },
  ];
}

function requiredOf(point: string, asks: readonly JourneyAsk[]): RequirementValue {
  const values = new Set(asks.flatMap((ask) => ask.values ?? []));
  if (point === 'time-and-data-triggers') return { kind: 'list', of: 'triggers', values: [...values].sort() };
  if (point === 'journey-logic') return { kind: 'list', of: 'nodes', values: nodeKinds.filter((kind) => values.has(kind)) };
  return needed;
}

function activeJourneys({ journeys }: Pick<Engagement, 'journeys'>): Journey[] {
  return journeys.filter(({ status }) => status !== 'retired');
}

function journeyCause({ id, name }: Journey): Cause {
  return { kind: 'journey', id, name };
}
