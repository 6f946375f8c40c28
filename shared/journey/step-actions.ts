/** Nodes that change something other than the customer's mailbox: update, task, webhook. */
import type { Json } from '../condition/facts';
import type { Ref } from '../condition/schema';
import type { NodeOf } from './schema';
import { passageKey, refValue } from './step-facts';
import { type Outcome, type Passage, pass } from './step-passage';

/** Sets an attribute. A reference without a value changes nothing: an update never wipes what is known. */
export function update(node: NodeOf<'update'>, p: Passage): Outcome {
  const value = isRef(node.value) ? refValue(node.value, p.facts) : node.value;
  if (value === undefined) {
    p.trace.push({ node: node.id, what: 'updated', reason: { code: 'no-value', params: { attribute: node.attribute } } });
    return pass();
  }
  const after = node.mode === undefined || node.mode === 'set' ? value : inList(p.facts.attribute(node.attribute), value, node.mode);
  p.effects.push({ kind: 'update', node: node.id, attribute: node.attribute, value: after });
  p.customer.setAttribute(node.attribute, after);
  p.changed = true;
  p.trace.push({ node: node.id, what: 'updated', reason: { code: 'attribute-set', params: { attribute: node.attribute } } });
  return pass();
}

/** The list with a value put in (once) or taken out; several values, given a list. */
function inList(current: Json | undefined, value: Json, mode: 'add' | 'remove'): Json[] {
  const members = current === undefined || current === null || current === '' ? [] : Array.isArray(current) ? current : [current];
  const changed = Array.isArray(value) ? value : [value];
  if (mode === 'remove') return members.filter((member) => !changed.includes(member));
  return [...members, ...changed.filter((one, i) => !members.includes(one) && changed.indexOf(one) === i)];
}

function isRef(value: NodeOf<'update'>['value']): value is Ref {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Asks a person or a system to do something, and says so as an event where the node names one. */
export function makeTask(node: NodeOf<'task'>, p: Passage): Outcome {
  const assignee = node.assignTo === undefined ? undefined : p.facts.attribute(node.assignTo);
  const assignTo = typeof assignee === 'string' && assignee !== '' ? assignee : undefined;
  p.effects.push({ kind: 'task', key: passageKey(p.run), node: node.id, task: node.task, ...(assignTo === undefined ? {} : { assignTo }) });
  p.trace.push({ node: node.id, what: 'task', reason: { code: 'task-made', params: { task: node.task } } });
  emit(node.emits, { ...node.params, ...(assignTo === undefined ? {} : { 'assigned-to': assignTo }) }, p);
  return pass();
}

export function callWebhook(node: NodeOf<'webhook'>, p: Passage): Outcome {
  p.effects.push({ kind: 'webhook', key: passageKey(p.run), node: node.id, targets: [...node.targets], payload: [...node.payload] });
  p.trace.push({ node: node.id, what: 'webhook', reason: { code: 'webhook-called', params: { targets: node.targets.join(', ') } } });
  emit(node.emits, {}, p);
  return pass();
}

function emit(event: string | undefined, properties: Record<string, Json>, p: Passage): void {
  if (event === undefined) return;
  const key = `emitted:${passageKey(p.run)}`;
  p.effects.push({ kind: 'emit', key, event, properties });
  p.customer.addEvent({ uid: key, name: event, at: p.now, properties });
  p.changed = true;
}
