import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { dateTriggerAt } from '../../shared/journey/entry-timing';
import type { NodeOf } from '../../shared/journey/schema';
import { zoneOf } from '../../shared/journey/step-facts';
import { factsFor } from '../../shared/runtime/facts';
import type { Deployed } from './registry';
import type { Customer, Work } from './work';

/**
 * Notes when dates of this customer start runs, so that nobody has to be asked every day. A moment that is over when the
 * date becomes known starts nothing. `changed` absent = look at all of them.
 */
export function planDates(work: Work, deployed: Deployed, customer: Customer, changed?: ReadonlySet<string>): void {
  if (deployed.state === 'retired' || deployed.state === 'draining') return;
  for (const node of deployed.deployment.triggers) {
    const { trigger } = node;
    if (trigger.kind !== 'date-attribute') continue;
    if (changed && !changed.has(trigger.attribute) && !changed.has(runtimeAttributes.timeZone)) continue;
    const due = dateOf(work, deployed, node, customer);
    if (due !== undefined && due > work.now)
      work.db.run(
        'INSERT INTO entry_due (deployment, node, customer, event, due_at) VALUES (?, ?, ?, 0, ?) ON CONFLICT DO UPDATE SET due_at = excluded.due_at',
        deployed.n,
        node.id,
        customer.n,
        due,
      );
    else work.db.run('DELETE FROM entry_due WHERE deployment = ? AND node = ? AND customer = ? AND event = 0', deployed.n, node.id, customer.n);
  }
}

/** When a date of hers starts a run here; undefined while there is none. */
export function dateOf(work: Work, deployed: Deployed, { trigger }: NodeOf<'trigger'>, customer: Customer): number | undefined {
  if (trigger.kind !== 'date-attribute') return undefined;
  const facts = factsFor(work, deployed, customer);
  return dateTriggerAt(trigger, facts.attribute(trigger.attribute), zoneOf(deployed.deployment.journey, facts));
}
