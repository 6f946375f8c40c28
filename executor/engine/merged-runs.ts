/** What becomes of the runs of two customers who are one. */
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import type { Run } from '../../shared/journey/run';
import { awaitedEvent } from '../../shared/journey/wake';
import { customerId } from './facts';
import type { News } from './react';
import type { Deployed, Registry } from './registry';
import { current, expel, move, type RunRow } from './runs';
import type { Customer, Work } from './work';

/** The loser's runs are the winner's from now on; their ids stay, and with them the keys of their messages. */
export function repointRuns(work: Work, winner: Customer, loser: number): void {
  for (const { n, body } of work.db.all<{ n: number; body: string }>('SELECT n, body FROM run WHERE customer = ?', loser)) {
    const run: Run = { ...JSON.parse(body), customer: customerId(winner.n) };
    work.db.run('UPDATE run SET customer = ?, body = ? WHERE n = ?', winner.n, JSON.stringify(run), n);
  }
}

type ActiveRun = { row: RunRow & { parked_at: number | null }; deployed: Deployed; run: Run };

/**
 * One run per journey and entry key goes on; the others leave. Those that stay look at goal and exits again, and hear of the event they
 * wait for if the other one has done it meanwhile.
 */
export function settleRuns(work: Work, registry: Registry, winner: Customer, loser: number, queue: News[]): void {
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
    if (!other || staysBefore(one, other, winner)) staying.set(key, one);
  }
  const stays = new Set(staying.values());
  for (const { row, deployed, run } of active.filter((one) => !stays.has(one))) {
    work.db.run('UPDATE run SET parked_at = NULL, parked_event = NULL WHERE n = ?', row.n);
    expel(work, deployed, row, run, 'merged', { customer: customerId(loser) });
  }
  for (const { row, deployed, run } of stays) {
    if (row.parked_at !== null || (deployed.state !== 'live' && deployed.state !== 'draining')) continue;
    move(work, deployed, row, run, { kind: 'changed' }, queue);
    const awaited = awaitedEvent(run);
    if (awaited === undefined) continue;
    const since = run.wait?.since ?? 0;
    for (const event of work.events(winner.n, awaited)) {
      const now = current(work, row.n);
      if (awaitedEvent(now) !== awaited || now.visit !== run.visit) break;
      if (event.at >= since) move(work, deployed, row, now, { kind: 'event', event }, queue);
    }
  }
}

/** A run of a test gives way to one that is not, for a real customer, and the other way round. */
function staysBefore(one: ActiveRun, other: ActiveRun, { attributes }: Customer): boolean {
  const isMeant = ({ deployed }: ActiveRun) => (deployed.deployment.mode === 'test') === (attributes[runtimeAttributes.test] === true);
  if (isMeant(one) !== isMeant(other)) return isMeant(one);
  return one.run.visit > other.run.visit || (one.run.visit === other.run.visit && one.run.enteredAt < other.run.enteredAt);
}
