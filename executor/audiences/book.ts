/**
 * What one transaction knows of watched segments: read once, however many events come in together. Sizes and days are written at its end,
 * everything else at once, so that whatever is asked of the store inside the transaction is true.
 */
import { localParts } from '../../shared/time/duration';
import type { Work } from '../engine/work';

export type State = { after: number; up_to: number; due_at: number | null; zone: string };
/** Where she is in, and when time may change where she is in. By audience. */
export type Standing = { inside: Set<number>; due: Map<number, number> };
export type Counted = 'entered' | 'left' | 'merged' | 'erased';

export type Book = {
  /** Undefined: it is not watched any more. */
  state(audience: number): State | undefined;
  /** To be looked at again at this moment at the latest; null: nothing is due. */
  setDue(audience: number, at: number | null): void;
  setAfter(audience: number, after: number): void;
  standing(customer: number): Standing;
  /** What was read of her is not true any more. */
  forget(customer: number): void;
  /** It is not watched any more. */
  drop(audience: number): void;
  /** One more or fewer; `as` what it counts, absent: only the size is another. */
  count(audience: number, by: 1 | -1, as?: Counted): void;
};

const books = new WeakMap<Work, Book>();

/** The book of a transaction. Looking only, nothing is ever written. */
export function bookOf(work: Work): Book {
  let book = books.get(work);
  if (!book) {
    book = openBook(work);
    books.set(work, book);
  }
  return book;
}

type Sum = { size: number; days: Record<Counted, number> };

function openBook(work: Work): Book {
  const { db, now } = work;
  const columns = 'n, after, up_to, due_at, zone';
  const states = new Map(db.all<State & { n: number }>(`SELECT ${columns} FROM audience`).map((row) => [row.n, row]));
  const standings = new Map<number, Standing>();
  const sums = new Map<number, Sum>();

  const state = (audience: number) => {
    let known = states.get(audience);
    if (!known) {
      known = db.get<State & { n: number }>(`SELECT ${columns} FROM audience WHERE n = ?`, audience);
      if (known) states.set(audience, known);
    }
    return known;
  };

  work.atEnd(() => {
    for (const [audience, { size, days }] of sums) {
      const known = state(audience);
      if (!known) continue;
      if (size !== 0) db.run('UPDATE audience SET size = size + ? WHERE n = ?', size, audience);
      const { entered, left, merged, erased } = days;
      if (entered + left + merged + erased === 0) continue;
      db.run(
        `INSERT INTO audience_day (audience, day, entered, left, merged, erased) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET entered = entered + excluded.entered, left = left + excluded.left, merged = merged + excluded.merged,
           erased = erased + excluded.erased`,
        audience,
        dayOf(now, known.zone),
        entered,
        left,
        merged,
        erased,
      );
    }
    sums.clear();
  });

  return {
    state,
    setDue(audience, at) {
      const known = state(audience);
      if (!known || known.due_at === at) return;
      known.due_at = at;
      db.run('UPDATE audience SET due_at = ? WHERE n = ?', at, audience);
    },
    setAfter(audience, after) {
      const known = state(audience);
      if (!known) return;
      known.after = after;
      db.run('UPDATE audience SET after = ? WHERE n = ?', after, audience);
    },
    standing(customer) {
      let known = standings.get(customer);
      if (!known) {
        known = { inside: new Set(), due: new Map() };
        // Of somebody new there is nothing yet.
        if (!work.withoutRuns.has(customer))
          for (const { audience, due_at } of db.all<{ audience: number; due_at: number | null }>(
            `SELECT audience, NULL AS due_at FROM audience_member WHERE customer = ?1
             UNION ALL SELECT audience, due_at FROM audience_due WHERE customer = ?1`,
            customer,
          )) {
            if (due_at === null) known.inside.add(audience);
            else known.due.set(audience, due_at);
          }
        standings.set(customer, known);
      }
      return known;
    },
    forget: (customer) => void standings.delete(customer),
    drop(audience) {
      states.delete(audience);
      sums.delete(audience);
    },
    count(audience, by, as) {
      let sum = sums.get(audience);
      if (!sum) {
        sum = { size: 0, days: { entered: 0, left: 0, merged: 0, erased: 0 } };
        sums.set(audience, sum);
      }
      sum.size += by;
      if (as) sum.days[as] += 1;
    },
  };
}

/** The day of the epoch it is there. A zone that nobody knows is read as UTC. */
export function dayOf(at: number, zone: string): number {
  const { year, month, day } = localParts(at, zone);
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}
