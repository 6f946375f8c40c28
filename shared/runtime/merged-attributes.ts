import type { Json } from '../condition/facts';
import { isConsent, isWithdrawn } from '../record/event-attributes';

/** Attributes of one customer with the time each was last set, epoch ms; one that was cleared has a time and no value. */
export type DatedAttributes = { attributes: Readonly<Record<string, Json>>; changed: Readonly<Record<string, number>> };
export type Merged = { attribute: string; value: Json; at: number };

/**
 * What has to be set on `winner` so that she has the attributes of both: the newest value of each, the winner's when they are
 * equally old; lists are joined. Of consents the newest, but none undoes a withdrawal unless `isDocumented` says that it was
 * really said then; in doubt the withdrawal stays.
 */
export function mergedAttributes(
  winner: DatedAttributes,
  loser: DatedAttributes,
  isDocumented: (whose: 'winner' | 'loser', attribute: string, at: number) => boolean,
): Merged[] {
  const merged: Merged[] = [];
  for (const attribute of new Set([...Object.keys(loser.attributes), ...Object.keys(loser.changed)])) {
    const [ours, theirs] = [winner.attributes[attribute], loser.attributes[attribute] ?? null];
    const [ourTime, theirTime] = [winner.changed[attribute], loser.changed[attribute] ?? 0];
    if (Array.isArray(ours) && Array.isArray(theirs)) {
      const known = new Set(ours.map((one) => JSON.stringify(one)));
      const added = theirs.filter((one) => !known.has(JSON.stringify(one)));
      if (added.length > 0) merged.push({ attribute, value: [...ours, ...added], at: Math.max(ourTime ?? 0, theirTime) });
      continue;
    }
    let isTheirs = ourTime === undefined || theirTime > ourTime;
    if (isConsent(attribute) && ourTime !== undefined) {
      if (isWithdrawn(theirs) && !isWithdrawn(ours)) isTheirs = theirTime >= ourTime || !isDocumented('winner', attribute, ourTime);
      else if (isWithdrawn(ours) && !isWithdrawn(theirs)) isTheirs = isTheirs && isDocumented('loser', attribute, theirTime);
    }
    if (isTheirs && JSON.stringify(ours ?? null) !== JSON.stringify(theirs)) merged.push({ attribute, value: theirs, at: theirTime });
  }
  return merged;
}
