/**
 * A million people asleep in a journey: what they cost on the disk and in memory, how soon after its death the executor is ready
 * again, and how late those are woken whose time comes while events go on coming in.
 *   npm run bench -- executor-sleepers
 * Fewer people for a first look: npm run bench -- executor-sleepers 100000
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../executor/store/driver';
import { storeFile } from '../executor/store/open';
import type { DeploymentBundle, ProfileUpdate } from '../shared/executor/api';
import { createExecutorClient } from '../shared/executor/client';
import { buildExecutor, type Running, runExecutor } from '../tests/integration/executor-process';
import { event, miniBundle } from './executor-mini';
import { keptAlive, unwrap } from './executor-rig';

const people = Number(process.argv[2] ?? 1_000_000);
const wakesPerSecond = 2_000;
const eventsPerSecond = 1_000;
/** So long they wake and events come in. */
const seconds = Math.min(60, Math.floor(people / wakesPerSecond / 2));
const wakers = wakesPerSecond * seconds;
const day = 86_400_000;

/** Who consents gets a message a day later: begun by the profile, so that each sleeper is one person, her identifier and her run. */
function bundle(): DeploymentBundle {
  const mini = miniBundle('P1D');
  const nodes = mini.journey.nodes.map((node): typeof node => {
    if (node.kind === 'trigger') return { ...node, trigger: { kind: 'attribute-changed', attribute: 'email-consent', to: 'granted' } };
    if (node.kind !== 'decision') return node;
    return { ...node, cases: [{ port: 'yes', when: { op: 'eq', left: { kind: 'customer', path: 'language' }, right: 'he' } }] };
  });
  return { ...mini, journey: { ...mini.journey, nodes } };
}

const firstNames = ['Dana', 'Noa', 'Amir', 'Yael', 'Reza', 'Shirin', 'Omer', 'Tamar', 'Eitan', 'Maryam'];

function profile(i: number): ProfileUpdate {
  return {
    identifiers: { email: `person.${i}@shop.example` },
    attributes: { first_name: firstNames[i % firstNames.length] ?? '', language: 'he', email_consent: 'granted' },
  };
}

type Rig = { running: Running; client: Running['client']; close(): void };

async function start(built: string, data: string): Promise<Rig & { readyMs: number }> {
  const began = performance.now();
  const running = await runExecutor(built, data, ['--sandbox']);
  const readyMs = performance.now() - began;
  const http = keptAlive(4);
  return { running, client: createExecutorClient({ port: running.port, token: running.token, fetch: http.fetch }), close: () => http.close(), readyMs };
}

/** Calls `send` with each portion, so many items a second; what can't be held to is made up for as fast as it goes. */
async function paced(items: number, perSecond: number, portion: number, send: (from: number, to: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const open = new Set<Promise<void>>();
  for (let from = 0; from < items; from += portion) {
    const wait = began + (from / perSecond) * 1000 - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const sent = send(from, Math.min(items, from + portion));
    open.add(sent);
    sent.finally(() => open.delete(sent)).catch(() => {});
    if (open.size >= 4) await Promise.race(open);
  }
  await Promise.all(open);
}

const enrol = (client: Rig['client']) => async (from: number, to: number) => {
  unwrap(await client.updateProfiles({ body: Array.from({ length: to - from }, (_, i) => profile(from + i)) }));
};

function sizeOf(data: string): number {
  return readdirSync(data)
    .filter((file) => file.startsWith(storeFile))
    .reduce((sum, file) => sum + statSync(join(data, file)).size, 0);
}

/** Resident memory of a process in bytes: now, and the most it has ever been. */
function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const ms = (value: number) => `${Math.round(value)} ms`;

/** Percentile of sorted values. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** How long after its time each woken run was done: when the transaction after the one that moved it began, which is after its commit. */
function lateness(data: string, until: number): number[] {
  const db = openDatabase(join(data, storeFile));
  const rows = db.all<{ at: number; due: string }>(
    `SELECT woken.at, asleep.params ->> '$.until' AS due FROM trace_line woken JOIN trace_line asleep ON asleep.run = woken.run AND asleep.what = 'waiting'
     WHERE woken.what = 'sent'`,
  );
  const moments = db.all<{ at: number }>('SELECT at FROM trace UNION SELECT received_at FROM event ORDER BY at').map((row) => row.at);
  db.close();
  const next = new Map(moments.map((moment, i) => [moment, moments[i + 1] ?? moment]));
  return rows
    .filter((row) => Date.parse(row.due) <= until)
    .map((row) => (next.get(row.at) ?? row.at) - Date.parse(row.due))
    .sort((a, b) => a - b);
}

const built = await buildExecutor();
const data = mkdtempSync(join(tmpdir(), 'masa-sleepers-'));
try {
  let rig = await start(built.path, data);
  unwrap(await rig.client.deploy({ body: bundle() }));
  // Those who will wake come first, in the pace in which they are to wake.
  const firstAt = Date.now();
  await paced(wakers, wakesPerSecond, 100, enrol(rig.client));
  const lastAt = Date.now();
  // What follows comes faster than anybody is to wake, and is not due while it is measured.
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const filling = performance.now();
  await paced(people - wakers, Number.POSITIVE_INFINITY, 500, (from, to) => enrol(rig.client)(wakers + from, wakers + to));
  const filledMs = performance.now() - filling;
  const asleep = unwrap(await rig.client.health({})).waiting;
  const size = sizeOf(data);
  const filled = memoryOf(rig.running.child.pid ?? 0);
  console.log(`${asleep.toLocaleString('en')} asleep; taken in at ${Math.round((people - wakers) / (filledMs / 1000)).toLocaleString('en')} a second`);
  console.log(`store: ${mb(size)}, ${Math.round(size / people)} bytes each; memory ${mb(filled.now)}, at most ${mb(filled.most)}`);

  rig.running.child.kill('SIGKILL');
  await rig.running.exited;
  rig.close();
  const ready: number[] = [];
  for (let i = 0; i < 3; i++) {
    rig = await start(built.path, data);
    ready.push(rig.readyMs);
    if (i === 2) break;
    rig.running.child.kill('SIGKILL');
    await rig.running.exited;
    rig.close();
  }
  console.log(`ready after SIGKILL: ${ready.map(ms).join(', ')}`);

  const { client } = rig;
  // To two seconds before the first of them wakes; from there time passes by itself.
  const now = Date.parse(unwrap(await client.moveClock({ body: { advanceMs: 0 } })).now);
  unwrap(await client.moveClock({ body: { advanceMs: firstAt + day - 2_000 - now } }));
  await paced((seconds + 4) * eventsPerSecond, eventsPerSecond, 20, async (from, to) => {
    unwrap(
      await client.sendEvents({
        body: Array.from({ length: to - from }, (_, i) => ({
          ...event(from + i, 'page_viewed', 0),
          identifiers: { email: `person.${((from + i) * 7919) % people}@shop.example` },
        })),
      }),
    );
  });
  const memory = memoryOf(rig.running.child.pid ?? 0);
  rig.running.child.kill('SIGTERM');
  await rig.running.exited;
  rig.close();
  const late = lateness(data, lastAt + day);
  const [load = 0] = loadavg();
  console.log(
    `${late.length.toLocaleString('en')} woken in ${seconds} s beside ${eventsPerSecond} events a second: late by ${ms(at(late, 0.5))} (median), ${ms(at(late, 0.99))} (p99), ${ms(at(late, 1))} at most; memory ${mb(memory.now)}, at most ${mb(memory.most)}; load ${load.toFixed(1)}`,
  );
} finally {
  built.remove();
  rmSync(data, { recursive: true, force: true });
}
