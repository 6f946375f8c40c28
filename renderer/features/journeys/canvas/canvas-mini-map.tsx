import { MiniMap } from '@xyflow/react';
import type { NodeKind } from '../../../../shared/journey/schema';
import { useWords } from '../../../ui/words';
import type { FlowNode } from './flow-types';

const colors: Partial<Record<NodeKind, string>> = {
  trigger: 'var(--mantine-color-lapis-5)',
  decision: 'var(--mantine-color-saffron-4)',
  ab: 'var(--mantine-color-teal-4)',
  send: 'var(--mantine-color-lapis-6)',
  goal: 'var(--mantine-color-pine-5)',
  exit: 'var(--mantine-color-gray-5)',
};

function colorOf(node: FlowNode): string {
  if (node.type !== 'journey') return 'var(--grid-line)';
  return colors[node.data.node.kind] ?? 'var(--mantine-color-plum-4)';
}

/** The whole journey, small, with what is seen of it. */
export function CanvasMiniMap({ rtl }: { rtl: boolean }) {
  const { t } = useWords();
  return (
    <MiniMap
      style={{ width: 132, height: 88 }}
      pannable
      zoomable
      position={rtl ? 'bottom-left' : 'bottom-right'}
      ariaLabel={t('canvas.mini-map')}
      nodeColor={colorOf}
      maskColor="color-mix(in srgb, var(--paper) 70%, transparent)"
      bgColor="var(--sheet)"
    />
  );
}
