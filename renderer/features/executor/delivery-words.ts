import type { Delivery, DeliveryState } from '../../../shared/executor/channels';
import type { BadgeTone } from '../../ui/badge';

/** Of each state its colour, wherever it is shown. */
export const deliveryTones = {
  waiting: 'waiting',
  sending: 'accent',
  sent: 'good',
  delivered: 'good',
  bounced: 'blocking',
  failed: 'blocking',
  stopped: 'quiet',
  unknown: 'suggestion',
  cancelled: 'quiet',
} satisfies Record<DeliveryState, BadgeTone>;

/** It waits because an earlier try came to nothing, or something holds it. */
export function isHeldUp({ state, reason }: Pick<Delivery, 'state' | 'reason'>): boolean {
  return state === 'waiting' && reason !== undefined;
}
