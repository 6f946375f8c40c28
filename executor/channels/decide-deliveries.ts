/** What a person decides about messages that did not leave, or of which nobody knows. */
import { type DeliveryDecision, type DeliveryState, decidableFrom, type OutChannel } from '../../shared/executor/channels';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Work } from '../engine/work';
import { openChannels } from './channel-rows';
import { setState } from './deliveries';

/** One of them, or all of a channel in one state. */
export type Which = { n: number } | { channel: OutChannel; state: DeliveryState };
export type Decided = { changed: number };

/** Refuses `delivery-unknown`, `delivery-not-open` and, as nothing waits at a closed door, `channel-closed`. Of many, those whose state allows it. */
export function decide(work: Work, which: Which, decision: DeliveryDecision): Result<Decided> {
  const isClosed = (channel: OutChannel) => decision === 'try-again' && !openChannels(work.db).has(channel);
  if ('n' in which) {
    const row = work.db.get<{ state: DeliveryState; channel: OutChannel }>('SELECT state, channel FROM delivery WHERE n = ?', which.n);
    if (!row) return refuse('delivery-unknown');
    if (isClosed(row.channel)) return refuse('channel-closed', { channel: row.channel });
    if (!decidableFrom[decision].includes(row.state)) return refuse('delivery-not-open', { state: row.state });
    change(work, which.n, decision);
    return ok({ changed: 1 });
  }
  if (isClosed(which.channel)) return refuse('channel-closed', { channel: which.channel });
  if (!decidableFrom[decision].includes(which.state)) return refuse('delivery-not-open', { state: which.state });
  const rows = work.db.all<{ n: number }>('SELECT n FROM delivery WHERE channel = ? AND state = ?', which.channel, which.state);
  for (const { n } of rows) change(work, n, decision);
  return ok({ changed: rows.length });
}

function change(work: Work, n: number, decision: DeliveryDecision): void {
  if (decision === 'try-again') {
    setState(work, n, 'waiting', { dueAt: work.now });
    work.db.run('UPDATE delivery SET tries = 0 WHERE n = ?', n);
  } else setState(work, n, decision === 'it-arrived' ? 'sent' : 'cancelled');
}
