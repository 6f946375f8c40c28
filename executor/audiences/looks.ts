/** Who is in a watched segment: looked at with what concerns it, and when time may have changed it. Nobody is asked again and again. */
import { never } from '../../shared/condition/next-boundary';
import { type CheckedFacts, factsFor } from '../../shared/runtime/facts';
import { type Steady, steadyFor } from '../../shared/runtime/steady';
import type { Registry } from '../engine/registry';
import type { Customer, Work } from '../engine/work';
import { type Book, bookOf } from './book';
import { keepMerge, keepMove, type Occasion, passMoves } from './moves';
import type { Group, Watched } from './registry';

/** So many customers are looked at in one transaction. */
const chunk = 200;
/** How often is looked whether time has brought somebody in or taken her out. */
const everyMs = 3_600_000;

/** What news of a customer means for the segments that are watched. Costs nothing where none is. */
export function lookAtAudiences(work: Work, registry: Registry, customer: number, event: string | undefined, changed: ReadonlySet<string>): void {
  const watched = registry.audiences();
  if (watched.length === 0) return;
  // Of somebody new nothing is known yet, not even that she is outside.
  const isNew = work.withoutRuns.has(customer);
  let looks: Looks | undefined;
  for (const one of watched) {
    if (!isNew && !one.concerns(event, changed)) continue;
    if (!isNew && one.leaves(event, changed, bookOf(work).standing(customer).inside.has(one.audience))) continue;
    looks ??= new Looks(work, work.customer(customer), { event, changed });
    looks.news(one);
  }
}

/** As if all of hers were news: somebody has become part of her. */
export function lookAtAllAudiences(work: Work, registry: Registry, customer: number): void {
  const looks = new Looks(work, work.customer(customer), 'merge');
  for (const one of registry.audiences()) looks.news(one);
}

/** One customer looked at for several segments at one moment: those of one group share what is worked out of her. */
class Looks {
  private readonly book: Book;
  private readonly seen = new Map<Group, { facts: CheckedFacts; steady: Steady | undefined }>();

  constructor(
    private readonly work: Work,
    private readonly customer: Customer,
    private readonly occasion: Occasion | 'first',
  ) {
    this.book = bookOf(work);
  }

  news(watched: Watched): void {
    const state = this.book.state(watched.audience);
    // The first look will come to her: who is in it then did not come.
    if (!state || (state.after < this.customer.n && this.customer.n <= state.up_to)) return;
    this.look(watched);
  }

  look(watched: Watched): void {
    const { book, work, customer, occasion } = this;
    const { audience, segment, group } = watched;
    let seen = this.seen.get(group);
    if (!seen) {
      seen = { facts: factsFor(work, group, customer), steady: undefined };
      this.seen.set(group, seen);
    }
    const { inside } = book.standing(customer.n);
    const isIn = seen.facts.inSegment(segment);
    if (isIn !== inside.has(audience)) {
      if (isIn) {
        inside.add(audience);
        work.db.run('INSERT INTO audience_member (audience, customer, since) VALUES (?, ?, ?)', audience, customer.n, work.now);
      } else {
        inside.delete(audience);
        work.db.run('DELETE FROM audience_member WHERE audience = ? AND customer = ?', audience, customer.n);
      }
      book.count(audience, isIn ? 1 : -1, occasion === 'first' ? undefined : isIn ? 'entered' : 'left');
      if (occasion !== 'first') keepMove(work, watched, { customer: customer.n, isIn, facts: seen.facts, occasion });
    }
    if (!watched.movesWithTime) return;
    seen.steady ??= steadyFor(work, group, customer, seen.facts);
    this.plan(audience, seen.steady.until({ op: 'in-segment', segment }));
  }

  /**
   * When to look at her again. With news a look that comes too early is left where it is: it finds nothing and plans anew, and is written once
   * instead of with every event.
   */
  private plan(audience: number, until: number): void {
    const { book, work, customer, occasion } = this;
    const { due } = book.standing(customer.n);
    const known = due.get(audience);
    const isExact = occasion === 'time' || occasion === 'first';
    if (until === never) {
      if (known === undefined || !isExact) return;
      due.delete(audience);
      work.db.run('DELETE FROM audience_due WHERE audience = ? AND customer = ?', audience, customer.n);
      return;
    }
    const at = Math.max(until, work.now + 1);
    if (known !== at && (known === undefined || isExact || at < known)) {
      due.set(audience, at);
      work.db.run(
        'INSERT INTO audience_due (audience, customer, due_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET due_at = excluded.due_at',
        audience,
        customer.n,
        at,
      );
    }
    // In the next full hour: one look for all whose time comes in it.
    const wake = inFullHour(at);
    const next = book.state(audience)?.due_at;
    if (next === null || (next !== undefined && next > wake)) book.setDue(audience, wake);
  }
}

