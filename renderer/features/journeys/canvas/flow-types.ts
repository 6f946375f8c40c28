import type { Edge } from '@xyflow/react';
import type { Point } from '../../../../shared/journey/tracks';
import type { CardFlowNode } from './card-node';
import type { ColumnFlowNode } from './column-node';
import type { GroupFlowNode } from './group-node';
import type { JourneyFlowNode } from './journey-node';

/** What can be chosen and moved. */
export type OwnNode = JourneyFlowNode | GroupFlowNode | CardFlowNode;

/** Whatever lies on the canvas. */
export type FlowNode = OwnNode | ColumnFlowNode;

/** A way along the gaps of a tidy drawing, good for as long as its ends are there. */
export type EdgeRoute = { points: readonly Point[]; from: Point; to: Point };

/** `port`: where it leaves; the drawing may begin at another side of the node. */
export type JourneyEdgeData = { port: string; editable: boolean; toGoal: boolean; blocked: boolean; label?: string | undefined; route?: EdgeRoute };
export type JourneyFlowEdge = Edge<JourneyEdgeData, 'journey'>;
