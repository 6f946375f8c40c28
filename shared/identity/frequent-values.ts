/** Values that stand on many records: the till's e-mail, the branch's phone, what somebody types to get on. */
import type { CompiledIdentity } from './compile-identity';
import type { RecordTable } from './record-table';
import type { IdentityReport } from './report';
import type { Resolution } from './resolve';

const MOST = 50;
/** On fewer records a value says nothing. */
const FEWEST = 5;
/** Looked at this closely, a value on half a million records would take as long as everything else. */
const RECORDS_LOOKED_AT = 20_000;

type Found = { rule: number; records: number } & ({ value: number } | { blocked: string });

/** The values on the most records, blocked ones among them. `shown` makes of a value what may be shown. */
export function findFrequent(
  table: RecordTable,
  { personOf }: Resolution,
  { rules }: CompiledIdentity,
  shown: (attribute: string, value: string) => string,
): IdentityReport['frequent'] {
  const records = new Int32Array(table.values.length);
  for (const value of table.identifiers) records[value] = (records[value] ?? 0) + 1;
  const found: Found[] = [];
  for (const [value, count] of records.entries()) if (count >= FEWEST) found.push({ rule: table.ruleOf[value] ?? 0, records: count, value });
  for (const [rule, { values }] of table.unused.entries())
    for (const [blocked, count] of values) if (count >= FEWEST) found.push({ rule, records: count, blocked });
  const textOf = (one: Found) => ('blocked' in one ? one.blocked : (table.values[one.value] ?? ''));
  found.sort((a, b) => b.records - a.records || a.rule - b.rule || (textOf(a) < textOf(b) ? -1 : 1));
  const top = found.slice(0, MOST);

  const watched = new Map<number, { people: Set<number>; others: Set<number>; seen: number }>();
  for (const one of top) if ('value' in one) watched.set(one.value, { people: new Set(), others: new Set(), seen: 0 });
  for (let record = 0; record < table.size; record++) {
    const own = table.identifiers.subarray(table.from[record] ?? 0, table.from[record + 1] ?? 0);
    for (const value of own) {
      const one = watched.get(value);
      if (!one || ++one.seen > RECORDS_LOOKED_AT) continue;
      const person = personOf[record] ?? -1;
      if (person >= 0) one.people.add(person);
      for (const other of own) if (table.ruleOf[other] !== table.ruleOf[value]) one.others.add(other);
    }
  }
  return top.map((one) => {
    const attribute = rules[one.rule]?.attribute ?? '';
    const around = 'value' in one ? watched.get(one.value) : undefined;
    return {
      attribute,
      value: shown(attribute, textOf(one)),
      records: one.records,
      people: around?.people.size ?? 0,
      others: around?.others.size ?? 0,
      isBlocked: 'blocked' in one,
    };
  });
}
