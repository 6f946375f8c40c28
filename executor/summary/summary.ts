/**
 * Counts a period. The tables grow with time, so a period is a stretch of their numbers, found by halving; only that stretch is read, a piece at a
 * time, so that others are served in between.
 */
import { type CountedDeployment, journeysIn, mostPeriodDays, type Summary, type Taken } from '../../shared/executor/summary';
import { ok, type Result, refuse } from '../../shared/problem';
import { readSwitchesIn } from '../channels/channel-rows';
import { standing } from '../engine/metrics';
import { wordsOfWay } from '../engine/ways';
import type { Database } from '../store/driver';

const piece = 50_000;

export type Period = { from: number; to: number };
/** Of a table whose rows came in the order of their numbers: the first that counts, and the first that does not any more. */
type Stretch = { first: number; end: number };
type Table = { name: 'trace' | 'event' | 'outbox'; id: 'seq' | 'n'; at: 'at' | 'received_at' };

const traces: Table = { name: 'trace', id: 'seq', at: 'at' };
const events: Table = { name: 'event', id: 'seq', at: 'received_at' };
const outbox: Table = { name: 'outbox', id: 'n', at: 'at' };

/** As far as it has passed. Refuses `period-refused`: one that has not begun, or is too long. */
export async function summaryOf(db: Database, now: number, { from, to }: { from: string; to: string }): Promise<Result<Summary>> {
  const period = { from: Date.parse(from), to: Math.min(Date.parse(to), now + 1) };
  if (period.to <= period.from || period.to - period.from > mostPeriodDays * 86_400_000) return refuse('period-refused', { days: mostPeriodDays });
  return ok(await countPeriod(db, now, period, () => new Promise((resolve) => setImmediate(resolve))));
}

/** `pause`: lets others be served. */
export async function countPeriod(db: Database, now: number, { from, to }: Period, pause: () => Promise<void>): Promise<Summary> {
  // All of one moment: who is inside, and up to which line that says so.
  const deployments = deploymentsOf(db);
  const steps = stretchOf(db, traces, { from, to });
  const last = (db.get<{ n: number | null }>('SELECT max(seq) AS n FROM trace')?.n ?? 0) + 1;
  const told = stretchOf(db, events, { from, to });
  const sent = stretchOf(db, outbox, { from, to });
  const open = openNow(db, deployments, now);
  const ahead = aheadOf(db, deployments, now, to - from);
  const published = publishedIn(db, { from, to });

  const wayWords = remembered((way: number) => wordsOfWay(db.get<{ lines: string }>('SELECT lines FROM way WHERE n = ?', way)?.lines ?? '[]'));
  const taken = async (stretch: Stretch): Promise<Taken[]> => {
    const times = new Map<string, number>();
    for (let at = stretch.first; at < stretch.end; at += piece) {
      const sql = 'SELECT deployment, way, count(*) AS times FROM trace WHERE seq >= ? AND seq < ? GROUP BY deployment, way';
      for (const row of db.all<{ deployment: number; way: number; times: number }>(sql, at, Math.min(at + piece, stretch.end))) {
        const key = `${row.deployment} ${row.way}`;
        times.set(key, (times.get(key) ?? 0) + row.times);
      }
      await pause();
    }
    return [...times].map(([key, n]) => {
      const [deployment = 0, way = 0] = key.split(' ').map(Number);
      return { deployment, lines: wayWords(way), times: n };
    });
  };
  const within = await taken(steps);
  const after = await taken({ first: steps.end, end: last });

  let received = 0;
  let kept = 0;
  for (let at = told.first; at < told.end; at += piece) {
    const sql = 'SELECT count(*) AS n, coalesce(sum(is_own = 0), 0) AS others FROM event WHERE seq >= ? AND seq < ?';
    const row = db.get<{ n: number; others: number }>(sql, at, Math.min(at + piece, told.end));
    kept += row?.n ?? 0;
    received += row?.others ?? 0;
    await pause();
  }
  return {
    from: iso(from),
    to: iso(to),
    at: iso(now),
    isWhole: holds(db, traces, steps, sum(within.map(({ times }) => times))) && holds(db, events, told, kept),
    events: received,
    newCustomers: newCustomers(db, { from, to }),
    journeys: journeysIn(within, after, deployments),
    deliveries: deliveriesOf(db, sent),
    published,
    switches: readSwitchesIn(db, { from, to }),
    open,
    ahead,
  };
}

function deploymentsOf(db: Database): CountedDeployment[] {
  return db
    .all<{ n: number; hash: string; journey: string; name: string; inside: number }>(
      `SELECT n, hash, journey, name, (SELECT coalesce(sum(c.n), 0) FROM node_count c WHERE c.deployment = d.n AND c.metric = ?) AS inside
       FROM deployment d ORDER BY deployed_at DESC, n DESC`,
      standing,
    )
    .map((row) => ({ ...row, name: JSON.parse(row.name) }));
}

/** Where a clock was set back a row or two of its edge may fall to the other side. */
function stretchOf(db: Database, table: Table, { from, to }: Period): Stretch {
  return { first: firstSince(db, table, from), end: firstSince(db, table, to) };
}

