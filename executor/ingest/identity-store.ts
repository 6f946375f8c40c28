import type { CompiledIdentity } from '../../shared/identity/compile-identity';
import type { IdentityStore } from '../../shared/identity/decide';
import type { Names } from '../engine/names';
import type { Database } from '../store/driver';

/** Who has which identifier, out of the store's rows. Customers are numbered as they became known. */
export function identityStoreOf({ db, names }: { db: Database; names: Names }, { rules }: CompiledIdentity): IdentityStore<string> {
  const attributes = rules.map(({ attribute }) => names.numberOf(attribute));
  const attributeOf = (rule: number) => attributes[rule] ?? 0;
  const telling = new Set(rules.filter(({ owner, strength }) => owner === 'person' && strength !== 'weak').map(({ attribute }) => names.numberOf(attribute)));
  return {
    ownerOf: (rule, value) =>
      db.get<{ customer: number }>('SELECT customer FROM identity WHERE attribute = ? AND value = ?', attributeOf(rule), value)?.customer,
    countOf: (person, rule, after) =>
      (after === undefined
        ? db.get<{ n: number }>('SELECT count(*) AS n FROM identity WHERE customer = ? AND attribute = ?', person, attributeOf(rule))
        : db.get<{ n: number }>('SELECT count(*) AS n FROM identity WHERE customer = ? AND attribute = ? AND first_seen > ?', person, attributeOf(rule), after)
      )?.n ?? 0,
    isKnown: (person) =>
      db.all<{ attribute: number }>('SELECT DISTINCT attribute FROM identity WHERE customer = ?', person).some((row) => telling.has(row.attribute)),
  };
}
