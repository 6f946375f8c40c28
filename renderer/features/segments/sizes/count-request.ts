/** What a count of the segments rests on: enough to know whether an earlier answer still holds. */
import type { Engagement } from '../../../../shared/engagement/schema';

const numbers = new WeakMap<object, number>();
let last = 0;

/** Parts of the document are never changed in place, so the object stands for what is in it. */
function numberOf(part: object): number {
  let number = numbers.get(part);
  if (number === undefined) {
    last += 1;
    number = last;
    numbers.set(part, number);
  }
  return number;
}

/** The same text as long as the answer is the same. Names, purposes, journeys and notes have no part in it. */
export function countKey(engagement: Engagement, compare: readonly string[]): string {
  const { id, sources, record, identity, volumes, client, segments } = engagement;
  const rules = segments.map((segment) => [segment.id, numberOf(segment.when), segment.administrative, segment.minimumSize]);
  return JSON.stringify([
    id,
    numberOf(sources),
    numberOf(record),
    numberOf(identity),
    volumes.customers,
    volumes.contacts,
    client.timeZone,
    client.country,
    rules,
    compare,
  ]);
}

/** The document without what no count looks at: a third of it, for the way to the workbench. */
export function countingDocument(engagement: Engagement): Engagement {
  return { ...engagement, journeys: [], messages: [], suppressions: [], caps: [], notes: [], plannedSends: [], phases: [] };
}
