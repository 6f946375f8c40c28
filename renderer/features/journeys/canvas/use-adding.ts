import { useCallback, useState } from 'react';
import type { Place } from './place';
import type { CanvasView } from './use-view';

const MENU = { width: 232, height: 330 };

/** Where the menu of what can be put on the way is open, if it is. */
export function useAdding(view: CanvasView, { rtl, readOnly }: { rtl: boolean; readOnly: boolean }) {
  const [adding, setAdding] = useState<{ place: Place; at: { x: number; y: number } }>();

  const open = useCallback(
    (place: Place, beside: { x: number; y: number }) => {
      const pane = view.paneOf();
      if (!pane || readOnly) return;
      const x = beside.x - pane.left + (rtl ? -MENU.width - 14 : 14);
      const y = beside.y - pane.top - 20;
      const within = (at: number, size: number, room: number) => Math.max(8, Math.min(at, room - size - 8));
      setAdding({ place, at: { x: within(x, MENU.width, pane.width), y: within(y, MENU.height, pane.height) } });
    },
    [view, rtl, readOnly],
  );

  return { adding, open, close: () => setAdding(undefined) };
}
