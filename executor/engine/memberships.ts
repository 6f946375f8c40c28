import type { Change } from '../../shared/journey/entry';
import { factsFor } from '../../shared/runtime/facts';
import type { Deployed } from './registry';
import type { Customer, Work } from './work';

/**
 * Brings the stored membership of this customer up to date, for segments that start this journey, and says what changed.
 * Customers the first look at a new deployment has not reached yet are left to it: being in a segment already is not entering it.
 */
export function updateMemberships(work: Work, deployed: Deployed, customer: Customer): Change[] {
  const { segments } = deployed.deployment.listens.triggers;
  if (segments.size === 0 || (deployed.state !== 'live' && deployed.state !== 'paused') || isAwaitingFirstLook(work, deployed, customer)) return [];
  return compareMemberships(work, deployed, customer);
}

/** As `updateMemberships`, whether or not the first look is done. */
export function compareMemberships(work: Work, deployed: Deployed, customer: Customer): Change[] {
  const facts = factsFor(work, deployed, customer);
  const changes: Change[] = [];
  for (const segment of deployed.deployment.listens.triggers.segments) {
    const isIn = facts.inSegment(segment);
    const changed = isIn
      ? work.db.run('INSERT INTO membership (deployment, segment, customer) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', deployed.n, segment, customer.n)
      : work.db.run('DELETE FROM membership WHERE deployment = ? AND segment = ? AND customer = ?', deployed.n, segment, customer.n);
    if (changed > 0) changes.push({ kind: isIn ? 'segment-enter' : 'segment-exit', segment });
  }
  return changes;
}

/** Whether the first look at this deployment has yet to reach the customer. */
export function isAwaitingFirstLook(work: Work, deployed: Deployed, customer: Customer): boolean {
  return (
    work.db.get("SELECT 1 FROM job WHERE deployment = ? AND kind = 'first-look' AND after < ? AND up_to >= ?", deployed.n, customer.n, customer.n) !== undefined
  );
}
