/** Everything in an engagement that leans on attributes, or on other such things, and where exactly it does. */
import type { Engagement } from '../engagement/schema';
import { addressAttributes, consentAttributes } from '../journey/deployment';
import type { Journey, Node, NodeOf, Suppression } from '../journey/schema';
import type { Text } from '../text';
import { addConditionRefs, addTextRefs, addValueRefs, formulaRefs, noRefs, type Refs } from './collect-refs';

export type ThingKind = 'journey' | 'segment' | 'message' | 'suppression' | 'cap' | 'attribute' | 'identity';

export type Thing = {
  kind: ThingKind;
  id: string;
  name: Text;
  /** By part (node id of a journey, or ANYWHERE): the attributes it reads or writes there. */
  refs: Map<string, Refs & { written: Set<string> }>;
  /** Keys of other things it leans on → in which parts. */
  leansOn: Map<string, Set<string>>;
};

/** The part of what has no parts, and of a journey's rules. */
export const ANYWHERE = '';

export function keyOf(kind: ThingKind, id: string): string {
  return `${kind}:${id}`;
}

export function thingsOf(engagement: Engagement): Map<string, Thing> {
  const known = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  const things = new Map<string, Thing>();
  const add = (kind: ThingKind, id: string, name: Text): Thing => {
    const thing: Thing = { kind, id, name, refs: new Map(), leansOn: new Map() };
    things.set(keyOf(kind, id), thing);
    return thing;
  };
  for (const attribute of known.values())
    if (attribute.formula !== undefined) {
      const refs = refsAt(add('attribute', attribute.id, attribute.label), ANYWHERE);
      for (const id of formulaRefs(attribute.formula, known)) if (id !== attribute.id) refs.attributes.add(id);
    }
  for (const rule of engagement.identity.rules)
    refsAt(add('identity', rule.attribute, known.get(rule.attribute)?.label ?? {}), ANYWHERE).attributes.add(rule.attribute);
  for (const segment of engagement.segments) addConditionRefs(segment.when, refsAt(add('segment', segment.id, segment.name), ANYWHERE));
  for (const message of engagement.messages) {
    const refs = refsAt(add('message', message.id, message.name), ANYWHERE);
    addTextRefs(message.subject, known, refs);
    addTextRefs(message.body, known, refs);
  }
  for (const cap of engagement.caps) {
    const thing = add('cap', cap.id, cap.name);
    if (cap.when) addConditionRefs(cap.when, refsAt(thing, ANYWHERE));
  }
  for (const suppression of engagement.suppressions) addSuppression(suppression, add('suppression', suppression.id, suppression.name), engagement);
  for (const journey of engagement.journeys) addJourney(journey, add('journey', journey.id, journey.name), engagement);
  // Segments named in conditions become things leant on, so that one rule covers them all.
  for (const thing of things.values())
    for (const [part, refs] of thing.refs) for (const segment of refs.segments) leanOn(thing, keyOf('segment', segment), part);
  return things;
}

function refsAt(thing: Thing, part: string): Refs & { written: Set<string> } {
  const refs = thing.refs.get(part) ?? { ...noRefs(), written: new Set<string>() };
  thing.refs.set(part, refs);
  return refs;
}

function leanOn(thing: Thing, key: string, part: string): void {
  const parts = thing.leansOn.get(key) ?? new Set<string>();
  thing.leansOn.set(key, parts.add(part));
}

function addSuppression(suppression: Suppression, thing: Thing, engagement: Engagement): void {
  if (suppression.rule.kind === 'condition') addConditionRefs(suppression.rule.when, refsAt(thing, ANYWHERE));
  if (suppression.rule.kind === 'caps') for (const cap of engagement.caps) leanOn(thing, keyOf('cap', cap.id), ANYWHERE);
}

function addJourney(journey: Journey, thing: Thing, engagement: Engagement): void {
  const rules = refsAt(thing, ANYWHERE);
  if (journey.entry.filter) addConditionRefs(journey.entry.filter, rules);
  if (journey.policies.goal) addConditionRefs(journey.policies.goal.when, rules);
  for (const exit of journey.policies.exits) addConditionRefs(exit.when, rules);
  for (const suppression of journey.policies.own) addSuppression(suppression, thing, engagement);
  for (const suppression of journey.policies.suppressions) leanOn(thing, keyOf('suppression', suppression), ANYWHERE);
  for (const node of journey.nodes) addNode(node, thing);
}

function addNode(node: Node, thing: Thing): void {
  const into = refsAt(thing, node.id);
  switch (node.kind) {
    case 'trigger':
      addTrigger(node, into);
      return;
    case 'wait-until':
      addValueRefs(node.until, into);
      return;
    case 'wait-event':
      into.events.add(node.event);
      if (node.match) addConditionRefs(node.match, into);
      return;
    case 'decision':
      for (const branch of node.cases) addConditionRefs(branch.when, into);
      return;
    case 'send':
      for (const channel of node.fallbackChannel ? [node.channel, node.fallbackChannel] : [node.channel])
        for (const attribute of [addressAttributes[channel], node.class === 'marketing' ? consentAttributes[channel] : undefined])
          if (attribute !== undefined) into.attributes.add(attribute);
      leanOn(thing, keyOf('message', node.message), node.id);
      return;
    case 'update':
      into.written.add(node.attribute);
      addValueRefs(node.value, into);
      return;
    case 'task':
      if (node.assignTo !== undefined) into.attributes.add(node.assignTo);
      return;
    case 'webhook':
      for (const attribute of node.payload) into.attributes.add(attribute);
      return;
    case 'wait':
    case 'window':
    case 'ab':
    case 'goal':
    case 'exit':
    case 'join':
    case 'ext':
      return;
  }
}

function addTrigger({ trigger, audience }: NodeOf<'trigger'>, into: Refs): void {
  if (audience) addConditionRefs(audience, into);
  switch (trigger.kind) {
    case 'event':
      into.events.add(trigger.event);
      if (trigger.where) addConditionRefs(trigger.where, into);
      return;
    case 'attribute-changed':
      into.attributes.add(trigger.attribute);
      if (trigger.where) addConditionRefs(trigger.where, into);
      return;
    case 'date-attribute':
      into.attributes.add(trigger.attribute);
      return;
    case 'segment-enter':
    case 'segment-exit':
      into.segments.add(trigger.segment);
      return;
    case 'schedule':
    case 'manual':
    case 'api':
      return;
  }
}
