import type { JourneyFlowNode } from './journey-node';
import { lookOf, type Tone } from './node-look';

/** Colours of nodes that are too small to be anything but a block. */
const colors: Record<Tone | 'problem', string> = {
  lapis: 'var(--mantine-color-lapis-5)',
  plum: 'var(--mantine-color-plum-4)',
  saffron: 'var(--mantine-color-saffron-4)',
  teal: 'var(--mantine-color-teal-4)',
  pine: 'var(--mantine-color-pine-5)',
  gray: 'var(--mantine-color-gray-5)',
  problem: 'var(--mantine-color-pomegranate-5)',
};

/** Nodes as one path for each colour: thousands of boxes are then a handful of things to draw. */
export function blockPaths(nodes: readonly JourneyFlowNode[]): { color: string; d: string }[] {
  const paths = new Map<string, string[]>();
  for (const { position, width = 0, height = 0, data } of nodes) {
    const color = data.problem === undefined ? colors[lookOf(data.node).tone] : colors.problem;
    const path = paths.get(color) ?? [];
    paths.set(color, path);
    path.push(`M${position.x} ${position.y}h${width}v${height}h${-width}z`);
  }
  return [...paths].map(([color, parts]) => ({ color, d: parts.join('') }));
}
