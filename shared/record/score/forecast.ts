/** What a value comes to as time goes by while nothing else happens. */
import { never } from '../../condition/next-boundary';
import { dayBounds, localParts } from '../../time/duration';

export type Change = { at: number; value: number | undefined };

type Asked = {
  from: number;
  /** How far it is looked ahead. */
  days: number;
  /** At most so many changes. */
  most: number;
  timeZone: string;
  valueAt(at: number): number | undefined;
  /** Until when the value of a moment certainly stays; may be too early. */
  steadyUntil(at: number): number;
};

/**
 * The changes after `from`, each at its first millisecond. Days are looked at one by one at their end, so that a value which changes and
 * changes back within one day may be missed; nothing a formula can say does that without something happening.
 */
export function forecast({ from, days, most, timeZone, valueAt, steadyUntil }: Asked): Change[] {
  const changes: Change[] = [];
  let at = from;
  let value = valueAt(from);
  for (let day = 0; day < days && changes.length < most; day++) {
    const until = steadyUntil(at);
    if (until === never || until > from + days * 86_400_000) break;
    if (until > at) at = until;
    const next = dayBounds(localParts(at, timeZone).date, timeZone).to + 1;
    while (changes.length < most) {
      const changed = firstOther(at, next, value, valueAt);
      if (changed === undefined) break;
      value = valueAt(changed);
      changes.push({ at: changed, value });
      at = changed;
    }
    at = next;
  }
  return changes;
}

/** The first moment after `from` and by `to` with another value, by halving; undefined where `to` still has the same. */
function firstOther(from: number, to: number, value: number | undefined, valueAt: Asked['valueAt']): number | undefined {
  // Where it was left steady the value at `from` itself may be another one already.
  if (valueAt(from) !== value) return from;
  if (to <= from || valueAt(to) === value) return undefined;
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = same + Math.floor((other - same) / 2);
    if (valueAt(middle) === value) same = middle;
    else other = middle;
  }
  return other;
}
