/** Who is in a watched segment: looked at with what concerns it, and when time may have changed it. Nobody is asked again and again. */
import { never } from '../../shared/condition/next-boundary';
import { factsFor } from '../../shared/runtime/facts';
import { startsSteadyUntil } from '../../shared/runtime/steady';
import type { Registry } from '../engine/registry';
import type { Customer, Work } from '../engine/work';
import type { Watched } from './registry';

const day = 86_400_000;
/** So many customers are looked at in one transaction. */
const chunk = 200;
/** How often is looked whether time has brought somebody in or taken her out. */
const everyMs = 3_600_000;

type State = { after: number; up_to: number };

/** What news of a customer means for the segments that are watched. Costs nothing where none is. */
export function lookAtAudiences(work: Work, registry: Registry, customer: number, event: string | undefined, changed: ReadonlySet<string>): void {
  const watched = registry.audiences();
  if (watched.length === 0) return;
  // Of somebody new nothing is known yet, not even that she is outside.
  const isNew = work.withoutRuns.has(customer);
  for (const one of watched) if (isNew || one.concerns(event, changed)) lookAgain(work, one, work.customer(customer));
}

/** As if all of hers were news: somebody has become part of her. */
export function lookAtAllAudiences(work: Work, registry: Registry, customer: number): void {
  for (const one of registry.audiences()) lookAgain(work, one, work.customer(customer));
}

function lookAgain(work: Work, watched: Watched, customer: Customer): void {
  const state = work.db.get<State>('SELECT after, up_to FROM audience WHERE n = ?', watched.audience);
  // The first look will come to her: who is in it then did not come.
  if (!state || (state.after < customer.n && customer.n <= state.up_to)) return;
  look(work, watched, customer, true);
}

/** `counts`: who is found to be in it, or not any more, came or went. */
function look(work: Work, watched: Watched, customer: Customer, counts: boolean): void {
  const { db, now } = work;
  const { audience, segment } = watched;
  if (factsFor(work, watched, customer).inSegment(segment)) {
    const came = db.change('INSERT INTO audience_member (audience, customer, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', audience, customer.n, now);
    if (came > 0) count(work, audience, 1, counts);
  } else if (db.change('DELETE FROM audience_member WHERE audience = ? AND customer = ?', audience, customer.n) > 0) count(work, audience, -1, counts);
  if (!watched.movesWithTime) return;
  const until = startsSteadyUntil(work, watched, customer);
  if (until === never) {
    db.run('DELETE FROM audience_due WHERE audience = ? AND customer = ?', audience, customer.n);
    return;
  }
  const due = Math.max(until, now + 1);
  db.run(
    'INSERT INTO audience_due (audience, customer, due_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET due_at = excluded.due_at WHERE due_at <> excluded.due_at',
    audience,
    customer.n,
    due,
  );
  // In the next full hour: one look for all whose time comes in it.
  const at = Math.ceil(due / everyMs) * everyMs;
  db.run('UPDATE audience SET due_at = ?2 WHERE n = ?1 AND (due_at IS NULL OR due_at > ?2)', audience, at);
}

function count({ db, now }: Work, audience: number, by: 1 | -1, counts: boolean): void {
  db.run('UPDATE audience SET size = size + ? WHERE n = ?', by, audience);
  if (!counts) return;
  db.run(
    `INSERT INTO audience_day (audience, day, entered, left) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET entered = entered + excluded.entered, left = left + excluded.left`,
    audience,
    Math.floor(now / day),
    by === 1 ? 1 : 0,
    by === 1 ? 0 : 1,
  );
}

/** She is nobody any more: erased, or part of somebody else. She has gone wherever she was. */
export function leaveAudiences(work: Work, customer: number): void {
  for (const { audience } of work.db.all<{ audience: number }>('SELECT audience FROM audience_member WHERE customer = ?', customer))
    count(work, audience, -1, true);
  for (const table of ['audience_member', 'audience_due']) work.db.run(`DELETE FROM ${table} WHERE customer = ?`, customer);
}

/** Does one chunk of a first look, or of those whose time has come. False: nothing is due. */
export function workOnAudiences(work: Work, registry: Registry): boolean {
  const { db, now } = work;
  const row = db.get<State & { n: number }>('SELECT n, after, up_to FROM audience WHERE due_at <= ? ORDER BY due_at, n LIMIT 1', now);
  const watched = row && registry.audiences().find(({ audience }) => audience === row.n);
  if (!row || !watched) return false;
  if (row.after < row.up_to) firstLook(work, watched, row);
  else lookAtDue(work, watched);
  return true;
}

function firstLook(work: Work, watched: Watched, { after, up_to }: State): void {
  const { db, now } = work;
  const { audience } = watched;
  const rows = db.all<{ n: number }>('SELECT n FROM customer WHERE n > ? AND n <= ? ORDER BY n LIMIT ?', after, up_to, chunk);
  for (const { n } of rows) look(work, watched, work.customer(n), false);
  const isDone = rows.length < chunk;
  db.run('UPDATE audience SET after = ?, due_at = ? WHERE n = ?', isDone ? up_to : (rows.at(-1)?.n ?? up_to), now, audience);
  if (isDone) planNext(work, audience);
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
  for (const { customer } of rows) look(work, watched, work.customer(customer), true);
  if (rows.length < chunk) planNext(work, audience);
}

function planNext({ db }: Work, audience: number): void {
  const due = db.get<{ due: number | null }>('SELECT min(due_at) AS due FROM audience_due WHERE audience = ?', audience)?.due;
  db.run('UPDATE audience SET due_at = ? WHERE n = ?', due == null ? null : Math.ceil(due / everyMs) * everyMs, audience);
}
