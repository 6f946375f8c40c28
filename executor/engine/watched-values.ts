import type { Json } from '../../shared/condition/facts';
import type { Change } from '../../shared/journey/entry';
import { attributeFor, blankValue } from '../../shared/runtime/attributes';
import type { Deployed } from './registry';
import type { Customer, Work } from './work';

/**
 * Notices when a computed attribute that starts this journey has another value than it had when it was last looked at, and
 * says so. Nobody is told that a computed value changes; with the last one kept it shows, whether an event or time changed it.
 */
export function compareWatchedValues(work: Work, deployed: Deployed, customer: Customer): Change[] {
  const changes: Change[] = [];
  for (const attribute of deployed.watched) {
    const now = textOf(attributeFor(work, deployed, customer, attribute));
    const row = work.db.get<{ value: string }>(
      'SELECT value FROM watched_value WHERE deployment = ? AND attribute = ? AND customer = ?',
      deployed.n,
      attribute,
      customer.n,
    );
    // A customer heard of for the first time has the values of somebody unknown; that she now exists is no change of them.
    if (now === (row ? row.value : textOf(blankValue(work, deployed, attribute)))) continue;
    work.db.run(
      'INSERT INTO watched_value (deployment, attribute, customer, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      deployed.n,
      attribute,
      customer.n,
      now,
    );
    changes.push({ kind: 'attribute-changed', attribute });
  }
  return changes;
}

function textOf(value: Json | undefined): string {
  return JSON.stringify(value ?? null);
}
