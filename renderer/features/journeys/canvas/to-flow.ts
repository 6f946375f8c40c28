/** The journey as React Flow draws it. Built from the document, never the other way round. */
import { MarkerType } from '@xyflow/react';
import type { Note } from '../../../../shared/engagement/schema';
import type { Counts, NodeCounts } from '../../../../shared/executor/api';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { localeOf, problemText } from '../../../../shared/i18n/translator';
import type { Placing } from '../../../../shared/journey/columns';
import type { Graph } from '../../../../shared/journey/graph';
import { seenEdges } from '../../../../shared/journey/groups';
import { nodeOfProblem } from '../../../../shared/journey/journey-problem';
import { COLUMN_HEADER, columnFrames, nodeSize } from '../../../../shared/journey/layout';
import { columnLabel, type NodeLabel, nodeLabel, portLabel, type Speaker } from '../../../../shared/journey/node-label';
import type { Point } from '../../../../shared/journey/route-edges';
import { type FunnelStage, type Group, type Journey, type Node, portsOf } from '../../../../shared/journey/schema';
import type { Problem } from '../../../../shared/problem';
import type { ColumnFlowNode } from './column-node';
import { groupId } from './drawn-ids';
import type { FlowNode, JourneyEdgeData, JourneyFlowEdge, OwnNode } from './flow-types';
import type { JourneyFlowNode } from './journey-node';
import { toScreen } from './mirror';
import { handlesOf } from './node-handles';
import { sameEntries } from './use-kept';

type View = {
  speaker: Speaker;
  rtl: boolean;
  readOnly: boolean;
  problems: readonly Problem[];
  counts: Counts | undefined;
  notes: readonly Note[];
  /** Of steps that stand elsewhere in the funnel than their touchpoint. */
  stages: ReadonlyMap<string, FunnelStage>;
  /** What is looked for, when something is. */
  found: ReadonlySet<string> | undefined;
};

/** In the order of the way, so that Tab and screen readers follow it. `only`: those that are drawn; absent: all. */
export function toFlowNodes(
  journey: Journey,
  { nodes, order }: Graph,
  { speaker, rtl, readOnly, problems, counts, notes, stages, found }: View,
  only?: ReadonlySet<string>,
  hidden?: ReadonlyMap<string, Group>,
): JourneyFlowNode[] {
  const blocking = new Map<string, string>();
  const warned = new Set<string>();
  for (const problem of problems) {
    const node = nodeOfProblem(problem);
    if (!node) continue;
    if (problem.severity === 'blocks') {
      if (!blocking.has(node)) blocking.set(node, problemText(problem, speaker.translate));
    } else if (problem.severity === 'warns') warned.add(node);
  }
  const targets = new Map(journey.edges.map((edge) => [`${edge.from} ${edge.port}`, nodes.get(edge.to)]));
  const said = notesByNode(notes, journey.id);
  return order.flatMap((id) => {
    const node = (only && !only.has(id)) || hidden?.has(id) ? undefined : nodes.get(id);
    if (!node) return [];
    const { width, height } = nodeSize(node);
    const label = labelOf(node, speaker);
    return {
      id: node.id,
      type: 'journey',
      position: toScreen(journey.layout[node.id] ?? { x: 0, y: 0 }, width, rtl),
      // Said, so that nothing need be drawn to be measured, and edges of what is off the screen are not lost.
      width,
      height,
      measured: { width, height },
      handles: handlesOf(node, rtl),
      zIndex: 1,
      ariaLabel: nodeName(node, label.title, targets, speaker, stages.get(node.id), countWords(counts?.nodes[node.id], speaker), blocking.get(node.id)),
      data: {
        node,
        label,
        rtl,
        problem: blocking.get(node.id),
        warned: warned.has(node.id),
        counts: counts?.nodes[node.id],
        free: readOnly
          ? ''
          : portsOf(node)
              .filter((port) => !targets.has(`${node.id} ${port}`))
              .join(' '),
        stage: stages.get(node.id),
        away: found !== undefined && !found.has(node.id),
        notes: said.get(node.id)?.length ?? 0,
        questions: said.get(node.id)?.filter((note) => note.kind === 'question' && note.state === 'open').length ?? 0,
      },
    };
  });
}

