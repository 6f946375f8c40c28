/** Which system gives which attribute, as one chart: rows by group, a column per system, counts on both edges. Pure. */
import type { Engagement } from '../engagement/schema';
import { hasSource, type Lineage } from '../record/lineage';
import type { Attribute } from '../record/schema';
import { clashes } from '../record/type-compatibility';
import { type Supply, supplyOf } from './coverage';
import type { FieldPlace } from './find';
import type { Source } from './schema';

/** A field that gives the attribute; `rank` 1 is asked first. */
export type MatrixMark = { place: FieldPlace; rank: number; clash: boolean };

export type MatrixRow = {
  attribute: Attribute;
  supply: Supply;
  /** Ids of the live journeys that need it. */
  journeys: string[];
  /** Nothing brings it although it has to be mapped. */
  gap: boolean;
  /** By source id. */
  marks: ReadonlyMap<string, MatrixMark[]>;
};

/** `given`: rows that need no field or have one that comes. `bySource`: how many of its rows each source gives. */
export type MatrixGroup = { id: string; label: Attribute['label']; rows: MatrixRow[]; given: number; bySource: ReadonlyMap<string, number> };

export type SourceMatrix = { sources: readonly Source[]; groups: MatrixGroup[]; rows: number; given: number; bySource: ReadonlyMap<string, number> };

export type MatrixFilter = 'all' | 'gaps' | 'journeys';

/** Counts are of the rows shown. Groups without any are left out. */
export function sourceMatrix(engagement: Pick<Engagement, 'sources' | 'record' | 'journeys'>, lineage: Lineage, filter: MatrixFilter = 'all'): SourceMatrix {
  const needed = new Map<string, string[]>();
  for (const { id, status } of engagement.journeys)
    if (status !== 'retired') for (const attribute of lineage.needsOf('journey', id)) needed.set(attribute, [...(needed.get(attribute) ?? []), id]);
  const rows = engagement.record.attributes.flatMap((attribute) => {
    const row = rowOf(attribute, lineage, needed.get(attribute.id) ?? []);
    return row && (filter === 'all' || (filter === 'gaps' ? row.gap : row.journeys.length > 0)) ? [row] : [];
  });
  const known = new Set(engagement.record.groups.map(({ id }) => id));
  const groups = [
    ...engagement.record.groups.map(({ id, label }) => ({ id, label, rows: rows.filter((row) => row.attribute.group === id) })),
    // A group that was never described still holds its attributes.
    ...[...new Set(rows.map((row) => row.attribute.group))]
      .filter((id) => !known.has(id))
      .map((id) => ({ id, label: { en: id }, rows: rows.filter((row) => row.attribute.group === id) })),
  ];
  return {
    sources: engagement.sources,
    groups: groups.filter((group) => group.rows.length > 0).map((group) => ({ ...group, given: givenOf(group.rows), bySource: countBySource(group.rows) })),
    rows: rows.length,
    given: givenOf(rows),
    bySource: countBySource(rows),
  };
}

function rowOf(attribute: Attribute, lineage: Lineage, journeys: string[]): MatrixRow | undefined {
  const found = lineage.attributes.get(attribute.id);
  if (!found) return undefined;
  const marks = new Map<string, MatrixMark[]>();
  found.fields.forEach((place, i) => {
    const mark = { place, rank: i + 1, clash: clashes(place.field, attribute) };
    marks.set(place.source.id, [...(marks.get(place.source.id) ?? []), mark]);
  });
  return { attribute, supply: supplyOf(found), journeys, gap: !hasSource(found), marks };
}

function givenOf(rows: readonly MatrixRow[]): number {
  return rows.filter((row) => !row.gap).length;
}

function countBySource(rows: readonly MatrixRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { marks } of rows) for (const source of marks.keys()) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}
