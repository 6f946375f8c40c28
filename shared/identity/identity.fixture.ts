/** Short ways to write rules and records. For tests; pure. */
import type { SampleRecord } from '../population/population';
import { type Identity, type IdentityRule, type MergePolicy, usualMergePolicy } from './schema';

export function rule(attribute: string, strength: IdentityRule['strength']): IdentityRule {
  return { attribute, strength, blocked: [] };
}

/** Rules in order; or by any name, beside what differs from the usual policy. */
export function rulesOf(
  first: IdentityRule | ({ policy: Partial<MergePolicy> } & Record<string, IdentityRule | Partial<MergePolicy>>),
  ...more: IdentityRule[]
): Identity {
  if (!('policy' in first)) return { rules: [first as IdentityRule, ...more] };
  const { policy, ...rules } = first;
  return { rules: Object.values(rules) as IdentityRule[], policy: { ...usualMergePolicy, ...policy } };
}

/** Values by attribute; `at` in epoch ms. */
export type TestRecord = { at?: number } & Record<string, string | string[] | number>;

/** As a row of a source. */
export function toSampleRecord(record: TestRecord, row: number, source = 0): SampleRecord {
  const { at, name, ...given } = record;
  return {
    source,
    object: source,
    row,
    at,
    identifiers: Object.entries(given).flatMap(([attribute, value]) => [value].flat().map((one) => [attribute, String(one)] as const)),
    values: name === undefined ? [] : [{ attribute: 'last-name', value: String(name), rank: 0 }],
  };
}
