import type { Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { textIn } from '../../../../shared/text';

export type PropertyOption = { id: string; label: string; type: string };

/** Properties of the events that start the journey: what `entry.*` may speak of. */
export function startingProperties(journey: Pick<Journey, 'nodes'>, { context, language }: Speaker): PropertyOption[] {
  const found = new Map<string, PropertyOption>();
  for (const node of journey.nodes) {
    if (node.kind !== 'trigger' || node.trigger.kind !== 'event') continue;
    for (const { id, label, type } of context.events.get(node.trigger.event)?.properties.values() ?? []) {
      if (!found.has(id)) found.set(id, { id, label: textIn(label, language) || id, type });
    }
  }
  return [...found.values()];
}
