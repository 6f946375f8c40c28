/** What a part that is added begins as: complete, so that the condition holds together while it is filled in. */
import type { Condition } from '../../../shared/condition/schema';
import type { ConditionContext } from './condition-names';

export const partKinds = ['attribute', 'event', 'segment', 'group'] as const;
export type PartKind = (typeof partKinds)[number];

/** `event`: the part goes inside a filter of this event's properties. `inside`: the group it goes into. */
export function newPart(kind: PartKind, context: ConditionContext, event: string | undefined, inside: 'and' | 'or'): Condition | undefined {
  const attribute = likelyAttribute(context);
  // Those that every event has come first; somebody who filters means one of its own.
  const property = event === undefined ? undefined : [...(context.events.get(event)?.properties.keys() ?? [])].at(-1);
  const line: Condition | undefined =
    property !== undefined
      ? { op: 'exists', left: { kind: 'event', path: property } }
      : attribute === undefined
        ? undefined
        : { op: 'exists', left: { kind: 'customer', path: attribute } };
  switch (kind) {
    case 'attribute':
      return line;
    case 'event': {
      const usual = context.events.has('order-placed') ? 'order-placed' : context.events.keys().next().value;
      return usual === undefined ? undefined : { op: 'performed', event: usual, measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'P30D' } };
    }
    case 'segment': {
      const segment = context.segments.keys().next().value;
      return segment === undefined ? undefined : { op: 'in-segment', segment };
    }
    case 'group':
      return line && { op: inside === 'and' ? 'or' : 'and', args: [line] };
  }
}

/** The first that sources deliver: one that has values on the sample, so that the condition is answered at once. */
function likelyAttribute({ attributes }: ConditionContext): string | undefined {
  const delivered = [...attributes].find(([, { attribute, blocked }]) => attribute.origin === 'mapped' && !blocked);
  return delivered?.[0] ?? attributes.keys().next().value;
}
