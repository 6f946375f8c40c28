import type { Counts } from '../../../../shared/executor/api';
import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import type { Problem } from '../../../../shared/problem';

export type CanvasProps = {
  journey: Journey;
  speaker: Speaker;
  rtl: boolean;
  readOnly: boolean;
  problems: readonly Problem[];
  counts: Counts | undefined;
  selected: string | undefined;
  onSelect: (node: string | undefined) => void;
  /** All that are chosen, for the inspector. */
  onChosen: (nodes: ReadonlySet<string>) => void;
};
