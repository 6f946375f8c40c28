/** Who has which identifier, in maps that grow as customers become known: for records that come one by one. Persons are numbers. */
import type { CompiledIdentity } from './compile-identity';
import type { IdentityStore } from './decide';

export type MapStore = IdentityStore<string> & {
  link(person: number, rule: number, value: string, at: number): void;
  absorb(winner: number, loser: number): void;
};

export function createMapStore({ rules }: CompiledIdentity): MapStore {
  const owners = rules.map(() => new Map<string, number>());
  /** By person: what is hers, and when it was first seen. */
  const links = new Map<number, { rule: number; value: string; at: number }[]>();
  return {
    ownerOf: (rule, value) => owners[rule]?.get(value),
    countOf: (person, rule, after) =>
      links.get(person)?.reduce((count, link) => (link.rule === rule && (after === undefined || link.at > after) ? count + 1 : count), 0) ?? 0,
    isKnown: (person) => links.get(person)?.some((link) => rules[link.rule]?.strength !== 'weak') ?? false,
    link(person, rule, value, at) {
      owners[rule]?.set(value, person);
      const mine = links.get(person);
      if (mine) mine.push({ rule, value, at });
      else links.set(person, [{ rule, value, at }]);
    },
    absorb(winner, loser) {
      const lost = links.get(loser) ?? [];
      for (const { rule, value } of lost) owners[rule]?.set(value, winner);
      links.set(winner, [...(links.get(winner) ?? []), ...lost]);
      links.delete(loser);
    },
  };
}
