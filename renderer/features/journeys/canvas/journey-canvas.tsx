import '@xyflow/react/dist/style.css';
import { Background, BackgroundVariant, type Connection, type NodeChange, ReactFlow, ReactFlowProvider, SelectionMode } from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { groupsOf } from '../../../../shared/journey/groups';
import { nodeSize } from '../../../../shared/journey/layout';
import type { Card } from '../../../../shared/journey/schema';
import { preferencesStore } from '../../../store/preferences';
import { useWords } from '../../../ui/words';
import { DRAG_TYPE } from '../kinds';
import { blocksOf } from './blocks';
import { canvasActions } from './canvas-actions';
import { CanvasBar } from './canvas-bar';
import { addableKind, addStep, alignSteps, distributeSteps, leadTo } from './canvas-commands';
import { CanvasMiniMap } from './canvas-mini-map';
import type { CanvasProps } from './canvas-props';
import { CanvasSearch } from './canvas-search';
import { CardNode } from './card-node';
import { ColumnNode } from './column-node';
import { changeCard, foldGroup, nameGroup, removeCardsOf, removeGroup } from './drawing-commands';
import { Hands } from './drawing-hands';
import { groupId, stepsOf } from './drawn-ids';
import { FarView } from './far-view';
import type { FlowNode, JourneyFlowEdge, OwnNode } from './flow-types';
import { GroupNode } from './group-node';
import classes from './journey-canvas.module.css';
import { JourneyEdge } from './journey-edge';
import { JourneyNode } from './journey-node';
import { toDocument } from './mirror';
import { AddAt } from './place';
import { QuickAdd } from './quick-add';
import { SelectionBar } from './selection-bar';
import { SnapLines } from './snap-lines';
import { blockedNodes } from './to-flow';
import { useAdding } from './use-adding';
import { useAtRest } from './use-at-rest';
import { useCanvasKeys } from './use-canvas-keys';
import { useClipboard } from './use-clipboard';
import { useDrag } from './use-drag';
import { useDrawing } from './use-drawing';
import { useFlowNodes } from './use-flow-nodes';
import { useNear } from './use-near';
import { useSearch } from './use-search';
import { useStable } from './use-stable';
import { useView, zoomRange } from './use-view';

const nodeTypes = { journey: JourneyNode, column: ColumnNode, steps: GroupNode, card: CardNode };
const edgeTypes = { journey: JourneyEdge };

