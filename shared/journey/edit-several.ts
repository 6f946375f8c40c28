/** Settings that several nodes share, and one command that gives all of them the same. */
import type { Engagement } from '../engagement/schema';
import { isSameJson } from '../same-json';
import { isEmptyText, type Text } from '../text';
import { placeInColumns } from './columns';
import { fromFacts, toFacts } from './diff-facts';
import { changeJourney, findJourney } from './edit-journey';
import { editMessage } from './edit-messages';
import { type Channel, type Frame, type Journey, type Node, type NodeKind, nodeSchema, portsOf } from './schema';
import { editFrame } from './storyboard-edit';

/** Paths of a kind's settings that mean the same in every node; names, cases and conditions are each node's own. */
const shared: Record<NodeKind, readonly string[]> = {
  trigger: [],
  wait: ['duration', 'align/at', 'align/days'],
  'wait-until': ['until', 'offset', 'at', 'onMissing'],
  'wait-event': ['event', 'timeout'],
  window: ['days', 'from', 'to'],
  decision: [],
  ab: ['unit', 'metric', 'minimumRunDays'],
  send: ['channel', 'fallbackChannel', 'class', 'ignores', 'onSuppressed', 'onFailure', 'late/policy', 'late/olderThan'],
  update: ['attribute', 'mode'],
  task: ['task', 'assignTo', 'within', 'emits', 'whenDone'],
  webhook: ['targets', 'payload', 'maxDelay', 'emits', 'onFailure'],
  goal: [],
  exit: ['reason'],
  join: [],
  ext: [],
};
/** A group without this setting is none. */
const heads: Record<string, string> = { 'align/at': 'align', 'late/policy': 'late' };

/** `values`: the different ones there are, `undefined` for nodes without; more than one: mixed. */
export type SharedSetting = { path: string; values: unknown[] };

/** What nodes of one kind have in common. Settings of a group stand only where every node has the group. */
export function sharedSettings(nodes: readonly Node[]): SharedSetting[] {
  const [first] = nodes;
  if (!first || nodes.some(({ kind }) => kind !== first.kind)) return [];
  return shared[first.kind].flatMap((path) => {
    const head = Object.keys(heads).find((one) => one !== path && path.startsWith(`${heads[one]}/`));
    if (head && nodes.some((node) => settingOf(node, head) === undefined)) return [];
    return [{ path, values: distinct(nodes.map((node) => settingOf(node, path))) }];
  });
}

/** A node's setting by its path; undefined when it has none. */
export function settingOf(node: Node, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), node);
}

/** The node with another value there, still to be checked; `undefined` takes the setting away, and its group where it leads one. */
export function withSetting(node: Node, path: string, value: unknown): Node {
  const facts = toFacts(node);
  const under = value === undefined ? (heads[path] ?? path) : path;
  for (const key of [...facts.keys()]) if (key === under || key.startsWith(`${under}/`)) facts.delete(key);
  if (value !== undefined) facts.set(path, value);
  return fromFacts(facts) as Node;
}

/** Gives these nodes the same setting, as one change. Nodes whose kind does not share it, or that it would spoil, stay as they are. */
export function setOnSeveral(
  engagement: Engagement,
  { journey: id, nodes, path, value }: { journey: string; nodes: readonly string[]; path: string; value: unknown },
): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey) return engagement;
  const chosen = new Set(nodes);
  const changed = new Map<string, Node>();
  for (const node of journey.nodes) {
    if (!chosen.has(node.id) || !shared[node.kind].includes(path)) continue;
    const parsed = nodeSchema.safeParse(withSetting(node, path, value));
    if (parsed.success && !isSameJson(parsed.data, nodeSchema.parse(node))) changed.set(node.id, parsed.data);
  }
  if (changed.size === 0) return engagement;
  const ports = new Map([...changed.values()].map((node) => [node.id, new Set(portsOf(node))]));
  const after = changeJourney(engagement, id, {
    nodes: journey.nodes.map((node) => changed.get(node.id) ?? node),
    edges: journey.edges.filter((edge) => ports.get(edge.from)?.has(edge.port) ?? true),
  });
  if (path !== 'channel') return after;
  // The message is written for its channel.
  const messages = [...changed.values()].flatMap((node) => (node.kind === 'send' ? [node.message] : []));
  return messages.reduce((one, message) => editMessage(one, { id: message, message: { channel: value as Channel } }), after);
}

export const frameSettings = ['stage', 'owner'] as const;
export type FrameSetting = (typeof frameSettings)[number];

/** Touchpoints these nodes stand at, in their order. */
export function touchpointsOfNodes(journey: Journey, nodes: readonly string[]): number[] {
  const { touchpointOf } = placeInColumns(journey);
  return [...new Set(nodes.flatMap((node) => touchpointOf.get(node) ?? []))].sort((a, b) => a - b);
}

/** What the storyboard says of these touchpoints, each different value once. */
export function sharedFrameSetting<K extends FrameSetting>(journey: Journey, touchpoints: readonly number[], key: K): (Frame[K] | undefined)[] {
  const frames = new Map(journey.annotations.storyboard.map((frame) => [frame.touchpoint, frame]));
  return distinct(touchpoints.map((touchpoint) => frames.get(touchpoint)?.[key]));
}

/** Says the same of several touchpoints, as one change. */
export function setOnTouchpoints(
  engagement: Engagement,
  { journey, touchpoints, frame }: { journey: string; touchpoints: readonly number[]; frame: { stage?: Frame['stage'] | undefined; owner?: Text | undefined } },
): Engagement {
  const patch = 'owner' in frame && isEmptyText(frame.owner) ? { ...frame, owner: undefined } : frame;
  return touchpoints.reduce((one, touchpoint) => editFrame(one, { journey, touchpoint, frame: patch }), engagement);
}

function distinct<T>(values: readonly T[]): T[] {
  return values.filter((value, i) => values.findIndex((other) => isSameJson(other, value)) === i);
}
