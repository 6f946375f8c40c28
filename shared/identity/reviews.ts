/** Pairs of people who may be one: what the rules leave to somebody's judgement. */
import type { CompiledIdentity } from './compile-identity';
import type { RecordTable } from './record-table';
import type { IdentityReport, Review } from './report';
import { type Resolution, verdicts } from './resolve';
import type { IdentityRule, MergePolicy } from './schema';

const MOST = 200;
/** Identifiers shown of one record, the one in question among them. */
const VALUES = 12;
const [linked, joined, review] = [verdicts.indexOf('linked'), verdicts.indexOf('joined'), verdicts.indexOf('review')];

/** Strongest first. */
const reasons = ['knownByStrong', 'knownByMedium', 'anonymousAndKnown'] as const satisfies (keyof MergePolicy)[];
/** Which answer of the policy a review comes from follows from the strength: whoever has a strong or medium identifier is known, and weak ones join known people never. */
const reasonOf = { strong: 0, medium: 1, weak: 2 } as const satisfies Record<IdentityRule['strength'], number>;

export type ReviewInput = {
  table: RecordTable;
  resolution: Resolution;
  identity: CompiledIdentity;
  plan: { sources: readonly string[]; objects: readonly string[] };
  shown(attribute: string, value: string): string;
};

/** Pairs with the most records first, then as they appear; at most 200 of them with an example. Records whose pair turned out to be one person after all are only counted. */
export function findReviews({ table, resolution, identity, plan, shown }: ReviewInput): IdentityReport['reviews'] {
  const { personOf, people } = resolution;
  const found = resolution.verdictOf.reduce((count, verdict) => (verdict === review ? count + 1 : count), 0);
  if (found === 0) return { pairs: 0, settled: 0, reasons: {}, shown: [] };
  const holders = holdersOf(table, resolution);
  const ruleOf = (value: number) => identity.rules[table.ruleOf[value] ?? 0];

  // One number for a pair and its reason, so that millions of them are sorted where they lie.
  const keys = new Float64Array(found);
  let open = 0;
  const eachReview = (visit: (record: number, value: number, key: number) => void) => {
    for (let record = 0; record < table.size; record++)
      for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++) {
        if (resolution.verdictOf[i] !== review) continue;
        const value = table.identifiers[i] ?? 0;
        const [one, other] = [personOf[record] ?? -1, personOf[holders[value] ?? -1] ?? -1];
        if (one < 0 || other < 0 || one === other) continue;
        visit(record, value, (Math.min(one, other) * people + Math.max(one, other)) * reasons.length + reasonOf[ruleOf(value)?.strength ?? 'weak']);
      }
  };
  eachReview((_, __, key) => {
    keys[open++] = key;
  });
  const sorted = keys.subarray(0, open).sort();

  const byReason: IdentityReport['reviews']['reasons'] = {};
  let pairs = 0;
  let top: { key: number; records: number }[] = [];
  for (let start = 0; start < open; ) {
    const key = sorted[start] ?? 0;
    const pair = Math.floor(key / reasons.length);
    let end = start + 1;
    while (end < open && Math.floor((sorted[end] ?? 0) / reasons.length) === pair) end++;
    const reason = reasons[key % reasons.length] ?? 'anonymousAndKnown';
    byReason[reason] = (byReason[reason] ?? 0) + 1;
    pairs++;
    top.push({ key, records: end - start });
    if (top.length >= 2 * MOST) top = mostOf(top);
    start = end;
  }
  top = mostOf(top);

  const wanted = new Map(top.map(({ key, records }) => [key, records]));
  const examples = new Map<number, Review>();
  eachReview((record, value, key) => {
    const records = wanted.get(key);
    if (records === undefined || examples.has(key)) return;
    examples.set(key, { reason: reasons[key % reasons.length] ?? 'anonymousAndKnown', records, ...exampleOf(record, holders[value] ?? 0, value) });
  });
  return { pairs, settled: found - open, reasons: byReason, shown: top.flatMap(({ key }) => examples.get(key) ?? []) };

  function exampleOf(record: number, holder: number, value: number): Pick<Review, 'values' | 'shown'> {
    const places = new Map<number, number>();
    const values: Review['values'] = [];
    const placeOf = (one: number) => {
      let place = places.get(one);
      if (place === undefined) {
        place = values.length;
        places.set(one, place);
        const attribute = ruleOf(one)?.attribute ?? '';
        values.push({ attribute, value: shown(attribute, table.values[one] ?? '') });
      }
      return place;
    };
    placeOf(value);
    const describe = (one: number): Review['shown'][number] => ({
      source: plan.sources[table.sources[one] ?? 0] ?? '',
      object: plan.objects[table.objects[one] ?? 0] ?? '',
      row: table.rows[one] ?? 0,
      values: [...new Set([value, ...acceptedOf(one)])].slice(0, VALUES).map(placeOf),
    });
    return { shown: [describe(record), describe(holder)], values };
  }

  function acceptedOf(record: number): number[] {
    const accepted: number[] = [];
    for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++)
      if (resolution.verdictOf[i] === linked || resolution.verdictOf[i] === joined) accepted.push(table.identifiers[i] ?? 0);
    return accepted;
  }
}

/** By value: the record that brought it. */
function holdersOf(table: RecordTable, { verdictOf }: Resolution): Int32Array {
  const holders = new Int32Array(table.values.length).fill(-1);
  for (let record = 0; record < table.size; record++)
    for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++) if (verdictOf[i] === linked) holders[table.identifiers[i] ?? 0] = record;
  return holders;
}

function mostOf(pairs: { key: number; records: number }[]): { key: number; records: number }[] {
  return pairs.sort((a, b) => b.records - a.records || a.key - b.key).slice(0, MOST);
}
