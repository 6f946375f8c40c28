import { useReactFlow } from '@xyflow/react';
import { type RefObject, useMemo } from 'react';
import type { Placed } from '../../../../shared/journey/arrange';
import type { FlowNode } from './flow-types';
import { toScreen } from './mirror';

/** Below this, nodes can't be read from a chair away. */
const READABLE_ZOOM = 0.72;
const MARGIN = 16;
/** Width the palette takes from the inline start. */
const PALETTE = 56;

/** What part of the journey is looked at, and what of it has the focus. */
export type CanvasView = ReturnType<typeof useView>;

export function useView(box: RefObject<HTMLElement | null>, rtl: boolean) {
  const flow = useReactFlow<FlowNode>();
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

    /** Moves the view to a box of the document, unless all of it is seen. */
    function reveal(at: Placed): void {
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
      const pane = paneOf();
      const bounds = flow.getNodesBounds(flow.getNodes());
      if (!pane || bounds.width === 0) return;
      const zoom = Math.min(
        1,
        Math.max(READABLE_ZOOM, Math.min((pane.width - PALETTE - 2 * MARGIN) / bounds.width, (pane.height - 2 * MARGIN) / bounds.height)),
      );
      const free = pane.width - PALETTE - 2 * MARGIN - bounds.width * zoom;
      const x = rtl
        ? pane.width - PALETTE - MARGIN - (bounds.x + bounds.width) * zoom - Math.max(0, free / 2)
        : PALETTE + MARGIN - bounds.x * zoom + Math.max(0, free / 2);
      void flow.setViewport({ x, y: MARGIN - bounds.y * zoom, zoom });
    }

    return {
      paneOf,
      elementOf,
      focusNode,
      reveal,
      showStart,
      /** One node, near enough to be read. */
      show: (id: string) => void flow.fitView({ nodes: [{ id }], maxZoom: 1, padding: 2, ...animated }),
      fit: () => void flow.fitView({ padding: 0.06, maxZoom: 1, ...animated }),
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