function notesByNode(notes: readonly Note[], journey: string): Map<string, Note[]> {
  const said = new Map<string, Note[]>();
  for (const note of notes) {
    if (note.about?.kind !== 'node' || note.about.within !== journey) continue;
    const known = said.get(note.about.id);
    if (known) known.push(note);
    else said.set(note.about.id, [note]);
  }
  return said;
}

const labels = new WeakMap<Speaker, WeakMap<Node, NodeLabel>>();

/** The words on a node, made once for as long as neither it nor what it speaks of changes. */
export function labelOf(node: Node, speaker: Speaker): NodeLabel {
  const known = labels.get(speaker) ?? new WeakMap<Node, NodeLabel>();
  labels.set(speaker, known);
  const label = known.get(node) ?? nodeLabel(node, speaker);
  known.set(node, label);
  return label;
}

/** The numbers at a node that are not nothing, in words. */
function countWords(counts: NodeCounts | undefined, { translate, language }: Speaker): string {
  if (!counts) return '';
  const sum = (reasons: Record<string, number>) => Object.values(reasons).reduce((total, n) => total + n, 0);
  const said = { entered: counts.entered, waiting: counts.waiting, sent: counts.sent, 'not-sent': sum(counts.notSent), failed: counts.failed };
  return Object.entries(said)
    .filter(([, n]) => n > 0)
    .map(([word, n]) => `${translate(`counts.${word}`)} ${numberFormat(localeOf[language]).format(n)}`)
    .join(', ');
}

