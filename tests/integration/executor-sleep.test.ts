/** The laptop sleeps: the process stands still, and when it goes on two days are over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Node } from '../../shared/journey/schema';
import { bundle, day, edge, hour, send } from '../../shared/journey/step.fixture';
import type { Result } from '../../shared/problem';
import { movedClock, openCopy } from './crash-walk';
import { buildExecutor, type Running, runExecutor } from './executor-process';
import { faults } from './merge-streams';

let built: Awaited<ReturnType<typeof buildExecutor>>;
let folder = '';
let running: Running | undefined;
beforeEach(async () => {
  built = await buildExecutor();
  folder = mkdtempSync(join(tmpdir(), 'masa-sleep-'));
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.exited;
  rmSync(folder, { recursive: true, force: true });
  built.remove();
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** trigger → wait → message on the site. */
function journey(n: number, event: string, duration: string, late?: Extract<Node, { kind: 'send' }>['late']): DeploymentBundle {
  const nodes: Node[] = [
    { id: 't', kind: 'trigger', trigger: { kind: 'event', event } },
    { id: 'w', kind: 'wait', duration },
    send('s', { channel: 'on-site', class: 'service', ...(late ? { late } : {}) }),
    { id: 'end', kind: 'exit' },
  ];
  const edges = nodes.slice(1).map((node, i) => edge(nodes[i]?.id ?? '', 'out', node.id));
  const made = bundle({ nodes, edges });
  return {
    ...made,
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
    journey: { ...made.journey, id: `01JD8Y3Z9V7T6S5R4Q3P2N1P0${n}`, key: `journey-${n}` },
  };
}

test.skipIf(process.platform === 'win32')('after two days of sleep all waits end once, in portions; what is too late by its own rule is not sent', async () => {
  const clock = join(folder, 'clock');
  const data = join(folder, 'data');
  writeFileSync(clock, '+0');
  running = await runExecutor(built.path, data, [], { preload: [movedClock], env: { CLOCK: clock } });
  const { client, child } = running;
  for (const body of [journey(1, 'cart', 'PT5H'), journey(2, 'visit', 'PT5H', { policy: 'skip', olderThan: 'PT6H' }), journey(3, 'soon', 'PT1S')])
    unwrap(await client.deploy({ body }));
  const [many, few] = [1200, 20];
  const began = Date.now();
  const happened = (name: string, i: number): EventEnvelope => ({
    uid: `${name}-${i}`,
    name,
    occurred_at: new Date(began).toISOString(),
    source_system: 'shop',
    is_test: false,
    identifiers: { email: `p${i}@shop.example` },
    properties: {},
  });
  unwrap(await client.sendEvents({ body: Array.from({ length: many }, (_, i) => happened('cart', i)) }));
  unwrap(await client.sendEvents({ body: Array.from({ length: few }, (_, i) => happened('visit', i)) }));
  unwrap(await client.sendEvents({ body: [happened('soon', 0)] }));
  child.kill('SIGSTOP');
  writeFileSync(clock, `+${2 * day}`);
  child.kill('SIGCONT');
  // The one that was due within the second wakes it; nobody asks it for anything.
  await vi.waitFor(async () => expect(unwrap(await client.health({}))).toMatchObject({ outbox: many + 1 }), { timeout: 60_000, interval: 50 });
  await vi.waitFor(async () => expect((await client.deployments({})).ok && unwrap(await client.deployments({})).map((one) => one.active)).toEqual([0, 0, 0]), {
    timeout: 60_000,
    interval: 50,
  });
  const db = openCopy(data);
  expect(faults(db)).toEqual([]);
  // None before its time, none twice, and no more than a portion in any second.
  expect(db.get("SELECT count(*) AS n, count(DISTINCT run) AS runs FROM trace_line WHERE what = 'sent'")).toEqual({ n: many + 1, runs: many + 1 });
  const sent = db.all<{ at: number }>("SELECT at FROM trace_line WHERE what = 'sent' AND at >= ? ORDER BY at", began + 5 * hour).map((row) => row.at);
  expect(sent.length).toBeGreaterThanOrEqual(many);
  const seconds = new Map<number, number>();
  for (const at of sent) seconds.set(Math.floor(at / 1000), (seconds.get(Math.floor(at / 1000)) ?? 0) + 1);
  expect(Math.max(...seconds.values())).toBeLessThanOrEqual(501);
  expect(db.get("SELECT count(*) AS n FROM trace_line WHERE what = 'not-sent' AND code = 'too-late'")).toEqual({ n: few });
  db.close();
});
