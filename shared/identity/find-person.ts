/** Who an event of the sample is about, once the rows have said who is whom. */
import type { CompiledIdentity } from './compile-identity';
import { createIdentifierReader } from './read-identifiers';
import type { RecordTable } from './record-table';
import { type Resolution, verdicts } from './resolve';

const holds = new Set([verdicts.indexOf('linked'), verdicts.indexOf('joined')]);

/**
 * The person whom the first known of these identifiers (by attribute id) belongs to, in order of priority; undefined when the
 * rows know none of them. Nobody is made known by this and nobody joined.
 */
export function createPersonFinder(
  table: RecordTable,
  { personOf, verdictOf }: Resolution,
  identity: CompiledIdentity,
): (given: Readonly<Record<string, string | number>>) => number | undefined {
  const ownerOf = new Int32Array(table.values.length).fill(-1);
  for (let record = 0; record < table.size; record++)
    for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++)
      if (holds.has(verdictOf[i] ?? -1)) ownerOf[table.identifiers[i] ?? 0] = personOf[record] ?? -1;
  const owners = identity.rules.map(() => new Map<string, number>());
  for (const [value, text] of table.values.entries()) {
    const owner = ownerOf[value] ?? -1;
    if (owner >= 0) owners[table.ruleOf[value] ?? 0]?.set(text, owner);
  }
  const reader = createIdentifierReader(identity);
  return (given) => {
    for (const [rule, { attribute }] of identity.rules.entries()) {
      if (!Object.hasOwn(given, attribute)) continue;
      const read = reader.read(rule, String(given[attribute]));
      const owner = read && read.refused === undefined ? owners[rule]?.get(read.value) : undefined;
      if (owner !== undefined) return owner;
    }
    return undefined;
  };
}
