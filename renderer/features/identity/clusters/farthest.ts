import { explainLink } from '../../../../shared/identity/explain';
import type { Cluster } from '../../../../shared/identity/report';

/** The record with the longest way from `from`; another one in any case, when there is one. */
export function farthestFrom(cluster: Cluster, from: number): number {
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
