/** Work on many customers, a chunk per transaction. Where it stands is stored, so a crash costs at most one chunk's work, never a customer. */
import type { EventRecord } from '../../shared/condition/facts';
import { triggersForChange } from '../../shared/journey/entry';
import { nextScheduledAt, waveAt } from '../../shared/journey/entry-timing';
import type { NodeOf } from '../../shared/journey/schema';
import { fallbackZoneOf } from '../../shared/journey/step-facts';
import { catchUp } from './catch-up';
import { planDates } from './dates';
import { readEvent } from './event-rows';
import { look, lookAgain, takeDueLooks } from './looks';
import { movePeople } from './move-people';
import type { News } from './news';
import { react } from './react';
import { type Deployed, priorityOf, type Registry } from './registry';
import { type RunRow, runColumns, runOf } from './run-rows';
import { enter, enterAtOneOf, expel, mayEnter } from './runs';
import type { Customer, Work } from './work';

/**
 * first-look: who is in which segment, and whose dates lie ahead, when a journey goes live · audience: an event about nobody ·
 * schedule: a trigger's slot · segments: memberships and computed values that change by the passing of time · resume, stop: all runs of a deployment ·
 * move: those the publisher of another version moves or takes out.
 */
export type JobKind = 'first-look' | 'audience' | 'schedule' | 'segments' | 'resume' | 'stop' | 'move';
type JobRow = { n: number; kind: JobKind; deployment: number; node: string; due_at: number; after: number; up_to: number; event: number | null; place: number };

const chunk = 200;
/** How often is looked whether memberships that depend on the time have changed. */
const segmentsEveryMs = 3_600_000;
const forEver = Number.MAX_SAFE_INTEGER;

export function planJob(work: Work, kind: JobKind, deployment: number, options: { node?: string; dueAt?: number; upTo?: number } = {}): void {
  work.db.run(
    'INSERT INTO job (kind, deployment, node, due_at, up_to) VALUES (?, ?, ?, ?, ?)',
    kind,
    deployment,
    options.node ?? '',
    options.dueAt ?? work.now,
    options.upTo ?? forEver,
  );
}

/** Jobs a deployment needs from now on. Those it had before (when it was live earlier) are replaced. */
export function planStandingJobs(work: Work, { n, deployment, deployedAt, watched: computed, movesWithTime }: Deployed): void {
  work.db.run("DELETE FROM job WHERE deployment = ? AND kind IN ('first-look', 'schedule', 'segments')", n);
  for (const { id, trigger } of deployment.triggers) {
    if (trigger.kind !== 'schedule') continue;
    const zone = fallbackZoneOf(deployment.journey);
    const first = nextScheduledAt(trigger, { deployedAt }, zone);
    // One that is live again goes on with the next slot; those that passed while it was not are over.
    planJob(work, 'schedule', n, { node: id, dueAt: first >= work.now ? first : nextScheduledAt(trigger, { deployedAt, last: work.now }, zone) });
  }
  const watched = deployment.listens.triggers.segments;
  if (watched.size > 0 || computed.length > 0 || deployment.triggers.some(({ trigger }) => trigger.kind === 'date-attribute')) {
    const last = work.db.get<{ n: number | null }>('SELECT max(n) AS n FROM customer')?.n ?? 0;
    planJob(work, 'first-look', n, { upTo: last });
  }
  if (movesWithTime) planJob(work, 'segments', n, { dueAt: work.now + segmentsEveryMs });
}

/** Does one chunk of the job that is due first, at one moment of the journey with the highest priority. False = none is due. */
export function workOnJob(work: Work, registry: Registry): boolean {
  const jobs = work.db.all<JobRow>('SELECT * FROM job WHERE due_at = (SELECT min(due_at) FROM job WHERE due_at <= ?) ORDER BY n', work.now);
  const priority = (one: JobRow) => {
    const its = registry.byNumber(one.deployment);
    return its ? priorityOf(its) : 0;
  };
  const job = jobs.reduce<JobRow | undefined>((first, one) => (first && priority(first) >= priority(one) ? first : one), undefined);
  if (!job) return false;
  const deployed = registry.byNumber(job.deployment);
  if (!deployed || (deployed.state === 'retired' && job.kind !== 'stop')) {
    end(work, job);
    return true;
  }
  switch (job.kind) {
    case 'first-look':
    case 'audience':
    case 'schedule':
      overCustomers(work, registry, job, deployed);
      return true;
    case 'segments':
      lookAtDue(work, registry, job, deployed);
      return true;
    case 'resume':
    case 'stop':
      overRuns(work, registry, job, deployed);
      return true;
    case 'move': {
      const last = movePeople(work, registry, deployed, job.after, chunk);
      if (last === undefined) end(work, job);
      else work.db.run('UPDATE job SET after = ? WHERE n = ?', last, job.n);
      return true;
    }
  }
}

