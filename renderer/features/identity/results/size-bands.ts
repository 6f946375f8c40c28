import type { IdentityReport } from '../../../../shared/identity/report';

export type SizeBand = { from: number; to: number; people: number };

/** One record and two to five each by itself, from there in widening bands: a person of 412 records must not make 412 columns. */
const starts = [1, 2, 3, 4, 5, 6, 11, 21, 51, 101, 501, 1001, 10_001];

/** People by how many records they have, up to the largest; bands in between that nobody is in stay, so that the shape is true. */
export function sizeBands(sizes: IdentityReport['sizes']): SizeBand[] {
  const largest = Math.max(0, ...sizes.filter(({ people }) => people > 0).map(({ records }) => records));
  return starts
    .filter((from) => from <= largest)
    .map((from, i) => {
      const to = (starts[i + 1] ?? Number.POSITIVE_INFINITY) - 1;
      const people = sizes.reduce((sum, size) => (size.records >= from && size.records <= to ? sum + size.people : sum), 0);
      return { from, to: Math.min(to, largest), people };
    });
}
