/** A line along a band, and where others join it at right angles: from what lies before it across the band, or after. All along the band. */
export type Line = { from: number; to: number; before: ReadonlySet<number>; after: ReadonlySet<number> };

/** Among more lines than this the best place takes too long to look for: they stay as they came. */
const MANY = 100;
const SWEEPS = 8;

/**
 * The place of each line across its band, from 0: so that few cross, never more than in the order given, and the same each time.
 * @param apart how far along the band two lines have to be from one another to lie in one place
 */
export function placesOf(lines: readonly Line[], apart: number): number[] {
  const places: number[] = [];
  const placed: number[] = [];
  for (const i of lines.length > MANY ? lines.keys() : ordered(lines)) {
    const line = lines[i];
    let place = 0;
    for (const j of placed) {
      const other = lines[j];
      if (line && other && line.from < other.to + apart && other.from < line.to + apart) place = Math.max(place, (places[j] ?? 0) + 1);
    }
    places[i] = place;
    placed.push(i);
  }
  return places;
}

/** How often they cross, or touch, where `one` lies before `other`. */
export function crossings(one: Line, other: Line): number {
  return within(one.after, other) + within(other.before, one);
}

function within(joints: ReadonlySet<number>, { from, to }: Line): number {
  let count = 0;
  for (const at of joints) if (at >= from && at <= to) count++;
  return count;
}

/** Each line in turn is put where it crosses least, until none is better anywhere else: of all orders nearly always one of the best. */
function ordered(lines: readonly Line[]): number[] {
  const costs = lines.map((one) => lines.map((other) => crossings(one, other)));
  const cost = (one: number, other: number) => costs[one]?.[other] ?? 0;
  const order = [...lines.keys()];
  let moved = true;
  for (let sweep = 0; moved && sweep < SWEEPS; sweep++) {
    moved = false;
    for (const line of lines.keys()) {
      const was = order.indexOf(line);
      order.splice(was, 1);
      // What each place costs more than the first: one line more lies before it.
      let more = 0;
      const each = [0, ...order.map((other) => (more += cost(other, line) - cost(line, other)))];
      const least = Math.min(...each);
      const best = each[was] === least ? was : each.indexOf(least);
      order.splice(best, 0, line);
      moved ||= best !== was;
    }
  }
  return order;
}
