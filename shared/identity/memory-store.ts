/** Who has which identifier, in typed arrays: millions of records fit. Persons who became one are found by union-find. */
import type { CompiledIdentity } from './compile-identity';
import type { Decision, IdentityStore } from './decide';
import type { Identifier } from './read-identifiers';
import type { RecordTable } from './record-table';

export type MemoryStore = IdentityStore<number> & {
  /** Does what was decided; gives the person's number, undefined when the record is nobody's. */
  apply(identifiers: readonly Identifier<number>[], decision: Decision, at: number | undefined): number | undefined;
  /** Whom the person has become part of; herself when she still stands alone. */
  survivorOf(person: number): number;
};

/** An empty store for the values and at most the records of `table`. Records must come in canonical order. */
export function createMemoryStore(table: Pick<RecordTable, 'size' | 'values'>, { rules }: CompiledIdentity): MemoryStore {
  const owners = new Int32Array(table.values.length).fill(-1);
  const parents = new Int32Array(table.size);
  const known = new Uint8Array(table.size);
  let persons = 0;

  // Only what a limit asks for is counted.
  const asked = new Set(rules.flatMap(({ limit, atMost }, rule) => [...(limit === undefined ? [] : [rule]), ...atMost.map((one) => one.rule)]));
  const counts = rules.map((_, rule) => (asked.has(rule) ? new Int32Array(table.size) : undefined));
  /** By person: when her values were first seen, ascending, unknown ones last; the newest that can matter. */
  const times = rules.map(({ windowMs }) => (windowMs === undefined ? undefined : new Map<number, number[]>()));

  const survivorOf = (person: number) => {
    let one = person;
    for (let parent = parents[one] ?? one; parent !== one; parent = parents[one] ?? one) {
      parents[one] = parents[parent] ?? parent;
      one = parent;
    }
    return one;
  };
  const keepNewest = (rule: number, all: number[]) => all.sort((a, b) => a - b).slice(-(rules[rule]?.limit ?? 0));

  const absorb = (loser: number, winner: number) => {
    parents[loser] = winner;
    if (known[loser]) known[winner] = 1;
    for (const count of counts) if (count) count[winner] = (count[winner] ?? 0) + (count[loser] ?? 0);
    for (const [rule, byPerson] of times.entries()) {
      const lost = byPerson?.get(loser);
      if (!byPerson || !lost) continue;
      byPerson.set(winner, keepNewest(rule, [...(byPerson.get(winner) ?? []), ...lost]));
      byPerson.delete(loser);
    }
  };
  const link = (person: number, { rule, value }: Identifier<number>, at: number | undefined) => {
    owners[value] = person;
    if (rules[rule]?.strength !== 'weak') known[person] = 1;
    const count = counts[rule];
    if (count) count[person] = (count[person] ?? 0) + 1;
    const byPerson = times[rule];
    byPerson?.set(person, keepNewest(rule, [...(byPerson.get(person) ?? []), at ?? Number.POSITIVE_INFINITY]));
  };

  return {
    ownerOf(_, value) {
      const owner = owners[value] ?? -1;
      return owner < 0 ? undefined : survivorOf(owner);
    },
    countOf: (person, rule, after) =>
      after === undefined ? (counts[rule]?.[person] ?? 0) : (times[rule]?.get(person)?.reduce((count, time) => (time > after ? count + 1 : count), 0) ?? 0),
    isKnown: (person) => known[person] === 1,
    survivorOf,
    apply(identifiers, { person, absorbed, verdicts }, at) {
      if (person === undefined && !verdicts.includes('linked')) return undefined;
      const whose = person ?? persons++;
      if (person === undefined) parents[whose] = whose;
      for (const loser of absorbed) absorb(loser, whose);
      for (let i = 0; i < identifiers.length; i++) {
        const identifier = identifiers[i];
        if (identifier && verdicts[i] === 'linked') link(whose, identifier, at);
      }
      return whose;
    },
  };
}
