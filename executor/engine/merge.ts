/** Two customers turn out to be one: everything of the one becomes the other's, in the transaction that found it out. */
import type { Run } from '../../shared/journey/run';
import { planDates } from './dates';
import { storeEvent } from './events';
import { customerId } from './facts';
import { mergedAttributes } from './merged-attributes';
import { type News, react } from './react';
import type { Deployed, Registry } from './registry';
import { expel, move, type RunRow } from './runs';
import type { Customer, Work } from './work';

/** `identifier`: the attribute that showed it. `rules`: hash of the compiled rules it was decided by. */
export type MergeCause = { identifier: string; rules: string };

/** Events that say a consent in the customer's own time. */
const consentEvents = ['consent-granted', 'push-permission-changed', 'profile-updated'];

/**
 * Makes `loser` a part of `winner`, for ever: her number leads there from now on. Identifiers, events, runs, messages and trace
 * are re-pointed; run ids stay, so that no message leaves twice. Of two active runs in one journey with the same entry key
 * the one that is further on stays, of equal ones the older, and the other leaves as merged. What others must hear of follows: every run
 * looks at goal and exits again, and `records-merged` is an event of hers.
 */
export function mergeCustomers(work: Work, registry: Registry, winner: Customer, loser: number, cause: MergeCause): void {
  const { db } = work;
  const lost = work.customer(loser);
  // Before the events are hers, as they tell whose consent was documented.
  const merged = mergedAttributes(winner, lost, (whose, _, at) => isDocumented(work, whose === 'winner' ? winner.n : loser, at));

  for (const table of ['identity', 'event', 'trace', 'outbox']) db.run(`UPDATE ${table} SET customer = ? WHERE customer = ?`, winner.n, loser);
  repointRuns(work, winner, loser);
  db.run('INSERT INTO membership SELECT deployment, segment, ? FROM membership WHERE customer = ? ON CONFLICT DO NOTHING', winner.n, loser);
  // Of two places in one wave the earlier.
  db.run(
    `INSERT INTO entry_due (deployment, node, customer, event, due_at) SELECT deployment, node, ?, event, due_at FROM entry_due WHERE customer = ?
     ON CONFLICT DO UPDATE SET due_at = min(due_at, excluded.due_at)`,
    winner.n,
    loser,
  );
  // What the survivor's computed values were when they were last looked at says what is a change of them.
  for (const table of ['membership', 'entry_due', 'watched_value']) db.run(`DELETE FROM ${table} WHERE customer = ?`, loser);
  db.run('UPDATE customer SET created_at = min(created_at, (SELECT created_at FROM customer WHERE n = ?)) WHERE n = ?', loser, winner.n);
  db.run('UPDATE merge_alias SET winner = ? WHERE winner = ?', winner.n, loser);
  db.run('INSERT INTO merge_alias (loser, winner, at, rule, rules) VALUES (?, ?, ?, ?, ?)', loser, winner.n, work.now, cause.identifier, cause.rules);
  db.run('DELETE FROM customer WHERE n = ?', loser);
  work.forget(winner.n, loser);
  work.addTotal('customers', -1);
  work.addTotal('merges', 1);

  const changed = new Set<string>();
  for (const { attribute, value, at } of merged) {
    work.setAttribute(winner, attribute, value, at);
    changed.add(attribute);
  }
  const queue: News[] = [];
  settleRuns(work, registry, winner, loser, queue);
  for (const deployed of registry.all()) planDates(work, deployed, winner);
  const event = storeEvent(work, {
    uid: `merge:${loser}`,
    name: 'records-merged',
    at: work.now,
    source: 'masa',
    isTest: false,
    identifiers: {},
    properties: { 'surviving-id': customerId(winner.n), 'merged-ids': [customerId(loser)], 'merge-rule': cause.identifier },
    customer: winner.n,
  });
  react(work, registry, { customer: winner.n, changed, ...(event ? { event: event.record, seq: event.seq } : {}) });
  for (const news of queue) react(work, registry, news);
}

function isDocumented(work: Work, customer: number, at: number): boolean {
  return consentEvents.some((name) => work.db.get('SELECT 1 FROM event WHERE customer = ? AND name = ? AND at = ? LIMIT 1', customer, name, at) !== undefined);
}

function repointRuns(work: Work, winner: Customer, loser: number): void {
  for (const { n, body } of work.db.all<{ n: number; body: string }>('SELECT n, body FROM run WHERE customer = ?', loser)) {
    const run: Run = { ...JSON.parse(body), customer: customerId(winner.n) };
    work.db.run('UPDATE run SET customer = ?, body = ? WHERE n = ?', winner.n, JSON.stringify(run), n);
  }
}

type ActiveRun = { row: RunRow & { parked_at: number | null }; deployed: Deployed; run: Run };

/** One run per journey and entry key goes on; the others leave, and those that stay look at goal and exits again. */
function settleRuns(work: Work, registry: Registry, winner: Customer, loser: number, queue: News[]): void {
  const active = work.db
    .all<RunRow & { parked_at: number | null }>(
      "SELECT n, deployment, customer, failures, body, parked_at FROM run WHERE customer = ? AND status = 'active' ORDER BY n",
      winner.n,
    )
    .flatMap((row): ActiveRun[] => {
      const deployed = registry.byNumber(row.deployment);
      return deployed ? [{ row, deployed, run: JSON.parse(row.body) }] : [];
    });
  const staying = new Map<string, ActiveRun>();
  for (const one of active) {
    const key = JSON.stringify([one.deployed.deployment.journey.id, one.run.key]);
    const other = staying.get(key);
    if (!other || isFurther(one.run, other.run)) staying.set(key, one);
  }
  const stays = new Set(staying.values());
  for (const { row, deployed, run } of active.filter((one) => !stays.has(one))) {
    work.db.run('UPDATE run SET parked_at = NULL, parked_event = NULL WHERE n = ?', row.n);
    expel(work, deployed, row, run, 'merged', { customer: customerId(loser) });
  }
  for (const { row, deployed, run } of stays)
    if (row.parked_at === null && (deployed.state === 'live' || deployed.state === 'draining')) move(work, deployed, row, run, { kind: 'changed' }, queue);
}

function isFurther(one: Run, other: Run): boolean {
  return one.visit > other.visit || (one.visit === other.visit && one.enteredAt < other.enteredAt);
}
