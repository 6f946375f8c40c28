import type { CardFlowNode } from './card-node';
import type { ColumnFlowNode } from './column-node';
import type { GroupFlowNode } from './group-node';
import type { JourneyFlowNode } from './journey-node';

/** What can be chosen and moved. */
export type OwnNode = JourneyFlowNode | GroupFlowNode | CardFlowNode;

/** Whatever lies on the canvas. */
export type FlowNode = OwnNode | ColumnFlowNode;
