/** Where something asks whether a number is over or under some other. */
import type { Text } from '../../text';
import type { Threshold } from './schema';

export type Asker = { kind: 'segment' | 'journey'; id: string; name: Text; asks: unknown };

const orders: readonly string[] = ['gt', 'gte', 'lt', 'lte'];

/** The numbers that these compare an attribute with, each once with all who do, the greatest first. `asks`: conditions, at any depth. */
export function thresholdsOf(attribute: string, askers: readonly Asker[]): Threshold[] {
  const found = new Map<string, Threshold>();
  for (const { kind, id, name, asks } of askers)
    for (const { op, value } of comparisonsIn(asks, attribute)) {
      const key = `${op} ${value}`;
      const known = found.get(key);
      const by = { kind, id, name };
      if (!known) found.set(key, { op, value, by: [by] });
      else if (!known.by.some((one) => one.kind === kind && one.id === id)) known.by.push(by);
    }
  return [...found.values()].sort((a, b) => b.value - a.value);
}

function comparisonsIn(part: unknown, attribute: string): Pick<Threshold, 'op' | 'value'>[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('op' in part && 'left' in part && 'right' in part && typeof part.right === 'number' && orders.includes(String(part.op))) {
    const { left } = part;
    const isIt = typeof left === 'object' && left !== null && 'kind' in left && left.kind === 'customer' && 'path' in left && left.path === attribute;
    return isIt ? [{ op: part.op as Threshold['op'], value: part.right }] : [];
  }
  return Object.values(part).flatMap((inner) => comparisonsIn(inner, attribute));
}
