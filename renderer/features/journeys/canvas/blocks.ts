import type { Placed } from '../../../../shared/journey/arrange';
import { groupFrames } from '../../../../shared/journey/groups';
import { nodeSize } from '../../../../shared/journey/layout';
import type { Journey, NodeKind } from '../../../../shared/journey/schema';
import { toScreen } from './mirror';
import { kindLook, type Tone } from './node-look';

/** A node as no more than where it lies and what it is. */
export type Block = Placed & { kind: NodeKind };

/** All nodes of a journey as the view has them, mirrored where it is. */
export function blocksOf(journey: Pick<Journey, 'nodes' | 'edges' | 'layout' | 'annotations'>, rtl: boolean): Block[] {
  const folded = new Map(groupFrames(journey).flatMap((frame) => (frame.group.folded ? frame.group.nodes.map((node) => [node, frame] as const) : [])));
  return journey.nodes.map(({ id, kind }) => {
    const frame = folded.get(id);
    // What is folded lies where its group does.
    const { width, height } = frame ?? nodeSize({ kind });
    return { id, kind, width, height, ...toScreen(frame ?? journey.layout[id] ?? { x: 0, y: 0 }, width, rtl) };
  });
}

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

/** One path for each colour: thousands of boxes are then a handful of things to draw. `blocked`: nodes that can't go on. */
export function blockPaths(blocks: readonly Block[], blocked: ReadonlySet<string>): { color: string; d: string }[] {
  const paths = new Map<string, string[]>();
  for (const { id, kind, x, y, width, height } of blocks) {
    const color = blocked.has(id) ? colors.problem : colors[kindLook(kind).tone];
    const path = paths.get(color) ?? [];
    paths.set(color, path);
    path.push(`M${x} ${y}h${width}v${height}h${-width}z`);
  }
  return [...paths].map(([color, parts]) => ({ color, d: parts.join('') }));
}
