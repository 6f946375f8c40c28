import type { Catalogue, CataloguePoint } from '../catalogue/schema';
import type { Text } from '../text';
import type { Point } from './schema';

/** A point with its words, wherever they are kept. */
export type KnownPoint = {
  point: Point;
  /** A name, not a place: as in the published list, own points go on after it. */
  number: number;
  category: string;
  /** Two to four words; of an own point the whole question. */
  label: Text;
  question: Text;
  /** What the catalogue says of it; absent for an own point. */
  known?: CataloguePoint;
};

export type PointGroup = { category: string; label: Text; points: KnownPoint[] };

/**
 * The points by category, categories in the catalogue's order and within each the points in the client's own, which is the
 * document's. A category the catalogue does not know comes last under its id; a point that has no words anywhere is left out.
 */
export function groupPoints(points: readonly Point[], { checklist }: Pick<Catalogue, 'checklist'>): PointGroup[] {
  const known = new Map(checklist.points.map((point) => [point.id, point]));
  const labels = new Map([...checklist.categories].sort((a, b) => a.order - b.order).map(({ id, label }) => [id, label]));
  const groups = new Map<string, KnownPoint[]>([...labels.keys()].map((id) => [id, []]));
  const taken = new Set(points.map(({ own }) => own?.ordinal));
  let next = 1;
  for (const point of points) {
    while (taken.has(next)) next++;
    const found = knownPoint(point, known.get(point.id), checklist.points.length + (point.own?.ordinal ?? next));
    if (!found) continue;
    if (!found.known && point.own?.ordinal === undefined) next++;
    groups.set(found.category, [...(groups.get(found.category) ?? []), found]);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([category, members]) => ({ category, label: labels.get(category) ?? { en: category }, points: members }));
}

function knownPoint(point: Point, known: CataloguePoint | undefined, ownNumber: number): KnownPoint | undefined {
  if (known) return { point, number: known.number, category: known.category, label: known.label, question: known.question, known };
  if (!point.own) return undefined;
  return { point, number: ownNumber, category: point.own.category, label: point.own.question, question: point.own.question };
}
