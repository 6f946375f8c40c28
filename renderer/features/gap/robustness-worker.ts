/** Draws ten thousand times beside the page, so that typing never waits for it. */
import { robustnessOf, robustnessSettings } from '../../../shared/checklist/robustness';
import type { Scored } from '../../../shared/checklist/score';

addEventListener('message', ({ data: { turn, checklist } }: MessageEvent<{ turn: number; checklist: Scored }>) => {
  postMessage({ turn, robustness: robustnessOf(checklist, robustnessSettings) });
});
