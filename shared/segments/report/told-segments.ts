import { compileSegments } from '../../catalogue/compile-segments';
import type { Catalogue } from '../../catalogue/schema';
import { refsOf } from '../../condition/refs';
import type { Engagement } from '../../engagement/schema';
import { isSameJson } from '../../same-json';
import { comparedSegments } from '../measured-overlap';
import type { SegmentUse } from '../segment-uses';

/**
 * Ids of the segments a reader has to know in full: those something builds on, those that keep people out, those that were
 * made, changed, compared or asked about here, and what these are made of. The library has more, which nobody has chosen yet.
 */
export function toldSegments(
  { segments, measured, notes }: Pick<Engagement, 'segments' | 'measured' | 'notes'>,
  uses: ReadonlyMap<string, readonly SegmentUse[]>,
  catalogue: Pick<Catalogue, 'segments'>,
): ReadonlySet<string> {
  const library = new Map(compileSegments(catalogue).map(({ id, when }) => [id, when]));
  const looked = new Set([
    ...(measured?.segments ? comparedSegments(measured.segments) : []),
    ...notes.flatMap(({ about }) => (about?.kind === 'segment' ? [about.id] : [])),
  ]);
  const told = new Set(
    segments
      .filter(
        ({ id, when, administrative }) =>
          administrative || looked.has(id) || !isSameJson(library.get(id), when) || uses.get(id)?.some(({ kind }) => kind !== 'segment'),
      )
      .map(({ id }) => id),
  );
  const known = new Map(segments.map((segment) => [segment.id, segment]));
  // What is added while the set is walked is walked too.
  for (const id of told) for (const part of refsOf(known.get(id)?.when ?? { op: 'and', args: [] }).segments) if (known.has(part)) told.add(part);
  return told;
}
