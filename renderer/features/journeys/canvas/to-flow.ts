/** The journey as React Flow draws it. Built from the document, never the other way round. */
import { MarkerType } from '@xyflow/react';
import type { Counts } from '../../../../shared/executor/api';
import { problemText } from '../../../../shared/i18n/translator';
import { nodeOfProblem } from '../../../../shared/journey/journey-problem';
import { COLUMN_HEADER, columnFrames, nodeSize } from '../../../../shared/journey/layout';
import { columnLabel, nodeLabel, portLabel, type Speaker } from '../../../../shared/journey/node-label';
import { type Journey, type Node, portsOf } from '../../../../shared/journey/schema';
import type { Problem } from '../../../../shared/problem';
import type { ColumnFlowNode } from './column-node';
import type { JourneyFlowEdge } from './journey-edge';
import type { JourneyFlowNode } from './journey-node';
import { toScreen } from './mirror';

type View = { speaker: Speaker; rtl: boolean; problems: readonly Problem[]; counts: Counts | undefined };

export function toFlowNodes(journey: Journey, { speaker, rtl, problems, counts }: View): JourneyFlowNode[] {
  const blocking = new Map<string, string>();
  const warned = new Set<string>();
  for (const problem of problems) {
    const node = nodeOfProblem(problem);
    if (!node) continue;
    if (problem.severity === 'blocks') {
      if (!blocking.has(node)) blocking.set(node, problemText(problem, speaker.translate));
    } else if (problem.severity === 'warns') warned.add(node);
  }
  return journey.nodes.map((node) => {
    const { width, height } = nodeSize(node);
    const label = nodeLabel(node, speaker);
    return {
      id: node.id,
      type: 'journey',
      position: toScreen(journey.layout[node.id] ?? { x: 0, y: 0 }, width, rtl),
      // Explicit sizes: without them React Flow measures every node and loses edges of those off screen.
      width,
      height,
      initialWidth: width,
      initialHeight: height,
      zIndex: 1,
      ariaLabel: nodeName(node, label.title, journey, speaker, blocking.get(node.id)),
      data: { node, label, rtl, problem: blocking.get(node.id), warned: warned.has(node.id), counts: counts?.nodes[node.id] },
    };
  });
}

/** What a screen reader says: kind, title, where each port leads, what is wrong. */
function nodeName(node: Node, title: string, journey: Journey, speaker: Speaker, problem: string | undefined): string {
  const leads = portsOf(node).map((port) => {
    const edge = journey.edges.find((e) => e.from === node.id && e.port === port);
    const target = edge && journey.nodes.find((n) => n.id === edge.to);
    return `${portLabel(node, port, speaker)} → ${target ? nodeLabel(target, speaker).title : speaker.translate('canvas.unwired')}`;
  });
  return [speaker.translate(`node.kind.${node.kind}`), title, ...leads, problem].filter(Boolean).join(', ');
}

export function toFlowEdges(journey: Journey, problems: readonly Problem[], speaker: Speaker): JourneyFlowEdge[] {
  const nodes = new Map(journey.nodes.map((node) => [node.id, node]));
  const stopped = new Set(problems.filter((p) => p.severity === 'blocks').map(nodeOfProblem));
  return journey.edges.flatMap((edge) => {
    const from = nodes.get(edge.from);
    const to = nodes.get(edge.to);
    if (!from || !to) return [];
    const ports = portsOf(from);
    if (!ports.includes(edge.port)) return [];
    return {
      id: edge.id,
      type: 'journey',
      source: edge.from,
      target: edge.to,
      ...sidesOf(journey, from, to, edge.port),
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 },
      data: { toGoal: to.kind === 'goal', blocked: stopped.has(from.id), label: ports.length > 1 ? portLabel(from, edge.port, speaker) : undefined },
    };
  });
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
export function toColumnNodes(journey: Journey, speaker: Speaker, rtl: boolean): ColumnFlowNode[] {
  return columnFrames(journey).map((column) => ({
    id: `column:${column.key}`,
    type: 'column',
    position: toScreen({ x: column.x, y: column.y }, column.width, rtl),
    width: column.width,
    height: Math.max(column.height, COLUMN_HEADER),
    zIndex: -1,
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    data: { title: columnLabel(column.key, speaker), rtl },
  }));
}
