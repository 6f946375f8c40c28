import { getViewportForBounds, useReactFlow } from '@xyflow/react';
import { type RefObject, useMemo, useRef } from 'react';
import { boundsOf, boxesOf } from '../../../../shared/journey/arrange';
import type { Box } from '../../../../shared/journey/layout';
import type { Journey } from '../../../../shared/journey/schema';
import type { FlowNode } from './flow-types';
import { toScreen } from './mirror';

/** Below this, nodes can't be read from a chair away. */
const READABLE_ZOOM = 0.72;
const MARGIN = 16;
/** Width the palette takes from the inline start. */
const PALETTE = 56;

/** What part of the journey is looked at, and what of it has the focus. */
export type CanvasView = ReturnType<typeof useView>;

export const zoomRange = { min: 0.05, max: 2 };

export function useView(box: RefObject<HTMLElement | null>, journey: Journey, rtl: boolean) {
  const flow = useReactFlow<FlowNode>();
  const latest = useRef(journey);
  latest.current = journey;
  return useMemo(() => {
    const animated = { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180 };
    const paneOf = () => box.current?.getBoundingClientRect();
    const elementOf = (id: string) => box.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);

    /** Puts the focus on a node once it is drawn. */
    function focusNode(id: string, frames = 30): void {
      const element = elementOf(id);
      if (element) element.focus({ preventScroll: true });
      else if (frames > 0) requestAnimationFrame(() => focusNode(id, frames - 1));
    }

    /** The rectangle of some nodes, or of all, as the view has it. React Flow knows only those that are near. */
    function bounds(ids?: ReadonlySet<string>): Box | undefined {
      const all = boundsOf(boxesOf(latest.current, ids));
      return all && { ...all, ...toScreen(all, all.width, rtl) };
    }

    /** As large as it can be read, with so much of the pane free around it. */
    function show(ids: ReadonlySet<string> | undefined, padding: number): void {
      const [pane, all] = [paneOf(), bounds(ids)];
      if (pane && all) void flow.setViewport(getViewportForBounds(all, pane.width, pane.height, zoomRange.min, 1, padding), animated);
    }

    /** Moves the view to a box of the document, unless all of it is seen. */
    function reveal(at: Box): void {
      const pane = paneOf();
      if (!pane) return;
      const place = toScreen(at, at.width, rtl);
      const { x, y, zoom } = flow.getViewport();
      const [left, top] = [place.x * zoom + x, place.y * zoom + y];
      const seen = left >= 0 && top >= 0 && left + at.width * zoom <= pane.width && top + at.height * zoom <= pane.height;
      if (!seen) void flow.setCenter(place.x + at.width / 2, place.y + at.height / 2, { zoom, ...animated });
    }

    /** The whole journey when it can be read, else its beginning: the text must not shrink to fit. */
    function showStart(): void {
      const [pane, all] = [paneOf(), bounds()];
      if (!pane || !all) return;
      const zoom = Math.min(1, Math.max(READABLE_ZOOM, Math.min((pane.width - PALETTE - 2 * MARGIN) / all.width, (pane.height - 2 * MARGIN) / all.height)));
      const free = pane.width - PALETTE - 2 * MARGIN - all.width * zoom;
      const x = rtl
        ? pane.width - PALETTE - MARGIN - (all.x + all.width) * zoom - Math.max(0, free / 2)
        : PALETTE + MARGIN - all.x * zoom + Math.max(0, free / 2);
      void flow.setViewport({ x, y: MARGIN - all.y * zoom, zoom });
    }

    return {
      paneOf,
      elementOf,
      focusNode,
      reveal,
      showStart,
      /** One node, near enough to be read. */
      show: (id: string) => show(new Set([id]), 2),
      fit: () => show(undefined, 0.06),
      zoom: (to: 'in' | 'out' | 'real') => void (to === 'in' ? flow.zoomIn(animated) : to === 'out' ? flow.zoomOut(animated) : flow.zoomTo(1, animated)),
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
