import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { recount } from '../../executor/engine/recount';
import { unwrap } from '../../executor/executor.fixture';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { DeploymentBundle } from '../../shared/executor/api';
import { maxBatch } from '../../shared/executor/routes/route';
import type { Edge, Node, Placement } from '../../shared/journey/schema';
import { bundle, edge, message } from '../../shared/journey/step.fixture';
import { crashPoints } from './crash-walk';
import type { Fate, Running } from './executor-process';
import { ownExecutors } from './own-executors';

vi.setConfig({ testTimeout: 180_000 });
const hour = 3_600_000;

const executors = ownExecutors('republish');
let data = '';
beforeEach(() => {
  data = executors.data();
});

const run = (fate: Fate = {}) => executors.run(['--sandbox'], fate);

/** cart → an hour, or three for members → a message → a day → another message → end. */
function version(first: string, second: string, text = 'hello'): DeploymentBundle {
  const member = { op: 'eq' as const, left: { kind: 'customer' as const, path: 'member' }, right: true };
  const send = (id: string, what: string): Node => ({
    id,
    kind: 'send',
    message: what,
    channel: 'on-site',
    class: 'service',
    ignores: [],
    onSuppressed: 'continue',
    onFailure: 'continue',
  });
  const nodes: Node[] = [
    { id: 'cart', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
    { id: 'who', kind: 'decision', cases: [{ port: 'member', when: member }] },
    { id: 'short', kind: 'wait', duration: first },
    { id: 'long', kind: 'wait', duration: 'PT3H' },
    { id: 'meet', kind: 'join' },
    send('s', text),
    { id: 'day', kind: 'wait', duration: second },
    send('s2', 'second'),
    { id: 'end', kind: 'exit' },
  ];
  const edges: Edge[] = [
    edge('cart', 'out', 'who'),
    edge('who', 'member', 'long'),
    edge('who', 'else', 'short'),
    edge('long', 'out', 'meet'),
    edge('short', 'out', 'meet'),
    edge('meet', 'out', 's'),
    edge('s', 'out', 'day'),
    edge('day', 'out', 's2'),
    edge('s2', 'out', 'end'),
  ];
  const messages = ['hello', 'hello-again', 'second'].map((id) => ({ ...message, id, channel: 'on-site' as const, class: 'service' as const }));
  const made = bundle({ nodes, edges, messages });
  return { ...made, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } };
}

const email = (i: number) => ({ email: `p${i}@shop.example` });
const isMember = (i: number) => i % 4 === 0;

/** A quarter of them are members; a tenth comes an hour and a half before the others. */
async function enrol({ client }: Running, people: number): Promise<void> {
  const all = Array.from({ length: people }, (_, i) => i);
  const batches = Array.from({ length: Math.ceil(people / maxBatch) }, (_, i) => all.slice(i * maxBatch, (i + 1) * maxBatch));
  for (const part of batches) unwrap(await client.updateProfiles({ body: part.map((i) => ({ identifiers: email(i), attributes: { member: isMember(i) } })) }));
  const { now } = unwrap(await client.moveClock({ body: { advanceMs: 0 } }));
  const carts = (some: number[], at: string) => some.map((i) => ({ uid: `cart-${i}`, name: 'cart', occurred_at: at, identifiers: email(i) }));
  unwrap(await client.sendEvents({ body: carts(all.slice(0, people / 10), now) }));
  const later = unwrap(await client.moveClock({ body: { advanceMs: 1.5 * hour } }));
  for (const part of batches)
    unwrap(
      await client.sendEvents({
        body: carts(
          part.filter((i) => i >= people / 10),
          later.now,
        ),
      }),
    );
}

const keep = (to: string): Placement => ({ action: 'migrate', to, timer: 'keep' });
const begin = (to: string): Placement => ({ action: 'migrate', to, timer: 'restart' });

async function counts({ client }: Running, hash: string) {
  const id = unwrap(await client.deployments({}))[0]?.journeyId ?? '';
  return unwrap(await client.counts({ id, deployment: hash }));
}

/** Until nobody is being moved any more; each look is a call, and between calls the executor works. */
async function moved({ client }: Running): Promise<void> {
  for (;;) if (unwrap(await client.deployments({})).every(({ moving }) => moving === undefined)) return;
}

/** Ends it and looks into the store: counts are what the traces say, nobody stands parked, and no message is there twice for one person. */
async function expectSound(running: Running, people: number): Promise<void> {
  const hashes = unwrap(await running.client.deployments({})).map(({ hash }) => hash);
  const shown = new Map(await Promise.all(hashes.map(async (hash) => [hash, await counts(running, hash)] as const)));
  running.child.kill('SIGTERM');
  await running.exited;
  const db = openDatabase(join(data, storeFile));
  try {
    for (const { n, hash } of db.all<{ n: number; hash: string }>('SELECT n, hash FROM deployment')) {
      const counted = shown.get(hash);
      expect(counted).toMatchObject(recount(db, n));
      expect(counted?.entered).toBe((counted?.active ?? 0) + Object.values(counted?.exited ?? {}).reduce((sum, one) => sum + one, 0));
    }
    expect(db.get('SELECT count(*) AS n FROM run WHERE parked_at IS NOT NULL')).toEqual({ n: 0 });
    expect(db.get('SELECT count(*) AS n FROM run')).toEqual({ n: people });
    const most = db.get<{ n: number }>("SELECT max(n) AS n FROM (SELECT count(*) AS n FROM outbox GROUP BY run, content ->> 'message')");
    expect(most?.n).toBe(1);
  } finally {
    db.close();
  }
}

