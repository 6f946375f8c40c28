/** Everything in an engagement that leans on attributes, or on other such things, and where exactly it does. */
import { type Refs, refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import type { Engagement } from '../engagement/schema';
import { addressAttributes, consentAttributes } from '../journey/deployment-attributes';
import { variablesOfMessage } from '../journey/message-variables';
import { usesOfNode } from '../journey/node-uses';
import { runtimeNeeds } from '../journey/runtime-needs';
import type { Journey, Message, Node, Suppression } from '../journey/schema';
import type { Text } from '../text';
import { formulaNeeds } from './formula/formula-needs';
import { parseFormula } from './formula/parse-formula';

export type ThingKind = 'journey' | 'segment' | 'message' | 'suppression' | 'cap' | 'attribute' | 'identity';

export type Thing = {
  kind: ThingKind;
  id: string;
  name: Text;
  /** By part (node id of a journey, or ANYWHERE): the attributes it reads there. */
  reads: Map<string, Set<string>>;
  /** By part: attributes it writes, or reads only when another way fails. They use the attribute without needing it. */
  touches: Map<string, Set<string>>;
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
    const thing: Thing = { kind, id, name, reads: new Map(), touches: new Map(), leansOn: new Map() };
    things.set(keyOf(kind, id), thing);
    return thing;
  };
  for (const attribute of known.values())
    if (attribute.formula !== undefined) {
      const thing = add('attribute', attribute.id, attribute.label);
      for (const id of attributesOfFormula(attribute.formula)) if (id !== attribute.id && known.has(id)) put(thing.reads, ANYWHERE, id);
    }
  for (const rule of engagement.identity.rules) put(add('identity', rule.attribute, known.get(rule.attribute)?.label ?? {}).reads, ANYWHERE, rule.attribute);
  for (const segment of engagement.segments) readCondition(segment.when, add('segment', segment.id, segment.name));
  for (const message of engagement.messages) readMessage(message, add('message', message.id, message.name));
  for (const cap of engagement.caps) readCondition(cap.when, add('cap', cap.id, cap.name));
  for (const suppression of engagement.suppressions) readSuppression(suppression, add('suppression', suppression.id, suppression.name), engagement);
  for (const journey of engagement.journeys) readJourney(journey, add('journey', journey.id, journey.name), engagement);
  return things;
}

/** A formula that can't be read names nothing; that it can't be read is said elsewhere. */
function attributesOfFormula(formula: string): string[] {
  const parsed = parseFormula(formula);
  return parsed.ok ? formulaNeeds(parsed.value).attributes : [];
}

function put(into: Map<string, Set<string>>, key: string, value: string | undefined): void {
  if (value !== undefined) into.set(key, (into.get(key) ?? new Set<string>()).add(value));
}

function readRefs(refs: Refs, thing: Thing, part = ANYWHERE): void {
  for (const attribute of refs.attributes) put(thing.reads, part, attribute);
  for (const segment of refs.segments) put(thing.leansOn, keyOf('segment', segment), part);
}

function readCondition(condition: Condition | undefined, thing: Thing): void {
  readRefs(refsOf(condition), thing);
}

function readMessage(message: Message, thing: Thing): void {
  for (const variable of variablesOfMessage(message)) if (variable.of === 'attribute') put(thing.reads, ANYWHERE, variable.id);
}

function readSuppression(suppression: Suppression, thing: Thing, engagement: Engagement): void {
  if (suppression.rule.kind === 'condition') readCondition(suppression.rule.when, thing);
  if (suppression.rule.kind === 'caps') for (const cap of engagement.caps) put(thing.leansOn, keyOf('cap', cap.id), ANYWHERE);
}

function readJourney(journey: Journey, thing: Thing, engagement: Engagement): void {
  readCondition(journey.entry.filter, thing);
  if (journey.entry.reentry.mode === 'parallel-by-key' && journey.entry.reentry.key.kind === 'customer')
    put(thing.reads, ANYWHERE, journey.entry.reentry.key.path);
  readCondition(journey.policies.goal?.when, thing);
  for (const exit of journey.policies.exits) readCondition(exit.when, thing);
  for (const suppression of journey.policies.own) readSuppression(suppression, thing, engagement);
  for (const suppression of journey.policies.suppressions) put(thing.leansOn, keyOf('suppression', suppression), ANYWHERE);
  for (const node of journey.nodes) readNode(node, thing);
  for (const [id] of runtimeNeeds(journey, engagement)) put(thing.touches, ANYWHERE, id);
}

function readNode(node: Node, thing: Thing): void {
  readRefs(usesOfNode(node), thing, node.id);
  if (node.kind === 'update') put(thing.touches, node.id, node.attribute);
  if (node.kind !== 'send') return;
  put(thing.leansOn, keyOf('message', node.message), node.id);
  if (!node.fallbackChannel) return;
  put(thing.touches, node.id, addressAttributes[node.fallbackChannel]);
  if (node.class === 'marketing') put(thing.touches, node.id, consentAttributes[node.fallbackChannel]);
}
