import type { Cluster, IdentityReport, Review } from '../../../../shared/identity/report';
import type { Opened } from './results';

/**
 * Where what is opened stands in the report of another run: the person with most of the records seen of her before, the pair of
 * the same two records. Undefined: nobody is left to show.
 */
export function stillOpened({ kind, place }: Opened, before: IdentityReport, after: IdentityReport): Opened | undefined {
  const [old, now] = kind === 'people' ? [before.clusters, after.clusters] : [before.reviews.shown, after.reviews.shown];
  const known = new Set(old[place]?.shown.map(nameOf));
  const shared = now.map(({ shown }) => shown.filter((record) => known.has(nameOf(record))).length);
  const most = Math.max(0, ...shared);
  return most < (kind === 'people' ? 1 : 2) ? undefined : { kind, place: shared.indexOf(most) };
}

function nameOf({ object, row }: (Cluster | Review)['shown'][number]): string {
  return `${object} ${row}`;
}