function firstSince(db: Database, { name, id, at }: Table, moment: number): number {
  let low = 1;
  let high = (db.get<{ n: number | null }>(`SELECT max(${id}) AS n FROM ${name}`)?.n ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = db.get<{ id: number; at: number }>(`SELECT ${id} AS id, ${at} AS at FROM ${name} WHERE ${id} >= ? ORDER BY ${id} LIMIT 1`, middle);
    if (row && row.at < moment) low = row.id + 1;
    else high = middle;
  }
  return low;
}

/** Numbers are given without a gap: a hole within a stretch, or at its edge, are rows that have been let go of. */
function holds(db: Database, { name, id }: Table, { first, end }: Stretch, kept: number): boolean {
  const next = db.get<{ n: number | null }>(`SELECT min(${id}) AS n FROM ${name} WHERE ${id} >= ?`, end)?.n ?? end;
  if (next > 1) return kept === next - first;
  // Nothing is there at all.
  return db.get(name === 'event' ? 'SELECT 1 FROM forgotten LIMIT 1' : 'SELECT 1 FROM past_count LIMIT 1') === undefined;
}

function newCustomers(db: Database, { from, to }: Period): number {
  const row = db.get<{ n: number }>(
    `SELECT count(DISTINCT i.customer) AS n FROM identity i WHERE i.first_seen >= ?1 AND i.first_seen < ?2
       AND NOT EXISTS (SELECT 1 FROM identity e WHERE e.customer = i.customer AND e.first_seen < ?1)`,
    from,
    to,
  );
  return row?.n ?? 0;
}

/** Of messages that were decided on then, where they have got to by now. */
function deliveriesOf(db: Database, { first, end }: Stretch): Summary['deliveries'] {
  return db
    .all<{ channel: Summary['deliveries'][number]['channel']; state: Summary['deliveries'][number]['state']; code: string | null; count: number }>(
      `SELECT channel, state, CASE WHEN state IN ('stopped', 'failed', 'unknown', 'bounced') THEN reason ->> '$.code' END AS code, count(*) AS count
       FROM delivery WHERE outbox >= ? AND outbox < ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC`,
      first,
      end,
    )
    .map(({ code, channel, ...row }) => ({ channel, ...row, ...(code !== null && { reason: { code, params: { channel } } }) }));
}

type DeploymentRow = { journey: string; name: string; version: number; mode: string; state: Summary['published'][number]['state']; deployed_at: number };

function publishedIn(db: Database, { from, to }: Period): Summary['published'] {
  return db
    .all<DeploymentRow>(
      'SELECT journey, name, version, mode, state, deployed_at FROM deployment WHERE deployed_at >= ? AND deployed_at < ? ORDER BY deployed_at',
      from,
      to,
    )
    .map(({ journey, name, version, mode, state, deployed_at }) => ({
      journeyId: journey,
      name: JSON.parse(name),
      version,
      mode: mode === 'test' ? 'test' : 'live',
      state,
      at: iso(deployed_at),
    }));
}

/** What waits for a person's word. */
function openNow(db: Database, deployments: readonly CountedDeployment[], now: number): Summary['open'] {
  const inState = (state: 'unknown' | 'failed') =>
    db.all<{ channel: Summary['open']['inDoubt'][number]['channel']; count: number }>(
      'SELECT channel, count(*) AS count FROM delivery WHERE state = ? GROUP BY channel ORDER BY channel',
      state,
    );
  const insideOf = new Map(deployments.map(({ n, inside }) => [n, inside]));
  const paused = db.all<{ n: number; journey: string; name: string; version: number }>(
    "SELECT n, journey, name, version FROM deployment WHERE state = 'paused' ORDER BY n DESC",
  );
  const oldest = db.get<{ due_at: number | null }>('SELECT min(due_at) AS due_at FROM run WHERE due_at IS NOT NULL')?.due_at;
  return {
    inDoubt: inState('unknown'),
    failed: inState('failed'),
    failedRuns: db.get<{ n: number | null }>("SELECT sum(n) AS n FROM node_count WHERE metric = 'failed'")?.n ?? 0,
    paused: paused
      .map(({ n, journey, name, version }) => ({ journeyId: journey, name: JSON.parse(name), version, people: insideOf.get(n) ?? 0 }))
      .filter(({ people }) => people > 0),
    overdueMs: typeof oldest === 'number' ? Math.max(0, now - oldest) : 0,
  };
}

/** When the waits of who is inside end: a period's length from now on, in a few parts. */
function aheadOf(db: Database, deployments: readonly CountedDeployment[], now: number, length: number): Summary['ahead'] {
  const days = length / 86_400_000;
  const parts = days > 2 && days < 9 ? 7 : 4;
  const until = (i: number) => now + Math.round((length * i) / parts);
  const count = (sql: string, ...bounds: number[]) => db.get<{ n: number }>(`SELECT count(*) AS n FROM run WHERE ${sql}`, ...bounds)?.n ?? 0;
  return {
    waits: Array.from({ length: parts }, (_, i) => ({
      from: iso(until(i)),
      to: iso(until(i + 1)),
      // What is late by now ends first of all.
      count: i === 0 ? count('due_at < ?', until(1)) : count('due_at >= ? AND due_at < ?', until(i), until(i + 1)),
    })),
    later: count('due_at >= ?', until(parts)),
    inside: sum(deployments.map(({ inside }) => inside)),
  };
}

function remembered<K, V>(ask: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? ask(key);
    known.set(key, value);
    return value;
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
