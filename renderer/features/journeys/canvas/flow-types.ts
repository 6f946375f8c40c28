import type { ColumnFlowNode } from './column-node';
import type { JourneyFlowNode } from './journey-node';

/** Whatever lies on the canvas. */
export type FlowNode = JourneyFlowNode | ColumnFlowNode;
