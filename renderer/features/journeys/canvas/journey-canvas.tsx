import '@xyflow/react/dist/style.css';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Counts } from '../../../../shared/executor/api';
import { addNode, connect, disconnect, moveNodes, removeNodes } from '../../../../shared/journey/edit-nodes';
import { nodeSize } from '../../../../shared/journey/layout';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey, NodeKind } from '../../../../shared/journey/schema';
import type { Problem } from '../../../../shared/problem';
import { newPartId } from '../../../store/new-id';
import { preferencesStore } from '../../../store/preferences';
import { run } from '../../../store/session';
import { useWords } from '../../../ui/words';
import { DRAG_TYPE, kindGroups } from '../kinds';
import { type ColumnFlowNode, ColumnNode } from './column-node';
import classes from './journey-canvas.module.css';
import { JourneyEdge } from './journey-edge';
import { type JourneyFlowNode, JourneyNode } from './journey-node';
import { toDocument } from './mirror';
import { sameColumn, sameEdge, sameNode, toColumnNodes, toFlowEdges, toFlowNodes } from './to-flow';
import { useKept } from './use-kept';

type Props = {
  journey: Journey;
  speaker: Speaker;
  rtl: boolean;
  readOnly: boolean;
  problems: readonly Problem[];
  counts: Counts | undefined;
  selected: string | undefined;
  onSelect: (node: string | undefined) => void;
};

const nodeTypes = { journey: JourneyNode, column: ColumnNode };
const edgeTypes = { journey: JourneyEdge };
type FlowNode = JourneyFlowNode | ColumnFlowNode;
/** Above this, only what is on the screen is drawn. */
const DRAW_ALL_UP_TO = 250;
/** Below this, nodes can't be read from a chair away. */
const READABLE_ZOOM = 0.72;
const MARGIN = 16;
/** Width the palette takes from the inline start. */
const PALETTE = 56;
const partIds = () => newPartId('e');

