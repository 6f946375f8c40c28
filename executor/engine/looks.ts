/** What starts a journey without an event of its own: who is in which segment, and computed values. Looked at with all that happens, and when time may have changed it. */
import { never } from '../../shared/condition/next-boundary';
import type { Change } from '../../shared/journey/entry';
import { startsSteadyUntil } from '../../shared/runtime/steady';
import { compareMemberships } from './memberships';
import type { Deployed } from './registry';
import { compareWatchedValues } from './watched-values';
import type { Customer, Work } from './work';

/**
 * Brings up to date what is kept of this customer's segments and computed values that start this journey, and says what changed. Customers the
 * first look at a new deployment has not reached yet are left to it: being in a segment already is not entering it.
 */
export function lookAgain(work: Work, deployed: Deployed, customer: Customer): Change[] {
  if (deployed.watched.length === 0 && deployed.deployment.listens.triggers.segments.size === 0) return [];
  if ((deployed.state !== 'live' && deployed.state !== 'paused') || isAwaitingFirstLook(work, deployed, customer)) return [];
  return look(work, deployed, customer);
}

/** As `lookAgain`, whether or not the first look is done. */
export function look(work: Work, deployed: Deployed, customer: Customer): Change[] {
  const changes = [...compareWatchedValues(work, deployed, customer), ...compareMemberships(work, deployed, customer)];
  if (deployed.movesWithTime) planLook(work, deployed, customer);
  return changes;
}

/** Notes from when on a look may find something else, so that nobody else has to be looked at. */
function planLook(work: Work, deployed: Deployed, customer: Customer): void {
  const until = startsSteadyUntil(work, deployed, customer);
  if (until === never) {
    work.db.run('DELETE FROM look_due WHERE deployment = ? AND customer = ?', deployed.n, customer.n);
    return;
  }
  work.db.run(
    `INSERT INTO look_due (deployment, customer, due_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET due_at = excluded.due_at WHERE due_at <> excluded.due_at`,
    deployed.n,
    customer.n,
    // What can't be said now is looked at next time, not again this time.
    Math.max(until, work.now + 1),
  );
}

/** Takes some of those who have to be looked at by then off the list; a look puts them on it again. */
export function takeDueLooks({ db }: Work, { n }: Deployed, by: number, most: number): number[] {
  const rows = db.all<{ customer: number }>(
    'SELECT customer FROM look_due WHERE deployment = ? AND due_at <= ? ORDER BY due_at, customer LIMIT ?',
    n,
    by,
    most,
  );
  for (const { customer } of rows) db.run('DELETE FROM look_due WHERE deployment = ? AND customer = ?', n, customer);
  return rows.map(({ customer }) => customer);
}

/** Whether the first look at this deployment has yet to reach the customer. */
function isAwaitingFirstLook(work: Work, deployed: Deployed, customer: Customer): boolean {
  return (
    work.db.get("SELECT 1 FROM job WHERE deployment = ? AND kind = 'first-look' AND after < ? AND up_to >= ?", deployed.n, customer.n, customer.n) !== undefined
  );
}
