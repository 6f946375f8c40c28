/** Somebody is forgotten: all that is hers goes, what was counted stays counted, and her identifiers are remembered as nobody's. */
import type { Reason } from '../../shared/journey/run';
import { eraseFromAudiences } from '../audiences/looks';
import { letTraceGo } from '../care/past-counts';
import { decideFailed } from '../engine/failed-runs';
import { createRegistry, type Registry } from '../engine/registry';
import { type RunRow, runColumns, runOf } from '../engine/run-rows';
import { expel } from '../engine/runs';
import { createVocabulary } from '../engine/vocabulary';
import { beginWork, type Work } from '../engine/work';
import type { Database } from '../store/driver';
import { identifiersOf } from './identified';
import type { LastingWords } from './lasting-words';
import type { Identified, Tombstones } from './tombstones';

export type Erased = { identifiers: number; events: number; messages: number };

const erasedReason: Reason = { code: 'customer-erased', params: {} };

/**
 * Marks her identifiers first, so that a store that is put back knows of it. Whoever asks says `tombstones.finish()` after the commit; if the light goes
 * out before, the store says at the next start whether it was done (`settleErasures`).
 */
export function eraseCustomer(work: Work, registry: Registry, tombstones: Tombstones, n: number): Erased {
  const identifiers = identifiersOf(work.db, n);
  tombstones.add(identifiers);
  return { identifiers: identifiers.length, ...removeCustomer(work, registry, n) };
}

/**
 * Before anything runs on a store: erases whoever is in it though marked, where a backup from before was put back. In a store that went on, an erasure
 * that was cut short or refused was not done: whoever is still there stays.
 */
export function settleErasures(db: Database, tombstones: Tombstones, words: LastingWords, { now, wasPutBack }: { now: number; wasPutBack: boolean }): void {
  if (tombstones.isEmpty() || (!wasPutBack && !tombstones.isUnfinished())) return;
  const marked = new Set<number>();
  const identifiers: Identified[] = [];
  const undone: Identified[] = [];
  for (const { customer, ...identifier } of db.all<Identified & { customer: number }>(
    'SELECT identity.customer, name.name AS attribute, identity.value FROM identity JOIN name ON name.n = identity.attribute',
  )) {
    if (!tombstones.has(identifier)) continue;
    if (!wasPutBack && tombstones.isPending(identifier)) undone.push(identifier);
    else {
      marked.add(customer);
      identifiers.push(identifier);
    }
  }
  tombstones.lift(undone);
  db.transaction(() => {
    const work = beginWork(db, createVocabulary(db), now);
    const registry = createRegistry(db);
    for (const n of marked) removeCustomer(work, registry, n);
    work.flush();
  });
  words.forget(identifiers);
  tombstones.finish();
}

function removeCustomer(work: Work, registry: Registry, n: number): Omit<Erased, 'identifiers'> {
  const { db } = work;
  for (const row of db.all<RunRow>(`SELECT ${runColumns} FROM run WHERE customer = ?`, n)) {
    const deployed = registry.byNumber(row.deployment);
    if (!deployed) throw new Error('a run belongs to no deployment');
    const run = runOf(row, deployed.deployment.hash);
    if (run.status === 'active') expel(work, deployed, row, run, 'stopped', erasedReason);
    else if (run.exit?.code === 'failed') decideFailed(work, registry, n, row.id, 'let-go');
  }
  for (const trace of db.all<{ seq: number; deployment: number; way: number }>('SELECT seq, deployment, way FROM trace WHERE customer = ?', n))
    letTraceGo(db, trace);
  const count = (table: 'outbox' | 'event') => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE customer = ?`, n)?.n ?? 0;
  const [messages, events] = [count('outbox'), count('event')];
  db.run('DELETE FROM outbox WHERE customer = ?', n);
  db.run('DELETE FROM run WHERE customer = ?', n);
  db.run('DELETE FROM event WHERE customer = ?', n);
  for (const table of ['identity', 'membership', 'watched_value', 'entry_due', 'look_due']) db.run(`DELETE FROM ${table} WHERE customer = ?`, n);
  eraseFromAudiences(work, n);
  db.run('DELETE FROM merge_alias WHERE winner = ?', n);
  db.run('DELETE FROM customer WHERE n = ?', n);
  work.forget(n, n);
  work.addTotal('customers', -1);
  work.addTotal('erased', 1);
  return { events, messages };
}
