import { useMemo } from 'react';
import { placeInColumns } from '../../../../shared/journey/columns';
import { toGraph } from '../../../../shared/journey/graph';
import { hiddenIn } from '../../../../shared/journey/groups';
import type { Point } from '../../../../shared/journey/route-edges';
import { ownStages } from '../../../../shared/journey/stages';
import { tidyRoutes } from '../../../../shared/journey/tidy-routes';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import type { CanvasProps } from './canvas-props';
import type { OwnNode } from './flow-types';
import { touches } from './room';
import { toCardNodes, toGroupNodes } from './to-drawing';
import { sameColumn, sameEdge, sameNode, toColumnNodes, toFlowEdges, toFlowNodes } from './to-flow';
import { useKept } from './use-kept';
import type { Near } from './use-near';

/** What is near as React Flow's nodes and edges; what an edit leaves as it was stays the same object. */
export function useDrawing({ journey, speaker, rtl, readOnly, problems, counts }: CanvasProps, found: ReadonlySet<string> | undefined, near: Near) {
  const notes = useEngagement((e) => e.notes);
  const { nodes: steps, edges: ways, annotations, layout } = journey;
  const { language } = useWords();
  const hidden = useMemo(() => hiddenIn({ annotations }), [annotations]);
  // A move changes none of this.
  const graph = useMemo(() => toGraph({ nodes: steps, edges: ways }), [steps, ways]);
  const placing = useMemo(() => placeInColumns({ nodes: steps, edges: ways, annotations }, graph), [steps, ways, annotations, graph]);
  const stages = useMemo(() => ownStages({ annotations }, placing), [annotations, placing]);
  const nodes = useKept(
    useMemo(
      (): OwnNode[] => [
        ...toGroupNodes(journey, { speaker, language, rtl, readOnly }),
        ...toFlowNodes(journey, graph, { speaker, rtl, readOnly, problems, counts, notes, stages, found }, near.nodes, hidden),
        ...toCardNodes(journey, { speaker, language, rtl, readOnly }),
      ],
      [journey, graph, speaker, language, rtl, readOnly, problems, counts, notes, stages, found, near.nodes, hidden],
    ),
    sameNode,
  );
  const frames = useKept(
    useMemo(() => toColumnNodes({ nodes: steps, layout, annotations }, placing, speaker, rtl), [steps, layout, annotations, placing, speaker, rtl]),
    sameColumn,
  );
  const columns = useMemo(() => {
    const { area } = near;
    return area ? frames.filter(({ position, width = 0, height = 0 }) => touches({ ...position, width, height }, area)) : frames;
  }, [frames, near]);
  const isLarge = near.nodes !== undefined;
  // Of a large journey only what is near is drawn, and its ways are not worth the time they take at each edit.
  const routes = useMemo(
    () => (isLarge ? new Map<string, Point[]>() : tidyRoutes({ nodes: steps, edges: ways, annotations, layout }, graph)),
    [isLarge, steps, ways, annotations, layout, graph],
  );
  const edges = useKept(
    useMemo(
      () => toFlowEdges(journey, { problems, speaker, readOnly }, near.edges, hidden, { routes, rtl }),
      [journey, problems, speaker, readOnly, near.edges, hidden, routes, rtl],
    ),
    sameEdge,
  );
  return { nodes, columns, edges };
}
