/**
 * What hands do on the canvas. Edges stay true by themselves: none ends in nothing, a port has at most one, none leads
 * into a trigger. Ids that lead nowhere change nothing. Node ids and edge ids of one journey are never the same.
 */
import { produce } from 'immer';
import type { Engagement } from '../engagement/schema';
import { textIn } from '../text';
import { type AddableKind, defaultNode } from './default-node';
import { changeJourney, findJourney, keepNodeNotes, withoutOrphans } from './edit-journey';
import { groupsWithout } from './groups';
import { type Box, isTidy, NODE_GAP, nodeSize, type Spot, tidy } from './layout';
import { type Edge, type Journey, type Message, messageSchema, type Node, nodeSchema, portsOf } from './schema';

/**
 * Adds a node with the settings its kind begins with. On an edge (`edge`) it is put in between: the edge leads to it, and
 * its first port on to where the edge led; after a node (`after`, with a free port) it is wired to that port.
 * `id` and what `newId` gives are fresh ids; `at` is the top left corner. Without it a tidy drawing stays tidy, and among nodes
 * that somebody has placed the new one stands below what comes before it.
 */
export function addNode(
  engagement: Engagement,
  args: { journey: string; kind: AddableKind; id: string; newId: () => string; at?: Spot; edge?: string; after?: { node: string; port: string } },
): Engagement {
  const { node, message } = defaultNode(args.kind, args.id, engagement);
  return placeNode(engagement, { ...args, node, ...(message ? { message } : {}) });
}

/** As `addNode`, with a node whose settings are known (from the inspector of a pattern, an import, a suggestion). */
export function placeNode(
  engagement: Engagement,
  args: { journey: string; node: Node; message?: Message; newId: () => string; at?: Spot; edge?: string; after?: { node: string; port: string } },
): Engagement {
  const journey = findJourney(engagement, args.journey);
  const { node, message, newId } = args;
  if (!journey || !nodeSchema.safeParse(node).success || isPart(journey, node.id)) return engagement;
  if (message && (!messageSchema.safeParse(message).success || engagement.messages.some((one) => one.id === message.id))) return engagement;
  const split = args.edge === undefined ? undefined : journey.edges.find((edge) => edge.id === args.edge);
  const before = split ? { node: split.from, port: split.port } : args.after;
  const first = portsOf(node)[0];
  let { edges } = journey;
  if (split && node.kind !== 'trigger') {
    edges = edges.map((edge) => (edge === split ? { ...edge, to: node.id } : edge));
    if (first !== undefined) edges = [...edges, { id: newId(), from: node.id, port: first, to: split.to }];
  } else if (before && node.kind !== 'trigger' && isFreePort(journey, before)) {
    edges = [...edges, { id: newId(), from: before.node, port: before.port, to: node.id }];
  }
  const nodes = [...journey.nodes, node];
  const layout = args.at
    ? { ...journey.layout, [node.id]: args.at }
    : isTidy(journey)
      ? tidy({ ...journey, nodes, edges })
      : withNodeBelow(journey, node, before?.node);
  const changed = changeJourney(engagement, journey.id, { nodes, edges, layout });
  return message && changed !== engagement ? { ...changed, messages: [...changed.messages, message] } : changed;
}

/**
 * Removes nodes with their edges. Where a node led on to one place only, those who came to it go there now. Messages no
 * other node sends go with it; notes stay.
 */
export function removeNodes(engagement: Engagement, { journey: id, nodes }: { journey: string; nodes: readonly string[] }): Engagement {
  const journey = findJourney(engagement, id);
  const gone = new Set(nodes.filter((node) => journey?.nodes.some((one) => one.id === node)));
  if (!journey || gone.size === 0) return engagement;
  let edges: Edge[] = journey.edges;
  for (const node of gone) {
    const out = edges.filter((edge) => edge.from === node && edge.to !== node);
    const [only] = out;
    const heir = only && out.length === 1 ? only.to : undefined;
    edges = edges
      .filter((edge) => edge.from !== node)
      .flatMap((edge) => (edge.to !== node ? [edge] : heir === undefined || heir === edge.from ? [] : [{ ...edge, to: heir }]));
  }
  const left = journey.nodes.filter((node) => !gone.has(node.id));
  const names = new Map([...gone].map((node) => [node, `${textIn(journey.name, engagement.languages.document)} · ${node}`]));
  const { annotations, policies } = journey;
  const changed = changeJourney(engagement, id, {
    nodes: left,
    edges,
    layout: without(journey.layout, gone),
    annotations: {
      ...annotations,
      touchpoints: without(annotations.touchpoints, gone),
      optional: annotations.optional.filter((node) => !gone.has(node)),
      ...(annotations.stages ? { stages: without(annotations.stages, gone) } : {}),
      ...(annotations.groups ? { groups: groupsWithout(annotations.groups, gone) } : {}),
    },
    ...(policies.onRepublish.byNode
      ? { policies: { ...policies, onRepublish: { ...policies.onRepublish, byNode: without(policies.onRepublish.byNode, gone) } } }
      : {}),
  });
  return {
    ...changed,
    messages: withoutOrphans(engagement.messages, { nodes: journey.nodes.filter((node) => gone.has(node.id)) }, changed.journeys),
    notes: keepNodeNotes(engagement, id, names),
  };
}

