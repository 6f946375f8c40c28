/** What one more event of a name can do to a condition's answer, whatever else is known of the customer. */
import type { Segment } from '../segments/schema';
import { refsOf } from './refs';
import type { Condition } from './schema';

/** `up`: it can only become true. `down`: only false. `none`: it stays. `both`: nobody knows. */
export type Leaning = 'up' | 'down' | 'none' | 'both';

type Segments = ReadonlyMap<string, Pick<Segment, 'when'>>;

/** Attributes are taken to stay as they are: whoever knows that the event changes one must not ask. A segment that leads back to itself is `both`. */
export function moreOf(event: string, condition: Condition, segments: Segments, trail: readonly string[] = []): Leaning {
  const inner = (part: Condition) => moreOf(event, part, segments, trail);
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.args.map(inner).reduce(joined, 'none');
    case 'not':
      return flipped(inner(condition.arg));
    case 'in-segment': {
      const { segment } = condition;
      const when = segments.get(segment)?.when;
      if (!when) return 'none';
      return trail.includes(segment) ? 'both' : moreOf(event, when, segments, [...trail, segment]);
    }
    case 'performed':
      return ofPerformed(event, condition);
    default:
      return 'none';
  }
}

function ofPerformed(event: string, condition: Extract<Condition, { op: 'performed' }>): Leaning {
  const { window, where, measure, is } = condition;
  if (window?.afterLast === event || window?.beforeLast === event) return 'both';
  const refs = where && refsOf(where);
  if (refs && (refs.events[event] || refs.segments.length > 0)) return 'both';
  if (condition.event !== event) return 'none';
  // A sum goes down with an amount below zero.
  if (measure === 'sum') return 'both';
  switch (is.op) {
    case 'gt':
    case 'gte':
      return 'up';
    case 'lt':
    case 'lte':
      return condition.groupBy === undefined ? 'down' : 'both';
    default:
      return 'both';
  }
}

export function joined(one: Leaning, other: Leaning): Leaning {
  if (one === 'none' || one === other) return other;
  return other === 'none' ? one : 'both';
}

export function flipped(leaning: Leaning): Leaning {
  return leaning === 'up' ? 'down' : leaning === 'down' ? 'up' : leaning;
}
