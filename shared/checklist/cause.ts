import type { Text } from '../text';

/** One thing in the plan that makes the requirement what it is; the interface leads there. */
export type Cause = {
  kind: 'source' | 'object' | 'field' | 'attribute' | 'segment' | 'journey' | 'volumes' | 'languages' | 'planned-send';
  id: string;
  name: Text;
};
