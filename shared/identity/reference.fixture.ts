/**
 * Who is whom, said once more in the plainest way: people as lists of values, every question answered by going through all of
 * them. Knows nothing of `decide`; for tests that hold both against each other.
 */
import type { CompiledIdentity } from './compile-identity';

export type ReferenceRecord = {
  at: number | undefined;
  /** Usable values in the order in which they are heard. */
  values: readonly { rule: number; value: string }[];
};
type Value = { rule: number; value: string; at: number | undefined };
type Person = Value[];

/** Hears records in the given order. Gives the records of each person, and what was refused of each record. */
export function referencePeople(records: readonly ReferenceRecord[], { rules, policy }: CompiledIdentity): { people: number[][]; refused: string[][] } {
  const people: { values: Person; records: number[] }[] = [];
  const strengthOf = (rule: number) => rules[rule]?.strength ?? 'weak';
  const isKnown = (values: Person) => values.some(({ rule }) => strengthOf(rule) !== 'weak');

  const refused = records.map(({ at, values }, number) => {
    const why: string[] = [];
    let mine: Person = [];
    let isSomebody = false;
    const accepted: number[] = [];
    const merged: { values: Person; records: number[] }[] = [];
    const count = (of: Person, rule: number, windowMs: number | undefined) =>
      of.filter((one) => one.rule === rule && (windowMs === undefined || at === undefined || one.at === undefined || one.at > at - windowMs)).length;
    const tooMany = (theirs: Person, by: number): string | undefined => {
      const both = [...mine, ...theirs];
      const rises = (rule: number, most: number, windowMs: number | undefined) =>
        count(both, rule, windowMs) > most && count(both, rule, windowMs) > Math.max(count(mine, rule, windowMs), count(theirs, rule, windowMs));
      if (rules.some(({ limit, windowMs }, rule) => limit !== undefined && rises(rule, limit, windowMs))) return 'limit';
      const strict = [by, ...accepted].flatMap((rule) => rules[rule]?.atMost ?? []);
      return strict.some(({ rule, values: most }) => rises(rule, most, undefined)) ? 'at-most' : undefined;
    };

    for (const { rule, value } of values) {
      const owner = rules[rule]?.owner;
      if (owner !== 'person') {
        why.push(`${value} ${owner}`);
        continue;
      }
      if (mine.some((one) => one.rule === rule && one.value === value)) {
        accepted.push(rule);
        continue;
      }
      const other = people.find((person) => person.values.some((one) => one.rule === rule && one.value === value));
      if (!other) {
        const no = tooMany([{ rule, value, at }], rule);
        if (no) why.push(`${value} ${no}`);
        else {
          mine = [...mine, { rule, value, at }];
          accepted.push(rule);
        }
        continue;
      }
      let answer = 'merge';
      const bothKnown = isKnown(mine) && isKnown(other.values);
      if (isSomebody && !bothKnown) answer = policy.anonymousAndKnown;
      else if (isSomebody && strengthOf(rule) !== 'weak') answer = strengthOf(rule) === 'strong' ? policy.knownByStrong : policy.knownByMedium;
      else if (strengthOf(rule) === 'weak' && isKnown(mine)) answer = bothKnown ? 'weak' : policy.anonymousAndKnown;
      const no = answer === 'merge' ? tooMany(other.values, rule) : answer === 'keep-apart' ? 'kept-apart' : answer;
      if (no) why.push(`${value} ${no}`);
      else {
        mine = [...mine, ...other.values];
        merged.push(other);
        isSomebody = true;
        accepted.push(rule);
      }
    }
    if (mine.length > 0) {
      for (const one of merged) people.splice(people.indexOf(one), 1);
      people.push({ values: mine, records: [...merged.flatMap((one) => one.records), number] });
    }
    return why;
  });
  return { people: people.map((person) => person.records.sort((a, b) => a - b)), refused };
}
