import { explainLink } from '../../../../shared/identity/explain';
import type { Cluster } from '../../../../shared/identity/report';

/**
 * Two records of the cluster about as far apart as any: how they hang together shows best how the person came about. The one
 * with the longest way from some record, and the one with the longest way from that.
 */
export function farApart(cluster: Cluster): [number, number] {
  const one = farthestFrom(cluster, 0);
  return [one, farthestFrom(cluster, one)];
}

/** Another one in any case, when there is one. */
function farthestFrom(cluster: Cluster, from: number): number {
  let farthest = from;
  let longest = -1;
  cluster.shown.forEach((_, to) => {
    if (to === from) return;
    const length = explainLink(cluster, from, to)?.records.length ?? 0;
    if (length > longest) {
      longest = length;
      farthest = to;
    }
  });
  return farthest;
}
