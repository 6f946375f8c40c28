/** Asked once more when a message is about to leave: between the decision and now lie retries, nights, a pause, a withdrawal. */
import type { ChannelMode, OutChannel } from '../../shared/executor/channels';
import { isAllowed } from '../../shared/executor/recipients';
import type { Reason } from '../../shared/journey/run';
import { FactsAt, zoneOf } from '../../shared/journey/step-facts';
import { isConsented, outsiderReason, quietNow } from '../../shared/journey/suppress';
import { factsFor } from '../../shared/runtime/facts';
import type { Deployed } from '../engine/registry';
import type { Customer, Work } from '../engine/work';

export type Leaving = {
  channel: OutChannel;
  mode: ChannelMode;
  allowed: readonly string[];
  class: 'marketing' | 'service';
  /** The step that decided. */
  node: string;
  message: string;
  to: string | undefined;
  /** When it was decided, epoch ms. */
  decidedAt: number;
  /** How somebody takes herself off this channel, where that is asked for. */
  canUnsubscribe: boolean;
};

export type Verdict = { do: 'go' } | { do: 'stop'; reason: Reason } | { do: 'hold'; until: number; reason: Reason };

/** A decision so young need not be asked again whether it is night. */
const freshMs = 60_000;
const askAgainMs = 60_000;

export function mayLeave(work: Work, deployed: Deployed, customer: Customer, leaving: Leaving): Verdict {
  const stop = (code: string, params: Reason['params'] = {}): Verdict => ({ do: 'stop', reason: { code, params } });
  const { channel, mode, to } = leaving;
  const { deployment, state } = deployed;
  if (mode === 'off') return stop('channel-off', { channel });
  if (state === 'retired' || state === 'failed') return stop('journey-ended');
  if (state === 'paused') return { do: 'hold', until: work.now + askAgainMs, reason: { code: 'deployment-paused', params: {} } };
  if (to === undefined || to === '') return stop('no-recipient', { channel });
  // Tests stay among those who try them, whatever the channel is.
  if ((mode === 'trial' || deployment.mode === 'test') && !isAllowed(to, leaving.allowed)) return stop('not-on-trial-list', { channel });
  if (channel === 'webhook') return { do: 'go' };
  if (mode === 'live' && deployment.messages.get(leaving.message)?.status === 'draft') return stop('message-draft', { message: leaving.message });

  const seen = factsFor(work, deployed, customer);
  const outsider = outsiderReason(deployment, seen);
  if (outsider) return { do: 'stop', reason: outsider };
  const facts = new FactsAt(seen, work.now, zoneOf(deployment.journey, seen));
  if (leaving.class === 'marketing') {
    if (!isConsented(channel, facts)) return stop('no-consent', { channel });
    if (channel === 'email' && !leaving.canUnsubscribe) return stop('no-unsubscribe');
  }
  const node = deployment.nodes.get(leaving.node);
  const rules = { class: leaving.class, ignores: node?.kind === 'send' ? node.ignores : [] };
  const quiet = work.now - leaving.decidedAt > freshMs ? quietNow(rules, channel, { deployment, facts }) : undefined;
  return quiet ? { do: 'hold', until: quiet.until, reason: quiet.reason } : { do: 'go' };
}
