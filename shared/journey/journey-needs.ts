import { type Refs, refsOf } from '../condition/refs';
import type { JourneyContext } from './journey-context';
import { variablesOfMessage } from './message-variables';
import { usesOfNode } from './node-uses';
import type { Journey } from './schema';

/** Everything a journey looks at, ids sorted: the list a client's IT is asked for. */
export type JourneyNeeds = { attributes: string[]; events: string[]; segments: string[] };

/** Own rules, nodes, message variables, the suppressions it names, and what the segments among these rest on. */
export function journeyNeeds(journey: Journey, context: JourneyContext): JourneyNeeds {
  const attributes = new Set<string>();
  const events = new Set<string>();
  const segments = new Set<string>();
  const add = (refs: Refs) => {
    for (const id of refs.attributes) attributes.add(id);
    for (const id of Object.keys(refs.events)) events.add(id);
    for (const id of refs.segments) segments.add(id);
  };
  const { entry, policies } = journey;
  const named = policies.suppressions.map((id) => context.suppressions.get(id)).filter((one) => one !== undefined);
  add(refsOf(entry.filter, policies.goal?.when, ...policies.exits.map((exit) => exit.when)));
  for (const { rule } of [...named, ...policies.own]) if (rule.kind === 'condition') add(refsOf(rule.when));
  for (const node of journey.nodes) {
    add(usesOfNode(node));
    const message = node.kind === 'send' ? context.messages.get(node.message) : undefined;
    for (const variable of variablesOfMessage(message)) {
      if (variable.of === 'attribute') attributes.add(variable.id);
      if (variable.of === 'event' && variable.event) events.add(variable.event);
    }
  }
  for (const id of segments) {
    const rests = context.segmentUses.get(id);
    for (const attribute of rests?.attributes ?? []) attributes.add(attribute);
    for (const event of rests?.events ?? []) events.add(event);
  }
  return { attributes: [...attributes].sort(), events: [...events].sort(), segments: [...segments].sort() };
}
