/** The order in which records are heard, the same however the rows of a file are arranged. */
import type { RecordTable } from './record-table';

/**
 * Puts records (positions in the table) into canonical order, in place: those that do not say when they were true first, as if
 * it had always been so, then by time; at the same time by the place of the source and of the object in the plan; then by a
 * fingerprint of their identifiers. Records that are still alike are alike in everything the rules look at.
 */
export function sortCanonically(records: Int32Array, table: RecordTable): Int32Array {
  const { times, places, fingerprints } = keysOf(table);
  return records.sort((a, b) => {
    const timeA = times[a] ?? 0;
    const timeB = times[b] ?? 0;
    // Not their difference: two that have always been so are equally old.
    if (timeA !== timeB) return timeA < timeB ? -1 : 1;
    return (places[a] ?? 0) - (places[b] ?? 0) || (fingerprints[a] ?? 0) - (fingerprints[b] ?? 0) || compareIdentifiers(a, b, table);
  });
}

type Keys = { times: Float64Array; places: Float64Array; fingerprints: Int32Array };
const memory = new WeakMap<RecordTable, Keys>();

function keysOf(table: RecordTable): Keys {
  let keys = memory.get(table);
  if (!keys) {
    keys = {
      times: table.at.map((time) => (Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time)),
      places: Float64Array.from(table.sources, (source, record) => source * 65_536 + (table.objects[record] ?? 0)),
      fingerprints: fingerprintsOf(table),
    };
    memory.set(table, keys);
  }
  return keys;
}

/** One number per record over the spelling of its identifiers: comparing the spellings themselves took ten times as long. */
function fingerprintsOf(table: RecordTable): Int32Array {
  const ofValues = Int32Array.from(table.values, (text, i) => fingerprint(text, table.ruleOf[i] ?? 0));
  const prints = new Int32Array(table.size);
  for (let record = 0; record < table.size; record++) {
    let print = 0;
    for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++)
      print = Math.imul(print ^ (ofValues[table.identifiers[i] ?? 0] ?? 0), 0x01000193);
    prints[record] = print;
  }
  return prints;
}

/** FNV-1a over the units of the text. */
function fingerprint(text: string, seed: number): number {
  let print = Math.imul(seed ^ 0x811c9dc5, 0x01000193);
  for (let i = 0; i < text.length; i++) print = Math.imul(print ^ text.charCodeAt(i), 0x01000193);
  return print;
}

function compareIdentifiers(a: number, b: number, { from, identifiers, values, ruleOf }: RecordTable): number {
  const [startA = 0, endA = 0, startB = 0, endB = 0] = [from[a], from[a + 1], from[b], from[b + 1]];
  for (let i = 0; i < Math.min(endA - startA, endB - startB); i++) {
    const [x = 0, y = 0] = [identifiers[startA + i], identifiers[startB + i]];
    if (x === y) continue;
    return (ruleOf[x] ?? 0) - (ruleOf[y] ?? 0) || ((values[x] ?? '') < (values[y] ?? '') ? -1 : 1);
  }
  return endA - startA - (endB - startB);
}