function overCustomers(work: Work, registry: Registry, job: JobRow, deployed: Deployed): void {
  const rows = work.db.all<{ n: number }>('SELECT n FROM customer WHERE n > ? AND n <= ? ORDER BY n LIMIT ?', job.after, job.up_to, chunk);
  const node = deployed.deployment.triggers.find((one) => one.id === job.node);
  const event = job.event === null ? undefined : readEvent(work, job.event);
  let place = job.place;
  for (const { n } of rows) {
    const customer = work.customer(n);
    if (job.kind === 'first-look') {
      look(work, deployed, customer);
      planDates(work, deployed, customer);
      continue;
    }
    const queue: News[] = [];
    if (node && deployed.state === 'live') {
      if (!event) enter(work, deployed, node, customer, { occasion: `schedule ${job.due_at}` }, queue);
      else if (!node.waves) enter(work, deployed, node, customer, { event }, queue);
      else if (giveAPlace(work, deployed, node, customer, event, job, place, queue)) place++;
    }
    for (const news of queue) react(work, registry, news);
  }
  const last = rows.at(-1)?.n;
  if (rows.length === chunk && last !== undefined) work.db.run('UPDATE job SET after = ?, place = ? WHERE n = ?', last, place, job.n);
  else finish(work, job, deployed, node);
}

/**
 * Lets one of an event's audience in: at once in the first wave, else when her wave comes, if she may still enter then.
 * Places go to those who may enter, in the order we got to know them. False = none was given.
 */
function giveAPlace(
  work: Work,
  deployed: Deployed,
  node: NodeOf<'trigger'>,
  customer: Customer,
  event: EventRecord,
  job: JobRow,
  place: number,
  news: News[],
): boolean {
  const at = waveAt(node, event, place, job.due_at, fallbackZoneOf(deployed.deployment.journey));
  if (at <= work.now) return enter(work, deployed, node, customer, { event }, news).enter;
  if (!mayEnter(work, deployed, node, customer, { event }).enter) return false;
  work.db.run(
    'INSERT INTO entry_due (deployment, node, customer, event, due_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    deployed.n,
    node.id,
    customer.n,
    job.event,
    at,
  );
  return true;
}

/** Of all customers only those are looked at of whom time may have changed something. */
function lookAtDue(work: Work, registry: Registry, job: JobRow, deployed: Deployed): void {
  const isOver = deployed.state === 'draining';
  // Hours that were slept through are not made up one by one.
  const by = isOver ? forEver : job.after === 0 ? work.now : job.due_at;
  const due = takeDueLooks(work, deployed, by, chunk);
  for (const n of due) {
    const customer = work.customer(n);
    const queue: News[] = [];
    const doors = lookAgain(work, deployed, customer).flatMap((change) =>
      triggersForChange(deployed.deployment, change).map((trigger) => ({ node: trigger, because: { change: change.kind } })),
    );
    if (deployed.state === 'live') enterAtOneOf(work, deployed, doors, customer, queue);
    for (const news of queue) react(work, registry, news);
  }
  if (due.length === chunk) work.db.run('UPDATE job SET due_at = ?, after = 1 WHERE n = ?', isOver ? job.due_at : by, job.n);
  else if (isOver) end(work, job);
  else again(work, job, work.now + segmentsEveryMs);
}

function finish(work: Work, job: JobRow, deployed: Deployed, node: NodeOf<'trigger'> | undefined): void {
  if (job.kind !== 'schedule' || node?.trigger.kind !== 'schedule' || deployed.state === 'draining') {
    end(work, job);
    return;
  }
  let next = job.due_at;
  // Slots missed while the machine slept are not made up one by one.
  while (next <= work.now) next = nextScheduledAt(node.trigger, { deployedAt: deployed.deployedAt, last: next }, fallbackZoneOf(deployed.deployment.journey));
  again(work, job, next);
}

function again(work: Work, job: JobRow, dueAt: number): void {
  work.db.run('UPDATE job SET due_at = ?, after = 0, place = 0 WHERE n = ?', dueAt, job.n);
}

function end(work: Work, job: JobRow): void {
  work.db.run('DELETE FROM job WHERE n = ?', job.n);
}

function overRuns(work: Work, registry: Registry, job: JobRow, deployed: Deployed): void {
  // Whoever has had her turn is not among them any more, so that nothing has to be kept in order to know who is next.
  // In the order of an index, so that everybody's turn is the same wherever it is played again.
  const theirs = job.kind === 'stop' ? "status = 'active' ORDER BY run.node, run.n" : "status = 'active' AND parked_at IS NOT NULL ORDER BY run.n";
  const rows = work.db.all<RunRow & { parked_event: number | null }>(
    `SELECT ${runColumns}, run.parked_event FROM run WHERE deployment = ? AND ${theirs} LIMIT ?`,
    deployed.n,
    chunk,
  );
  for (const row of rows) {
    const run = runOf(row, deployed.deployment.hash);
    if (job.kind === 'stop') {
      work.db.run('UPDATE run SET parked_at = NULL, parked_event = NULL WHERE n = ?', row.n);
      expel(work, deployed, row, run, 'stopped');
    } else catchUp(work, registry, deployed, row, run, row.parked_event);
  }
  if (rows.length < chunk) end(work, job);
}
