import type { MeasuredSegments } from '../engagement/measured';

export type SharedPeople = { row: string; column: string; share: number };

/** The segments that were compared, in their order. */
export function comparedSegments({ overlap = [] }: MeasuredSegments): string[] {
  return [...new Set(overlap.flatMap(({ a, b }) => [a, b]))];
}

/** How much of one segment is also in another, 0 to 1. Undefined: they were not compared, or nobody is in the first. */
export function shareOf({ overlap = [], sizes }: MeasuredSegments, row: string, column: string): number | undefined {
  const both = overlap.find(({ a, b }) => (a === row && b === column) || (a === column && b === row))?.people;
  const size = sizes[row];
  return both === undefined || !size ? undefined : both / size;
}

/** The two that are most alike: as much of the one as nowhere else is also in the other. */
export function mostShared(measured: MeasuredSegments): SharedPeople | undefined {
  const pairs = (measured.overlap ?? []).flatMap(({ a, b }) =>
    [
      { row: a, column: b },
      { row: b, column: a },
    ].map((pair) => ({ ...pair, share: shareOf(measured, pair.row, pair.column) ?? 0 })),
  );
  const [most] = pairs.toSorted((x, y) => y.share - x.share);
  return most && most.share > 0 ? most : undefined;
}