/** Leads a port to a node; where it led before is forgotten. A node never leads to itself, and none into a trigger. */
export function connect(
  engagement: Engagement,
  { journey: id, edge, from, port, to }: { journey: string; edge: string; from: string; port: string; to: string },
): Engagement {
  const journey = findJourney(engagement, id);
  const source = journey?.nodes.find((node) => node.id === from);
  const target = journey?.nodes.find((node) => node.id === to);
  if (!journey || !source || !target || from === to || target.kind === 'trigger' || !portsOf(source).includes(port)) return engagement;
  const others = journey.edges.filter((one) => one.from !== from || one.port !== port);
  if (others.some((one) => one.id === edge) || journey.nodes.some((node) => node.id === edge)) return engagement;
  return changeJourney(engagement, id, { edges: [...others, { id: edge, from, port, to }] });
}

export function disconnect(engagement: Engagement, { journey: id, edges }: { journey: string; edges: readonly string[] }): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey?.edges.some((edge) => edges.includes(edge.id))) return engagement;
  return changeJourney(engagement, id, { edges: journey.edges.filter((edge) => !edges.includes(edge.id)) });
}

/** New top left corners, in document coordinates (left to right). Drags give many of these; they merge into one undo step. */
export function moveNodes(engagement: Engagement, { journey: id, positions }: { journey: string; positions: Readonly<Record<string, Spot>> }): Engagement {
  return produce(engagement, (draft) => {
    const journey = draft.journeys.find((one) => one.id === id);
    if (!journey) return;
    for (const node of journey.nodes) {
      const spot = positions[node.id];
      if (spot && Number.isFinite(spot.x) && Number.isFinite(spot.y)) journey.layout[node.id] = { x: spot.x, y: spot.y };
    }
  });
}

/** New settings for a node of the same kind. Edges of ports it no longer has go; edges of ports it keeps stay. */
export function setNode(engagement: Engagement, { journey: id, node }: { journey: string; node: Node }): Engagement {
  const journey = findJourney(engagement, id);
  const old = journey?.nodes.find((one) => one.id === node.id);
  if (!journey || !old || old.kind !== node.kind) return engagement;
  const parsed = nodeSchema.safeParse(node);
  if (!parsed.success) return engagement;
  const ports = new Set(portsOf(node));
  if (ports.size < portsOf(node).length) return engagement;
  return changeJourney(engagement, id, {
    nodes: journey.nodes.map((one) => (one === old ? parsed.data : one)),
    edges: journey.edges.filter((edge) => edge.from !== node.id || ports.has(edge.port)),
  });
}

/** Whether an id is taken by a node or an edge. */
export function isPart(journey: Pick<Journey, 'nodes' | 'edges'>, id: string): boolean {
  return journey.nodes.some((node) => node.id === id) || journey.edges.some((edge) => edge.id === id);
}

function isFreePort(journey: Journey, { node, port }: { node: string; port: string }): boolean {
  const source = journey.nodes.find((one) => one.id === node);
  return source !== undefined && portsOf(source).includes(port) && !journey.edges.some((edge) => edge.from === node && edge.port === port);
}

function spotAfter(journey: Journey, before: string | undefined): Spot {
  const from = journey.nodes.find((node) => node.id === before);
  const at = before === undefined ? undefined : journey.layout[before];
  if (from && at) return { x: at.x, y: at.y + nodeSize(from).height + NODE_GAP };
  const lowest = Math.max(0, ...journey.nodes.map((node) => (journey.layout[node.id]?.y ?? 0) + nodeSize(node).height + NODE_GAP));
  return { x: 0, y: lowest };
}

function withNodeBelow(journey: Journey, node: Node, before: string | undefined): Journey['layout'] {
  const at = spotAfter(journey, before);
  return { ...withRoom(journey, { ...at, ...nodeSize(node) }), [node.id]: at };
}

/** The layout with what stands where a box comes to lie, and what that pushes in turn, moved down until nothing touches. */
function withRoom(journey: Journey, box: Box): Journey['layout'] {
  const layout = { ...journey.layout };
  const below = journey.nodes
    .flatMap((node) => {
      const at = layout[node.id];
      const { width, height } = nodeSize(node);
      return at && at.x < box.x + box.width && at.x + width > box.x && at.y + height > box.y ? [{ id: node.id, ...at, height }] : [];
    })
    .sort((a, b) => a.y - b.y);
  let free = box.y + box.height + NODE_GAP;
  for (const { id, x, y, height } of below) {
    // Below the first gap that is wide enough nobody need move.
    if (y >= free) break;
    layout[id] = { x, y: free };
    free += height + NODE_GAP;
  }
  return layout;
}

function without<T>(record: Readonly<Record<string, T>>, gone: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
}
