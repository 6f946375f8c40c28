import { useReactFlow } from '@xyflow/react';
import { type RefObject, useMemo, useRef } from 'react';
import { boundsOf, boxesOf } from '../../../../shared/journey/arrange';
import { placeInColumns } from '../../../../shared/journey/columns';
import { type Box, columnFrames } from '../../../../shared/journey/layout';
import type { Journey } from '../../../../shared/journey/schema';
import type { FlowNode } from './flow-types';
import { toScreen } from './mirror';
import { inTheMiddle, isSeen, MARGIN, roomFor } from './room';

/** Below this, nodes can't be read from a chair away. */
const READABLE_ZOOM = 0.72;

/** What part of the journey is looked at, and what of it has the focus. */
export type CanvasView = ReturnType<typeof useView>;

export const zoomRange = { min: 0.05, max: 2 };

export function useView(box: RefObject<HTMLElement | null>, journey: Journey, rtl: boolean) {
  const flow = useReactFlow<FlowNode>();
  const latest = useRef(journey);
  latest.current = journey;
  return useMemo(() => {
    const animated = { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180 };
    /** Undefined while the pane is folded away, when nothing can be brought into view. */
    const paneOf = () => {
      const pane = box.current?.getBoundingClientRect();
      return pane && pane.width > 0 && pane.height > 0 ? pane : undefined;
    };
    /** How much larger than at a desk type is drawn now (global.css). */
    const typeScale = () => Number(getComputedStyle(document.documentElement).getPropertyValue('--type')) || 1;
    const elementOf = (id: string) => box.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);

    /** Puts the focus on a node once it is drawn. */
    function focusNode(id: string, frames = 30): void {
      const element = elementOf(id);
      if (element) element.focus({ preventScroll: true });
      else if (frames > 0) requestAnimationFrame(() => focusNode(id, frames - 1));
    }

    /** What was shown first, shown once more when the pane gets another size; nothing once somebody has moved the view or worked in it. */
    let first: (() => void) | undefined;
    const leaveFirst = () => {
      first = undefined;
    };
    const moved =
      <A extends unknown[]>(move: (...args: A) => void) =>
      (...args: A) => {
        leaveFirst();
        move(...args);
      };

    /** The rectangle of some nodes, or of all with the frames around them, as the view has it. React Flow knows only those that are near. */
    function bounds(ids?: ReadonlySet<string>): Box | undefined {
      const journey = latest.current;
      const all = boundsOf([...boxesOf(journey, ids), ...(ids ? [] : columnFrames(journey, placeInColumns(journey)))]);
      return all && { ...all, ...toScreen(all, all.width, rtl) };
    }

    /** What lies over the pane says so (`data-over`), wherever on the page it hangs. Pixels of the pane. */
    function coversOf(pane: DOMRect): Box[] {
      return [...document.querySelectorAll('[data-over]')]
        .map((element) => element.getBoundingClientRect())
        .map(({ left, top, width, height }) => ({ x: left - pane.left, y: top - pane.top, width, height }));
    }

    /** As large as it can be read, under nothing. */
    function show(ids: ReadonlySet<string> | undefined): void {
      const [pane, all] = [paneOf(), bounds(ids)];
      if (!pane || !all) return;
      const room = roomFor(all, pane, coversOf(pane), { min: zoomRange.min, max: typeScale() });
      void flow.setViewport(inTheMiddle(all, room), animated);
    }

    /** Moves the view to a box of the document, unless all of it is seen. */
    function reveal(at: Box): void {
      const pane = paneOf();
      if (!pane) return;
      const covers = coversOf(pane);
      const place = { ...at, ...toScreen(at, at.width, rtl) };
      const { x, y, zoom } = flow.getViewport();
      if (isSeen({ x: place.x * zoom + x, y: place.y * zoom + y, width: at.width * zoom, height: at.height * zoom }, pane, covers)) return;
      void flow.setViewport(inTheMiddle(place, roomFor(at, pane, covers, { min: zoom, max: zoom })), animated);
    }

    /** The whole journey when it can be read, else its beginning: the text must not shrink to fit. */
    function showStart(): void {
      const [pane, all] = [paneOf(), bounds()];
      if (!pane || !all) return;
      const room = roomFor(all, pane, coversOf(pane), { min: READABLE_ZOOM * typeScale(), max: typeScale() });
      const { x, zoom } = inTheMiddle(all, room);
      const isWhole = all.width * zoom <= room.width - 2 * MARGIN;
      const start = rtl ? room.x + room.width - MARGIN - (all.x + all.width) * zoom : room.x + MARGIN - all.x * zoom;
      void flow.setViewport({ x: isWhole ? x : start, y: room.y + MARGIN - all.y * zoom, zoom });
    }

    return {
      paneOf,
      elementOf,
      focusNode,
      reveal: moved(reveal),
      /** Where one begins: at a node that was asked for, else at the beginning of the journey. */
      begin: (id: string | undefined) => {
        first = id === undefined ? showStart : () => show(new Set([id]));
        first();
      },
      /** The pane has another size. */
      resized: () => first?.(),
      leaveFirst,
      /** One node, near enough to be read. */
      show: moved((id: string) => show(new Set([id]))),
      fit: moved(() => show(undefined)),
      zoom: moved((to: 'in' | 'out' | 'real') => {
        void (to === 'in' ? flow.zoomIn(animated) : to === 'out' ? flow.zoomOut(animated) : flow.zoomTo(1, animated));
      }),
      /** A point of the screen, in the coordinates of the view. */
      pointAt: (x: number, y: number) => flow.screenToFlowPosition({ x, y }),
      chosenEdges: () =>
        flow
          .getEdges()
          .filter((edge) => edge.selected)
          .map((edge) => edge.id),
    };
  }, [flow, box, rtl]);
}
