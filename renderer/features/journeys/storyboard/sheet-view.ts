import type { Speaker } from '../../../../shared/journey/node-label';
import type { FunnelStage, Journey } from '../../../../shared/journey/schema';
import type { Moment } from '../../../../shared/journey/storyboard';
import type { FramePatch } from '../../../../shared/journey/storyboard-edit';
import type { GapReading, Insight } from '../../../../shared/journey/storyboard-insight';
import type { Language } from '../../../../shared/text';

/** Which feelings are drawn: as they are, as they should be, or both. */
export type Feelings = 'as-is' | 'to-be' | 'both';

/** What every cell of the sheet is drawn from. */
export type SheetView = {
  journey: Journey;
  speaker: Speaker;
  moments: readonly Moment[];
  insight: Insight;
  gaps: ReadonlyMap<number, GapReading>;
  /** Of steps that stand elsewhere in the funnel than their touchpoint. */
  stages: ReadonlyMap<string, FunnelStage>;
  feelings: Feelings;
  /** The language of the sheet's words, not of the page. */
  language: Language;
  readOnly: boolean;
  selected: number | undefined;
  nameOf: (touchpoint: number) => string;
  edit: (touchpoint: number, frame: FramePatch, part: string) => void;
  /** Marks what belongs to one step: all that is typed in one visit of a part. */
  visitOf: (part: string) => { visit: string };
  onSelect: (touchpoint: number | undefined) => void;
  onShowNode: (node: string) => void;
};

export type CellProps = { sheet: SheetView; moment: Moment };
