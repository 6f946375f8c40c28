/** Commands on segments. Ids that lead nowhere, and values the schema refuses, change nothing. */
import type { Engagement } from '../engagement/schema';
import { typed, typedText } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { freeKey } from '../ids';
import { keepNotesOf } from '../notes/edit-notes';
import { isEmptyText, type Text, textIn } from '../text';
import { type Segment, segmentSchema } from './schema';

/** Adds a segment of the catalogue or an own one, at the end. Its id must be free and its name not empty. */
export function addSegment(engagement: Engagement, { segment }: { segment: Segment }): Engagement {
  const next = parseSegment(segment);
  if (!next || isEmptyText(next.name) || engagement.segments.some((other) => other.id === next.id)) return engagement;
  return { ...engagement, segments: [...engagement.segments, next] };
}

/** What may be changed: the id is what others refer to, and nobody becomes administrative. */
export type SegmentPatch = Partial<Pick<Segment, 'name' | 'category' | 'purpose' | 'when' | 'minimumSize'>>;

/**
 * Absent keys stay, the condition as the same object: who counts sees that it did not change. An empty purpose goes, an empty
 * name changes nothing. An administrative segment keeps its category.
 */
export function editSegment(engagement: Engagement, { id, segment }: { id: string; segment: SegmentPatch }): Engagement {
  const old = engagement.segments.find((other) => other.id === id);
  const next = old && parseSegment({ ...old, ...segment, id, category: old.administrative ? old.category : (segment.category ?? old.category) });
  if (!next || isEmptyText(next.name)) return engagement;
  const kept = segment.when ? next : { ...next, when: old.when };
  return { ...engagement, segments: engagement.segments.map((other) => (other.id === id ? kept : other)) };
}

/** Puts a copy behind the original under the first free id. A copy is never administrative. */
export function duplicateSegment(engagement: Engagement, { id, name }: { id: string; name: Text }): Engagement {
  const at = engagement.segments.findIndex((other) => other.id === id);
  const old = engagement.segments[at];
  if (!old) return engagement;
  const copy = parseSegment({ ...old, id: freeSegmentKey(engagement, old.id), name, administrative: false });
  return copy && !isEmptyText(copy.name) ? { ...engagement, segments: engagement.segments.toSpliced(at + 1, 0, copy) } : engagement;
}

/**
 * Administrative segments stay. What rests on a removed segment keeps its reference and says so as a problem; planned
 * sends go to everybody again, and notes stay with the name in front.
 */
export function removeSegment(engagement: Engagement, { id }: { id: string }): Engagement {
  const old = engagement.segments.find((other) => other.id === id);
  if (!old || old.administrative) return engagement;
  return {
    ...engagement,
    segments: engagement.segments.filter((other) => other !== old),
    plannedSends: engagement.plannedSends.some((send) => send.segment === id)
      ? engagement.plannedSends.map((send) => (send.segment === id ? withoutUndefined({ ...send, segment: undefined }) : send))
      : engagement.plannedSends,
    notes: keepNotesOf(engagement.notes, 'segment', new Map([[id, textIn(old.name, engagement.languages.document)]])),
  };
}

/** The first free id like `base`. */
export function freeSegmentKey(engagement: Engagement, base: string): string {
  return freeKey(base, new Set(engagement.segments.map(({ id }) => id)));
}

function parseSegment(segment: Segment): Segment | undefined {
  const next = segmentSchema.safeParse({
    ...segment,
    category: typed(segment.category, 64),
    name: typedText(segment.name, 200),
    purpose: segment.purpose && !isEmptyText(typedText(segment.purpose, 2000)) ? typedText(segment.purpose, 2000) : undefined,
  });
  return next.success ? withoutUndefined(next.data) : undefined;
}
