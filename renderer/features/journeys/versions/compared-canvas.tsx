import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  Controls,
  EdgeLabelRenderer,
  type EdgeProps,
  type Edge as LibraryEdge,
  type Node as LibraryNode,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { memo, useEffect, useMemo } from 'react';
import { placeInColumns } from '../../../../shared/journey/columns';
import { unitedRoutes, uniteJourneys } from '../../../../shared/journey/diff-union';
import type { DiffEntry, Sides } from '../../../../shared/journey/diff-words';
import { toGraph } from '../../../../shared/journey/graph';
import type { Point } from '../../../../shared/journey/route-edges';
import { ownStages } from '../../../../shared/journey/stages';
import { tidyRoutes } from '../../../../shared/journey/tidy-routes';
import { preferencesStore } from '../../../store/preferences';
import { useWords } from '../../../ui/words';
import { ColumnNode } from '../canvas/column-node';
import { drawnWay } from '../canvas/drawn-way';
import type { JourneyEdgeData } from '../canvas/flow-types';
import { JourneyEdge } from '../canvas/journey-edge';
import { JourneyNode, type JourneyNodeData } from '../canvas/journey-node';
import { toColumnNodes, toFlowEdges, toFlowNodes } from '../canvas/to-flow';
import { signLooks } from './difference-list';
import classes from './versions.module.css';

export type Shown = 'before' | 'both' | 'after';
type Sign = 'added' | 'removed' | 'changed';
type ComparedNodeData = JourneyNodeData & { sign?: Sign | undefined };
type ComparedEdge = LibraryEdge<JourneyEdgeData & { sign?: 'added' | 'removed' | undefined }, 'journey'>;

const nodeTypes = { journey: memo(ComparedNode), column: ColumnNode };
const edgeTypes = { journey: memo(ComparedEdgeLine) };
/** Above this, only what is on the screen is drawn, and ways have short bends. */
const DRAW_ALL_UP_TO = 250;

type Props = { sides: Sides; entries: readonly DiffEntry[]; shown: Shown; current: string | undefined; onChoose: (node: string) => void };

/** The journey to look at, not to edit: what is new, changed or gone, by colour and sign. */
export function ComparedCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ sides, entries, shown, current, onChoose }: Props) {
  const { t, direction } = useWords();
  const flow = useReactFlow();
  const scheme = preferencesStore((p) => p.scheme);
  const rtl = direction === 'rtl';
  const { nodes, edges } = useMemo(() => drawn(sides, entries, shown, rtl), [sides, entries, shown, rtl]);
  useEffect(() => {
    if (!current) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    void flow.fitView({ nodes: [{ id: current }], maxZoom: 1, padding: 2, duration: still ? 0 : 240 });
  }, [current, flow]);
  return (
    <ReactFlow
      nodes={nodes.map((node) => (node.id === current ? { ...node, selected: true } : node))}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      colorMode={scheme === 'auto' ? 'system' : scheme}
      onNodeClick={(_event, node) => onChoose(node.id)}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      onlyRenderVisibleElements={nodes.length > DRAW_ALL_UP_TO}
      fitView
      fitViewOptions={{ padding: 0.06, maxZoom: 1, minZoom: 0.35 }}
      minZoom={0.05}
      maxZoom={2}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{
        'node.a11yDescription.default': t('versions.node-help'),
        'controls.ariaLabel': t('canvas.view'),
        'controls.zoomIn.ariaLabel': t('canvas.zoom-in'),
        'controls.zoomOut.ariaLabel': t('canvas.zoom-out'),
        'controls.fitView.ariaLabel': t('canvas.fit'),
      }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--hairline)" bgColor="var(--sheet)" />
      <Controls showInteractive={false} position={rtl ? 'bottom-right' : 'bottom-left'} />
    </ReactFlow>
  );
}

function drawn({ before, after }: Sides, entries: readonly DiffEntry[], shown: Shown, rtl: boolean) {
  const united = uniteJourneys(before.journey, after.journey);
  const journey = shown === 'before' ? before.journey : shown === 'after' ? after.journey : united.journey;
  const side = shown === 'before' ? before : after;
  const signs = new Map(entries.flatMap(({ node, sign }) => (node && sign !== 'moved' ? [[node, sign] as const] : [])));
  const view = { rtl, readOnly: true, problems: [], counts: undefined, notes: [], found: undefined };
  const graph = toGraph(journey);
  const placing = placeInColumns(journey, graph);
  const stages = ownStages(journey, placing);
  const of = (speaker: typeof before.speaker) => toFlowNodes(journey, graph, { ...view, stages, speaker });
  const old = new Map(of(before.speaker).map((node) => [node.id, node]));
  const { translate } = after.speaker;
  const nodes = of(side.speaker).map((node) => {
    const sign = signs.get(node.id);
    // What is gone speaks with the words it had.
    const words = sign === 'removed' ? (old.get(node.id) ?? node) : node;
    return { ...words, ariaLabel: sign ? `${translate(`diff.sign.${sign}`)}, ${words.ariaLabel}` : words.ariaLabel, data: { ...words.data, sign } };
  });
  const routes =
    journey.nodes.length > DRAW_ALL_UP_TO
      ? new Map<string, Point[]>()
      : shown === 'both'
        ? unitedRoutes(before.journey, after.journey, united)
        : tidyRoutes(journey, graph);
  const edges = toFlowEdges(journey, { problems: [], speaker: side.speaker, readOnly: true }, undefined, undefined, { routes, rtl }).flatMap(
    (edge): ComparedEdge[] => {
      const sign = united.edges.get(shown === 'before' ? `was:${edge.id}` : edge.id);
      if (!edge.data) return [];
      return [{ ...edge, data: { ...edge.data, sign }, ...(sign ? { className: classes[sign] ?? '', zIndex: 1 } : {}) }];
    },
  );
  return { nodes: [...toColumnNodes(journey, placing, side.speaker, rtl), ...nodes], edges };
}

function ComparedNode(props: NodeProps<LibraryNode<ComparedNodeData, 'journey'>>) {
  const { sign, rtl } = props.data;
  if (!sign) return <JourneyNode {...props} />;
  const { Icon } = signLooks[sign];
  return (
    <div className={classes.compared} data-sign={sign}>
      <JourneyNode {...props} />
      <span className={classes.mark} data-sign={sign} dir={rtl ? 'rtl' : 'ltr'}>
        <Icon size={13} stroke={2.4} aria-hidden />
      </span>
    </div>
  );
}

/** A way that came or went bears its sign; what only stays is drawn as on the canvas. */
function ComparedEdgeLine(props: EdgeProps<ComparedEdge>) {
  const { x, y } = drawnWay(props, props.data);
  const sign = props.data?.sign;
  return (
    <>
      <JourneyEdge {...props} />
      {sign && (
        <EdgeLabelRenderer>
          <span className={classes.edgeMark} data-sign={sign} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            {sign === 'added' ? '+' : '−'}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
