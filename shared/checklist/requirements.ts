/** What the client's own plan asks of a platform: computed from sources, record, segments and journeys, each with its causes. */
import type { Catalogue } from '../catalogue/schema';
import type { Condition } from '../condition/schema';
import { channelsOf } from '../engagement/progress';
import type { Engagement } from '../engagement/schema';
import { type Channel, type Journey, type NodeKind, nodeKinds, type Trigger } from '../journey/schema';
import { allFields } from '../sources/find';
import { canonicalTypes, transports } from '../sources/schema';
import { directionOf, type Text } from '../text';
import type { Point } from './schema';

/** One thing in the plan that makes the requirement what it is; the interface leads there. */
export type Cause = {
  kind: 'source' | 'object' | 'field' | 'attribute' | 'segment' | 'journey' | 'volumes' | 'languages' | 'planned-send';
  id: string;
  name: Text;
};

export type RequirementValue =
  | { kind: 'number'; value: number }
  /** Ids; `of` says of what, and so where their words are. */
  | { kind: 'list'; of: 'types' | 'transports' | 'sources' | 'triggers' | 'nodes' | 'languages'; values: string[] }
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
const ROOM = 1.3;

/**
 * The requirement of every point that has one. A consultant's own wins, then what follows from the plan, then the
 * catalogue's target value (contracts 26). A plan that asks for nothing here gives none.
 */
export function computeRequirements(engagement: Engagement, catalogue: Pick<Catalogue, 'checklist'>): Map<string, Requirement> {
  const planned = new Map(planRequirements(engagement).map((requirement) => [requirement.point, requirement]));
  const targets = new Map(catalogue.checklist.points.map((point) => [point.id, point.targetValue]));
  const result = new Map<string, Requirement>();
  for (const point of engagement.checklist.points) {
    const requirement = ofConsultant(point) ?? planned.get(point.id) ?? ofCatalogue(point.id, targets.get(point.id));
    if (requirement) result.set(point.id, requirement);
  }
  return result;
}

function ofConsultant({ id, requirement }: Point): Requirement | undefined {
  return requirement && { point: id, from: 'consultant', value: { kind: 'words', value: requirement.value }, causes: [], reason: requirement.reason };
}

function ofCatalogue(point: string, target: number | undefined): Requirement | undefined {
  return target === undefined ? undefined : { point, from: 'catalogue', value: { kind: 'number', value: target }, causes: [] };
}

/** Only what the plan itself says; points it is silent about are left out. */
export function planRequirements(engagement: Engagement): Requirement[] {
  const requirements: Requirement[] = [];
  const add = (point: string, value: RequirementValue, causes: Cause[]) => {
    if (causes.length > 0) requirements.push({ point, from: 'plan', value, causes });
  };
  const journeys = engagement.journeys.filter((journey) => journey.status !== 'retired');
  const withNode = (matches: (node: Journey['nodes'][number]) => boolean): Cause[] =>
    journeys.filter((journey) => journey.nodes.some(matches)).map(({ id, name }) => ({ kind: 'journey', id, name }));
  const needed: RequirementValue = { kind: 'needed' };

  const places = allFields(engagement);
  const mapped = new Set(engagement.record.attributes.flatMap((attribute) => attribute.sources.map((mapping) => mapping.field)));
  const mappedPlaces = places.filter(({ field }) => mapped.has(field.id));
  add(
    'custom-field-capacity',
    // In tenths of a field, so that 130 · 1.3 is 169 and not 170 by a rounding error.
    { kind: 'number', value: Math.ceil(Math.round(mappedPlaces.length * ROOM * 10) / 10) },
    mappedPlaces.map(({ field }) => ({ kind: 'field', id: field.id, name: { en: field.nativeName } })),
  );

  // Rows that are not the customer's own: they fill events or feed sums, and must be linked or sent as events.
  const linked = engagement.sources.flatMap((source) =>
    source.objects.filter((object) => object.fields.some((field) => field.use === 'event' || field.use === 'aggregate')),
  );
  add(
    'linked-tables',
    { kind: 'number', value: linked.length },
    linked.map((object) => ({ kind: 'object', id: object.id, name: { en: object.nativeName } })),
  );

  const fed = engagement.record.attributes.filter((attribute) => attribute.sources.length > 0);
  const types = canonicalTypes.filter((type) => fed.some((attribute) => attribute.type === type));
  add(
    'field-types',
    { kind: 'list', of: 'types', values: types },
    types.flatMap((type) => fed.filter((attribute) => attribute.type === type).slice(0, 1)).map(({ id, label }) => ({ kind: 'attribute', id, name: label })),
  );

  const sourceCause = ({ id, name }: Engagement['sources'][number]): Cause => ({ kind: 'source', id, name });
  const used = transports.filter((transport) => engagement.sources.some((source) => source.transports.includes(transport)));
  add('operational-data-transfer', { kind: 'list', of: 'transports', values: used }, engagement.sources.map(sourceCause));
  const connected = engagement.sources.filter((source) => source.transports.some((t) => t === 'api' || t === 'webhook' || t === 'plugin'));
  add('native-connectors', { kind: 'list', of: 'sources', values: connected.map((source) => source.id) }, connected.map(sourceCause));
  add('legacy-migration', needed, engagement.sources.filter((source) => source.from === 'legacy-esp').map(sourceCause));

  const longest = longestLookBack(engagement);
  if (longest) add('volume-retention', { kind: 'number', value: longest.months }, longest.causes);

  const computed = engagement.record.attributes.filter((attribute) => attribute.origin === 'computed' && attribute.formula !== undefined);
  add(
    'calculated-fields-rfm',
    needed,
    computed.map(({ id, label }) => ({ kind: 'attribute', id, name: label })),
  );

  for (const [point, channels] of channelPoints) add(point, needed, channelCauses(engagement, journeys, channels));
  const rtl = engagement.languages.customers.filter((language) => directionOf(language) === 'rtl');
  if (channelsOf(engagement).has('email') && rtl.length > 0)
    add('email-editor-templates', { kind: 'list', of: 'languages', values: rtl }, [{ kind: 'languages', id: 'customers', name: {} }]);

  const triggers = new Set(journeys.flatMap((journey) => journey.nodes.flatMap((node) => (node.kind === 'trigger' ? [node.trigger.kind] : []))));
  const timed: Trigger['kind'][] = [...triggers].filter((kind) => kind !== 'event' && kind !== 'manual' && kind !== 'api').sort();
  add(
    'time-and-data-triggers',
    { kind: 'list', of: 'triggers', values: timed },
    withNode((node) => node.kind === 'trigger' && timed.includes(node.trigger.kind)),
  );
  const logic: readonly NodeKind[] = ['decision', 'wait-event', 'wait-until', 'goal', 'join', 'window'];
  const kinds = nodeKinds.filter((kind) => logic.includes(kind) && journeys.some((journey) => journey.nodes.some((node) => node.kind === kind)));
  add(
    'journey-logic',
    { kind: 'list', of: 'nodes', values: kinds },
    withNode((node) => kinds.includes(node.kind)),
  );
  add(
    'ab-testing',
    needed,
    withNode((node) => node.kind === 'ab'),
  );
  add(
    'frequency-quiet-fallback',
    needed,
    withNode((node) => node.kind === 'send' && (node.fallbackChannel !== undefined || engagement.caps.length > 0 || engagement.calendars.length > 0)),
  );
  add(
    'lead-and-service-scoring',
    needed,
    withNode((node) => node.kind === 'task' && node.task !== 'other'),
  );
  return requirements;
}