export function JourneyCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ journey, speaker, rtl, readOnly, problems, counts, selected, onSelect }: Props) {
  const { t } = useWords();
  const flow = useReactFlow<FlowNode>();
  const scheme = preferencesStore((p) => p.scheme);
  const drawn = useKept(
    useMemo(() => toFlowNodes(journey, { speaker, rtl, problems, counts }), [journey, speaker, rtl, problems, counts]),
    sameNode,
  );
  const columns = useKept(
    useMemo(() => toColumnNodes(journey, speaker, rtl), [journey, speaker, rtl]),
    sameColumn,
  );
  const edges = useKept(
    useMemo(() => toFlowEdges(journey, problems, speaker), [journey, problems, speaker]),
    sameEdge,
  );
  // What React Flow moves while dragging stays here; the document hears of it when the drag ends.
  const [nodes, setNodes] = useState<JourneyFlowNode[]>(drawn);
  const box = useRef<HTMLDivElement>(null);
  const picked = useRef<ReadonlySet<string>>(new Set());

  // What was drawn before stays as it is, and what changed keeps its measured size: React Flow need not look at it again.
  useEffect(
    () =>
      setNodes((old) => {
        const before = new Map(old.map((node) => [node.id, node]));
        const next = drawn.map((node) => {
          const last = before.get(node.id);
          if (last && sameNode(last, node)) return last;
          return { ...node, ...(last?.measured && { measured: last.measured }), ...(picked.current.has(node.id) && { selected: true }) };
        });
        // A node that was dragged lies where the document now says: nothing is left to draw.
        return next.length === old.length && next.every((node, i) => node === old[i]) ? old : next;
      }),
    [drawn],
  );
  const shown = useMemo(() => [...columns, ...nodes], [columns, nodes]);

  useEffect(() => {
    if (!selected || picked.current.has(selected)) return;
    picked.current = new Set([selected]);
    setNodes((old) => old.map((node) => (node.selected === (node.id === selected) ? node : { ...node, selected: node.id === selected })));
    void flow.fitView({ nodes: [{ id: selected }], maxZoom: 1, duration: 240, padding: 2 });
  }, [selected, flow]);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      setNodes((old) => {
        const next = applyNodeChanges(changes.filter((c) => !('id' in c && c.id.startsWith('column:'))) as NodeChange<JourneyFlowNode>[], old);
        if (changes.some((change) => change.type === 'select')) picked.current = new Set(next.filter((node) => node.selected).map((node) => node.id));
        return next;
      });
      if (changes.some((change) => change.type === 'select')) queueMicrotask(() => onSelect(picked.current.size === 1 ? [...picked.current][0] : undefined));
    },
    [onSelect],
  );

  const commitMoves = useCallback(
    (moved: readonly FlowNode[]) => {
      const moves = moved
        .filter((node) => node.type === 'journey')
        .map((node) => ({ id: node.id, ...toDocument(node.position, node.width ?? 0, rtl) }))
        .filter(({ id, x, y }) => journey.layout[id]?.x !== x || journey.layout[id]?.y !== y);
      if (moves.length)
        run(
          { key: 'canvas.step.move', params: { count: moves.length } },
          (e) => moveNodes(e, { journey: journey.id, positions: Object.fromEntries(moves.map(({ id, x, y }) => [id, { x, y }])) }),
          `${journey.id}:move`,
        );
    },
    [journey, rtl],
  );

  /** The whole journey when it can be read, else its beginning: the text must not shrink to fit. */
  const showStart = useCallback(() => {
    const pane = box.current?.getBoundingClientRect();
    const bounds = flow.getNodesBounds(flow.getNodes());
    if (!pane || bounds.width === 0) return;
    const zoom = Math.min(1, Math.max(READABLE_ZOOM, Math.min((pane.width - PALETTE - 2 * MARGIN) / bounds.width, (pane.height - 2 * MARGIN) / bounds.height)));
    const free = pane.width - PALETTE - 2 * MARGIN - bounds.width * zoom;
    const x = rtl
      ? pane.width - PALETTE - MARGIN - (bounds.x + bounds.width) * zoom - Math.max(0, free / 2)
      : PALETTE + MARGIN - bounds.x * zoom + Math.max(0, free / 2);
    void flow.setViewport({ x, y: MARGIN - bounds.y * zoom, zoom });
  }, [flow, rtl]);

  const onConnect = useCallback(
    ({ source, target, sourceHandle }: Connection) => {
      if (!sourceHandle) return;
      run({ key: 'canvas.step.connect' }, (e) => connect(e, { journey: journey.id, edge: newPartId('e'), from: source, port: sourceHandle, to: target }));
    },
    [journey.id],
  );

  const onDrop = useCallback(
    (event: DragEvent) => {
      const kind = kindGroups.flat().find((k) => k === event.dataTransfer.getData(DRAG_TYPE));
      if (!kind) return;
      event.preventDefault();
      const { width, height } = nodeSize({ kind });
      const drop = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const at = toDocument({ x: drop.x - width / 2, y: drop.y - height / 2 }, width, rtl);
      const id = newPartId(kind);
      run({ key: 'canvas.step.add', params: { kind: t(`node.kind.${kind}`) } }, (e) => addNode(e, { journey: journey.id, id, kind, at, newId: partIds }));
      onSelect(id);
    },
    [flow, journey.id, rtl, t, onSelect],
  );

  return (
    <div ref={box} className={classes.canvas} dir="ltr" data-testid="journey-canvas">
      <ReactFlow<FlowNode, ReturnType<typeof toFlowEdges>[number]>
        nodes={shown}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme === 'auto' ? 'system' : scheme}
        onNodesChange={onNodesChange}
        onNodeDragStop={(_event, _node, moved) => commitMoves(moved)}
        onSelectionDragStop={(_event, moved) => commitMoves(moved)}
        onConnect={onConnect}
        onEdgesDelete={(gone) => run({ key: 'canvas.step.disconnect' }, (e) => disconnect(e, { journey: journey.id, edges: gone.map((edge) => edge.id) }))}
        onNodesDelete={(gone) => {
          onSelect(undefined);
          run({ key: 'canvas.step.remove', params: { count: gone.length } }, (e) =>
            removeNodes(e, { journey: journey.id, nodes: gone.map((node) => node.id) }),
          );
        }}
        // Removing goes through the commands above; without this React Flow also removes the edges one by one.
        onBeforeDelete={async ({ nodes: gone, edges: cut }) => (readOnly ? false : gone.length ? { nodes: gone, edges: [] } : { nodes: [], edges: cut })}
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        deleteKeyCode={['Delete', 'Backspace']}
        multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
        selectionKeyCode="Shift"
        onlyRenderVisibleElements={journey.nodes.length > DRAW_ALL_UP_TO}
        snapToGrid
        snapGrid={[4, 4]}
        minZoom={0.1}
        maxZoom={2}
        onInit={showStart}
        // An offline app links nowhere; React Flow is named in the README.
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{ 'node.a11yDescription.default': t('canvas.node-help'), 'edge.a11yDescription.default': t('canvas.edge-help') }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--hairline)" bgColor="var(--sheet)" />
        <Controls showInteractive={false} position={rtl ? 'bottom-right' : 'bottom-left'} />
        <MiniMap
          style={{ width: 132, height: 88 }}
          pannable
          zoomable
          position={rtl ? 'bottom-left' : 'bottom-right'}
          ariaLabel={t('canvas.mini-map')}
          nodeColor={miniColor}
          maskColor="color-mix(in srgb, var(--paper) 70%, transparent)"
          bgColor="var(--sheet)"
        />
      </ReactFlow>
    </div>
  );
}

const miniColors: Partial<Record<NodeKind, string>> = {
  trigger: 'var(--mantine-color-lapis-5)',
  decision: 'var(--mantine-color-saffron-4)',
  ab: 'var(--mantine-color-teal-4)',
  send: 'var(--mantine-color-lapis-6)',
  goal: 'var(--mantine-color-pine-5)',
  exit: 'var(--mantine-color-gray-5)',
};

function miniColor(node: FlowNode): string {
  if (node.type !== 'journey') return 'var(--grid-line)';
  return miniColors[node.data.node.kind] ?? 'var(--mantine-color-plum-4)';
}
