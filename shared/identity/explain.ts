/** Records and the values they share: a cluster, or two that are in review. */
export type Linked = { shown: readonly { values: readonly number[] }[]; values: readonly unknown[] };

/** How two records of a cluster hang together: record, value, record, …, each next to what it shares. */
export type LinkPath = {
  /** Positions in `Linked.shown`, from the first record to the last. */
  records: number[];
  /** Positions in `Linked.values`: `values[i]` stands on `records[i]` and `records[i + 1]`. One fewer than records. */
  values: number[];
};

/**
 * Why two records are one person: the shortest way from one to the other over values they share with others. Of equally short
 * ones the first by the order of the records. Undefined when a position is not among them or nothing connects them.
 */
export function explainLink({ shown, values }: Linked, from: number, to: number): LinkPath | undefined {
  if (!shown[from] || !shown[to]) return undefined;
  const carriers = values.map((): number[] => []);
  for (const [record, one] of shown.entries()) for (const value of one.values) carriers[value]?.push(record);
  /** By record: how it was reached. */
  const reached = new Map<number, { record: number; value: number } | undefined>([[from, undefined]]);
  const asked = new Set<number>();
  const queue = [from];
  for (let i = 0; i < queue.length && !reached.has(to); i++) {
    const record = queue[i] ?? from;
    for (const value of shown[record]?.values ?? []) {
      if (asked.has(value)) continue;
      asked.add(value);
      for (const next of carriers[value] ?? []) {
        if (reached.has(next)) continue;
        reached.set(next, { record, value });
        queue.push(next);
      }
    }
  }
  if (!reached.has(to)) return undefined;
  const path: LinkPath = { records: [to], values: [] };
  for (let step = reached.get(to); step; step = reached.get(step.record)) {
    path.records.unshift(step.record);
    path.values.unshift(step.value);
  }
  return path;
}
