import { withoutMarks } from '../direction-marks';
import { toGraph } from '../journey/graph';
import { createFindings } from '../journey/journey-problem';
import { nodeLabel, type Speaker } from '../journey/node-label';
import type { Journey, NodeKind } from '../journey/schema';
import { portsOf } from '../journey/schema';
import { directionOf } from '../text';
import type { Converted } from './loss';

/** Opening and closing of a node's shape. */
const shapes: Record<NodeKind, readonly [string, string]> = {
  trigger: ['([', '])'],
  wait: ['(', ')'],
  'wait-until': ['(', ')'],
  'wait-event': ['(', ')'],
  window: ['(', ')'],
  decision: ['{', '}'],
  ab: ['{{', '}}'],
  send: ['[', ']'],
  update: ['[/', '/]'],
  task: ['[/', '/]'],
  webhook: ['[[', ']]'],
  goal: ['(((', ')))'],
  exit: ['((', '))'],
  join: ['((', '))'],
  ext: ['>', ']'],
};

/** The journey as a Mermaid flowchart: a picture of names and ways for wikis and tickets, without the settings. */
export function toMermaid(journey: Journey, speaker: Speaker): Converted {
  const findings = createFindings(journey.id);
  findings.add('informs', 'loss-picture-only', [], { format: 'Mermaid' });
  const graph = toGraph(journey);
  // Ids of our own: theirs may be words of Mermaid's language (`end`).
  const nameOf = new Map([...graph.nodes.keys()].map((id, i) => [id, `n${i + 1}`]));
  const lines = [`flowchart ${directionOf(speaker.language) === 'rtl' ? 'RL' : 'LR'}`];
  for (const [id, node] of graph.nodes) {
    const { title, caption } = nodeLabel(node, speaker);
    const [open, close] = shapes[node.kind];
    lines.push(`  ${nameOf.get(id)}${open}"${quoted(caption ? `${title} · ${caption}` : title)}"${close}`);
  }
  for (const [id, edges] of graph.out) {
    const node = graph.nodes.get(id);
    if (!node) continue;
    const ports = portsOf(node);
    const words = nodeLabel(node, speaker).ports;
    for (const edge of edges) {
      const label = words?.[ports.indexOf(edge.port)];
      lines.push(`  ${nameOf.get(id)} -->${label ? `|"${quoted(label)}"|` : ''} ${nameOf.get(edge.to)}`);
    }
  }
  return { text: `${lines.join('\n')}\n`, losses: findings.problems };
}

/** Signs that mean something to Mermaid or to the page it is drawn on, as Mermaid's own entities. */
function quoted(text: string): string {
  const flat = withoutMarks(text).replace(/\s+/g, ' ').trim();
  return flat.replace(/["#&<>`\\;{}[\]|*_~]/g, (sign) => `#${sign.charCodeAt(0)};`) || ' ';
}
