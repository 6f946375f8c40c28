/** Two customers turn out to be one: everything of the one becomes the other's, in the transaction that found it out. */
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { customerId } from '../../shared/runtime/customer-id';
import { mergedAttributes } from '../../shared/runtime/merged-attributes';
import { lookAtAllAudiences, mergeAudiences } from '../audiences/looks';
import { planDates } from './dates';
import { isDocumented } from './documented';
import { storeEvent } from './event-rows';
import { repointRuns, settleRuns } from './merged-runs';
import type { News } from './news';
import { react } from './react';
import type { Registry } from './registry';
import type { Customer, Work } from './work';

/** `identifier`: the attribute that showed it. `rules`: hash of the compiled rules it was decided by. */
export type MergeCause = { identifier: string; rules: string };

/**
 * Makes `loser` a part of `winner`, for ever: her number leads there from now on. Identifiers, events, runs, messages and trace
 * are re-pointed; run ids stay, so that no message leaves twice. Of two active runs in one journey with the same entry key
 * the one that is further on stays, of equal ones the older, and the other leaves as merged; so does one whose journey the other
 * customer has been through already, where nobody is let in twice. What others must hear of follows: every run
 * looks at goal and exits again, and `records-merged` is an event of hers.
 */
export function mergeCustomers(work: Work, registry: Registry, winner: Customer, loser: number, cause: MergeCause): void {
  const { db } = work;
  const lost = work.customer(loser);
  const changed = new Set(keepTestsApart(work, registry, winner, lost));
  // Before the events are hers, as they tell whose consent was documented.
  const merged = mergedAttributes(winner, lost, (whose, attribute, at) => isDocumented(work, whose === 'winner' ? winner.n : loser, attribute, at));

  for (const table of ['identity', 'event', 'trace', 'outbox']) db.run(`UPDATE ${table} SET customer = ? WHERE customer = ?`, winner.n, loser);
  const losers = repointRuns(work, winner, loser);
  db.run('INSERT INTO membership SELECT deployment, segment, ? FROM membership WHERE customer = ? ON CONFLICT DO NOTHING', winner.n, loser);
  // Of two places in one wave the earlier.
  db.run(
    `INSERT INTO entry_due (deployment, node, customer, event, due_at) SELECT deployment, node, ?, event, due_at FROM entry_due WHERE customer = ?
     ON CONFLICT DO UPDATE SET due_at = min(due_at, excluded.due_at)`,
    winner.n,
    loser,
  );
  // What the survivor's computed values were when they were last looked at says what is a change of them.
  for (const table of ['membership', 'entry_due', 'watched_value', 'look_due']) db.run(`DELETE FROM ${table} WHERE customer = ?`, loser);
  mergeAudiences(work, winner.n, loser);
  db.run('UPDATE merge_alias SET winner = ? WHERE winner = ?', winner.n, loser);
  db.run('INSERT INTO merge_alias (loser, winner, at, rule, rules) VALUES (?, ?, ?, ?, ?)', loser, winner.n, work.now, cause.identifier, cause.rules);
  db.run('DELETE FROM customer WHERE n = ?', loser);
  work.forget(winner.n, loser);
  work.addTotal('customers', -1);
  work.addTotal('merges', 1);

  for (const { attribute, value, at } of merged) {
    work.setAttribute(winner, attribute, value, at);
    changed.add(attribute);
  }
  work.isKnownByMore(winner);
  const queue: News[] = [];
  settleRuns(work, registry, winner, loser, losers, queue);
  for (const deployed of registry.all()) planDates(work, deployed, winner);
  const event = storeEvent(work, {
    uid: `merge:${loser}`,
    name: 'records-merged',
    at: work.now,
    isTest: false,
    properties: { 'surviving-id': customerId(winner.n), 'merged-ids': [customerId(loser)], 'merge-rule': cause.identifier },
    customer: winner.n,
  });
  lookAtAllAudiences(work, registry, winner.n);
  react(work, registry, { customer: winner.n, changed, event: event.record, seq: event.seq });
  for (const news of queue) react(work, registry, news);
}

/**
 * Whoever was heard of only in tests is a test record. When she turns out to be a real customer, the tests are nobody's, and of what they
 * said only the identifiers stay: a consent that somebody tried out is none. Gives the attributes that the winner loses by it.
 */
function keepTestsApart(work: Work, registry: Registry, winner: Customer, lost: Customer): string[] {
  const isTest = (one: Customer) => one.attributes[runtimeAttributes.test] === true;
  if (isTest(winner) === isTest(lost)) return [];
  const tested = isTest(winner) ? winner : lost;
  const flaggedAt = tested.changed[runtimeAttributes.test] ?? 0;
  // A profile may have said so as well: then it is true of both.
  if (!work.db.get('SELECT 1 FROM event WHERE customer = ? AND is_test = 1 AND at = ? LIMIT 1', tested.n, flaggedAt)) return [];
  work.db.run('UPDATE event SET customer = NULL WHERE customer = ? AND is_test = 1', tested.n);
  work.forget(tested.n);
  const identifiers = new Set(registry.identity().compiled.rules.map(({ attribute }) => attribute));
  const said = Object.keys(tested.attributes).filter((attribute) => !identifiers.has(attribute));
  for (const attribute of said) work.setAttribute(tested, attribute, null, 0);
  return tested === winner ? said : [];
}
