import { type Refs, refsOf } from '../condition/refs';
import type { Literal, Ref } from '../condition/schema';
import { addressAttributes, consentAttributes } from './deployment-attributes';
import type { Node, NodeOf } from './schema';

/** What a node looks at; its own event's properties stand under that event. The texts of messages are not read. */
export type NodeUses = Refs;

export function usesOfNode(node: Node): NodeUses {
  let uses = known.get(node);
  if (!uses) {
    uses = readUses(node);
    known.set(node, uses);
  }
  return uses;
}

/** Nodes that an edit did not touch are the same values as before, so checks after an edit read only what is new. */
const known = new WeakMap<Node, NodeUses>();

function readUses(node: Node): NodeUses {
  switch (node.kind) {
    case 'trigger':
      return ofTrigger(node);
    case 'wait-until':
      return ofValue(node.until);
    case 'wait-event':
      return atEvent(node.event, refsOf(node.match), refsOf());
    case 'decision':
      return refsOf(...node.cases.map((one) => one.when));
    case 'update':
      return ofValue(node.value);
    case 'task':
      return ofAttributes(node.assignTo);
    case 'webhook':
      return ofAttributes(...node.payload);
    case 'send':
      return ofAttributes(addressAttributes[node.channel], node.class === 'marketing' ? consentAttributes[node.channel] : undefined);
    case 'wait':
    case 'window':
    case 'ab':
    case 'goal':
    case 'exit':
    case 'join':
    case 'ext':
      return refsOf();
  }
}

function ofTrigger({ trigger, audience }: NodeOf<'trigger'>): NodeUses {
  const refs = refsOf('where' in trigger && trigger.kind !== 'event' ? trigger.where : undefined, audience);
  switch (trigger.kind) {
    case 'event':
      return atEvent(trigger.event, refsOf(trigger.where), refs);
    case 'attribute-changed':
    case 'date-attribute':
      return { ...refs, attributes: [...new Set([trigger.attribute, ...refs.attributes])] };
    case 'segment-enter':
    case 'segment-exit':
      return { ...refs, segments: [...new Set([trigger.segment, ...refs.segments])] };
    case 'schedule':
    case 'manual':
    case 'api':
      return refs;
  }
}

/** `event.*` of these conditions is this event's. */
function atEvent(event: string, at: Refs, others: Refs): Refs {
  const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];
  const events: Record<string, string[]> = { ...others.events };
  for (const [id, properties] of [...Object.entries(at.events), [event, at.event] as const]) events[id] = union(events[id] ?? [], properties);
  return {
    attributes: union(at.attributes, others.attributes),
    events,
    segments: union(at.segments, others.segments),
    event: others.event,
    entry: union(at.entry, others.entry),
    journey: union(at.journey, others.journey),
    step: union(at.step, others.step),
  };
}

function ofAttributes(...ids: (string | undefined)[]): Refs {
  return { ...refsOf(), attributes: [...new Set(ids.filter((id) => id !== undefined))] };
}

function ofValue(value: Ref | Literal): Refs {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return refsOf();
  if (value.kind === 'customer') return ofAttributes(value.path);
  return value.kind === 'entry' ? { ...refsOf(), entry: [value.path] } : refsOf();
}
