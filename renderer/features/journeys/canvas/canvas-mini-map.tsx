import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { memo, type PointerEvent, useMemo } from 'react';
import { boundsOf } from '../../../../shared/journey/arrange';
import type { Box } from '../../../../shared/journey/layout';
import { useWords } from '../../../ui/words';
import { type Block, blockPaths } from './blocks';
import classes from './canvas-mini-map.module.css';

const SIZE = { width: 132, height: 88 };

/** The whole journey, small, and where in it one is. Pressed, it leads there; the wheel zooms. */
export const CanvasMiniMap = memo(function CanvasMiniMap({ blocks, blocked, rtl }: { blocks: readonly Block[]; blocked: ReadonlySet<string>; rtl: boolean }) {
  const { t } = useWords();
  const flow = useReactFlow();
  const area = useMemo(() => areaOf(blocks), [blocks]);
  const paths = useMemo(() => blockPaths(blocks, blocked), [blocks, blocked]);

  function goTo(event: PointerEvent<SVGSVGElement>): void {
    const matrix = event.currentTarget.getScreenCTM();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  }

  return (
    <Panel position={rtl ? 'bottom-left' : 'bottom-right'} className={classes.map ?? ''} data-over>
      <svg
        {...SIZE}
        viewBox={`${area.x} ${area.y} ${area.width} ${area.height}`}
        role="img"
        aria-label={t('canvas.mini-map')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && goTo(event)}
        onWheel={(event) => void flow.zoomTo(flow.getZoom() * 2 ** (-event.deltaY / 500))}
      >
        {paths.map(({ color, d }) => (
          <path key={color} d={d} style={{ fill: color }} />
        ))}
        <Away area={area} />
      </svg>
    </Panel>
  );
});

/** A veil over what is out of sight. */
function Away({ area }: { area: Box }) {
  const seen = useStore(({ transform: [x, y, zoom], width, height }) => `M${-x / zoom} ${-y / zoom}h${width / zoom}v${height / zoom}h${-width / zoom}z`);
  return <path className={classes.away} d={`M${area.x} ${area.y}h${area.width}v${area.height}h${-area.width}z${seen}`} fillRule="evenodd" />;
}

/** The rectangle of the map's own shape that holds all nodes, with some room around. */
function areaOf(blocks: readonly Block[]): Box {
  const all = boundsOf(blocks) ?? { x: 0, y: 0, ...SIZE };
  const scale = 1.1 * Math.max(all.width / SIZE.width, all.height / SIZE.height);
  const [width, height] = [SIZE.width * scale, SIZE.height * scale];
  return { x: all.x + (all.width - width) / 2, y: all.y + (all.height - height) / 2, width, height };
}
