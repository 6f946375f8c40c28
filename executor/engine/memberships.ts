import type { Change } from '../../shared/journey/entry';
import { factsFor } from '../../shared/runtime/facts';
import type { Deployed } from './registry';
import type { Customer, Work } from './work';

/** Brings the stored membership of this customer up to date, for segments that start this journey, and says what changed. */
export function compareMemberships(work: Work, deployed: Deployed, customer: Customer): Change[] {
  const facts = factsFor(work, deployed, customer);
  const changes: Change[] = [];
  for (const segment of deployed.deployment.listens.triggers.segments) {
    const isIn = facts.inSegment(segment);
    const changed = isIn
      ? work.db.change('INSERT INTO membership (deployment, segment, customer) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', deployed.n, segment, customer.n)
      : work.db.change('DELETE FROM membership WHERE deployment = ? AND segment = ? AND customer = ?', deployed.n, segment, customer.n);
    if (changed > 0) changes.push({ kind: isIn ? 'segment-enter' : 'segment-exit', segment });
  }
  return changes;
}
