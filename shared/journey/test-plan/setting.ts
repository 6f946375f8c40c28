/** What everything about the tests of one journey needs, looked up once. */
import type { Json } from '../../condition/facts';
import { refsOf } from '../../condition/refs';
import type { Engagement } from '../../engagement/schema';
import type { DeploymentBundle } from '../../executor/api';
import { ok, type Result } from '../../problem';
import { createPrograms, type SimulatedProgram } from '../../simulation/program';
import { localParts, nextClock } from '../../time/duration';
import { zoneOfCountry } from '../../time/zone-of-country';
import { addressAttributes, consentAttributes, runtimeAttributes } from '../deployment-attributes';
import type { Graph } from '../graph';
import type { JourneyContext } from '../journey-context';
import { variablesOfMessage } from '../message-variables';
import { usesOfNode } from '../node-uses';
import type { Edge, Journey } from '../schema';
import { fallbackZoneOf } from '../step-facts';
import { toDeploymentBundle } from '../to-bundle';
import { createSamples, type Samples } from './samples';
import type { WishContext } from './wishes';

export type Setting = {
  journey: Journey;
  graph: Graph;
  program: SimulatedProgram;
  segments: SimulatedProgram['segments'];
  samples: Samples;
  zone: string;
  /** Epoch ms: when tests begin, a working morning. */
  from: number;
  /** Known of everybody who is tried: reachable, and agreed to be written to. */
  base: Record<string, Json>;
  /** Properties of this starting event that the journey looks at. */
  entryProperties(event: string): readonly string[];
  edges: ReadonlyMap<string, Edge>;
  isListed(attribute: string): boolean;
  isComputed(attribute: string): boolean;
  countedBy: WishContext['countedBy'];
};

export type SettingOrder = { engagement: Engagement; context: JourneyContext; journey: Journey; graph: Graph; now: string };

/** Fails where the journey can't be made ready to run (`toDeploymentBundle` says why). */
export function testSetting({ engagement, journey, ...order }: SettingOrder): Result<Setting> {
  const bundle = toDeploymentBundle(engagement, journey.id, 'live');
  return bundle.ok ? ok(settingOf({ ...order, bundle: bundle.value, country: engagement.client.country })) : bundle;
}

type Known = Pick<JourneyContext, 'attributes' | 'events' | 'messages'>;

export function settingOf({
  bundle,
  context,
  graph,
  now,
  country,
}: {
  bundle: DeploymentBundle;
  context: Known;
  graph: Graph;
  now: string;
  country: string;
}): Setting {
  const { journey } = bundle;
  const [program] = createPrograms([bundle]) as [SimulatedProgram];
  const zone = (journey.policies.timeZone.source === 'customer' ? zoneOfCountry(country) : undefined) ?? fallbackZoneOf(journey);
  const starting = journey.nodes.flatMap((node) => (node.kind === 'trigger' && node.trigger.kind === 'event' ? [node.trigger.event] : []));
  const waited = journey.nodes.flatMap((node) => (node.kind === 'wait-event' ? [node.event] : []));
  const samples = createSamples(context, [...starting, ...waited]);
  const base: Record<string, Json> = { [runtimeAttributes.country]: country };
  for (const node of journey.nodes) {
    if (node.kind !== 'send') continue;
    for (const channel of [node.channel, ...(node.fallbackChannel ? [node.fallbackChannel] : [])])
      for (const id of [consentAttributes[channel], addressAttributes[channel]]) if (id !== undefined) base[id] = samples.attribute(id, 0);
  }
  const wanted = entryPropertiesOf(journey, context, starting);
  return {
    journey,
    graph,
    program,
    segments: program.segments,
    samples,
    zone,
    from: firstMorning(Date.parse(now), zone),
    base,
    entryProperties(event) {
      const known = context.events.get(event)?.properties;
      return known ? wanted.filter((id) => known.has(id)) : wanted;
    },
    edges: edgesByPort(journey.edges),
    countedBy(id) {
      const formula = context.attributes.get(id)?.attribute.formula;
      const events = program.derivation.computation.needs.get(id)?.events ?? [];
      if (formula === undefined || events.length === 0 || /\bimport(ed)?\b/.test(formula)) return undefined;
      return { events, plain: formula.startsWith('count(') };
    },
    isComputed: (id) => program.derivation.computation.needs.has(id),
    isListed: (id) => (context.attributes.get(id)?.attribute.values ?? []).length > 0 || Object.values(consentAttributes).includes(id),
  };
}

/** The first that leaves a port is the one that is taken. */
function edgesByPort(edges: readonly Edge[]): Map<string, Edge> {
  const first = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.port}`;
    if (!first.has(key)) first.set(key, edge);
  }
  return first;
}

/** The next Tuesday at ten, at least two days ahead: nowhere a day of rest, and two working days follow. */
function firstMorning(now: number, zone: string): number {
  const start = Number.isNaN(now) ? 0 : now;
  const at = nextClock(start + 2 * 86_400_000, '10:00', zone, ['tu']);
  // A clock that is being changed shows no ten o'clock; the hour after does.
  return localParts(at, zone).minuteOfDay === 600 ? at : start;
}

function entryPropertiesOf(journey: Journey, context: Known, starting: readonly string[]): string[] {
  const found = new Set<string>();
  const { entry, policies } = journey;
  const add = ({ entry: one }: { entry: readonly string[] }) => {
    for (const id of one) found.add(id);
  };
  add(refsOf(entry.filter, policies.goal?.when, ...policies.exits.map(({ when }) => when)));
  for (const node of journey.nodes) {
    const uses = usesOfNode(node);
    add(uses);
    if (node.kind === 'trigger' && node.trigger.kind === 'event') for (const id of uses.events[node.trigger.event] ?? []) found.add(id);
    const message = node.kind === 'send' ? context.messages.get(node.message) : undefined;
    for (const variable of variablesOfMessage(message))
      if (variable.of === 'entry' || (variable.event && starting.includes(variable.event))) found.add(variable.id);
  }
  if (entry.reentry.mode === 'parallel-by-key' && entry.reentry.key.kind !== 'customer') found.add(entry.reentry.key.path);
  found.delete('occurred-at');
  found.delete('uid');
  return [...found].sort();
}
