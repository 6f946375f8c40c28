/** People who share an identifier of a household. */
import type { CompiledIdentity } from './compile-identity';
import type { RecordTable } from './record-table';
import type { Resolution } from './resolve';

/** Number of households of two people or more: whoever is connected by values of household identifiers lives together. */
export function countHouseholds(table: RecordTable, { personOf, people }: Resolution, { rules }: CompiledIdentity): number {
  if (!rules.some(({ owner }) => owner === 'household')) return 0;
  const parents = Int32Array.from({ length: people }, (_, i) => i);
  const find = (person: number) => {
    let one = person;
    for (let parent = parents[one] ?? one; parent !== one; parent = parents[one] ?? one) {
      parents[one] = parents[parent] ?? parent;
      one = parent;
    }
    return one;
  };
  const firstOf = new Int32Array(table.values.length).fill(-1);
  for (let record = 0; record < table.size; record++) {
    const person = personOf[record] ?? -1;
    if (person < 0) continue;
    for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++) {
      const value = table.identifiers[i] ?? 0;
      if (rules[table.ruleOf[value] ?? 0]?.owner !== 'household') continue;
      const other = firstOf[value] ?? -1;
      if (other < 0) firstOf[value] = person;
      else parents[find(person)] = find(other);
    }
  }
  const shared = new Set<number>();
  for (let person = 0; person < people; person++) if (find(person) !== person) shared.add(find(person));
  return shared.size;
}
