/** A customer as a row of the store. Most of what is known of somebody came at one moment: it is kept once, and beside it only what came at another. */
import type { Json } from '../../shared/condition/facts';
import type { LiveCustomer } from '../../shared/runtime/live';
import type { Database } from '../store/driver';

type CustomerRow = { attributes: string; changed_at: number; changed: string };
type Known = Pick<LiveCustomer, 'attributes' | 'changed'>;

/** What is stored of a customer; undefined when there is none of this number. */
export function readCustomer(db: Database, n: number): Known | undefined {
  const row = db.get<CustomerRow>('SELECT attributes, changed_at, changed FROM customer WHERE n = ?', n);
  if (!row) return undefined;
  const attributes: Record<string, Json> = JSON.parse(row.attributes);
  const changed: Record<string, number> = row.changed === '{}' ? {} : JSON.parse(row.changed);
  for (const attribute of Object.keys(attributes)) changed[attribute] ??= row.changed_at;
  return { attributes, changed };
}

export function insertCustomer(db: Database, n: number, known: Known): void {
  const { at, others } = timesOf(known);
  db.run('INSERT INTO customer (n, attributes, changed_at, changed) VALUES (?, ?, ?, ?)', n, JSON.stringify(known.attributes), at, others);
}

export function updateCustomer(db: Database, n: number, known: Known): void {
  const { at, others } = timesOf(known);
  db.run('UPDATE customer SET attributes = ?, changed_at = ?, changed = ? WHERE n = ?', JSON.stringify(known.attributes), at, others, n);
}

/** The moment at which most of the attributes she has were set, and as JSON those of the others and of what has been cleared. */
function timesOf({ attributes, changed }: Known): { at: number; others: string } {
  const counts = new Map<number, number>();
  let at = 0;
  let most = 0;
  for (const attribute of Object.keys(attributes)) {
    const time = changed[attribute];
    if (time === undefined) continue;
    const count = (counts.get(time) ?? 0) + 1;
    counts.set(time, count);
    if (count > most) {
      most = count;
      at = time;
    }
  }
  // In one order, whatever way somebody came to what she is: the same knowledge is the same row.
  const others: Record<string, number> = {};
  for (const attribute of Object.keys(attributes)) if (changed[attribute] !== undefined && changed[attribute] !== at) others[attribute] = changed[attribute];
  const cleared = Object.keys(changed).filter((attribute) => attributes[attribute] === undefined);
  for (const attribute of cleared.sort()) others[attribute] = changed[attribute] ?? 0;
  return { at, others: JSON.stringify(others) };
}
