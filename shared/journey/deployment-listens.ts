/** What a journey has to hear of: the events, attributes and segments its triggers and its waiting runs look at. */
import { refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import type { DeploymentBundle } from '../executor/api';
import { consentAttributes, runtimeAttributes } from './deployment-attributes';

export type Names = { events: ReadonlySet<string>; attributes: ReadonlySet<string>; segments: ReadonlySet<string> };
export type Listens = {
  /** May start a run. */
  triggers: Names;
  /** May move a run that stands still: awaited events, goal and exit rules, reasons a message is held for. */
  runs: Names;
};

const whereSheIs = [runtimeAttributes.timeZone, runtimeAttributes.country];

type Collected = { events: Set<string>; attributes: Set<string>; segments: Set<string> };

const noNames = (): Collected => ({ events: new Set(), attributes: new Set(), segments: new Set() });

function addNames(when: Condition | undefined, into: Collected): void {
  const { attributes, events, segments } = refsOf(when);
  for (const id of attributes) into.attributes.add(id);
  for (const id of Object.keys(events)) into.events.add(id);
  for (const id of segments) into.segments.add(id);
}

/** Reads from the bundle everything the outside world must tell this journey about. */
export function listensOf({ journey, suppressions, caps }: DeploymentBundle): Listens {
  const triggers = noNames();
  const runs = noNames();
  for (const node of journey.nodes) {
    if (node.kind === 'trigger') {
      const { trigger } = node;
      if (trigger.kind === 'event') triggers.events.add(trigger.event);
      if (trigger.kind === 'attribute-changed' || trigger.kind === 'date-attribute') triggers.attributes.add(trigger.attribute);
      if (trigger.kind === 'segment-enter' || trigger.kind === 'segment-exit') triggers.segments.add(trigger.segment);
    }
    if (node.kind === 'wait-event') runs.events.add(node.event);
    if (node.kind === 'wait-until' && node.until.kind === 'customer') runs.attributes.add(node.until.path);
  }
  const { policies } = journey;
  addNames(policies.goal?.when, runs);
  for (const exit of policies.exits) if (exit.scope === 'immediate') addNames(exit.when, runs);
  const chosen = new Set(policies.suppressions);
  for (const suppression of [...suppressions.filter((s) => chosen.has(s.id)), ...policies.own]) {
    if (suppression.rule.kind === 'condition') addNames(suppression.rule.when, runs);
    if (suppression.rule.kind === 'consent' && suppression.action === 'hold')
      for (const attribute of Object.values(consentAttributes)) if (attribute) runs.attributes.add(attribute);
    if (suppression.rule.kind === 'caps') for (const cap of caps) addNames(cap.when, runs);
    if (suppression.rule.kind === 'quiet-times') for (const attribute of whereSheIs) runs.attributes.add(attribute);
  }
  // Dates, windows and quiet times go by her own clock: when she is elsewhere they are at another time.
  if (policies.timeZone.source === 'customer' && journey.nodes.some(({ kind }) => kind === 'wait-until' || kind === 'window'))
    runs.attributes.add(runtimeAttributes.timeZone);
  return { triggers, runs };
}

/** True when the answer may change by the mere passing of time, without an event or a change. */
export function dependsOnTime(condition: Condition): boolean {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.args.some(dependsOnTime);
    case 'not':
      return dependsOnTime(condition.arg);
    case 'before':
    case 'after':
      return typeof condition.right === 'object' && !('kind' in condition.right);
    case 'within':
      return true;
    case 'performed':
      return condition.window?.last !== undefined || (condition.where !== undefined && dependsOnTime(condition.where));
    default:
      return false;
  }
}
