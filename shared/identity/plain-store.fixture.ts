/** The store of `decide` in the plainest possible way: lists that are searched from end to end. For tests; pure. */
import type { CompiledIdentity } from './compile-identity';
import type { Decision, IdentityStore } from './decide';
import type { Identifier } from './read-identifiers';

type Link = Identifier & { person: number; at: number | undefined };

export type PlainStore = IdentityStore<string> & {
  links: Link[];
  apply(identifiers: readonly Identifier[], decision: Decision, at: number | undefined): number | undefined;
};

export function createPlainStore({ rules }: CompiledIdentity): PlainStore {
  const links: Link[] = [];
  let persons = 0;
  return {
    links,
    ownerOf: (rule, value) => links.find((link) => link.rule === rule && link.value === value)?.person,
    countOf: (person, rule, after) =>
      links.filter((link) => link.person === person && link.rule === rule && (after === undefined || link.at === undefined || link.at > after)).length,
    isKnown: (person) => links.some((link) => link.person === person && rules[link.rule]?.strength !== 'weak'),
    apply(identifiers, { person, absorbed, verdicts }, at) {
      if (person === undefined && !verdicts.includes('linked')) return undefined;
      const whose = person ?? persons++;
      for (const link of links) if (absorbed.includes(link.person)) link.person = whose;
      for (const [i, identifier] of identifiers.entries()) if (verdicts[i] === 'linked') links.push({ ...identifier, person: whose, at });
      return whose;
    },
  };
}
