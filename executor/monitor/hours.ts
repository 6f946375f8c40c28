/**
 * What each hour brought, in a few rows: added up in the transactions that change the totals, so that it is as true as they are. Deployment 0 is
 * all of them. Waiting is kept as what an hour changed: what it was at the end of any hour follows from what it is now.
 */
import { historyDays } from '../../shared/executor/monitor';
import type { Database } from '../store/driver';
import { stepOf } from './lateness';

const hourMs = 3_600_000;

export type HourMetric = 'events' | 'outbox' | 'not-sent' | 'standing' | 'entered' | 'sent' | 'late-max' | `late:${number}` | CapMetric;
/** What a cap did, by its id: put a message off, or kept it from going. */
export type CapMetric = `cap-held:${string}` | `cap-not-sent:${string}`;

export const everything = 0;

export function hourOf(at: number): number {
  return Math.floor(at / hourMs);
}

export function hourBegins(hour: number): number {
  return hour * hourMs;
}

export function addToHour(db: Database, hour: number, deployment: number, metric: HourMetric, by: number): void {
  if (by === 0) return;
  db.run('INSERT INTO hour_count (hour, deployment, metric, n) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n', hour, deployment, metric, by);
}

/** How late each of some waits ended, in ms. */
export function addLateness(db: Database, hour: number, lateMs: readonly number[]): void {
  if (lateMs.length === 0) return;
  const steps = new Map<number, number>();
  for (const ms of lateMs) steps.set(stepOf(ms), (steps.get(stepOf(ms)) ?? 0) + 1);
  for (const [step, n] of steps) addToHour(db, hour, everything, `late:${step}`, n);
  db.run(
    "INSERT INTO hour_count (hour, deployment, metric, n) VALUES (?, 0, 'late-max', ?) ON CONFLICT DO UPDATE SET n = max(n, excluded.n)",
    hour,
    Math.max(...lateMs),
  );
}

/** How often a cap did so in hours from `first` to before `end`. */
export function readCapHours(db: Database, metric: CapMetric, first: number, end: number): number {
  const sql = 'SELECT sum(n) AS n FROM hour_count WHERE hour >= ? AND hour < ? AND deployment = ? AND metric = ?';
  return db.get<{ n: number | null }>(sql, first, end, everything, metric)?.n ?? 0;
}

/** Hours that are not kept any more. */
export function forgetHours(db: Database, now: number): void {
  db.run('DELETE FROM hour_count WHERE hour < ?', hourOf(now) - historyDays * 24);
}
