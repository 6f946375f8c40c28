/**
 * Lets go of what is over: traces, messages and finished tasks of runs that have ended, who came into a watched segment and who went, and events
 * that no deployment and no watched segment looks back to any more. A
 * chunk per transaction; where it stands need not be stored, as what is gone is not found again. Runs themselves stay: re-entry
 * asks for them.
 */
import { deploymentBundleSchema } from '../../shared/executor/api';
import { audienceBundle, audienceSchema } from '../../shared/executor/audiences';
import { lookBackOf } from '../../shared/runtime/look-back';
import { letMovesGo } from '../audiences/moves';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import type { Database } from '../store/driver';
import { letTraceGo } from './past-counts';

/** So many rows are looked at in one transaction; others wait for it. */
const chunk = 400;
const pagesGivenBack = 100;
const day = 86_400_000;

export type Sweep = {
  keepDays: number;
  /** Numbers of the last rows looked at. */
  trace: number;
  outbox: number;
  event: number;
  /** By deployment; by the negative number of a watched segment. */
  lookBacks: Map<number, ReadonlyMap<string, number>>;
};

export function beginSweep(keepDays: number): Sweep {
  return { keepDays, trace: 0, outbox: 0, event: 0, lookBacks: new Map() };
}

/** Does one chunk and moves on. False: all has been looked at. */
export function sweepOn(work: Work, registry: Registry, sweep: Sweep): boolean {
  const before = work.now - sweep.keepDays * day;
  const goesOn =
    letMovesGo(work, before, chunk) || sweepTraces(work.db, sweep, before) || sweepOutbox(work.db, sweep, before) || sweepEvents(work, registry, sweep, before);
  work.db.exec(`PRAGMA incremental_vacuum(${pagesGivenBack})`);
  return goesOn;
}

function sweepTraces(db: Database, sweep: Sweep, before: number): boolean {
  const rows = db.all<{ seq: number; at: number; deployment: number; way: number; isOver: number }>(
    `SELECT t.seq, t.at, t.deployment, t.way, coalesce(r.status <> 'active', 1) AS isOver FROM trace t LEFT JOIN run r ON r.n = t.run
     WHERE t.seq > ? ORDER BY t.seq LIMIT ?`,
    sweep.trace,
    chunk,
  );
  for (const { seq, at, deployment, way, isOver } of rows) {
    if (at >= before) return false;
    sweep.trace = seq;
    if (!isOver) continue;
    letTraceGo(db, { seq, deployment, way });
  }
  return rows.length === chunk;
}

function sweepOutbox(db: Database, sweep: Sweep, before: number): boolean {
  const rows = db.all<{ n: number; at: number; isOver: number }>(
    `SELECT o.n, o.at, r.status <> 'active' AND o.state IN ('accepted', 'cancelled', 'failed') AND coalesce(t.state <> 'open' AND t.changed_at < ?, 1) AS isOver
     FROM outbox o JOIN run r ON r.n = o.run LEFT JOIN task t ON t.n = o.n WHERE o.n > ? ORDER BY o.n LIMIT ?`,
    before,
    sweep.outbox,
    chunk,
  );
  for (const { n, at, isOver } of rows) {
    if (at >= before) return false;
    sweep.outbox = n;
    if (isOver) db.run('DELETE FROM outbox WHERE n = ?', n);
  }
  return rows.length === chunk;
}

type EventRow = { seq: number; customer: number | null; name: string; at: number; received_at: number; is_own: number };

function sweepEvents(work: Work, registry: Registry, sweep: Sweep, before: number): boolean {
  const { db, now } = work;
  const lineOf = createLines(db, registry, sweep, { now, before });
  const heard = firstUnheard(db, registry);
  const isInside = remembered((customer: number) => db.get('SELECT 1 FROM run WHERE customer = ? AND is_over = 0 LIMIT 1', customer) !== undefined);
  const rows = db.all<EventRow>('SELECT seq, customer, name, at, received_at, is_own FROM event WHERE seq > ? ORDER BY seq LIMIT ?', sweep.event, chunk);
  let goesOn = rows.length === chunk;
  const forgotten = new Map<string, number>();
  for (const { seq, customer, name, at, received_at, is_own } of rows) {
    if (received_at >= before) {
      goesOn = false;
      break;
    }
    sweep.event = seq;
    const line = lineOf(name);
    const isNeeded = at >= line || seq > heard || (customer === null ? hasAudience(db, seq) : isInside(customer));
    if (isNeeded) continue;
    db.run('DELETE FROM event WHERE seq = ?', seq);
    if (!is_own) forgotten.set(name, line);
  }
  for (const [name, line] of forgotten)
    db.run('INSERT INTO forgotten (name, before) VALUES (?, ?) ON CONFLICT DO UPDATE SET before = max(before, excluded.before)', name, line);
  if (forgotten.size > 0) registry.reload();
  return goesOn;
}

/** Up to when events of a name are of no use to anybody. */
function createLines(db: Database, registry: Registry, { lookBacks }: Sweep, { now, before }: { now: number; before: number }): (name: string) => number {
  const running = registry.all().filter(({ state }) => state !== 'retired');
  for (const { n } of running) {
    if (lookBacks.has(n)) continue;
    const bundle = db.get<{ bundle: string }>('SELECT bundle FROM deployment WHERE n = ?', n)?.bundle ?? '';
    lookBacks.set(n, lookBackOf(deploymentBundleSchema.parse(JSON.parse(bundle))));
  }
  const watched = registry.audiences().map(({ audience }) => -audience);
  for (const n of watched) {
    if (lookBacks.has(n)) continue;
    const definition = db.get<{ definition: string }>('SELECT definition FROM audience WHERE n = ?', -n)?.definition ?? '';
    lookBacks.set(n, lookBackOf(audienceBundle(audienceSchema.parse(JSON.parse(definition)))));
  }
  return remembered((name: string) => Math.min(before, ...[...running.map(({ n }) => n), ...watched].map((n) => now - (lookBacks.get(n)?.get(name) ?? 0))));
}

/** Runs that stand still in a pause hear, when they go on, of all that came after this event. */
function firstUnheard(db: Database, registry: Registry): number {
  const heard = registry
    .all()
    .flatMap(
      ({ n }) =>
        db.get<{ seq: number | null }>("SELECT min(parked_event) AS seq FROM run WHERE deployment = ? AND status = 'active' AND parked_at IS NOT NULL", n)
          ?.seq ?? [],
    );
  return Math.min(Number.POSITIVE_INFINITY, ...heard);
}

/** An event about nobody whose audience is still being let in. */
function hasAudience(db: Database, seq: number): boolean {
  return db.get('SELECT 1 FROM job WHERE event = ?1 UNION ALL SELECT 1 FROM entry_due WHERE event = ?1 LIMIT 1', seq) !== undefined;
}

function remembered<K, V>(ask: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = ask(key);
    known.set(key, value);
    return value;
  };
}