/** What a screen reader says: kind, title, a stage of its own, where each port leads, how many are there, what is wrong. `targets`: by node and port. */
function nodeName(
  node: Node,
  title: string,
  targets: ReadonlyMap<string, Node | undefined>,
  speaker: Speaker,
  stage: FunnelStage | undefined,
  counts: string,
  problem: string | undefined,
): string {
  const leads = portsOf(node).map((port) => {
    const target = targets.get(`${node.id} ${port}`);
    return `${portLabel(node, port, speaker)} → ${target ? labelOf(target, speaker).title : speaker.translate('canvas.unwired')}`;
  });
  return [
    speaker.translate(`node.kind.${node.kind}`),
    title,
    stage && speaker.translate('brief.own-stage', { stage: speaker.translate(`stage.${stage}`) }),
    ...leads,
    counts,
    problem,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Nodes that can't go on. */
export function blockedNodes(problems: readonly Problem[]): Set<string> {
  return new Set(problems.flatMap((problem) => (problem.severity === 'blocks' ? (nodeOfProblem(problem) ?? []) : [])));
}

export function sameNode(old: OwnNode, next: OwnNode): boolean {
  return samePlace(old, next) && old.ariaLabel === next.ariaLabel && sameEntries(old.data, next.data);
}

export function sameColumn(old: ColumnFlowNode, next: ColumnFlowNode): boolean {
  return samePlace(old, next) && sameEntries(old.data, next.data);
}

function samePlace(old: FlowNode, next: FlowNode): boolean {
  return old.position.x === next.position.x && old.position.y === next.position.y && old.width === next.width && old.height === next.height;
}

const noData: JourneyEdgeData = { port: '', editable: false, toGoal: false, blocked: false };

export function sameEdge(old: JourneyFlowEdge, next: JourneyFlowEdge): boolean {
  const { data: { route: oldRoute, ...oldData } = noData, markerEnd: _old, ...before } = old;
  const { data: { route: nextRoute, ...nextData } = noData, markerEnd: _next, ...after } = next;
  return sameEntries(before, after) && sameEntries(oldData, nextData) && JSON.stringify(oldRoute) === JSON.stringify(nextRoute);
}

/** `only`: those that are drawn; absent: all. */
export function toFlowEdges(
  journey: Journey,
  { problems, speaker, readOnly }: Pick<View, 'problems' | 'speaker' | 'readOnly'>,
  only?: ReadonlySet<string>,
  hidden: ReadonlyMap<string, Group> = new Map(),
  { routes, rtl }: { routes: ReadonlyMap<string, readonly Point[]>; rtl: boolean } = { routes: new Map(), rtl: false },
): JourneyFlowEdge[] {
  const nodes = new Map(journey.nodes.map((node) => [node.id, node]));
  const stopped = blockedNodes(problems);
  return seenEdges(journey.edges, hidden).flatMap((edge) => {
    const [within, into] = [hidden.get(edge.from), hidden.get(edge.to)];
    if (only && !only.has(edge.id)) return [];
    const from = nodes.get(edge.from);
    const to = nodes.get(edge.to);
    if (!from || !to) return [];
    const ports = portsOf(from);
    const hasPort = ports.includes(edge.port);
    const sides =
      within || into
        ? { sourceHandle: within || ports.length === 1 || !hasPort ? '>' : edge.port, targetHandle: 'side' }
        : sidesOf(journey, from, to, hasPort ? edge.port : '>');
    const route = within || into ? undefined : routes.get(edge.id);
    return {
      id: edge.id,
      type: 'journey',
      source: within ? groupId(within.id) : edge.from,
      target: into ? groupId(into.id) : edge.to,
      ...sides,
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 },
      data: {
        port: edge.port,
        editable: !readOnly && !within,
        toGoal: to.kind === 'goal',
        blocked: stopped.has(from.id),
        label: hasPort && ports.length > 1 ? portLabel(from, edge.port, speaker) : undefined,
        ...(route
          ? {
              route: {
                points: route.map((point) => toScreen(point, 0, rtl)),
                from: endAt(journey, from, sides.sourceHandle, rtl),
                to: endAt(journey, to, sides.targetHandle, rtl),
              },
            }
          : {}),
      },
    };
  });
}

/** Where React Flow sees an end of an edge while its node stands where the document says. */
function endAt(journey: Journey, node: Node, handle: string, rtl: boolean): Point {
  const { width } = nodeSize(node);
  const at = toScreen(journey.layout[node.id] ?? { x: 0, y: 0 }, width, rtl);
  const end = handlesOf(node, rtl).find(({ id }) => id === handle);
  return { x: at.x + (end?.x ?? 0), y: at.y + (end?.y ?? 0) };
}

/** Down within a column, sideways to the next, up to the goal: the side where the way is shortest. */
function sidesOf(journey: Journey, from: Node, to: Node, port: string): { sourceHandle: string; targetHandle: string } {
  const a = journey.layout[from.id] ?? { x: 0, y: 0 };
  const b = journey.layout[to.id] ?? { x: 0, y: 0 };
  const width = nodeSize(from).width;
  if (to.kind === 'goal' && b.y < a.y) return { sourceHandle: '^', targetHandle: 'below' };
  if (Math.abs(b.x - a.x) < width / 2 && b.y > a.y) return { sourceHandle: port, targetHandle: 'top' };
  if (to.kind === 'exit' && b.y > a.y) return { sourceHandle: port, targetHandle: 'top' };
  if (b.x > a.x) return { sourceHandle: '>', targetHandle: 'side' };
  return { sourceHandle: port, targetHandle: 'side' };
}

/** The titled frames behind the nodes, one per touchpoint. */
export function toColumnNodes(journey: Pick<Journey, 'nodes' | 'layout' | 'annotations'>, placing: Placing, speaker: Speaker, rtl: boolean): ColumnFlowNode[] {
  return columnFrames(journey, placing).map((column) => ({
    id: `column:${column.key}`,
    type: 'column',
    position: toScreen({ x: column.x, y: column.y }, column.width, rtl),
    width: column.width,
    height: Math.max(column.height, COLUMN_HEADER),
    measured: { width: column.width, height: Math.max(column.height, COLUMN_HEADER) },
    handles: [],
    zIndex: -1,
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    data: { title: columnLabel(column.key, speaker, journey.annotations.storyboard), rtl },
  }));
}
