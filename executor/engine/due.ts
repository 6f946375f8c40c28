/** What falls due: timers of runs, dates of customers, waves, jobs. One look is one transaction of bounded size. */
import { workOnAudiences } from '../audiences/looks';
import type { Database } from '../store/driver';
import { readEvent } from './event-rows';
import { workOnJob } from './jobs';
import type { News } from './news';
import { react } from './react';
import { priorityOf, type Registry } from './registry';
import { type RunRow, runColumns, runOf } from './run-rows';
import { enter, move } from './runs';
import type { Work } from './work';

const batch = 200;
/** Later than this is late: the machine slept. Late runs are taken in smaller portions, so that days of mail do not leave in one minute. */
export const lateAfterMs = 5 * 60_000;

/**
 * Does one batch of what is due at `work.now`; gives how much was done, and how much of it came late. `lateRoom`: how many late runs may go
 * now. At one moment the journey with the higher priority speaks first.
 */
export function workOnDue(work: Work, registry: Registry, lateRoom: number): { done: number; late: number } {
  const { db, now } = work;
  const punctual = dueRuns(work, registry, { after: now - lateAfterMs, until: now, most: batch });
  const late = dueRuns(work, registry, { after: Number.MIN_SAFE_INTEGER, until: now - lateAfterMs, most: Math.min(batch, lateRoom) });
  for (const row of [...late, ...punctual]) {
    const deployed = registry.byNumber(row.deployment);
    if (!deployed) throw new Error('a run belongs to no deployment');
    // What an earlier run of this batch set off may have moved this one already.
    const fresh = work.moved.has(row.n) ? db.get<RunRow>(`SELECT ${runColumns} FROM run WHERE n = ? AND due_at <= ?`, row.n, now) : row;
    if (!fresh) continue;
    work.noteLate(now - row.due_at);
    const queue: News[] = [];
    move(work, deployed, fresh, runOf(fresh, deployed.deployment.hash), { kind: 'wake' }, queue);
    for (const news of queue) react(work, registry, news);
  }

  const entries = db.all<{ deployment: number; node: string; customer: number; event: number; due_at: number }>(
    'SELECT * FROM entry_due WHERE due_at <= ? ORDER BY due_at LIMIT ?',
    now,
    batch,
  );
  for (const { deployment, node: id, customer, event: seq, due_at } of inTurn(registry, entries)) {
    db.run('DELETE FROM entry_due WHERE deployment = ? AND node = ? AND customer = ? AND event = ?', deployment, id, customer, seq);
    const deployed = registry.byNumber(deployment);
    const node = deployed?.deployment.triggers.find((one) => one.id === id);
    if (!deployed || !node || deployed.state !== 'live') continue;
    const queue: News[] = [];
    const event = seq === 0 ? undefined : readEvent(work, seq);
    enter(work, deployed, node, work.customer(customer), event ? { event } : { occasion: `date ${due_at}` }, queue);
    for (const news of queue) react(work, registry, news);
  }
  const jobs = (workOnJob(work, registry) ? 1 : 0) + (workOnAudiences(work, registry) ? 1 : 0);
  return { done: late.length + punctual.length + entries.length + jobs, late: late.length };
}

type DueRun = RunRow & { due_at: number };

/** So many of the runs that fell due after `after` and by `until`, and a few more where one customer's were not all among them. */
function dueRuns({ db }: Work, registry: Registry, { after, until, most }: { after: number; until: number; most: number }): readonly DueRun[] {
  const rows = db.all<DueRun>(`SELECT ${runColumns}, run.due_at FROM run WHERE due_at > ? AND due_at <= ? ORDER BY due_at, n LIMIT ?`, after, until, most);
  const last = rows.at(-1);
  if (last && rows.length === most) {
    // Which of her runs speaks first is for the priority of their journeys to say, not for where a batch ends. (+: found by customer, not by time.)
    const customers = rows.filter(({ due_at }) => due_at === last.due_at).map(({ customer }) => customer);
    rows.push(
      ...db.all<DueRun>(
        `SELECT ${runColumns}, run.due_at FROM run WHERE customer IN (SELECT value FROM json_each(?)) AND +due_at = ? AND n > ?`,
        JSON.stringify(customers),
        last.due_at,
        last.n,
      ),
    );
  }
  return inTurn(registry, rows);
}

/** By time; at one moment by the priority of the journeys. */
function inTurn<T extends { due_at: number; deployment: number }>(registry: Registry, rows: readonly T[]): readonly T[] {
  const [first] = rows;
  if (rows.every(({ deployment }) => deployment === first?.deployment)) return rows;
  const priority = ({ deployment }: T) => {
    const deployed = registry.byNumber(deployment);
    return deployed ? priorityOf(deployed) : 0;
  };
  return rows.toSorted((a, b) => a.due_at - b.due_at || priority(b) - priority(a));
}

/** When the next thing happens that anybody would notice, epoch ms: `nextDueAt` without what the executor does for itself. */
export function nextWakeAt(db: Database): number | undefined {
  const row = db.get<{ run: number | null; date: number | null; job: number | null; audience: number | null }>(
    `SELECT (SELECT min(due_at) FROM run WHERE due_at IS NOT NULL) AS run, (SELECT min(due_at) FROM entry_due) AS date,
      (SELECT min(due_at) FROM job WHERE kind IN ('schedule', 'audience')) AS job`,
  );
  return earliest(row);
}

/** When the next thing falls due, epoch ms; it may lie in the past. */
export function nextDueAt(db: Database): number | undefined {
  const row = db.get<{ run: number | null; date: number | null; job: number | null; audience: number | null }>(
    'SELECT (SELECT min(due_at) FROM run WHERE due_at IS NOT NULL) AS run, (SELECT min(due_at) FROM entry_due) AS date, (SELECT min(due_at) FROM job) AS job, (SELECT min(due_at) FROM audience) AS audience',
  );
  return earliest(row);
}

function earliest(row: { run: number | null; date: number | null; job: number | null; audience: number | null } | undefined): number | undefined {
  const times = [row?.run, row?.date, row?.job, row?.audience].filter((time) => typeof time === 'number');
  return times.length > 0 ? Math.min(...times) : undefined;
}
