import type { Counts, DeploymentSummary, Who } from '../../../shared/executor/api';
import { ok, type Result } from '../../../shared/problem';
import { platform } from '../../platform/platform';

/** A step of a published version at which a reason was given. */
export type ReasonPlace = { journeyId: string; deployment: string; node: string; what: Who; count: number };
export type CountedReason = { code: string; count: number; places: ReasonPlace[] };
export type ReasonCounts = { notSent: CountedReason[]; notEntered: CountedReason[] };

/** The reasons of all these deployments together, most frequent first. */
export async function askReasons(deployments: readonly DeploymentSummary[]): Promise<Result<ReasonCounts>> {
  const replies = await Promise.all(deployments.map(({ journeyId, hash }) => platform['executor.counts']({ journeyId, deployment: hash })));
  const failed = replies.find((reply) => !reply.ok);
  if (failed && !failed.ok) return failed;
  const counts = replies.flatMap((reply) => (reply.ok && reply.value ? [reply.value] : []));
  return ok({ notSent: reasonsOf(counts, 'not-sent'), notEntered: reasonsOf(counts, 'not-entered') });
}

function reasonsOf(counts: readonly Counts[], what: 'not-sent' | 'not-entered'): CountedReason[] {
  const byCode = new Map<string, CountedReason>();
  for (const { journeyId, deployment, nodes } of counts)
    for (const [node, { notSent, notEntered }] of Object.entries(nodes))
      for (const [code, count] of Object.entries(what === 'not-sent' ? notSent : notEntered)) {
        const known = byCode.get(code) ?? { code, count: 0, places: [] };
        known.count += count;
        known.places.push({ journeyId, deployment, node, what, count });
        byCode.set(code, known);
      }
  return [...byCode.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
