/** Two journeys want the same customer at the same moment and may send one message: the one with the higher priority has it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Node, NodeOf } from '../../shared/journey/schema';
import { bundle, day, edge, onePerDay, rules, send } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

// A real store: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const email = (i: number) => `p${i}@shop.example`;
const nineOClock: Node = { id: 'w', kind: 'wait', duration: 'PT0S', align: { at: '09:00' } };

/** trigger → steps → a message under a cap of one a day → exit. */
function journey(key: 'low' | 'high', trigger: NodeOf<'trigger'>['trigger'], ...steps: Node[]): DeploymentBundle {
  const nodes: Node[] = [{ id: 't', kind: 'trigger', trigger }, ...steps, send('m'), { id: 'end', kind: 'exit' }];
  const edges = nodes.slice(1).flatMap((node, i) => (nodes[i] ? [edge(nodes[i].id, 'out', node.id)] : []));
  const suppressions = [{ ...rules.caps, action: 'skip' as const }];
  const made = bundle({ nodes, edges, suppressions, caps: [onePerDay], policies: { priority: key === 'high' ? 80 : 20 } });
  return {
    ...made,
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
    journey: { ...made.journey, id: `01JD8Y3Z9V7T6S5R4Q3P2N1M${key === 'high' ? '1A' : '2A'}`, key },
  };
}

/** Who has sent to how many. The journey that must give way was there first, and again last: neither may decide. */
async function sentBy(
  make: (key: 'low' | 'high') => DeploymentBundle,
  order: ('low' | 'high')[],
  begin: () => Promise<unknown>,
): Promise<Record<string, number>> {
  for (const key of order) unwrap(await executor.client.deploy({ body: make(key) }));
  executor.engine.settle();
  await begin();
  await executor.pass(day);
  const rows = executor.db.all<{ key: string; n: number }>('SELECT d.key, count(*) AS n FROM outbox o JOIN deployment d ON d.n = o.deployment GROUP BY d.key');
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

const consent = { 'email-consent': 'granted' };
const know = async (people: number, attributes: Record<string, string> = {}) =>
  unwrap(
    await executor.engine.updateProfiles(
      Array.from({ length: people }, (_, i) => ({ identifiers: { email: email(i) }, attributes: { ...consent, ...attributes } })),
    ),
  );
const tell = async (people: number) => {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  const events = Array.from(
    { length: people },
    (_, i): EventEnvelope => ({
      uid: `u${i}`,
      name: 'cart',
      occurred_at,
      source_system: 'shop',
      is_test: false,
      identifiers: { email: email(i) },
      properties: {},
    }),
  );
  unwrap(await executor.engine.sendEvents(events));
};
const cart = { kind: 'event', event: 'cart' } as const;

test.for([{ order: ['low', 'high'] }, { order: ['high', 'low'] }] as { order: ('low' | 'high')[] }[])('published as $order', async ({ order }) => {
  await know(1);
  expect(
    await sentBy(
      (key) => journey(key, cart),
      order,
      () => tell(1),
    ),
  ).toEqual({ high: 1 });
});

test.for([{ order: ['low', 'high'] }, { order: ['high', 'low'] }] as { order: ('low' | 'high')[] }[])(
  'three hundred waits that end at nine, more than are woken at once, published as $order',
  { tags: ['long'] },
  async ({ order }) => {
    await know(300);
    expect(
      await sentBy(
        (key) => journey(key, cart, nineOClock),
        order,
        () => tell(300),
      ),
    ).toEqual({ high: 300 });
  },
);

test.for([{ order: ['low', 'high'] }, { order: ['high', 'low'] }] as { order: ('low' | 'high')[] }[])('a date, published as $order', async ({ order }) => {
  const renewal = { kind: 'date-attribute', attribute: 'renewal', offset: 'P0D', at: '09:00' } as const;
  expect(
    await sentBy(
      (key) => journey(key, renewal),
      order,
      () => know(1, { renewal: '2026-06-02' }),
    ),
  ).toEqual({ high: 1 });
});

test.for([{ order: ['low', 'high'] }, { order: ['high', 'low'] }] as { order: ('low' | 'high')[] }[])('a schedule, published as $order', async ({ order }) => {
  await know(1);
  expect(
    await sentBy(
      (key) => journey(key, { kind: 'schedule', every: 'P7D', at: '09:00' }),
      order,
      async () => {},
    ),
  ).toEqual({ high: 1 });
});
