import type { Database } from '../store/driver';
import type { Identified } from './tombstones';

/** By which a customer is known; nothing for one who is gone. */
export function identifiersOf(db: Database, n: number): Identified[] {
  return db.all<Identified>('SELECT name.name AS attribute, value FROM identity JOIN name ON name.n = identity.attribute WHERE customer = ?', n);
}
