import type { Node as FlowNode, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import classes from './column-node.module.css';

export type ColumnFlowNode = FlowNode<{ title: string; rtl: boolean }, 'column'>;

/** A column of the page: one touchpoint, read from top to bottom. */
export const ColumnNode = memo(function ColumnNode({ data }: NodeProps<ColumnFlowNode>) {
  return (
    <div className={classes.column} dir={data.rtl ? 'rtl' : 'ltr'} aria-hidden>
      {data.title}
    </div>
  );
});
