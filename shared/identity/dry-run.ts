/** The identity rules tried on sample rows: how many people they make, and what they make of whom. */
import type { SampleRecord } from '../population/population';
import { nameParam, type Problem, problem } from '../problem';
import type { CustomerRecord } from '../record/schema';
import { createRandom } from '../sample/random';
import { maskValue } from '../sources/mask-value';
import { findClusters } from './clusters';
import { type CompiledIdentity, compileIdentity } from './compile-identity';
import { findFrequent } from './frequent-values';
import { groupBy } from './group';
import { countHouseholds } from './households';
import { countIdentifiers } from './identifier-counts';
import { type RecordTable, readRecordTable } from './record-table';
import type { IdentityReport } from './report';
import { partitionHash, resolve } from './resolve';
import { findReviews } from './reviews';
import { type Identity, usualAlarm } from './schema';
import { countSources } from './source-counts';

export type DryRunInput = {
  /** Gone through once. */
  records: Iterable<SampleRecord>;
  /** Number of records, for the progress. Absent: taken from `records` when it is a list. */
  count?: number;
  /** Ids of the sources and objects that the records name by their position. */
  plan: { sources: readonly string[]; objects: readonly string[] };
  identity: Identity;
  record: Pick<CustomerRecord, 'attributes'>;
  /** ISO code: where phone numbers without a country code are from. */
  country: string | undefined;
  /** Shows values as they are instead of masking them. */
  values: boolean;
  /** Times the rows are shuffled and run again. */
  shuffles: number;
  /** Share that is done, 0–1. */
  onProgress?: (share: number) => void;
};

export type DryRun = {
  report: IdentityReport;
  /** Person of each record, in the order in which they came, 0 to `report.people - 1`; -1 for one without a usable identifier. */
  personOf: Int32Array;
};

/**
 * Runs the rules over the records. The outcome does not depend on the order of the records (`sortCanonically`). Problems say
 * what keeps rules or sources out of it: `identity-no-rules`, `identity-source-joins-nothing`, `identity-attribute-not-in-rows`,
 * `identity-order-matters`.
 */
export function dryRun(input: DryRunInput): DryRun {
  const identity = compileIdentity(input.identity, input.record, input.country);
  const count = input.count ?? (Array.isArray(input.records) ? input.records.length : 0);
  // Reading, the first run and the evaluation take about the same time; each shuffle half as long as those two.
  const whole = 3 + input.shuffles;
  const tell = (done: number) => input.onProgress?.(Math.min(1, done / whole));
  const table = readRecordTable(input.records, identity, (read) => {
    if (read % 20_000 === 0 && count > 0) tell(read / count);
  });
  const resolution = resolve(table, identity, { onProgress: (share) => tell(1 + share) });
  tell(2);
  const shown = createMask(input);
  const { sources, overlap } = countSources(input.plan.sources, table, resolution, identity);
  const identifiers = countIdentifiers(table, resolution, identity);
  const found = {
    frequent: findFrequent(table, resolution, identity, shown),
    ...findClusters({
      table,
      resolution,
      identity,
      byPerson: groupBy(resolution.personOf, resolution.people),
      plan: input.plan,
      alarm: input.identity.alarm ?? usualAlarm,
      shown,
    }),
    reviews: findReviews({ table, resolution, identity, plan: input.plan, shown }),
  };
  tell(3);
  const isSame = tryShuffles(table, identity, partitionHash(resolution.personOf), input.shuffles, (done) => tell(3 + done));
  const report: IdentityReport = {
    rows: table.size,
    identified: sources.reduce((sum, { identified }) => sum + identified, 0),
    accounts: sources.reduce((sum, { accounts }) => sum + accounts, 0),
    people: resolution.people,
    households: countHouseholds(table, resolution, identity),
    sources,
    overlap,
    identifiers,
    ...found,
    shuffles: { tried: input.shuffles, same: isSame },
    problems: [],
  };
  report.problems = problemsOf(report, identity, input.record);
  return { report, personOf: resolution.personOf };
}

function createMask({ values, record }: DryRunInput): (attribute: string, value: string) => string {
  if (values) return (_, value) => value;
  const attributes = new Map(record.attributes.map(({ id, type, pii }) => [id, { type, pii, key: false }]));
  return (attribute, value) => maskValue(value, attributes.get(attribute) ?? { type: 'string', pii: 'high', key: true });
}

function tryShuffles(table: RecordTable, identity: CompiledIdentity, expected: number, times: number, onDone: (done: number) => void): boolean {
  let isSame = true;
  for (let n = 1; n <= times; n++) {
    const { personOf } = resolve(table, identity, { rows: shuffled(table.size, n) });
    isSame &&= partitionHash(personOf) === expected;
    onDone(n);
  }
  return isSame;
}

function shuffled(size: number, seed: number): Int32Array {
  const random = createRandom(seed, size);
  const rows = Int32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const other = random.int(0, i);
    [rows[i], rows[other]] = [rows[other] ?? 0, rows[i] ?? 0];
  }
  return rows;
}

function problemsOf({ sources, identifiers, shuffles }: IdentityReport, { rules }: CompiledIdentity, { attributes }: DryRunInput['record']): Problem[] {
  const labels = new Map(attributes.map(({ id, label }) => [id, label]));
  if (rules.length === 0) return [problem('blocks', 'identity-no-rules', ['identity'])];
  return [
    ...sources
      .filter(({ rows, identified }) => rows > 0 && identified === 0)
      .map(({ source, rows }) => problem('warns', 'identity-source-joins-nothing', ['sources', source], { rows })),
    ...identifiers
      .filter(({ records }) => records === 0)
      .map(({ attribute }) =>
        problem('informs', 'identity-attribute-not-in-rows', ['identity', 'rules', attribute], {
          attribute,
          label: nameParam(labels.get(attribute) ?? {}, attribute),
        }),
      ),
    ...(shuffles.same ? [] : [problem('warns', 'identity-order-matters', ['identity'])]),
  ];
}