const policies: [string, Record<string, Placement>, { old: object; next: object }][] = [
  [
    'everybody finishes on the old version, whose ways are what they were',
    {},
    { old: { entered: 10_000, active: 0, exited: { completed: 10_000 }, nodes: { s: { sent: 10_000 }, s2: { sent: 10_000 } } }, next: { entered: 0 } },
  ],
  [
    'everybody goes on at the same step, the time kept',
    { short: keep('short'), long: keep('long'), day: keep('day') },
    {
      // A thousand came early: three quarters of them have had the first message in the old version.
      old: { entered: 10_000, active: 0, exited: { moved: 10_000 }, nodes: { s: { sent: 750 } } },
      next: { entered: 10_000, active: 0, exited: { completed: 10_000 }, nodes: { s: { sent: 9250 }, s2: { sent: 10_000 } } },
    },
  ],
  [
    'back to the beginning: who has had the message does not get it again',
    { short: begin('short'), long: begin('long'), day: begin('short') },
    {
      old: { entered: 10_000, active: 0, exited: { moved: 10_000 }, nodes: { s: { sent: 750 } } },
      next: {
        entered: 10_000,
        active: 0,
        exited: { completed: 10_000 },
        nodes: { s: { sent: 9250, notSent: { 'sent-before-move': 750 } }, s2: { sent: 10_000 } },
      },
    },
  ],
  [
    'some leave, some go on at another step, some finish',
    { short: { action: 'exit' }, long: begin('day') },
    {
      old: { entered: 10_000, active: 0, exited: { stopped: 6750, moved: 2500, completed: 750 }, nodes: { s2: { sent: 750 } } },
      next: { entered: 2500, active: 0, exited: { completed: 2500 }, nodes: { s2: { sent: 2500 } } },
    },
  ],
];

test.each(policies)('%s', async (_, plan, { old, next }) => {
  const running = await run();
  const first = unwrap(await running.client.deploy({ body: version('PT1H', 'P1D') }));
  await enrol(running, 10_000);
  expect(await counts(running, first.hash)).toMatchObject({
    active: 10_000,
    nodes: { short: { waiting: 6750 }, long: { waiting: 2500 }, day: { waiting: 750 } },
  });
  const second = unwrap(await running.client.deploy({ body: { ...version('PT2H', 'P2D'), moves: [{ from: first.hash, plan }] } }));
  await moved(running);
  unwrap(await running.client.moveClock({ body: { advanceMs: 5 * 24 * hour } }));
  expect(await counts(running, first.hash)).toMatchObject(old);
  expect(await counts(running, second.hash)).toMatchObject(next);
  await expectSound(running, 10_000);
});

test.each(['before UPDATE run 555', 'before UPDATE move 7', 'after COMMIT 6', 'before DELETE move 2'])('killed %s, it goes on where it was', async (death) => {
  const calm = await run();
  const first = unwrap(await calm.client.deploy({ body: version('PT1H', 'P1D') }));
  await enrol(calm, 2000);
  calm.child.kill('SIGTERM');
  await calm.exited;

  const mortal = await run({ preload: [crashPoints], env: { CRASH_AT: death } });
  const plan = { short: keep('short'), long: begin('day'), day: { action: 'exit' as const } };
  const made = version('PT2H', 'P2D', 'hello-again');
  // It may die before it answers: what it has committed by then holds.
  await mortal.client.deploy({ body: { ...made, moves: [{ from: first.hash, plan }] } });
  expect((await mortal.exited).signal).toBe('SIGKILL');

  const again = await run();
  const halfway = unwrap(await again.client.deployments({})).find(({ hash }) => hash === first.hash);
  expect(halfway?.state).toBe('draining');
  await moved(again);
  const second = unwrap(await again.client.deployments({})).find(({ hash }) => hash !== first.hash);
  expect(await counts(again, first.hash)).toMatchObject({ entered: 2000, active: 0, exited: { moved: 1850, stopped: 150 } });
  expect(await counts(again, second?.hash ?? '')).toMatchObject({ entered: 1850, active: 1850, nodes: { short: { waiting: 1350 }, day: { waiting: 500 } } });
  unwrap(await again.client.moveClock({ body: { advanceMs: 5 * 24 * hour } }));
  expect(await counts(again, second?.hash ?? '')).toMatchObject({ active: 0, exited: { completed: 1850 }, nodes: { s: { sent: 1350 }, s2: { sent: 1850 } } });
  await expectSound(again, 2000);
});
