/** Asks a running executor for what a report is made of. */
import type { ChannelState } from '../../shared/executor/channels';
import type { ExecutorClient } from '../../shared/executor/client';
import { periodBefore, type SummaryFacts, type SummaryQuery } from '../../shared/executor/summary';
import { ok, type Result } from '../../shared/problem';

export type FactsClient = Pick<ExecutorClient, 'summary' | 'deployment' | 'deployments' | 'channels'>;
/** `onHold`: channels on which nobody is tried just now. */
export type GatheredFacts = SummaryFacts & { onHold?: ChannelState[] };

export async function gatherFacts(client: FactsClient, period: SummaryQuery): Promise<Result<GatheredFacts>> {
  const summary = await client.summary(period);
  if (!summary.ok) return summary;
  const before = await client.summary(periodBefore(period));
  const deployments = await client.deployments({});
  if (!deployments.ok) return deployments;
  const bundles: SummaryFacts['bundles'] = {};
  for (const { deployment, notSent } of summary.value.journeys) {
    const bundle = notSent.length > 0 ? await client.deployment({ hash: deployment }) : undefined;
    if (bundle?.ok) bundles[deployment] = bundle.value;
  }
  const channels = await client.channels({});
  return ok({
    ...{ summary: summary.value, bundles, deployments: deployments.value },
    ...(before.ok && before.value.isWhole && { before: before.value }),
    ...(channels.ok && { onHold: channels.value.filter(({ onHold }) => onHold) }),
  });
}
