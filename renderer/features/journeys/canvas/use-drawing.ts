import { useMemo } from 'react';
import { useEngagement } from '../../../store/session';
import type { CanvasProps } from './journey-canvas';
import { sameColumn, sameEdge, sameNode, toColumnNodes, toFlowEdges, toFlowNodes } from './to-flow';
import { useKept } from './use-kept';

/** The journey as React Flow's nodes and edges; what an edit leaves as it was stays the same object. */
export function useDrawing({ journey, speaker, rtl, readOnly, problems, counts }: CanvasProps, found: ReadonlySet<string> | undefined) {
  const notes = useEngagement((e) => e.notes);
  const nodes = useKept(
    useMemo(
      () => toFlowNodes(journey, { speaker, rtl, readOnly, problems, counts, notes, found }),
      [journey, speaker, rtl, readOnly, problems, counts, notes, found],
    ),
    sameNode,
  );
  const columns = useKept(
    useMemo(() => toColumnNodes(journey, speaker, rtl), [journey, speaker, rtl]),
    sameColumn,
  );
  const edges = useKept(
    useMemo(() => toFlowEdges(journey, { problems, speaker, readOnly }), [journey, problems, speaker, readOnly]),
    sameEdge,
  );
  return useMemo(() => ({ nodes, columns, edges }), [nodes, columns, edges]);
}
