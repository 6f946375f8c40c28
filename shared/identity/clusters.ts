/** The largest people and the suspicious ones, with the chain of values that made them. */
import type { CompiledIdentity } from './compile-identity';
import { scriptCount } from './family-names';
import { type Groups, membersOf } from './group';
import type { RecordTable } from './record-table';
import type { Cluster, IdentityReport } from './report';
import { type Resolution, verdicts } from './resolve';
import type { Alarm } from './schema';

const MOST = 20;
const SHOWN = 200;
/** A value leads to so many records before the next one has its turn, so that one on thousands does not hide the others. */
const AT_ONCE = 20;
const [linked, joined] = [verdicts.indexOf('linked'), verdicts.indexOf('joined')];

export type ClusterInput = {
  table: RecordTable;
  resolution: Resolution;
  identity: CompiledIdentity;
  /** Records of each person. */
  byPerson: Groups;
  plan: { sources: readonly string[]; objects: readonly string[] };
  alarm: Alarm;
  shown(attribute: string, value: string): string;
};

/** Sizes, suspicious people, and the clusters that are worth a look. */
export function findClusters(input: ClusterInput): Pick<IdentityReport, 'sizes' | 'suspicious' | 'clusters'> {
  const { resolution, byPerson, alarm } = input;
  const bySize = new Map<number, number>();
  const countNames = createNameCounter(input.table);
  const suspects: { person: number; records: number }[] = [];
  const all: { person: number; records: number }[] = [];
  for (let person = 0; person < resolution.people; person++) {
    const records = membersOf(byPerson, person);
    bySize.set(records.length, (bySize.get(records.length) ?? 0) + 1);
    if (records.length < 2) continue;
    const one = { person, records: records.length };
    all.push(one);
    if (records.length > alarm.records || countNames(records) > alarm.names) suspects.push(one);
  }
  const isSuspicious = new Set(suspects.map(({ person }) => person));
  // Persons are numbered as they appear, so that equals stay in one order.
  const largest = (a: { person: number; records: number }, b: { person: number; records: number }) => b.records - a.records || a.person - b.person;
  all.sort(largest);
  const top = all.slice(0, MOST);
  const missing = suspects
    .sort(largest)
    .slice(0, MOST / 2)
    .filter((one) => !top.includes(one));
  const dropped = new Set(top.filter(({ person }) => !isSuspicious.has(person)).slice(-missing.length || top.length));
  const chosen = [...top.filter((one) => !dropped.has(one)), ...missing].sort(largest).slice(0, MOST);
  return {
    sizes: [...bySize].sort(([a], [b]) => a - b).map(([records, people]) => ({ records, people })),
    suspicious: suspects.length,
    clusters: chosen.map(({ person }) => {
      const records = membersOf(byPerson, person);
      return { records: records.length, names: countNames(records), isSuspicious: isSuspicious.has(person), ...describe(input, records) };
    }),
  };
}

/** Different family names of some records: of those in one writing, as the same name in Hebrew and in Latin letters is one. */
function createNameCounter({ nameOf, names }: RecordTable): (records: Int32Array) => number {
  return (records) => {
    const seen = new Set<number>();
    const counts = new Int32Array(scriptCount);
    for (const record of records) {
      const name = nameOf[record] ?? -1;
      if (name < 0 || seen.has(name)) continue;
      seen.add(name);
      const script = names.scriptOf(name);
      counts[script] = (counts[script] ?? 0) + 1;
    }
    return Math.max(...counts);
  };
}

function describe({ table, resolution, identity, plan, shown }: ClusterInput, records: Int32Array): Pick<Cluster, 'sources' | 'values' | 'shown'> {
  const perSource = new Map<number, number>();
  /** Records that each value joined. */
  const recordsOf = new Map<number, number[]>();
  for (const record of records) {
    const source = table.sources[record] ?? 0;
    perSource.set(source, (perSource.get(source) ?? 0) + 1);
    for (const value of acceptedOf(table, resolution, record)) {
      const carriers = recordsOf.get(value);
      if (carriers) carriers.push(record);
      else recordsOf.set(value, [record]);
    }
  }
  const chosen = chooseRecords(table, resolution, records, recordsOf);
  const places = new Map<number, number>();
  const values: Cluster['values'] = [];
  const placeOf = (value: number) => {
    let place = places.get(value);
    if (place === undefined) {
      place = values.length;
      places.set(value, place);
      const attribute = identity.rules[table.ruleOf[value] ?? 0]?.attribute ?? '';
      values.push({ attribute, value: shown(attribute, table.values[value] ?? ''), records: recordsOf.get(value)?.length ?? 0 });
    }
    return place;
  };
  const shownRecords = chosen.map((record) => ({
    source: plan.sources[table.sources[record] ?? 0] ?? '',
    object: plan.objects[table.objects[record] ?? 0] ?? '',
    row: table.rows[record] ?? 0,
    values: acceptedOf(table, resolution, record).map(placeOf),
  }));
  const sources = [...perSource].sort(([a, x], [b, y]) => y - x || a - b).map(([source, count]) => ({ source: plan.sources[source] ?? '', records: count }));
  return { sources, values, shown: shownRecords };
}

/** Breadth first from the record with the most values, so that whatever is chosen hangs together. */
function chooseRecords(table: RecordTable, resolution: Resolution, records: Int32Array, recordsOf: ReadonlyMap<number, readonly number[]>): number[] {
  let [start = 0] = records;
  for (const record of records) if (acceptedOf(table, resolution, record).length > acceptedOf(table, resolution, start).length) start = record;
  const chosen = new Set<number>();
  const asked = new Set<number>();
  const queue: { value: number; next: number }[] = [];
  const choose = (record: number) => {
    if (chosen.has(record) || chosen.size >= SHOWN) return;
    chosen.add(record);
    for (const value of acceptedOf(table, resolution, record)) {
      if (asked.has(value)) continue;
      asked.add(value);
      queue.push({ value, next: 0 });
    }
  };
  choose(start);
  for (let one = queue.shift(); one && chosen.size < SHOWN; one = queue.shift()) {
    const carriers = recordsOf.get(one.value) ?? [];
    for (const record of carriers.slice(one.next, one.next + AT_ONCE)) choose(record);
    if (one.next + AT_ONCE < carriers.length) queue.push({ value: one.value, next: one.next + AT_ONCE });
  }
  return [...chosen];
}

function acceptedOf(table: RecordTable, { verdictOf }: Resolution, record: number): number[] {
  const accepted: number[] = [];
  for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++)
    if (verdictOf[i] === linked || verdictOf[i] === joined) accepted.push(table.identifiers[i] ?? 0);
  return accepted;
}
