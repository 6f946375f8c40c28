import type { ConditionNames } from '../../../shared/condition/sentence';
import type { JourneyContext } from '../../../shared/journey/journey-context';

/** What a condition may be about. */
export type ConditionContext = Pick<JourneyContext, 'attributes' | 'events' | 'segments'>;

/** How things are called in the engagement. */
export function namesOf(context: ConditionContext, event?: string): ConditionNames {
  return {
    attribute: (id) => context.attributes.get(id)?.attribute.label,
    event: (id) => context.events.get(id)?.label,
    property: (of, id) => context.events.get(of ?? event ?? '')?.properties.get(id)?.label,
    segment: (id) => context.segments.get(id)?.name,
    value: (attribute, id) => context.attributes.get(attribute)?.attribute.values?.find((value) => value.id === id)?.label,
  };
}
