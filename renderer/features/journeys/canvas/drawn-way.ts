import { type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import type { Point } from '../../../../shared/journey/route-edges';
import type { JourneyEdgeData } from './flow-types';
import { routePath } from './route-path';

type Ends = Pick<EdgeProps, 'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'sourcePosition' | 'targetPosition'>;

/** How a way is drawn: along its route while both ends are where that begins and ends, else with short bends. The point is where words stand on it. */
export function drawnWay(ends: Ends, data: JourneyEdgeData | undefined): { path: string; x: number; y: number } {
  const { sourceX, sourceY, targetX, targetY } = ends;
  const route = data?.route;
  if (route && near(route.from, sourceX, sourceY) && near(route.to, targetX, targetY)) return routePath(route.points);
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: 7, offset: 8 });
  return { path, x, y };
}

/** Ends are measured on the page as well as said: a few pixels are no move. */
const SLACK = 8;

function near({ x, y }: Point, toX: number, toY: number): boolean {
  return Math.abs(x - toX) < SLACK && Math.abs(y - toY) < SLACK;
}
