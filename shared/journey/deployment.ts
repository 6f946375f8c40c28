/** A bundle made ready to run: everything a step looks up is one map access away. Immutable, named by its content hash. */
import type { DeploymentBundle } from '../executor/api';
import type { Sender } from '../messages/sender';
import type { Attribute } from '../record/schema';
import { type Language, languages } from '../text';
import { type Listens, listensOf } from './deployment-listens';
import type { Calendar, Cap, Journey, Message, Node, NodeOf, Suppression } from './schema';

export { addressAttributes, consentAttributes } from './deployment-attributes';

export type Deployment = {
  /** Content hash of the bundle; runs name it. */
  hash: string;
  mode: 'live' | 'test';
  journey: Journey;
  nodes: ReadonlyMap<string, Node>;
  triggers: readonly NodeOf<'trigger'>[];
  /** Node id → port → node id. */
  targets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  messages: ReadonlyMap<string, Message>;
  /** In the order they are asked: consent, conditions, caps, quiet times; within a kind the engagement's before the journey's own. */
  suppressions: readonly Suppression[];
  caps: readonly Cap[];
  calendars: readonly Calendar[];
  /** What the client writes in, the first for customers of whom no language is known. */
  languages: readonly Language[];
  /** Absent: nobody has said who writes. */
  sender?: Sender;
  attributes: ReadonlyMap<string, Attribute>;
  /** Ids of the segments that keep test records and employees apart, where the bundle has them. */
  administrative: { test: string | undefined; employees: string | undefined };
  listens: Listens;
};

const ruleOrder: Record<Suppression['rule']['kind'], number> = { consent: 0, condition: 1, caps: 2, 'quiet-times': 3, manual: 4 };

/** Indexes a checked bundle. `hash` is `bundleHash(bundle)`; it is taken, not computed, so that a stored one stays authoritative. */
export function compileDeployment(bundle: DeploymentBundle, hash: string): Deployment {
  const { journey } = bundle;
  const targets = new Map<string, Map<string, string>>();
  for (const edge of journey.edges) {
    let ports = targets.get(edge.from);
    if (!ports) {
      ports = new Map();
      targets.set(edge.from, ports);
    }
    if (!ports.has(edge.port)) ports.set(edge.port, edge.to);
  }
  const chosen = new Set(journey.policies.suppressions);
  const suppressions = [...bundle.suppressions.filter((s) => chosen.has(s.id)), ...journey.policies.own]
    .filter((s) => s.rule.kind !== 'manual')
    .map((s, i) => [s, i] as const)
    .sort(([a, i], [b, j]) => ruleOrder[a.rule.kind] - ruleOrder[b.rule.kind] || i - j)
    .map(([s]) => s);
  const segment = (id: string) => bundle.segments.find((s) => s.administrative && s.id === id)?.id;
  return {
    hash,
    mode: bundle.mode,
    journey,
    nodes: new Map(journey.nodes.map((node) => [node.id, node])),
    triggers: journey.nodes.filter((node) => node.kind === 'trigger'),
    targets,
    messages: new Map(bundle.messages.map((message) => [message.id, message])),
    suppressions,
    caps: bundle.caps,
    calendars: bundle.calendars,
    languages: bundle.languages ?? languages,
    ...(bundle.sender && { sender: bundle.sender }),
    attributes: new Map(bundle.record.attributes.map((attribute) => [attribute.id, attribute])),
    administrative: { test: segment('test-records'), employees: segment('employees') },
    listens: listensOf(bundle),
  };
}

/** Where the edge from this port leads; undefined when nobody drew it. */
export function targetOf(deployment: Deployment, node: string, port: string): string | undefined {
  return deployment.targets.get(node)?.get(port);
}
