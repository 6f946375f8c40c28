/** Where in the funnel a step stands: with its touchpoint, unless it says otherwise. */
import type { Engagement } from '../engagement/schema';
import type { Placing } from './columns';
import { changeJourney, findJourney } from './edit-journey';
import type { FunnelStage, Journey } from './schema';

type Annotated = Pick<Journey, 'annotations'>;

/** The stage of the touchpoint whose column the step stands in. */
export function stageOfTouchpoint({ annotations }: Annotated, { columnOf }: Pick<Placing, 'columnOf'>, node: string): FunnelStage | undefined {
  const column = columnOf.get(node);
  return typeof column === 'number' ? annotations.storyboard.find((frame) => frame.touchpoint === column)?.stage : undefined;
}

export function stageOf(journey: Annotated, placing: Pick<Placing, 'columnOf'>, node: string): FunnelStage | undefined {
  return journey.annotations.stages?.[node] ?? stageOfTouchpoint(journey, placing, node);
}

/** Of steps that stand elsewhere than their touchpoint; what others stand at is said with theirs. */
export function ownStages(journey: Annotated, placing: Pick<Placing, 'columnOf'>): Map<string, FunnelStage> {
  const all = Object.entries(journey.annotations.stages ?? {});
  return new Map(all.filter(([node, stage]) => stage !== stageOfTouchpoint(journey, placing, node)));
}

/** Gives a step a stage of its own, or with undefined the one of its touchpoint again. */
export function setStage(engagement: Engagement, { journey: id, node, stage }: { journey: string; node: string; stage: FunnelStage | undefined }): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey?.nodes.some((one) => one.id === node)) return engagement;
  const { stages: { [node]: _, ...others } = {}, ...annotations } = journey.annotations;
  const stages = stage === undefined ? others : { ...others, [node]: stage };
  return changeJourney(engagement, id, { annotations: Object.keys(stages).length > 0 ? { ...annotations, stages } : annotations });
}
