/** Which attributes, segments and events something written down looks at: conditions, messages, formulas. */
import type { Condition } from '../condition/schema';
import { fromWire } from '../ids';
import type { Text } from '../text';

export type Refs = { attributes: Set<string>; segments: Set<string>; events: Set<string> };

export function noRefs(): Refs {
  return { attributes: new Set(), segments: new Set(), events: new Set() };
}

/** Adds what the condition looks at to `into`. */
export function addConditionRefs(condition: Condition, into: Refs): void {
  switch (condition.op) {
    case 'and':
    case 'or':
      for (const arg of condition.args) addConditionRefs(arg, into);
      return;
    case 'not':
      addConditionRefs(condition.arg, into);
      return;
    case 'in-segment':
      into.segments.add(condition.segment);
      return;
    case 'performed':
      into.events.add(condition.event);
      if (condition.window?.afterLast !== undefined) into.events.add(condition.window.afterLast);
      if (condition.window?.beforeLast !== undefined) into.events.add(condition.window.beforeLast);
      if (condition.where) addConditionRefs(condition.where, into);
      return;
    default:
      addValueRefs(condition.left, into);
      if ('right' in condition) addValueRefs(condition.right, into);
  }
}

/** Adds the attribute a value refers to, if it is a `customer.…` reference; anything else adds nothing. */
export function addValueRefs(value: unknown, into: Refs): void {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('path' in value)) return;
  if (value.kind === 'customer' && typeof value.path === 'string') into.attributes.add(value.path);
}

/**
 * The placeholders of a text, without their format: `{{first-name}}`, `{{order-placed.order-id}}`, `{{total-spent|money}}`
 * give "first-name", "order-placed.order-id", "total-spent". `customer.` in front of an attribute is dropped.
 */
export function placeholdersOf(text: Text): Set<string> {
  const found = new Set<string>();
  for (const words of [text.en, text.he, text.fa])
    for (const match of (words ?? '').matchAll(/\{\{([^{}|]{1,200})(?:\|[^{}]*)?\}\}/g)) {
      const name = fromWire((match[1] ?? '').trim());
      if (name !== '') found.add(name.startsWith('customer.') ? name.slice('customer.'.length) : name);
    }
  return found;
}

/** Adds the attributes (`first-name`) and events (`order-placed.order-id`) a text speaks of. `attributes`: the record's ids. */
export function addTextRefs(text: Text, attributes: { has(id: string): boolean }, into: Refs): void {
  for (const name of placeholdersOf(text)) {
    const dot = name.indexOf('.');
    if (dot > 0) into.events.add(name.slice(0, dot));
    else if (attributes.has(name)) into.attributes.add(name);
  }
}

/** The attributes a formula names, in wire or document spelling. Texts in quotes are not names. */
export function formulaRefs(formula: string, attributes: { has(id: string): boolean }): Set<string> {
  const found = new Set<string>();
  for (const match of formula.replace(/"[^"]*"|'[^']*'/g, ' ').matchAll(/[A-Za-z][A-Za-z0-9_]*/g)) {
    const name = fromWire(match[0]);
    if (attributes.has(name)) found.add(name);
  }
  return found;
}
