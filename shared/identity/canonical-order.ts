/** The order in which records are heard, the same however the rows of a file are arranged. */
import type { RecordTable } from './record-table';

/**
 * Puts records (positions in the table) into canonical order, in place: those that do not say when they were true first, as if
 * it had always been so, then by time; at the same time by the place of the source and of the object in the plan; then by a
 * fingerprint of their identifiers. Records that are still alike are alike in everything the rules look at.
 */
export function sortCanonically(records: Int32Array, table: RecordTable): Int32Array {
  const { at, sources, objects } = table;
  const fingerprints = fingerprintsOf(table);
  return records.sort((a, b) => {
    const [timeA = 0, timeB = 0] = [at[a], at[b]];
    if (timeA !== timeB) {
      const [isADated, isBDated] = [!Number.isNaN(timeA), !Number.isNaN(timeB)];
      if (isADated && isBDated) return timeA - timeB;
      if (isADated !== isBDated) return isADated ? 1 : -1;
    }
    return (
      (sources[a] ?? 0) - (sources[b] ?? 0) ||
      (objects[a] ?? 0) - (objects[b] ?? 0) ||
      (fingerprints[a] ?? 0) - (fingerprints[b] ?? 0) ||
      compareIdentifiers(a, b, table)
    );
  });
}

const memory = new WeakMap<RecordTable, Int32Array>();

/** One number per record over the spelling of its identifiers: comparing the spellings themselves took ten times as long. */
function fingerprintsOf(table: RecordTable): Int32Array {
  let prints = memory.get(table);
  if (prints) return prints;
  const ofValues = Int32Array.from(table.values, (text, i) => fingerprint(text, table.ruleOf[i] ?? 0));
  prints = new Int32Array(table.size);
  for (let record = 0; record < table.size; record++) {
    let print = 0;
    for (let i = table.from[record] ?? 0; i < (table.from[record + 1] ?? 0); i++)
      print = Math.imul(print ^ (ofValues[table.identifiers[i] ?? 0] ?? 0), 0x01000193);
    prints[record] = print;
  }
  memory.set(table, prints);
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
