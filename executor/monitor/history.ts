import type { History, Hour } from '../../shared/executor/monitor';
import { standing } from '../engine/metrics';
import type { Database } from '../store/driver';
import { everything, hourBegins, hourOf } from './hours';
import { latenessOf } from './lateness';

type Row = { hour: number; deployment: number; metric: string; n: number };

/** The last so many hours, the one that goes on included. */
export function readHistory(db: Database, now: number, count: number): History {
  const last = hourOf(now);
  const first = last - count + 1;
  const rows = db.all<Row>('SELECT hour, deployment, metric, n FROM hour_count WHERE hour BETWEEN ? AND ?', first, last);
  const ofAll = new Map<number, Map<string, number>>();
  const deployments = new Map<number, History['deployments'][string]>();
  for (const { hour, deployment, metric, n } of rows) {
    if (deployment === everything) {
      const known = ofAll.get(hour) ?? new Map<string, number>();
      ofAll.set(hour, known.set(metric, n));
      continue;
    }
    const theirs = deployments.get(deployment) ?? { entered: zeros(count), sent: zeros(count), notSent: zeros(count) };
    deployments.set(deployment, theirs);
    const list = metric === 'entered' ? theirs.entered : metric === 'sent' ? theirs.sent : theirs.notSent;
    list[hour - first] = n;
  }

  let waiting = db.get<{ n: number | null }>('SELECT sum(n) AS n FROM node_count WHERE metric = ?', standing)?.n ?? 0;
  const hours: Hour[] = [];
  for (let hour = last; hour >= first; hour--) {
    const metrics = ofAll.get(hour) ?? new Map<string, number>();
    const of = (metric: string) => metrics.get(metric) ?? 0;
    const lateness = latenessOf(lateSteps([metrics]), of('late-max'));
    hours.push({
      at: new Date(hourBegins(hour)).toISOString(),
      events: of('events'),
      outbox: of('outbox'),
      notSent: of('not-sent'),
      waiting,
      ...(lateness && { lateness }),
    });
    // Counts of before this was kept are in what waits now, and in no hour.
    waiting = Math.max(0, waiting - of('standing'));
  }
  const all = [...ofAll.values()];
  const lateness = latenessOf(lateSteps(all), Math.max(0, ...all.map((metrics) => metrics.get('late-max') ?? 0)));
  const hashes = new Map(db.all<{ n: number; hash: string }>('SELECT n, hash FROM deployment').map(({ n, hash }) => [n, hash]));
  return {
    now: new Date(now).toISOString(),
    hours: hours.reverse(),
    ...(lateness && { lateness }),
    deployments: Object.fromEntries([...deployments].flatMap(([n, counts]) => (hashes.has(n) ? [[hashes.get(n), counts]] : []))),
  };
}

function lateSteps(hours: readonly ReadonlyMap<string, number>[]): Map<number, number> {
  const steps = new Map<number, number>();
  for (const metrics of hours)
    for (const [metric, n] of metrics) {
      if (!metric.startsWith('late:')) continue;
      const step = Number(metric.slice('late:'.length));
      steps.set(step, (steps.get(step) ?? 0) + n);
    }
  return steps;
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}