function inFullHour(at: number): number {
  return Math.ceil(at / everyMs) * everyMs;
}

/** She is nobody any more: erased. She has gone wherever she was, and nothing says that she was there. */
export function eraseFromAudiences(work: Work, customer: number): void {
  const book = bookOf(work);
  for (const audience of book.standing(customer).inside) book.count(audience, -1, 'erased');
  for (const table of ['audience_member', 'audience_due', 'audience_move']) work.db.run(`DELETE FROM ${table} WHERE customer = ?`, customer);
  book.forget(customer);
}

/**
 * She has become part of `winner`: what she was in, the other is in, since the earlier of the two. Nobody came and nobody went by it; where both
 * were in, one record is fewer. Whether the other stays in by all that is hers now is looked at afterwards (`lookAtAllAudiences`).
 */
export function mergeAudiences(work: Work, winner: number, loser: number): void {
  const { db } = work;
  const book = bookOf(work);
  const theirs = book.standing(winner).inside;
  for (const audience of book.standing(loser).inside) {
    if (!theirs.has(audience)) continue;
    book.count(audience, -1, 'merged');
    keepMerge(work, audience, winner, loser);
  }
  db.run(
    `INSERT INTO audience_member (audience, customer, since) SELECT audience, ?, since FROM audience_member WHERE customer = ?
     ON CONFLICT DO UPDATE SET since = min(since, excluded.since)`,
    winner,
    loser,
  );
  passMoves(work, winner, loser);
  for (const table of ['audience_member', 'audience_due']) db.run(`DELETE FROM ${table} WHERE customer = ?`, loser);
  book.forget(winner);
  book.forget(loser);
}

/** Does one chunk of a first look, or of those whose time has come. False: nothing is due. */
export function workOnAudiences(work: Work, registry: Registry): boolean {
  const { db, now } = work;
  const due = db.get<{ n: number }>('SELECT n FROM audience WHERE due_at <= ? ORDER BY due_at, n LIMIT 1', now)?.n;
  const watched = due === undefined ? undefined : registry.audiences().find(({ audience }) => audience === due);
  const state = watched && bookOf(work).state(watched.audience);
  if (!watched || !state) return false;
  if (state.after < state.up_to) firstLook(work, watched, state);
  else lookAtDue(work, watched);
  return true;
}

function firstLook(work: Work, watched: Watched, { after, up_to }: { after: number; up_to: number }): void {
  const { db, now } = work;
  const book = bookOf(work);
  const rows = db.all<{ n: number }>('SELECT n FROM customer WHERE n > ? AND n <= ? ORDER BY n LIMIT ?', after, up_to, chunk);
  for (const { n } of rows) new Looks(work, work.customer(n), 'first').look(watched);
  const isDone = rows.length < chunk;
  book.setAfter(watched.audience, isDone ? up_to : (rows.at(-1)?.n ?? up_to));
  if (isDone) planNext(work, watched.audience);
  else book.setDue(watched.audience, now);
}

function lookAtDue(work: Work, watched: Watched): void {
  const { db, now } = work;
  const { audience } = watched;
  const rows = db.all<{ customer: number }>(
    'SELECT customer FROM audience_due WHERE audience = ? AND due_at <= ? ORDER BY due_at, customer LIMIT ?',
    audience,
    now,
    chunk,
  );
  for (const { customer } of rows) new Looks(work, work.customer(customer), 'time').look(watched);
  if (rows.length < chunk) planNext(work, audience);
}

function planNext(work: Work, audience: number): void {
  const due = work.db.get<{ due: number | null }>('SELECT min(due_at) AS due FROM audience_due WHERE audience = ?', audience)?.due;
  bookOf(work).setDue(audience, due == null ? null : inFullHour(due));
}
