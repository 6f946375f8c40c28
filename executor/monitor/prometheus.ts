/** What the executor has come to, as Prometheus reads it (text format 0.0.4; a label `quantile` is for summaries alone). Counts by what consultants have named; nothing that belongs to one person. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentSummary, Health } from '../../shared/executor/api';
import type { Finding, Lateness } from '../../shared/executor/monitor';
import type { Database } from '../store/driver';
import { storeFile } from '../store/open';

type Sample = { labels?: Readonly<Record<string, string | number>>; value: number };
type Metric = { name: string; type: 'counter' | 'gauge'; help: string; samples: readonly Sample[] };

export type MetricsOptions = {
  db: Database;
  dataFolder: string;
  health: Health;
  deployments: readonly DeploymentSummary[];
  /** Of the last day. */
  lateness: Lateness | undefined;
  waitingWrites: number;
};

export function metricsText(options: MetricsOptions): string {
  return textOf(metricsOf(options));
}

function metricsOf({ db, dataFolder, health, deployments, lateness, waitingWrites }: MetricsOptions): Metric[] {
  const { rss, heapUsed } = process.memoryUsage();
  const one = (value: number): Sample[] => [{ value }];
  const perDeployment = (what: (one: DeploymentSummary) => number): Sample[] =>
    deployments.map((deployment) => ({ labels: { journey: deployment.key, version: deployment.version, mode: deployment.mode }, value: what(deployment) }));
  const deliveries = db.all<{ channel: string; state: string; n: number }>('SELECT channel, state, count(*) AS n FROM delivery GROUP BY channel, state');
  return [
    { name: 'masa_info', type: 'gauge', help: 'Version of the executor', samples: [{ labels: { version: health.version }, value: 1 }] },
    { name: 'masa_events_total', type: 'counter', help: 'Events stored', samples: one(health.events) },
    { name: 'masa_customers', type: 'gauge', help: 'Customers ever heard of', samples: one(health.customers) },
    { name: 'masa_outbox_total', type: 'counter', help: 'Messages, tasks and calls decided', samples: one(health.outbox) },
    { name: 'masa_not_sent_total', type: 'counter', help: 'Messages decided against', samples: one(health.notSent) },
    { name: 'masa_waiting', type: 'gauge', help: 'Runs that stand at a step now', samples: one(health.waiting) },
    { name: 'masa_overdue_seconds', type: 'gauge', help: 'Age of the oldest wait that should have ended', samples: one(health.oldestOverdueMs / 1000) },
    {
      name: 'masa_wait_lateness_seconds',
      type: 'gauge',
      help: 'How late waits ended in the last 24 hours: so late or less 99 of 100, and the latest',
      samples: lateness
        ? [
            { labels: { percent: 99 }, value: lateness.p99Ms / 1000 },
            { labels: { percent: 100 }, value: lateness.maxMs / 1000 },
          ]
        : [],
    },
    { name: 'masa_journey_entered_total', type: 'counter', help: 'Runs begun', samples: perDeployment(({ entered }) => entered) },
    { name: 'masa_journey_active', type: 'gauge', help: 'Runs under way', samples: perDeployment(({ active }) => active) },
    { name: 'masa_journey_goals_total', type: 'counter', help: 'Runs that reached the goal', samples: perDeployment(({ goals }) => goals) },
    { name: 'masa_journey_sent_total', type: 'counter', help: 'Messages sent to the outbox', samples: perDeployment(({ sent }) => sent) },
    { name: 'masa_journey_not_sent_total', type: 'counter', help: 'Messages decided against', samples: perDeployment(({ notSent }) => notSent) },
    { name: 'masa_journey_failed', type: 'gauge', help: 'Runs that failed and wait for a decision', samples: perDeployment(({ failed }) => failed) },
    {
      name: 'masa_journey_live',
      type: 'gauge',
      help: '1 while people are let in',
      samples: perDeployment(({ state }) => (state === 'live' ? 1 : 0)),
    },
    {
      name: 'masa_deliveries',
      type: 'gauge',
      help: 'Messages that may leave or have left, by channel and where they have got to',
      samples: deliveries.map(({ channel, state, n }) => ({ labels: { channel, state }, value: n })),
    },
    { name: 'masa_writes_waiting', type: 'gauge', help: 'Work that waits to be written to the store', samples: one(waitingWrites) },
    {
      name: 'masa_store_bytes',
      type: 'gauge',
      help: 'Size of the store and of its log',
      samples: [
        { labels: { part: 'store' }, value: bytesOf(join(dataFolder, storeFile)) },
        { labels: { part: 'log' }, value: bytesOf(join(dataFolder, `${storeFile}-wal`)) },
      ],
    },
    { name: 'masa_process_resident_memory_bytes', type: 'gauge', help: 'Memory of the process', samples: one(rss) },
    { name: 'masa_process_heap_bytes', type: 'gauge', help: 'Memory of the store’s thread that is in use', samples: one(heapUsed) },
    { name: 'masa_finding', type: 'gauge', help: 'What is wrong now', samples: findingSamples(health.findings) },
  ];
}

/** Each name once with the same labels, whatever of it is told more than once. */
function findingSamples(findings: readonly Finding[]): Sample[] {
  const counts = new Map<string, Sample>();
  for (const { code, severity, params } of findings) {
    const labels = { code, severity, ...(typeof params.channel === 'string' && { channel: params.channel }) };
    counts.set(JSON.stringify(labels), { labels, value: 1 });
  }
  return [...counts.values()];
}

function textOf(metrics: readonly Metric[]): string {
  const lines = metrics
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ labels = {}, value }) => `${name}${labelsText(labels)} ${value}`),
    ]);
  return `${lines.join('\n')}\n`;
}

function labelsText(labels: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(labels).map(
    ([name, value]) => `${name}="${String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
  );
  return parts.length > 0 ? `{${parts.join(',')}}` : '';
}

function bytesOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
