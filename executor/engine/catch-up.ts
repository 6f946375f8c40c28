import type { Run } from '../../shared/journey/run';
import { dueAt } from '../../shared/journey/wake';
import { readEvent } from './event-rows';
import type { News } from './news';
import { react } from './react';
import type { Deployed, Registry } from './registry';
import type { RunRow } from './run-rows';
import { current, move } from './runs';
import type { Work } from './work';

/**
 * A run that stood still goes on: it hears, in order, of what has happened since event number `heard`, and its timer counts again.
 * Without one it was never parked, or has caught up already, and has missed nothing.
 */
export function catchUp(work: Work, registry: Registry, deployed: Deployed, row: RunRow, parked: Run, heard: number | null): void {
  work.db.run('UPDATE run SET due_at = ?, parked_at = NULL, parked_event = NULL WHERE n = ?', dueAt(parked) ?? null, row.n);
  work.moved.add(row.n);
  const missed = heard === null ? [] : work.db.all<{ seq: number }>('SELECT seq FROM event WHERE customer = ? AND seq > ? ORDER BY seq', row.customer, heard);
  const queue: News[] = [];
  for (const { seq } of missed) {
    const event = readEvent(work, seq);
    if (event) move(work, deployed, row, current(work, row.n, deployed), { kind: 'event', event }, queue);
  }
  move(work, deployed, row, current(work, row.n, deployed), { kind: 'changed' }, queue);
  for (const news of queue) react(work, registry, news);
}