export function JourneyCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: CanvasProps) {
  const { journey, speaker, rtl, readOnly, problems, selected, onSelect, onChosen } = props;
  const { t, language } = useWords();
  const scheme = preferencesStore((p) => p.scheme);
  const zoomLevel = useAtRest(({ transform: [, , zoom] }) => (zoom < 0.2 ? 'tiny' : zoom < 0.45 ? 'small' : 'full'));
  const [marquee, setMarquee] = useState(false);
  const [typing, setTyping] = useState<string>();
  const [miniMap, setMiniMap] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box, journey, rtl);
  const search = useSearch(journey, speaker);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { nodes: steps, edges, layout, annotations } = journey;
  const blocks = useMemo(() => blocksOf({ nodes: steps, edges, layout, annotations }, rtl), [steps, edges, layout, annotations, rtl]);
  const blocked = useMemo(() => blockedNodes(problems), [problems]);
  const near = useNear(blocks, journey.edges, chosen);
  const drawing = useDrawing(props, search.found, near);
  const { nodes, pick, choose, isPicked, apply } = useFlowNodes(drawing.nodes, { setChosen, onSelect });
  const { lines, snap, commit } = useDrag(journey, rtl);
  const { adding, open: openAdd, close } = useAdding(view, { rtl, readOnly });
  const shown = useMemo(() => [...drawing.columns, ...nodes], [drawing.columns, nodes]);
  const hands = canvasActions(props, {
    view,
    chosen,
    choose,
    openAdd,
    search,
    toggleMiniMap: () => setMiniMap((on) => !on),
    type: setTyping,
    words: { t, language },
    focusPane: () => box.current?.focus({ preventScroll: true }),
  });
  const actions = useStable(hands.actions);
  useCanvasKeys(box, actions);
  useClipboard(box, hands.clipboard);

  const chosenSteps = useMemo(() => stepsOf({ annotations }, chosen), [annotations, chosen]);
  useEffect(() => onChosen(chosenSteps), [chosenSteps, onChosen]);

  // The address names a node that was not chosen here: a problem or a search led to it.
  useEffect(() => {
    if (!selected || isPicked(selected)) return;
    pick(new Set([selected]));
    view.show(selected);
  }, [selected, view, pick, isPicked]);

  // The banner of a sandbox's clock, for one, comes when the executor has answered.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => view.resized());
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const mine = changes.filter((c) => !('id' in c && c.id.startsWith('column:'))) as NodeChange<OwnNode>[];
      snap(mine);
      apply(mine);
    },
    [snap, apply],
  );
  const onConnect = useCallback(
    ({ source, target, sourceHandle }: Connection) => {
      if (sourceHandle) leadTo(journey, { node: source, port: sourceHandle }, target);
    },
    [journey],
  );
  const onDrop = useCallback(
    (event: DragEvent) => {
      const kind = addableKind(event.dataTransfer.getData(DRAG_TYPE));
      if (!kind) return;
      event.preventDefault();
      const { width, height } = nodeSize({ kind });
      const drop = view.pointAt(event.clientX, event.clientY);
      choose([addStep(journey, kind, { at: toDocument({ x: drop.x - width / 2, y: drop.y - height / 2 }, width, rtl), t })]);
    },
    [view, journey, rtl, t, choose],
  );

  const drawingHands = useMemo(
    () => ({
      typing,
      onTyping: setTyping,
      onName: (group: string, name: string) => {
        setTyping(undefined);
        const old = groupsOf({ annotations }).find((one) => one.id === group);
        if (old) nameGroup(journey, group, { ...old.name, [language]: name });
      },
      onFold: (group: string, folded: boolean) => {
        foldGroup(journey, group, folded);
        if (folded) view.focusNode(groupId(group));
      },
      onUngroup: (group: string) => removeGroup(journey, group),
      // A card without words is none.
      onCard: (card: Card) => (card.text.trim() === '' ? removeCardsOf(journey, [card.id]) : changeCard(journey, card)),
    }),
    [typing, annotations, journey, language, view],
  );

  function closeAdd(then?: string): void {
    const from = adding?.place.node;
    close();
    // A new node is drawn with the next change of the document.
    if (then !== undefined) choose([then]);
    const next = then ?? from;
    if (next !== undefined) view.focusNode(next);
  }

  return (
    <div
      ref={box}
      className={classes.canvas}
      dir="ltr"
      tabIndex={-1}
      data-zoom={zoomLevel}
      data-large={near.area !== undefined}
      data-testid="journey-canvas"
      onPointerDownCapture={view.leaveFirst}
      onKeyDownCapture={view.leaveFirst}
      onWheelCapture={view.leaveFirst}
    >
      <Hands value={drawingHands}>
        <AddAt value={openAdd}>
          <ReactFlow<FlowNode, JourneyFlowEdge>
            nodes={shown}
            edges={drawing.edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            colorMode={scheme === 'auto' ? 'system' : scheme}
            onNodesChange={onNodesChange}
            onNodeDragStop={(_event, _node, moved) => commit(moved)}
            onSelectionDragStop={(_event, moved) => commit(moved)}
            onConnect={onConnect}
            onDragOver={(event) => event.preventDefault()}
            onDrop={onDrop}
            nodesDraggable={!readOnly}
            nodesConnectable={!readOnly}
            // A port is wired and cut by its number; a hundred edges in the way of Tab help nobody.
            edgesFocusable={false}
            // Removing goes through the commands: React Flow would remove the edges one by one.
            deleteKeyCode={null}
            multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
            selectionKeyCode="Shift"
            selectionOnDrag={marquee}
            panOnDrag={marquee ? [1, 2] : true}
            selectionMode={SelectionMode.Partial}
            snapToGrid
            snapGrid={[4, 4]}
            minZoom={zoomRange.min}
            maxZoom={zoomRange.max}
            // What was clicked twice may have been a dialog that the first click closed.
            zoomOnDoubleClick={false}
            onMoveStart={() => box.current?.setAttribute('data-moving', '')}
            onMoveEnd={() => box.current?.removeAttribute('data-moving')}
            onInit={() => view.begin(selected)}
            // An offline app links nowhere; React Flow is named in the README.
            proOptions={{ hideAttribution: true }}
            ariaLabelConfig={{ 'node.a11yDescription.default': t('canvas.node-help'), 'edge.a11yDescription.default': t('canvas.edge-help') }}
          >
            <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--hairline)" bgColor="var(--sheet)" />
            {near.nodes && <FarView blocks={blocks} edges={edges} blocked={blocked} near={near} />}
            {miniMap && <CanvasMiniMap blocks={blocks} blocked={blocked} rtl={rtl} />}
            {lines.length > 0 && <SnapLines lines={lines} />}
          </ReactFlow>
        </AddAt>
      </Hands>
      <CanvasBar rtl={rtl} readOnly={readOnly} marquee={marquee} onMarquee={setMarquee} miniMap={miniMap} actions={actions} />
      {search.query !== undefined ? (
        <CanvasSearch
          rtl={rtl}
          query={search.query}
          onQuery={search.type}
          count={search.matches.length}
          current={search.current}
          onStep={(by) => {
            const id = search.step(by);
            if (id === undefined) return;
            choose([id]);
            view.show(id);
          }}
          onClose={actions.escape}
        />
      ) : (
        chosen.size > 1 &&
        !readOnly && (
          <SelectionBar
            blocks={blocks}
            chosen={chosen}
            rtl={rtl}
            onAlign={(line) => alignSteps(journey, chosenSteps, line)}
            onDistribute={(axis) => distributeSteps(journey, chosenSteps, axis)}
            onGroup={actions.group}
            onDuplicate={actions.duplicate}
            onRemove={actions.remove}
          />
        )
      )}
      {adding && <QuickAdd journey={journey} speaker={speaker} rtl={rtl} place={adding.place} at={adding.at} onClose={closeAdd} />}
    </div>
  );
}
