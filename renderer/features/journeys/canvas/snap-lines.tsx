import { ViewportPortal } from '@xyflow/react';
import type { Snap } from '../../../../shared/journey/arrange';
import classes from './journey-canvas.module.css';

/** The lines a dragged node has come onto, in the coordinates of the screen's view. */
export function SnapLines({ lines }: { lines: Snap['lines'] }) {
  return (
    <ViewportPortal>
      {lines.map(({ axis, at, from, to }) => (
        <span
          key={axis}
          className={classes.snapLine}
          style={axis === 'across' ? { left: at, top: from, width: 1, height: to - from } : { left: from, top: at, width: to - from, height: 1 }}
        />
      ))}
    </ViewportPortal>
  );
}
