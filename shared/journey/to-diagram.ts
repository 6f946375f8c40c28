import type { Diagram, DiagramFrame, DiagramNode } from '../report';
import { type Language, textIn } from '../text';
import { boundsOf } from './arrange';
import { cardsOf } from './cards';
import { toGraph } from './graph';
import { groupsOf } from './groups';
import { type Box, type JourneyLayout, layoutOf, NODE_GAP, NODE_WIDTH, onPaper } from './layout';
import { arrivalWords, columnLabel, nodeLabel, type Speaker } from './node-label';
import { routeEdges } from './route-edges';
import { type Card, type Channel, type Journey, type Node, portsOf } from './schema';
import { type Arrival, arrivals } from './timing';

const lapis = '#3350C4';
const pine = '#2C8A66';
const saffron = '#BC7A00';
const plum = '#7350A8';
const teal = '#12847A';
const gray = '#8A90A0';
const pomegranate = '#C9304B';

export const channelColors: Record<Channel, string> = {
  email: lapis,
  sms: '#D9822B',
  whatsapp: pine,
  push: plum,
  'in-app': teal,
  'on-site': '#6BB1E8',
};

/** Colour of a node's strip or chip on paper. */
export function nodeColor(node: Node): string {
  switch (node.kind) {
    case 'trigger':
      return lapis;
    case 'wait':
    case 'wait-until':
    case 'wait-event':
    case 'window':
      return plum;
    case 'decision':
    case 'join':
      return saffron;
    case 'send':
      return channelColors[node.channel];
    case 'ab':
    case 'update':
    case 'task':
    case 'webhook':
      return teal;
    case 'goal':
      return pine;
    case 'exit':
    case 'ext':
      return gray;
  }
}

/**
 * The journey as a drawing for documents: always tidy, one titled frame per touchpoint with the time it comes, goals as a
 * band above and exits as a band below, shared by as many as there are.
 * @param problems ids of nodes to mark; edges from them are dashed red
 */
export function toDiagram(journey: Journey, speaker: Speaker, problems: ReadonlySet<string> = new Set()): Diagram {
  const graph = toGraph(journey);
  const tidy = layoutOf(journey, graph, onPaper);
  const layout = { ...tidy, nodes: withBands(journey, tidy) };
  const reached = arrivals(journey, graph);

  const nodes = journey.nodes.flatMap((node): DiagramNode[] => {
    const box = layout.nodes.get(node.id);
    if (!box) return [];
    const { title, caption, code, ports } = nodeLabel(node, speaker);
    const small = caption ?? code;
    return [
      {
        id: node.id,
        kind: node.kind,
        ...box,
        title,
        ...(small ? { caption: small } : {}),
        ...(ports ? { ports } : {}),
        color: nodeColor(node),
        ...(node.kind === 'trigger' ? { fill: '#EEF1FC' } : node.kind === 'goal' ? { fill: '#E6F3EC' } : {}),
        ...(problems.has(node.id) ? { problem: true } : {}),
      },
    ];
  });

  const routes = routeEdges(journey, layout);
  const edges = journey.edges.flatMap((edge) => {
    const points = routes.get(edge.id);
    if (!points) return [];
    const from = graph.nodes.get(edge.from);
    const ports = from ? portsOf(from) : [];
    const joined = { points, from: edge.from, to: edge.to, ...(ports.length > 1 ? { port: ports.indexOf(edge.port) } : {}) };
    if (problems.has(edge.from)) return [{ ...joined, dashed: true, color: pomegranate }];
    return graph.nodes.get(edge.to)?.kind === 'goal' ? [{ ...joined, dashed: true, color: pine }] : [{ ...joined, color: gray }];
  });

  const groups = layout.columns.map(({ key, x, y, width, height, nodes: ids }) => {
    const send = ids.find((id) => graph.nodes.get(id)?.kind === 'send');
    const arrival: Arrival | undefined = typeof key === 'number' && send !== undefined ? reached.get(send) : undefined;
    const name = columnLabel(key, speaker, journey.annotations.storyboard);
    return { x, y, width, height, title: arrival ? `${name} · ${arrivalWords(arrival, speaker)}` : name };
  });
  // Lines run beside the last column and below all of them, too, past the end of the bands.
  const corners = edges.flatMap(({ points }) => points);
  const rightmost = corners.reduce((most, { x }) => Math.max(most, x), 0);
  const lowest = corners.reduce((most, { y }) => Math.max(most, y), 0);
  const frames = framesOf(journey, tidy, speaker.language);
  const width = Math.max(layout.width, rightmost + 2);
  const drawn = Math.max(layout.height, lowest + 2);
  const cards = cardsBelow(cardsOf(journey), width, drawn);
  const height = Math.max(drawn, ...cards.map((card) => card.y + card.height));
  return { width, height, nodes: [...nodes, ...cards], edges, groups, ...(frames.length > 0 ? { frames } : {}) };
}

const cardColors: Record<Card['tint'], { color: string; fill: string }> = {
  saffron: { color: saffron, fill: '#FDF3DC' },
  lapis: { color: lapis, fill: '#EEF1FC' },
  pine: { color: pine, fill: '#E6F3EC' },
  plum: { color: plum, fill: '#F3EEFA' },
};
/** Of small print, about: a card is as high as its words need. */
const CARD_LETTERS = 30;
const CARD_LINE = 12;
const MOST_LINES = 20;

/** Cards lie where somebody put them on a canvas; the drawing here is tidy, so they stand below it, in reading order. */
function cardsBelow(cards: readonly Card[], width: number, top: number): DiagramNode[] {
  const placed: DiagramNode[] = [];
  const written = cards.filter(({ text }) => text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x);
  let [x, y, rowHeight] = [0, top + (top > 0 ? 24 : 0), 0];
  for (const { id, text, tint } of written) {
    const height = CARD_LINE * (1 + Math.min(MOST_LINES, Math.ceil(text.length / CARD_LETTERS) + 1));
    if (x > 0 && x + NODE_WIDTH > width) {
      x = 0;
      y += rowHeight + NODE_GAP;
      rowHeight = 0;
    }
    placed.push({ id, kind: 'card', x, y, width: NODE_WIDTH, height, title: text, ...cardColors[tint] });
    x += NODE_WIDTH + NODE_GAP;
    rowHeight = Math.max(rowHeight, height);
  }
  return placed;
}

/** Around the steps of each group, with its name in the gap above the first: paper has nothing to unfold. */
function framesOf(journey: Journey, { nodes }: JourneyLayout, language: Language): DiagramFrame[] {
  return groupsOf(journey).flatMap((group) => {
    const all = boundsOf(group.nodes.flatMap((id) => nodes.get(id) ?? []));
    return all ? { x: all.x - 6, y: all.y - 13, width: all.width + 12, height: all.height + 19, title: textIn(group.name, language) } : [];
  });
}

/** Goals share the whole band above between them, exits the band below. */
function withBands(journey: Journey, { nodes, lanes }: JourneyLayout): Map<string, Box> {
  const boxes = new Map(nodes);
  for (const [kind, lane] of [
    ['goal', lanes.goal],
    ['exit', lanes.exits],
  ] as const) {
    if (!lane) continue;
    const inLane = journey.nodes.filter((node) => node.kind === kind).sort((a, b) => (nodes.get(a.id)?.x ?? 0) - (nodes.get(b.id)?.x ?? 0));
    const share = (lane.width + NODE_GAP) / inLane.length;
    for (const [i, node] of inLane.entries()) boxes.set(node.id, { ...lane, x: lane.x + i * share, width: share - NODE_GAP });
  }
  return boxes;
}
