/** A customer as a row of the store. Most of what is known of somebody came at one moment: it is kept once, and beside it only what came at another. */
import type { Json } from '../../shared/condition/facts';
import type { LiveCustomer } from '../../shared/runtime/live';
import type { Database } from '../store/driver';
import type { Names } from './names';

type CustomerRow = { attributes: string; changed_at: number; changed: string };
type Known = Pick<LiveCustomer, 'attributes' | 'changed'>;

/** What is stored of a customer; undefined when there is none of this number. */
export function readCustomer(db: Database, names: Names, n: number): Known | undefined {
  const row = db.get<CustomerRow>('SELECT attributes, changed_at, changed FROM customer WHERE n = ?', n);
  if (!row) return undefined;
  const attributes: Record<string, Json> = {};
  const changed: Record<string, number> = {};
  for (const [number, value] of Object.entries<Json>(JSON.parse(row.attributes))) {
    const name = names.nameOf(number);
    attributes[name] = value;
    changed[name] = row.changed_at;
  }
  if (row.changed !== '{}') for (const [number, at] of Object.entries<number>(JSON.parse(row.changed))) changed[names.nameOf(number)] = at;
  return { attributes, changed };
}

export function insertCustomer(db: Database, names: Names, n: number, known: Known): void {
  const { attributes, at, others } = rowOf(names, known);
  db.run('INSERT INTO customer (n, attributes, changed_at, changed) VALUES (?, ?, ?, ?)', n, attributes, at, others);
}

export function updateCustomer(db: Database, names: Names, n: number, known: Known): void {
  const { attributes, at, others } = rowOf(names, known);
  db.run('UPDATE customer SET attributes = ?, changed_at = ?, changed = ? WHERE n = ?', attributes, at, others, n);
}

/** `at`: the moment at which most of the attributes she has were set; `others`: those of the rest and of what has been cleared. */
function rowOf(names: Names, { attributes, changed }: Known): { attributes: string; at: number; others: string } {
  const counts = new Map<number, number>();
  let at = 0;
  let most = 0;
  const values: Record<number, Json> = {};
  for (const [attribute, value] of Object.entries(attributes)) {
    values[names.numberOf(attribute)] = value;
    const time = changed[attribute] ?? 0;
    const count = (counts.get(time) ?? 0) + 1;
    counts.set(time, count);
    if (count > most) {
      most = count;
      at = time;
    }
  }
  const others: Record<number, number> = {};
  for (const [attribute, time] of Object.entries(changed)) if (time !== at || attributes[attribute] === undefined) others[names.numberOf(attribute)] = time;
  return { attributes: JSON.stringify(values), at, others: JSON.stringify(others) };
}
