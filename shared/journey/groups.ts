/** Groups of steps: annotations of the drawing. What a journey does is the same with and without them. */
import type { Engagement } from '../engagement/schema';
import { typedText } from '../engagement/typed-text';
import { isEmptyText, type Text } from '../text';
import { boundsOf, boxesOf } from './arrange';
import { changeJourney, findJourney } from './edit-journey';
import type { Box } from './layout';
import type { Edge, Group, Journey } from './schema';

/** Makes nodes one group; they leave the groups they were in. */
export function groupNodes(engagement: Engagement, { journey: id, group }: { journey: string; group: Group }): Engagement {
  const journey = findJourney(engagement, id);
  const name = typedText(group.name, 200);
  const known = new Set(journey?.nodes.map((node) => node.id));
  const nodes = [...new Set(group.nodes)].filter((node) => known.has(node));
  if (!journey || nodes.length === 0 || isEmptyText(name) || groupsOf(journey).some((one) => one.id === group.id)) return engagement;
  return setGroups(engagement, journey, [...groupsWithout(groupsOf(journey), new Set(nodes)), { ...group, name, nodes }]);
}

/** A new name, or folded and unfolded. */
export function editGroup(
  engagement: Engagement,
  { journey: id, group, change }: { journey: string; group: string; change: { name?: Text; folded?: boolean } },
): Engagement {
  const journey = findJourney(engagement, id);
  const old = journey && groupsOf(journey).find((one) => one.id === group);
  const name = change.name ? typedText(change.name, 200) : old?.name;
  if (!journey || !old || !name || isEmptyText(name)) return engagement;
  const { folded: was, ...rest } = old;
  const next: Group = { ...rest, name, ...((change.folded ?? was) ? { folded: true } : {}) };
  return setGroups(
    engagement,
    journey,
    groupsOf(journey).map((one) => (one === old ? next : one)),
  );
}

/** The groups go, their nodes stay. */
export function ungroup(engagement: Engagement, { journey: id, groups }: { journey: string; groups: readonly string[] }): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey || !groupsOf(journey).some((one) => groups.includes(one.id))) return engagement;
  return setGroups(
    engagement,
    journey,
    groupsOf(journey).filter((one) => !groups.includes(one.id)),
  );
}

export function groupsOf(journey: Pick<Journey, 'annotations'>): readonly Group[] {
  return journey.annotations.groups ?? [];
}

/** Groups without some nodes; those that are left with none go. */
export function groupsWithout(groups: readonly Group[], gone: ReadonlySet<string>): Group[] {
  return groups.flatMap((group) => {
    const nodes = group.nodes.filter((node) => !gone.has(node));
    return nodes.length === group.nodes.length ? group : nodes.length > 0 ? { ...group, nodes } : [];
  });
}

/** Around the nodes of a group, and above them room for its name. */
const PADDING = 8;
const HEADER = 26;
export const FOLDED = { width: 174, height: 62 };

export type GroupFrame = Box & { group: Group; count: number; entering: number; leaving: number };

/** Where groups are drawn: around their nodes, or as one box in the place of the first. With the number of ways in and out. */
export function groupFrames(journey: Pick<Journey, 'nodes' | 'edges' | 'layout' | 'annotations'>): GroupFrame[] {
  return groupsOf(journey).flatMap((group) => {
    const ids = new Set(group.nodes);
    const boxes = boxesOf(journey, ids);
    const all = boundsOf(boxes);
    if (!all) return [];
    // Where the first of them stands there is room; where their frame begins may stand something else.
    const [first = all] = [...boxes].sort((a, b) => a.x - b.x || a.y - b.y);
    const at = group.folded ? { x: first.x - PADDING, y: first.y } : { x: all.x - PADDING, y: all.y - HEADER };
    const size = group.folded ? FOLDED : { width: all.width + 2 * PADDING, height: all.height + HEADER + PADDING };
    const entering = journey.edges.filter((edge) => !ids.has(edge.from) && ids.has(edge.to)).length;
    const leaving = journey.edges.filter((edge) => ids.has(edge.from) && !ids.has(edge.to)).length;
    return { ...at, ...size, group, count: boxes.length, entering, leaving };
  });
}

/** The folded group each of its nodes is hidden in. */
export function hiddenIn(journey: Pick<Journey, 'annotations'>): Map<string, Group> {
  return new Map(groupsOf(journey).flatMap((group) => (group.folded ? group.nodes.map((node) => [node, group] as const) : [])));
}

/** Edges that are seen with some nodes hidden: none between two of one group, and of several from one place to one place the first. */
export function seenEdges(edges: readonly Edge[], hidden: ReadonlyMap<string, Group>): Edge[] {
  if (hidden.size === 0) return [...edges];
  const seen = new Set<string>();
  return edges.filter((edge) => {
    const [from, to] = [hidden.get(edge.from), hidden.get(edge.to)];
    if (!from && !to) return true;
    if (from && from === to) return false;
    const way = `${from?.id ?? `${edge.from} ${edge.port}`} ${to?.id ?? edge.to}`;
    return !seen.has(way) && seen.add(way);
  });
}

function setGroups(engagement: Engagement, journey: Journey, groups: Group[]): Engagement {
  const { groups: _, ...annotations } = journey.annotations;
  return changeJourney(engagement, journey.id, { annotations: groups.length > 0 ? { ...annotations, groups } : annotations });
}
