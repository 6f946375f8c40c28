import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SampleRecord } from '../population/population';
import { arbitraryIdentity, arbitraryRecords } from './arbitrary-identity.fixture';
import { sortCanonically } from './canonical-order';
import { compileIdentity } from './compile-identity';
import { createIdentifierReader, inOrder } from './read-identifiers';
import { readRecordTable } from './record-table';
import { referencePeople } from './reference.fixture';
import { partitionHash, resolve, verdicts } from './resolve';
import type { Identity } from './schema';

const refusedFrom = verdicts.indexOf('limit');

function run(identity: Identity, records: readonly SampleRecord[]) {
  const compiled = compileIdentity(identity, { attributes: [] }, undefined);
  const table = readRecordTable(records, compiled);
  return { compiled, table, resolution: resolve(table, compiled) };
}

/** Rows of each person, smallest first. */
function peopleOf(records: readonly SampleRecord[], personOf: Int32Array): string[] {
  const people = new Map<number, number[]>();
  for (const [i, person] of personOf.entries()) if (person >= 0) people.set(person, [...(people.get(person) ?? []), records[i]?.row ?? 0]);
  return [...people.values()].map((rows) => rows.sort((a, b) => a - b).join(' ')).sort();
}

test('10,000 random cases come out as the plainest way of saying it says', { tags: ['long'], timeout: 120_000 }, () => {
  fc.assert(
    fc.property(arbitraryIdentity, arbitraryRecords, (identity, records) => {
      const { compiled, table, resolution } = run(identity, records);
      const order = sortCanonically(Int32Array.from(records.keys()), table);
      const reader = createIdentifierReader(compiled);
      const plain = [...order].map((i) => {
        const { at, identifiers } = records[i] as SampleRecord;
        const values = new Map<string, { rule: number; value: string }>();
        for (const [attribute, raw] of identifiers) {
          const rule = reader.ruleOf(attribute);
          if (rule !== undefined && !compiled.rules[rule]?.blocked.includes(raw)) values.set(`${rule} ${raw}`, { rule, value: raw });
        }
        return { at, values: [...values.values()].sort(inOrder) };
      });
      const reference = referencePeople(plain, compiled);
      const people = reference.people.map((numbers) =>
        numbers
          .map((n) => records[order[n] ?? 0]?.row ?? 0)
          .sort((a, b) => a - b)
          .join(' '),
      );
      expect(peopleOf(records, resolution.personOf).join('; ')).toBe(people.sort().join('; '));
      const refused = [...order].map((i) => {
        const why: string[] = [];
        for (let k = table.from[i] ?? 0; k < (table.from[i + 1] ?? 0); k++) {
          const verdict = resolution.verdictOf[k] ?? 0;
          if (verdict >= refusedFrom) why.push(`${table.values[table.identifiers[k] ?? 0]} ${verdicts[verdict]}`);
        }
        return why;
      });
      expect(JSON.stringify(refused)).toBe(JSON.stringify(reference.refused));
    }),
    { numRuns: 10_000 },
  );
});

test('the order of the rows makes no difference', { tags: ['long'], timeout: 60_000 }, () => {
  const shuffledRecords = arbitraryRecords.chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })));
  fc.assert(
    fc.property(arbitraryIdentity, shuffledRecords, (identity, [records, shuffled]) => {
      const [one, other] = [run(identity, records), run(identity, shuffled)];
      expect(peopleOf(shuffled, other.resolution.personOf)).toEqual(peopleOf(records, one.resolution.personOf));
      const back = Int32Array.from(records, (record) => other.resolution.personOf[shuffled.indexOf(record)] ?? -1);
      expect(partitionHash(back)).toBe(partitionHash(one.resolution.personOf));
    }),
    { numRuns: 1_000 },
  );
});

test('limits hold for everybody, blocked values join nobody, and nothing is refused in silence', { tags: ['long'], timeout: 60_000 }, () => {
  fc.assert(
    fc.property(arbitraryIdentity, arbitraryRecords, (identity, records) => {
      const { compiled, table, resolution } = run(identity, records);
      const linked = new Map<string, Set<number>>();
      const carriers = new Map<number, { record: number; verdict: number }[]>();
      for (let record = 0; record < table.size; record++)
        for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++) {
          const value = table.identifiers[i] ?? 0;
          const verdict = resolution.verdictOf[i] ?? 0;
          const rule = table.ruleOf[value] ?? 0;
          if (compiled.rules[rule]?.blocked.includes(table.values[value] ?? '')) throw new Error('a blocked value was used');
          if (verdict === 0) {
            const key = `${resolution.personOf[record]} ${rule}`;
            linked.set(key, (linked.get(key) ?? new Set()).add(value));
          }
          carriers.set(value, [...(carriers.get(value) ?? []), { record, verdict }]);
        }
      for (const [key, values] of linked) {
        const rule = compiled.rules[Number(key.split(' ')[1])];
        if (rule?.limit !== undefined && rule.windowMs === undefined) if (values.size > rule.limit) throw new Error(`${values.size} values of ${key}`);
      }
      for (const ofValue of carriers.values()) {
        const people = new Set(ofValue.filter(({ verdict }) => verdict < refusedFrom).map(({ record }) => resolution.personOf[record]));
        if (people.size > 1) throw new Error('a value joined two people');
      }
    }),
    { numRuns: 2_000 },
  );
});
