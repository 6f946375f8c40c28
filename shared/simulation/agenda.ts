/** What is yet to come, the earliest first; at one moment by rank, then in the order given. A binary heap. */
export type Appointment<T> = { at: number; rank: number; order: number; what: T };

export type Agenda<T> = {
  add(at: number, rank: number, order: number, what: T): void;
  /** Takes the first one out if its time is `until` or before. */
  takeBy(until: number): Appointment<T> | undefined;
  nextAt(): number | undefined;
};

export function createAgenda<T>(): Agenda<T> {
  const heap: Appointment<T>[] = [];

  const isBefore = (a: Appointment<T>, b: Appointment<T>) => a.at - b.at || a.rank - b.rank || a.order - b.order;

  function rise(place: number): void {
    const one = heap[place];
    if (!one) return;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above];
      if (!other || isBefore(other, one) <= 0) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = one;
  }

  function sink(): void {
    const one = heap[0];
    if (!one) return;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      let child = heap[below];
      if (!child) break;
      const right = heap[below + 1];
      if (right && isBefore(right, child) < 0) {
        below += 1;
        child = right;
      }
      if (isBefore(one, child) <= 0) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = one;
  }

  return {
    add(at, rank, order, what) {
      heap.push({ at, rank, order, what });
      rise(heap.length - 1);
    },
    takeBy(until) {
      const first = heap[0];
      if (!first || first.at > until) return undefined;
      const last = heap.pop();
      if (last && heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
    nextAt: () => heap[0]?.at,
  };
}
