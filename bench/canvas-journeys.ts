/** Journeys of any size for the canvas: touchpoints of a message, a question and a wait, wired from the first to the last. */
import type { Engagement } from '../shared/engagement/schema';
import { defaultNode } from '../shared/journey/default-node';
import { addJourney, tidyJourney } from '../shared/journey/edit-journey';
import type { Edge, Journey, Node } from '../shared/journey/schema';
import { largeEngagement } from './large-engagement';

const pattern = ['wait', 'decision', 'send', 'update'] as const;
const SIDE = 60;

/** The large engagement with one journey of `count` nodes, drawn in rows so that it is as wide as it is high. */
export function engagementWithJourney(count: number): { engagement: Engagement; journey: Journey } {
  const base = largeEngagement();
  const id = `01K0${'0'.repeat(15)}CANVA${String(count).padStart(2, '0').slice(-2)}`.slice(0, 26).toUpperCase();
  const added = tidyJourney(addJourney(base, { id, name: { en: `${count} nodes` } }), { id });
  const drawn = added.journeys.find((one) => one.id === id);
  const [message] = base.messages;
  if (!drawn || !message) throw new Error('no journey');
  const nodes: Node[] = [...drawn.nodes];
  for (let i = nodes.length; i < count; i++) {
    const { node } = defaultNode(pattern[i % pattern.length] ?? 'wait', `n${i}`, base);
    nodes.push(node.kind === 'send' ? { ...node, message: message.id, channel: message.channel, class: message.class } : node);
  }
  const way = nodes.slice(2);
  const edges: Edge[] = [{ id: 'e-first', from: 'trigger', port: 'out', to: way[0]?.id ?? 'end' }];
  way.forEach((node, i) => {
    const to = way[i + 1]?.id ?? 'end';
    const ports = node.kind === 'decision' ? ['yes', 'else'] : ['out'];
    for (const port of ports) edges.push({ id: `e-${i}-${port}`, from: node.id, port, to: port === 'else' ? (way[i + 2]?.id ?? 'end') : to });
  });
  const layout = Object.fromEntries(nodes.map((node, i) => [node.id, { x: Math.floor(i / SIDE) * 220, y: (i % SIDE) * 110 }]));
  const journey = { ...drawn, nodes, edges, layout };
  return { engagement: { ...added, journeys: added.journeys.map((one) => (one.id === id ? journey : one)) }, journey };
}
