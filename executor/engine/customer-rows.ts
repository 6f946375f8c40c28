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
  const values: Record<string, Json> = JSON.parse(row.attributes);
  for (const number of Object.keys(values)) {
    const name = names.nameOf(number);
    attributes[name] = values[number] ?? null;
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
  let values = '';
  for (const attribute of Object.keys(attributes))
    values += `${values === '' ? '' : ','}"${names.numberOf(attribute)}":${JSON.stringify(attributes[attribute] ?? null)}`;
  const at = mostOften(attributes, changed);
  let others = '';
  for (const attribute of Object.keys(changed)) {
    const time = changed[attribute] ?? 0;
    if (time !== at || attributes[attribute] === undefined) others += `${others === '' ? '' : ','}"${names.numberOf(attribute)}":${time}`;
  }
  return { attributes: `{${values}}`, at, others: `{${others}}` };
}

/** The moment at which most of the attributes were set. */
function mostOften(attributes: Known['attributes'], changed: Known['changed']): number {
  const counts = new Map<number, number>();
  let at = 0;
  let most = 0;
  for (const attribute of Object.keys(attributes)) {
    const time = changed[attribute] ?? 0;
    const count = (counts.get(time) ?? 0) + 1;
    counts.set(time, count);
    if (count > most) {
      most = count;
      at = time;
    }
  }
  return at;
}
