/** What becomes of the runs of two customers who are one. */
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import { isFurther, type MergedRun, runThatStays } from '../../shared/journey/merged-runs';
import type { Run } from '../../shared/journey/run';
import { zoneOf } from '../../shared/journey/step-facts';
import { customerId } from '../../shared/runtime/customer-id';
import { factsFor } from '../../shared/runtime/facts';
import type { News } from './news';
import type { Deployed, Registry } from './registry';
import { bodyOf, type RunRow, runColumns, runOf } from './run-rows';
import { expel, hearAwaited, move } from './runs';
import type { Customer, Work } from './work';

/** The loser's runs are the winner's from now on; their ids stay, and with them the keys of their messages. Gives which runs those are. */
export function repointRuns(work: Work, winner: Customer, loser: number): ReadonlySet<number> {
  const rows = work.db.all<{ n: number }>('SELECT n FROM run WHERE customer = ?', loser);
  work.db.run('UPDATE run SET customer = ? WHERE customer = ?', winner.n, loser);
  for (const { n } of rows) work.moved.add(n);
  if (rows.length > 0) work.withoutRuns.delete(winner.n);
  return new Set(rows.map(({ n }) => n));
}

type ActiveRun = MergedRun & { row: RunRow & { parked_at: number | null }; deployed: Deployed };

/**
 * One run per journey and entry key goes on, at most (`runThatStays`); the others leave. Those that stay look at goal and exits again,
 * and hear of the event they wait for if the other one has done it meanwhile.
 * @param losers runs that were the loser's
 */
export function settleRuns(work: Work, registry: Registry, winner: Customer, loser: number, losers: ReadonlySet<number>, queue: News[]): void {
  const whose = (n: number) => (losers.has(n) ? 'loser' : 'winner');
  const active = work.db
    .all<RunRow & { parked_at: number | null }>(`SELECT ${runColumns}, parked_at FROM run WHERE customer = ? AND is_over = 0 ORDER BY n`, winner.n)
    .flatMap((row): ActiveRun[] => {
      const deployed = registry.byNumber(row.deployment);
      return deployed ? [{ row, deployed, run: runOf(row, deployed.deployment.hash), whose: whose(row.n) }] : [];
    });
  const groups = new Map<string, [ActiveRun, ...ActiveRun[]]>();
  for (const one of active) {
    const key = JSON.stringify([one.deployed.deployment.journey.id, one.run.key]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const stays = new Set<ActiveRun>();
  for (const group of groups.values()) {
    const [{ deployed, run }] = group;
    const { journey } = deployed.deployment;
    const over = overRuns(work, winner, journey.id).flatMap(({ n, run: one }) => (one.key === run.key ? [{ run: one, whose: whose(n) } as const] : []));
    const zone = zoneOf(journey, factsFor(work, deployed, winner));
    const found = runThatStays<ActiveRun>(group, over, { reentry: journey.entry.reentry, zone, precedes: (one, other) => staysBefore(one, other, winner) });
    if (!found) continue;
    stays.add(found.stays);
    if (found.sentBefore.length === 0) continue;
    found.stays.run = { ...found.stays.run, sentBefore: found.sentBefore };
    work.db.run('UPDATE run SET body = ? WHERE n = ?', bodyOf(found.stays.run), found.stays.row.n);
    work.moved.add(found.stays.row.n);
  }
  for (const { row, deployed, run } of active.filter((one) => !stays.has(one))) {
    work.db.run('UPDATE run SET parked_at = NULL, parked_event = NULL WHERE n = ?', row.n);
    expel(work, deployed, row, run, 'merged', { code: 'merged', params: { customer: customerId(loser) } });
  }
  for (const { row, deployed, run } of stays) {
    if (row.parked_at !== null || (deployed.state !== 'live' && deployed.state !== 'draining')) continue;
    move(work, deployed, row, run, { kind: 'changed' }, queue);
    hearAwaited(work, deployed, row, run, queue);
  }
}

/** Runs in this journey that are over, of tests only for a test record. */
function overRuns(work: Work, { n: customer, attributes }: Customer, journey: string): { n: number; run: Run }[] {
  return work.db
    .all<RunRow & { hash: string }>(
      `SELECT ${runColumns}, d.hash FROM run JOIN deployment d ON d.n = run.deployment
       WHERE run.customer = ? AND run.is_over = 1 AND d.journey = ? AND d.mode = ?`,
      customer,
      journey,
      attributes[runtimeAttributes.test] === true ? 'test' : 'live',
    )
    .map((row) => ({ n: row.n, run: runOf(row, row.hash) }));
}

/** A run of a test gives way to one that is not, for a real customer, and the other way round. */
function staysBefore(one: ActiveRun, other: ActiveRun, { attributes }: Customer): boolean {
  const isMeant = ({ deployed }: ActiveRun) => (deployed.deployment.mode === 'test') === (attributes[runtimeAttributes.test] === true);
  if (isMeant(one) !== isMeant(other)) return isMeant(one);
  return isFurther(one.run, other.run);
}
