/** Values to begin a walk with: made up, plain to see as such, and such that journeys start. */
import type { Json } from '../condition/facts';
import type { Condition } from '../condition/schema';
import { addressAttributes, consentAttributes, runtimeAttributes } from '../journey/deployment-attributes';
import type { Journey } from '../journey/schema';
import type { Language } from '../text';

const names: Record<Language, string> = { en: 'Dana', he: 'דנה', fa: 'دانا' };
/** Numbers nobody has, or that are given as examples. */
const phones: Record<string, string> = { IL: '+972501234567', IR: '+989121234567' };
const otherPhone = '+447700900123';

/** What is known of the made-up customer, by attribute, as far as `ids` ask for it: reachable, willing, of the client's country. */
export function madeUpCustomer(ids: Iterable<string>, { country, language }: { country: string; language: Language }): Record<string, Json> {
  const consents = new Set(Object.values(consentAttributes));
  const known: Record<string, Json> = {
    [addressAttributes.email ?? '']: 'dana@shop.example',
    [addressAttributes.sms ?? '']: phones[country] ?? otherPhone,
    'first-name': names[language],
    [runtimeAttributes.country]: country,
    [runtimeAttributes.language]: language,
  };
  return Object.fromEntries(
    [...ids].flatMap((id): [string, Json][] => {
      if (consents.has(id)) return [[id, 'granted']];
      const value = known[id];
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

type Property = { id: string; type: string };

/**
 * Properties for an event of this name, so that a trigger that listens to it takes it where it can be seen from its condition.
 * Ids are the same each time: the order belongs to the cart. `now`: ISO date-time.
 */
export function madeUpProperties(event: string, properties: readonly Property[], journeys: readonly Journey[], now: string): Record<string, Json> {
  const wanted = new Map<string, Json>();
  for (const { nodes } of journeys)
    for (const node of nodes)
      if (node.kind === 'trigger' && node.trigger.kind === 'event' && node.trigger.event === event && node.trigger.where)
        noteWanted(node.trigger.where, wanted);
  return Object.fromEntries(
    properties.flatMap(({ id, type }): [string, Json][] => {
      const value = wanted.get(id) ?? madeUpValue(id, type, now);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** The plain wishes of a condition about the event: all of them, or of several ways the first. */
function noteWanted(condition: Condition, wanted: Map<string, Json>): void {
  if (condition.op === 'and') for (const arg of condition.args) noteWanted(arg, wanted);
  else if (condition.op === 'or') condition.args.slice(0, 1).forEach((arg) => void noteWanted(arg, wanted));
  else if ('left' in condition && condition.left.kind === 'event' && !wanted.has(condition.left.path)) {
    const { path } = condition.left;
    if (condition.op === 'in') wanted.set(path, condition.right[0] ?? null);
    else if ((condition.op === 'eq' || condition.op === 'gte' || condition.op === 'lte') && isPlain(condition.right)) wanted.set(path, condition.right);
    else if (condition.op === 'gt' && typeof condition.right === 'number') wanted.set(path, condition.right + 1);
    else if (condition.op === 'lt' && typeof condition.right === 'number') wanted.set(path, condition.right - 1);
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function madeUpValue(id: string, type: string, now: string): Json | undefined {
  if (id === 'channel') return 'email';
  if (id.endsWith('-id') || id.endsWith('-number')) return `${id.replace(/-(id|number)$/, '')}-1`;
  switch (type) {
    case 'money':
    case 'decimal':
      return 350;
    case 'integer':
      return 2;
    case 'boolean':
      return true;
    case 'date':
      return now.slice(0, 10);
    case 'datetime':
      return now;
    default:
      return undefined;
  }
}
