import { type DragEvent, type RefObject, useState } from 'react';
import { movePointTo } from '../../../shared/checklist/edit-checklist';
import type { KnownPoint, PointGroup } from '../../../shared/checklist/point-groups';
import { run } from '../../store/session';

/** Moves a point into the place of another; of a drag and of a key alike. */
export function movePointStep(known: KnownPoint, target: KnownPoint): void {
  run({ key: 'gap.step.move', params: { point: known.label } }, (e) => movePointTo(e, { point: known.point.id, target: target.point.id }));
}

/** The points before and after one, among those that are shown of its category. */
export function neighboursOf(groups: readonly PointGroup[], id: string): { known?: KnownPoint; before?: KnownPoint; after?: KnownPoint } {
  for (const { points } of groups) {
    const at = points.findIndex(({ point }) => point.id === id);
    if (at < 0) continue;
    const [known, before, after] = [points[at], points[at - 1], points[at + 1]];
    return { ...(known && { known }), ...(before && { before }), ...(after && { after }) };
  }
  return {};
}

/** Order by drag and by key, inside a category: a point of another one would have to become another point. */
export function useRowOrder(groups: readonly PointGroup[], list: RefObject<HTMLElement | null>) {
  const [dragged, setDragged] = useState<KnownPoint>();
  const [over, setOver] = useState<string>();

  function moveByKey(id: string, to: 'earlier' | 'later', selector: string) {
    const { known, before, after } = neighboursOf(groups, id);
    const target = to === 'earlier' ? before : after;
    if (!known || !target) return;
    movePointStep(known, target);
    // A row that changes its place in the page loses the focus.
    requestAnimationFrame(() => {
      const found = list.current?.querySelector(selector);
      if (found instanceof HTMLElement) found.focus();
    });
  }

  const rowProps = (known: KnownPoint) => ({
    'data-over': over === known.point.id,
    onDragOver: (event: DragEvent) => {
      if (!dragged || dragged.category !== known.category || dragged.point.id === known.point.id) return;
      event.preventDefault();
      setOver(known.point.id);
    },
    onDragLeave: () => setOver(undefined),
    onDrop: (event: DragEvent) => {
      setOver(undefined);
      if (!dragged || dragged.category !== known.category) return;
      event.preventDefault();
      movePointStep(dragged, known);
      setDragged(undefined);
    },
  });
  const gripProps = (known: KnownPoint) => ({
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', known.point.id);
      const row = event.currentTarget.closest('[role=row]');
      if (row) event.dataTransfer.setDragImage(row, 20, 16);
      setDragged(known);
    },
    onDragEnd: () => setDragged(undefined),
  });
  return { rowProps, gripProps, moveByKey };
}