const channelPoints: readonly (readonly [string, readonly Channel[]])[] = [
  ['email-deliverability', ['email']],
  ['sms-built-in', ['sms']],
  ['whatsapp-connection', ['whatsapp']],
  ['push-and-product-inbox', ['push', 'in-app']],
  ['on-site-messages', ['on-site']],
];

function channelCauses(engagement: Engagement, journeys: readonly Journey[], channels: readonly Channel[]): Cause[] {
  const isOne = (channel: Channel | undefined) => channel !== undefined && channels.includes(channel);
  return [
    ...journeys
      .filter((journey) => journey.nodes.some((node) => node.kind === 'send' && (isOne(node.channel) || isOne(node.fallbackChannel))))
      .map(({ id, name }): Cause => ({ kind: 'journey', id, name })),
    ...engagement.plannedSends.filter((send) => isOne(send.channel)).map(({ id, name }): Cause => ({ kind: 'planned-send', id, name: { en: name } })),
  ];
}

/** How many months of events the segments and journeys look back on, and which look furthest. */
function longestLookBack(engagement: Engagement): { months: number; causes: Cause[] } | undefined {
  const looks: { days: number; cause: Cause }[] = [];
  const look = (condition: Condition | undefined, cause: Cause) => {
    const days = condition ? daysBack(condition) : 0;
    if (days > 0) looks.push({ days, cause });
  };
  for (const { id, name, when } of engagement.segments) look(when, { kind: 'segment', id, name });
  for (const { id, name, entry, policies, nodes } of engagement.journeys) {
    const cause: Cause = { kind: 'journey', id, name };
    look(entry.filter, cause);
    look(policies.goal?.when, cause);
    for (const exit of policies.exits) look(exit.when, cause);
    for (const node of nodes) if (node.kind === 'decision') for (const branch of node.cases) look(branch.when, cause);
  }
  const longest = Math.max(0, ...looks.map(({ days }) => days));
  if (longest === 0) return undefined;
  return { months: Math.ceil(longest / 30.5), causes: looks.filter(({ days }) => days === longest).map(({ cause }) => cause) };
}

function daysBack(condition: Condition): number {
  switch (condition.op) {
    case 'and':
    case 'or':
      return Math.max(0, ...condition.args.map(daysBack));
    case 'not':
      return daysBack(condition.arg);
    case 'performed':
      return daysOf(condition.window?.last);
    default:
      return 0;
  }
}

function daysOf(duration: string | undefined): number {
  const match = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?)$/.exec(duration ?? '');
  return match ? Number(match[1] ?? 0) * 7 + Number(match[2] ?? 0) + Number(match[3] ?? 0) / 24 : 0;
}
