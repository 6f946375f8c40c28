/** Positions in person order: those of person i are `order[from[i]]` (inclusive) to `order[from[i + 1]]`. */
export type Grouping = { from: Int32Array; order: Int32Array };

/**
 * Groups positions by the person each belongs to; a negative number, or one beyond `people`, belongs to nobody. `compare` orders
 * those of one person; without it they stay in their order.
 */
export function groupByPerson(personOf: ArrayLike<number>, people: number, compare?: (a: number, b: number) => number): Grouping {
  const from = new Int32Array(people + 1);
  for (let n = 0; n < personOf.length; n++) {
    const person = personOf[n] ?? -1;
    if (person >= 0 && person < people) from[person + 1] = (from[person + 1] ?? 0) + 1;
  }
  for (let person = 0; person < people; person++) from[person + 1] = (from[person + 1] ?? 0) + (from[person] ?? 0);
  const order = new Int32Array(from[people] ?? 0);
  const next = from.slice(0, people);
  for (let n = 0; n < personOf.length; n++) {
    const person = personOf[n] ?? -1;
    if (person < 0 || person >= people) continue;
    const place = next[person] ?? 0;
    order[place] = n;
    next[person] = place + 1;
  }
  if (compare)
    for (let person = 0; person < people; person++) {
      const [start = 0, end = 0] = [from[person], from[person + 1]];
      if (end - start > 1) order.subarray(start, end).sort(compare);
    }
  return { from, order };
}
