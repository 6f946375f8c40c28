import type { Counts, DeploymentSummary } from '../../../shared/executor/api';
import { ok, type Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';

export type ReasonCounts = { notSent: [code: string, count: number][]; notEntered: [code: string, count: number][] };

/** The reasons of all these deployments together, most frequent first. */
export async function askReasons(deployments: readonly DeploymentSummary[]): Promise<Result<ReasonCounts>> {
  const replies = await Promise.all(deployments.map(({ journeyId, hash }) => platform['executor.counts']({ journeyId, deployment: hash })));
  const failed = replies.find((reply) => !reply.ok);
  if (failed && !failed.ok) return failed;
  const counts = replies.flatMap((reply) => (reply.ok && reply.value ? [reply.value] : []));
  return ok(reasonsOf(counts));
}

function reasonsOf(counts: readonly Counts[]): ReasonCounts {
  const notSent = new Map<string, number>();
  const notEntered = new Map<string, number>();
  const add = (to: Map<string, number>, from: Record<string, number>) => {
    for (const [code, count] of Object.entries(from)) to.set(code, (to.get(code) ?? 0) + count);
  };
  for (const one of counts) {
    add(notEntered, one.notEntered);
    for (const node of Object.values(one.nodes)) add(notSent, node.notSent);
  }
  const sorted = (map: Map<string, number>) => [...map].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { notSent: sorted(notSent), notEntered: sorted(notEntered) };
}
