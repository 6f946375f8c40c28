import '@xyflow/react/dist/style.css';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Counts } from '../../../../shared/executor/api';
import { boxesOf, type Direction, neighbourOf, type Snap, snapTo } from '../../../../shared/journey/arrange';
import { toGraph } from '../../../../shared/journey/graph';
import { nodeOfProblem } from '../../../../shared/journey/journey-problem';
import { nodeSize } from '../../../../shared/journey/layout';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Clip } from '../../../../shared/journey/paste-nodes';
import type { Journey, NodeKind } from '../../../../shared/journey/schema';
import type { Problem } from '../../../../shared/problem';
import { preferencesStore } from '../../../store/preferences';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import { DRAG_TYPE } from '../kinds';
import { applyFirstFix } from '../quick-fix';
import { CanvasBar } from './canvas-bar';
import {
  addableKind,
  addStep,
  alignSteps,
  copySteps,
  cutEdges,
  distributeSteps,
  duplicateSteps,
  leadTo,
  moveSteps,
  pasteSteps,
  placeAfter,
  removeSteps,
  tidySteps,
  wireAt,
} from './canvas-commands';
import { CanvasSearch } from './canvas-search';
import { type ColumnFlowNode, ColumnNode } from './column-node';
import classes from './journey-canvas.module.css';
import { JourneyEdge } from './journey-edge';
import { type JourneyFlowNode, JourneyNode } from './journey-node';
import { toDocument, toScreen } from './mirror';
import { AddAt, type Place } from './place';
import { QuickAdd } from './quick-add';
import { SelectionBar } from './selection-bar';
import { SnapLines } from './snap-lines';
import { sameColumn, sameEdge, sameNode, toColumnNodes, toFlowEdges, toFlowNodes } from './to-flow';
import { type CanvasActions, useCanvasKeys } from './use-canvas-keys';
import { useClipboard } from './use-clipboard';
import { useKept } from './use-kept';
import { useSearch } from './use-search';

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
/** How near a dragged node comes to a line before it takes it, in pixels of the screen. */
const SNAP_WITHIN = 5;
/** One press of an arrow with Alt. */
const NUDGE = 8;
const QUICK_ADD = { width: 232, height: 330 };
const steps: Record<Direction, { x: number; y: number }> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } };

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
  const notes = useEngagement((e) => e.notes);
  const search = useSearch(journey, speaker);
  const zoomLevel = useStore(({ transform: [, , zoom] }) => (zoom < 0.2 ? 'tiny' : zoom < 0.45 ? 'small' : 'full'));
  const drawn = useKept(
    useMemo(
      () => toFlowNodes(journey, { speaker, rtl, readOnly, problems, counts, notes, found: search.found }),
      [journey, speaker, rtl, readOnly, problems, counts, notes, search.found],
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
  // What React Flow moves while dragging stays here; the document hears of it when the drag ends.
  const [nodes, setNodes] = useState<JourneyFlowNode[]>(drawn);
  const [adding, setAdding] = useState<{ place: Place; at: { x: number; y: number } }>();
  const [marquee, setMarquee] = useState(false);
  const [miniMap, setMiniMap] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [snapLines, setSnapLines] = useState<Snap['lines']>([]);
  const snapped = useRef<{ id: string; x: number; y: number }>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const picked = useRef<ReadonlySet<string>>(new Set());
  const animated = { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180 };

  // What was drawn before stays as it is, and what changed keeps its measured size: React Flow need not look at it again.
  useEffect(
    () =>
      setNodes((old) => {
        const before = new Map(old.map((node) => [node.id, node]));
        const next = drawn.map((node) => {
          const last = before.get(node.id);
          const isPicked = picked.current.has(node.id);
          if (last && sameNode(last, node) && (last.selected ?? false) === isPicked) return last;
          return { ...node, ...(last?.measured && { measured: last.measured }), ...(isPicked && { selected: true }) };
        });
        // A node that was dragged lies where the document now says: nothing is left to draw.
        return next.length === old.length && next.every((node, i) => node === old[i]) ? old : next;
      }),
    [drawn],
  );
  const shown = useMemo(() => [...columns, ...nodes], [columns, nodes]);

  const pick = useCallback((ids: ReadonlySet<string>) => {
    picked.current = ids;
    setChosen(ids);
    setNodes((old) => old.map((node) => ((node.selected ?? false) === ids.has(node.id) ? node : { ...node, selected: ids.has(node.id) })));
  }, []);

  /** Chosen by a command, not by a press: the address follows. */
  const choose = useCallback(
    (ids: readonly string[]) => {
      pick(new Set(ids));
      onSelect(ids.length === 1 ? ids[0] : undefined);
    },
    [pick, onSelect],
  );

  useEffect(() => {
    if (!selected || picked.current.has(selected)) return;
    pick(new Set([selected]));
    void flow.fitView({ nodes: [{ id: selected }], maxZoom: 1, duration: 240, padding: 2 });
  }, [selected, flow, pick]);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const mine = changes.filter((c) => !('id' in c && c.id.startsWith('column:'))) as NodeChange<JourneyFlowNode>[];
      const moved = mine.filter((change) => change.type === 'position' && change.position);
      const [move] = moved;
      // One node alone comes onto the lines of others; several keep their places to one another.
      if (move?.type === 'position' && move.position && moved.length === 1) {
        const others = flow.getNodes().filter((node) => node.type === 'journey' && node.id !== move.id);
        const size = flow.getNode(move.id);
        const toBox = (node: FlowNode) => ({ ...node.position, width: node.width ?? 0, height: node.height ?? 0 });
        const snap = snapTo({ ...move.position, width: size?.width ?? 0, height: size?.height ?? 0 }, others.map(toBox), SNAP_WITHIN / flow.getZoom());
        move.position = { x: snap.x, y: snap.y };
        snapped.current = { id: move.id, x: snap.x, y: snap.y };
        setSnapLines(move.dragging ? snap.lines : []);
      }
      setNodes((old) => applyNodeChanges(mine, old));
      const selects = changes.filter((change) => change.type === 'select');
      if (selects.length === 0) return;
      const ids = new Set(picked.current);
      for (const change of selects) {
        if (change.selected) ids.add(change.id);
        else ids.delete(change.id);
      }
      picked.current = ids;
      setChosen(ids);
      queueMicrotask(() => onSelect(picked.current.size === 1 ? [...picked.current][0] : undefined));
    },
    [flow, onSelect],
  );

  const commitMoves = useCallback(
    (moved: readonly FlowNode[]) => {
      const moves = moved
        .filter((node) => node.type === 'journey')
        .map((node) => {
          const at = moved.length === 1 && snapped.current?.id === node.id ? snapped.current : node.position;
          return { id: node.id, ...toDocument({ x: at.x, y: at.y }, node.width ?? 0, rtl) };
        })
        .filter(({ id, x, y }) => journey.layout[id]?.x !== x || journey.layout[id]?.y !== y);
      moveSteps(journey, Object.fromEntries(moves.map(({ id, x, y }) => [id, { x, y }])));
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
      const drop = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      choose([addStep(journey, kind, { at: toDocument({ x: drop.x - width / 2, y: drop.y - height / 2 }, width, rtl), t })]);
    },
    [flow, journey, rtl, t, choose],
  );

  const openAdd = useCallback(
    (place: Place, beside: { x: number; y: number }) => {
      const pane = box.current?.getBoundingClientRect();
      if (!pane || readOnly) return;
      const x = beside.x - pane.left + (rtl ? -QUICK_ADD.width - 14 : 14);
      const y = beside.y - pane.top - 20;
      const within = (at: number, size: number, room: number) => Math.max(8, Math.min(at, room - size - 8));
      setAdding({ place, at: { x: within(x, QUICK_ADD.width, pane.width), y: within(y, QUICK_ADD.height, pane.height) } });
    },
    [rtl, readOnly],
  );

  const elementOf = (id: string) => box.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
  /** The node keys act on: the one in focus, else the one that is chosen. */
  const current = (): string | undefined => {
    const focused = document.activeElement?.classList.contains('react-flow__node') ? document.activeElement.getAttribute('data-id') : undefined;
    return focused ?? (chosen.size === 1 ? [...chosen][0] : undefined);
  };
  /** Those that are chosen, else the one in focus. */
  const several = (): ReadonlySet<string> => {
    const focused = current();
    return chosen.size > 0 || !focused ? chosen : new Set([focused]);
  };

  /** Brings a node into view, if it is not, and puts the focus on it once it is drawn. */
  function goTo(id: string): void {
    choose([id]);
    const pane = box.current?.getBoundingClientRect();
    const at = boxesOf(journey, new Set([id]))[0];
    if (!pane || !at) return;
    const place = toScreen(at, at.width, rtl);
    const { x, y, zoom } = flow.getViewport();
    const [left, top] = [place.x * zoom + x, place.y * zoom + y];
    const seen = left >= 0 && top >= 0 && left + at.width * zoom <= pane.width && top + at.height * zoom <= pane.height;
    if (!seen) void flow.setCenter(place.x + at.width / 2, place.y + at.height / 2, { zoom, ...animated });
    focusNode(id);
  }
  function focusNode(id: string, frames = 30): void {
    const element = elementOf(id);
    if (element) element.focus({ preventScroll: true });
    else if (frames > 0) requestAnimationFrame(() => focusNode(id, frames - 1));
  }
  function paste(clip: Clip): void {
    const pane = box.current?.getBoundingClientRect();
    if (!pane || readOnly) return;
    const middle = flow.screenToFlowPosition({ x: pane.left + pane.width / 2, y: pane.top + pane.height / 3 });
    const spots = Object.values(clip.layout);
    const width = Math.max(...spots.map(({ x }) => x)) - Math.min(...spots.map(({ x }) => x)) + 158;
    choose(pasteSteps(journey, clip, toDocument({ x: Math.round(middle.x - width / 2), y: Math.round(middle.y) }, width, rtl), 'paste'));
  }
  function remove(): void {
    const ids = [...several()];
    const cut = flow.getEdges().filter((edge) => edge.selected);
    if (readOnly) return;
    if (ids.length > 0) {
      choose([]);
      removeSteps(journey, ids);
      box.current?.focus({ preventScroll: true });
    } else if (cut.length > 0)
      cutEdges(
        journey,
        cut.map((edge) => edge.id),
      );
  }
  const duplicate = () => !readOnly && choose(duplicateSteps(journey, several()));

  const actions: CanvasActions = {
    next: (by) => {
      const { order } = toGraph(journey);
      const at = order.indexOf(current() ?? '');
      const id = order[at + by];
      if (at < 0 || id === undefined) return false;
      goTo(id);
      return true;
    },
    go: (direction) => {
      const from = current();
      const mirrored = rtl ? ({ left: 'right', right: 'left', up: 'up', down: 'down' } as const)[direction] : direction;
      const to = from === undefined ? toGraph(journey).order[0] : neighbourOf(boxesOf(journey), from, mirrored);
      if (to !== undefined) goTo(to);
    },
    nudge: (direction) => {
      if (readOnly) return;
      const { x, y } = steps[direction];
      moveSteps(journey, Object.fromEntries(boxesOf(journey, several()).map((at) => [at.id, { x: at.x + x * NUDGE * (rtl ? -1 : 1), y: at.y + y * NUDGE }])));
    },
    enter: () => {
      const id = current();
      if (id === undefined) return false;
      if (!chosen.has(id) || chosen.size > 1) choose([id]);
      else
        document
          .querySelector<HTMLElement>('aside :is(input, textarea, button)[data-first], aside fieldset :is(input, textarea, button):not(:disabled)')
          ?.focus();
      return true;
    },
    quickAdd: (port) => {
      const id = current();
      const place = id === undefined ? undefined : placeAfter(journey, id, port);
      const at = id === undefined ? undefined : elementOf(id)?.getBoundingClientRect();
      if (place && at) openAdd(place, { x: rtl ? at.left : at.right, y: at.top + 20 });
    },
    remove,
    duplicate,
    selectAll: () => choose(journey.nodes.map((node) => node.id)),
    search: search.open,
    tidy: () => !readOnly && tidySteps(journey),
    fit: () => void flow.fitView({ padding: 0.06, maxZoom: 1, ...animated }),
    zoom: (to) => void (to === 'in' ? flow.zoomIn(animated) : to === 'out' ? flow.zoomOut(animated) : flow.zoomTo(1, animated)),
    miniMap: () => setMiniMap((on) => !on),
    comment: () => {
      const id = current();
      if (id === undefined) return;
      choose([id]);
      // The inspector of that node comes with the next frame.
      requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>('aside [data-note]')?.focus()));
    },
    fix: () => {
      const ids = several();
      const mine = problems.filter((problem) => ids.has(nodeOfProblem(problem) ?? ''));
      if (!readOnly) applyFirstFix(mine.length > 0 ? mine : problems);
    },
    escape: () => {
      if (search.query !== undefined) search.close();
      else choose([]);
      box.current?.focus({ preventScroll: true });
    },
  };
  useCanvasKeys(box, actions);
  useClipboard(box, { copy: () => copySteps(journey, several()), remove, paste });

  function closeAdd(then?: string): void {
    const from = adding?.place.node;
    setAdding(undefined);
    if (then !== undefined) goToNew(then);
    else if (from !== undefined) focusNode(from);
  }
  /** The new node is drawn with the next change of the document. */
  function goToNew(id: string): void {
    choose([id]);
    focusNode(id);
  }

  return (
    <div ref={box} className={classes.canvas} dir="ltr" tabIndex={-1} data-zoom={zoomLevel} data-testid="journey-canvas">
      <AddAt value={openAdd}>
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
          onlyRenderVisibleElements={journey.nodes.length > DRAW_ALL_UP_TO}
          snapToGrid
          snapGrid={[4, 4]}
          minZoom={0.05}
          maxZoom={2}
          onInit={showStart}
          // An offline app links nowhere; React Flow is named in the README.
          proOptions={{ hideAttribution: true }}
          ariaLabelConfig={{ 'node.a11yDescription.default': t('canvas.node-help'), 'edge.a11yDescription.default': t('canvas.edge-help') }}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--hairline)" bgColor="var(--sheet)" />
          {miniMap && (
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
          )}
          {snapLines.length > 0 && <SnapLines lines={snapLines} />}
        </ReactFlow>
      </AddAt>
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
            void flow.fitView({ nodes: [{ id }], maxZoom: 1, padding: 2, ...animated });
          }}
          onClose={actions.escape}
        />
      ) : (
        chosen.size > 1 &&
        !readOnly && (
          <SelectionBar
            count={chosen.size}
            rtl={rtl}
            onAlign={(line) => alignSteps(journey, chosen, line)}
            onDistribute={(axis) => distributeSteps(journey, chosen, axis)}
            onDuplicate={duplicate}
            onRemove={remove}
          />
        )
      )}
      {adding && (
        <QuickAdd
          journey={journey}
          speaker={speaker}
          rtl={rtl}
          place={adding.place}
          at={adding.at}
          onAdd={(kind) => closeAdd(addStep(journey, kind, { place: adding.place, t }))}
          onConnect={(node) => {
            leadTo(journey, adding.place, node);
            closeAdd();
          }}
          onDisconnect={() => {
            const edge = wireAt(journey, adding.place);
            if (edge) cutEdges(journey, [edge.id]);
            closeAdd();
          }}
          onClose={closeAdd}
        />
      )}
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
