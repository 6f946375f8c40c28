/** A fixed walk through everything the executor does, call by call, which comes to the same store to the last row however often it is cut short and taken up again. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { ExecutorClient } from '../../shared/executor/client';
import { bundleHash } from '../../shared/journey/content-hash';
import { bundle, edge, message } from '../../shared/journey/step.fixture';
import type { Result } from '../../shared/problem';
import { createRandom } from '../../shared/sample/random';
import { bundles, byHand, randomEvent } from './merge-streams';

export const crashPoints = fileURLToPath(new URL('./crash-points.mjs', import.meta.url));
export const movedClock = fileURLToPath(new URL('./moved-clock.mjs', import.meta.url));

const hour = 3_600_000;
/** Monday 1 June 2026, 10:00 in Jerusalem. */
export const walkBegins = Date.UTC(2026, 5, 1, 7);

/** A restock is about nobody: everybody in Eilat is let in, a chunk at a time. */
const restocked: DeploymentBundle = {
  ...bundle({
    nodes: [
      {
        id: 't',
        kind: 'trigger',
        trigger: { kind: 'event', event: 'restock' },
        audience: { op: 'eq', left: { kind: 'customer', path: 'city' }, right: 'Eilat' },
      },
      { id: 's', kind: 'send', message: 'hello', channel: 'on-site', class: 'service', ignores: [], onSuppressed: 'continue', onFailure: 'continue' },
      { id: 'w', kind: 'wait', duration: 'P9D' },
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 's'), edge('s', 'out', 'w'), edge('w', 'out', 'end')],
    messages: [{ ...message, channel: 'on-site' }],
  }),
  identity: bundles[0]?.identity ?? { rules: [] },
};
restocked.journey = { ...restocked.journey, id: '01JD8Y3Z9V7T6S5R4Q3P2N1M6A', key: 'restocked' };
const firstCart = bundles[0] ?? restocked;
/** Another version of it, in which those who wait go on. */
const restockedAnew: DeploymentBundle = {
  ...restocked,
  journey: {
    ...restocked.journey,
    nodes: restocked.journey.nodes.map((node) => (node.kind === 'wait' ? { ...node, duration: 'P8D' } : node)),
  },
};

/** One call. Asked again after a crash it changes nothing, or what it did not come to the first time. */
export type Call = { what: string; uids: readonly string[]; bringsMessages: boolean; make(client: ExecutorClient): Promise<Result<unknown>> };

export function walk(): Call[] {
  const random = createRandom(41, 1);
  let uids = 0;
  let now = walkBegins;
  const calls: Call[] = [];
  const call = (what: string, make: Call['make'], sent: readonly EventEnvelope[] = []) => {
    calls.push({ what, make, uids: sent.map((one) => one.uid), bringsMessages: false });
    // What follows from it is done before the next call, so that every walk does the same things in the same order.
    calls.push({
      what: `${what}, and what follows`,
      make: (client) => client.moveClock({ body: { advanceMs: 0 } }),
      uids: [],
      bringsMessages: what === 'time passes',
    });
  };
  const tell = (body: EventEnvelope[]) => call('events', (client) => client.sendEvents({ body }), body);
  const some = (many: number) => Array.from({ length: many }, () => randomEvent(random, uids++, now));
  const pass = (ms: number) => {
    const to = now + ms;
    now = to;
    call('time passes', async (client) => {
      const told = await client.moveClock({ body: { advanceMs: 0 } });
      return told.ok ? client.moveClock({ body: { advanceMs: to - Date.parse(told.value.now) } }) : told;
    });
  };
  const state = (of: DeploymentBundle, to: 'live' | 'paused' | 'retired') =>
    call(to, (client) => client.setState({ hash: bundleHash(of), body: { state: to } }));

  for (const body of [...bundles, restocked]) call('deploy', (client) => client.deploy({ body }));
  call('profiles', (client) =>
    client.updateProfiles({
      body: Array.from({ length: 230 }, (_, i) => ({ identifiers: { email: `r${i}@shop.example` }, attributes: { city: i % 9 === 0 ? 'Eilat' : 'Haifa' } })),
    }),
  );
  tell(some(40));
  pass(2 * hour);
  tell([
    { uid: 'restock-1', name: 'restock', occurred_at: new Date(now).toISOString(), source_system: 'shop', is_test: false, identifiers: {}, properties: {} },
  ]);
  tell(some(40));
  state(firstCart, 'paused');
  tell(some(25));
  call('start', (client) => client.start({ id: byHand, body: { identifiers: { email: 'r3@shop.example' }, uid: 'start-1' } }));
  pass(3 * hour);
  state(firstCart, 'live');
  tell(some(25));
  pass(30 * hour);
  call('deploy another version', (client) =>
    client.deploy({ body: { ...restockedAnew, moves: [{ from: bundleHash(restocked), plan: { w: { action: 'migrate', to: 'w', timer: 'keep' } } }] } }),
  );
  pass(30 * hour);
  state(restockedAnew, 'retired');
  tell(some(10));
  pass(20 * 24 * hour);
  return calls;
}

/** What is on the disk as it is: looking must neither hold the lock nor repair what the next start has to repair. */
export function openCopy(data: string): Database {
  const copy = `${data}-copy`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(data, copy, { recursive: true });
  return openDatabase(join(copy, storeFile));
}
