/** What each source counts, and whom two of them both know. */
import type { CompiledIdentity } from './compile-identity';
import { groupBy, membersOf } from './group';
import type { RecordTable } from './record-table';
import type { IdentityReport } from './report';
import type { Resolution } from './resolve';

/**
 * Per source: rows, those with a usable identifier of a person, accounts and people. Accounts, as the system itself would count
 * them, are the largest number of different values that any one identifier of a person has in its rows; weak identifiers count
 * only in a source that has no others.
 * @param ids of the sources, by their position
 */
export function countSources(
  ids: readonly string[],
  table: RecordTable,
  { personOf, people }: Resolution,
  { rules }: CompiledIdentity,
): Pick<IdentityReport, 'sources' | 'overlap'> {
  const bySource = groupBy(table.sources, ids.length);
  const lastOfValue = new Int32Array(table.values.length).fill(-1);
  const lastOfPerson = new Int32Array(people).fill(-1);
  /** Sources of each person, as pairs. */
  const pairPeople: number[] = [];
  const pairSources: number[] = [];

  const sources = ids.map((source, position) => {
    const different = rules.map(() => 0);
    let identified = 0;
    let peopleHere = 0;
    const records = membersOf(bySource, position);
    for (const record of records) {
      const person = personOf[record] ?? -1;
      if (person < 0) continue;
      identified++;
      if (lastOfPerson[person] !== position) {
        lastOfPerson[person] = position;
        peopleHere++;
        pairPeople.push(person);
        pairSources.push(position);
      }
      for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++) {
        const value = table.identifiers[i] ?? 0;
        if (lastOfValue[value] === position) continue;
        lastOfValue[value] = position;
        const rule = table.ruleOf[value] ?? 0;
        different[rule] = (different[rule] ?? 0) + 1;
      }
    }
    const most = (isMeant: (strength: string) => boolean) =>
      rules.reduce((max, { owner, strength }, rule) => (owner === 'person' && isMeant(strength) ? Math.max(max, different[rule] ?? 0) : max), 0);
    return { source, rows: records.length, identified, accounts: most((strength) => strength !== 'weak') || most(() => true), people: peopleHere };
  });

  const shared = ids.map(() => new Int32Array(ids.length));
  const byPerson = groupBy(pairPeople, people);
  for (let person = 0; person < people; person++) {
    const pairs = membersOf(byPerson, person);
    for (const [i, one] of pairs.entries())
      for (const other of pairs.subarray(i + 1)) {
        // Pairs come in the order of the sources.
        const [a = 0, b = 0] = [pairSources[one], pairSources[other]];
        const row = shared[a];
        if (row) row[b] = (row[b] ?? 0) + 1;
      }
  }
  const overlap = ids.flatMap((a, i) => ids.slice(i + 1).map((b, j) => ({ a, b, people: shared[i]?.[i + 1 + j] ?? 0 })));
  return { sources, overlap };
}
