import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, day, edge } from '../../shared/journey/step.fixture';
import { beginSweep } from '../care/retention';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
  unwrap(await executor.client.deploy({ body: sales }));
});
afterEach(() => executor.end());

/** Somebody of sales is to call within a day; what she says of it decides which way the customer goes. */
const sales: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'lead-created' } },
      {
        id: 'call',
        kind: 'task',
        task: 'create-task',
        assignTo: 'account-manager',
        within: 'P1D',
        emits: 'lead-handed-over',
        whenDone: 'lead-contacted',
        params: { priority: 'high' },
      },
      {
        id: 'w',
        kind: 'wait-event',
        event: 'lead-contacted',
        timeout: 'P10D',
        match: { op: 'eq', left: { kind: 'event', path: 'outcome' }, right: 'interested' },
      },
      { id: 'won', kind: 'exit', reason: 'won' },
      { id: 'lost', kind: 'exit', reason: 'lost' },
    ],
    edges: [edge('t', 'out', 'call'), edge('call', 'out', 'w'), edge('w', 'happened', 'won'), edge('w', 'timeout', 'lost')],
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
};

let sent = 0;
const lead = async (email: string, manager?: string) => {
  if (manager) unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email }, attributes: { account_manager: manager } }] }));
  const occurred_at = new Date(executor.clock.now()).toISOString();
  unwrap(
    await executor.client.sendEvents({
      body: [{ uid: `u${++sent}`, name: 'lead_created', occurred_at, source_system: 'site', is_test: false, identifiers: { email }, properties: {} }],
    }),
  );
};
const ask = async (query: Parameters<TestExecutor['client']['tasks']>[0] = {}) => unwrap(await executor.client.tasks(query));
const change = (n: number, body: Parameters<TestExecutor['client']['changeTask']>[0]['body']) => executor.client.changeTask({ n, body });
const eventsOf = async (id: string) => unwrap(await executor.client.everything({ id }))?.events.map(({ name, properties }) => [name, properties]);
const standing = async () => {
  const counts = unwrap(await executor.client.counts({ id: sales.journey.id }));
  return { active: counts?.active, exited: counts?.exited, won: counts?.nodes.won?.entered ?? 0 };
};

test('a step makes a task with who, what and until when; the newest come first, by state and person', async () => {
  await lead('dana@shop.example', 'Rivka');
  await executor.pass(day);
  await lead('noa@shop.example');
  const all = await ask();
  expect(all).toMatchObject({ counts: { open: 2, late: 0, done: 0, dropped: 0 }, assignees: ['Rivka'] });
  expect(all.tasks.map(({ customer, assignTo, state, due, params }) => ({ customer, assignTo, state, due, params }))).toEqual([
    { customer: 'c2', assignTo: undefined, state: 'open', due: '2026-06-03T07:00:00.000Z', params: { priority: 'high' } },
    { customer: 'c1', assignTo: 'Rivka', state: 'open', due: '2026-06-02T07:00:00.000Z', params: { priority: 'high' } },
  ]);
  await executor.pass(1000);
  expect((await ask()).counts).toMatchObject({ open: 2, late: 1 });
  expect((await ask({ assignee: 'Rivka' })).tasks.map(({ customer }) => customer)).toEqual(['c1']);
  expect((await ask({ assignee: '' })).tasks.map(({ customer }) => customer)).toEqual(['c2']);
  expect((await ask({ state: 'done' })).tasks).toEqual([]);
  const [first] = (await ask({ limit: 1 })).tasks;
  expect((await ask({ limit: 1, before: first?.n ?? 0 })).tasks.map(({ customer }) => customer)).toEqual(['c1']);
});

describe('what became of it', () => {
  test('done is an event of the customer, and the journey that waits for it goes on', async () => {
    await lead('dana@shop.example', 'Rivka');
    const [task] = (await ask()).tasks;
    const done = unwrap(await change(task?.n ?? 0, { state: 'done', outcome: 'interested', by: 'Yael', note: 'Sends an offer' }));
    expect(done).toMatchObject({ state: 'done', outcome: 'interested', changedBy: 'Yael', note: 'Sends an offer', changedAt: '2026-06-01T07:00:00.000Z' });
    expect(await eventsOf('c1')).toEqual([
      ['lead-created', {}],
      ['lead-handed-over', { priority: 'high', 'assigned-to': 'Rivka' }],
      ['lead-contacted', { outcome: 'interested', 'assigned-to': 'Rivka' }],
    ]);
    expect(await standing()).toEqual({ active: 0, exited: { completed: 1 }, won: 1 });
  });

  test('another outcome is told too, and does not do for a journey that waits for this one', async () => {
    await lead('dana@shop.example');
    const [task] = (await ask()).tasks;
    unwrap(await change(task?.n ?? 0, { state: 'done', outcome: 'not-interested' }));
    expect((await eventsOf('c1'))?.at(-1)).toEqual(['lead-contacted', { outcome: 'not-interested' }]);
    expect(await standing()).toMatchObject({ active: 1, won: 0 });
  });

  test('said twice, it is refused and happens once', async () => {
    await lead('dana@shop.example');
    const [task] = (await ask()).tasks;
    const n = task?.n ?? 0;
    unwrap(await change(n, { state: 'done', outcome: 'interested' }));
    for (const state of ['open', 'dropped'] as const) expect(await change(n, { state })).toMatchObject({ ok: false, problems: [{ code: 'task-not-open' }] });
    unwrap(await change(n, { state: 'done', outcome: 'interested' }));
    expect((await eventsOf('c1'))?.filter(([name]) => name === 'lead-contacted')).toHaveLength(1);
  });

  test('dropped it is no event, and can be taken up again', async () => {
    await lead('dana@shop.example');
    const [task] = (await ask()).tasks;
    const n = task?.n ?? 0;
    unwrap(await change(n, { state: 'dropped', note: 'Twice in the list' }));
    expect((await ask()).counts).toMatchObject({ open: 0, dropped: 1 });
    expect(await standing()).toMatchObject({ active: 1 });
    expect(unwrap(await change(n, { state: 'open', assignTo: 'Omer', note: null }))).toEqual(expect.not.objectContaining({ note: expect.anything() }));
    expect((await ask({ assignee: 'Omer' })).tasks).toMatchObject([{ n, state: 'open' }]);
    unwrap(await change(n, { assignTo: null }));
    expect((await ask({ assignee: '' })).tasks).toHaveLength(1);
  });

  test('an outcome without being done is of no account; a number nobody has is refused', async () => {
    await lead('dana@shop.example');
    expect(unwrap(await change((await ask()).tasks[0]?.n ?? 0, { outcome: 'interested' })).outcome).toBeUndefined();
    expect(await change(99, { state: 'done' })).toMatchObject({ ok: false, problems: [{ code: 'task-unknown' }] });
  });
});

test('tasks outlive a restart, stand in what a person is told of herself, and go with her', async () => {
  await lead('dana@shop.example', 'Rivka');
  await lead('noa@shop.example');
  const n = (await ask({ assignee: 'Rivka' })).tasks[0]?.n ?? 0;
  unwrap(await change(n, { note: 'Called, no answer' }));
  executor = await executor.restart();
  expect((await ask()).counts.open).toBe(2);
  const everything = unwrap(await executor.client.everything({ id: 'c1' }));
  expect(everything?.messages).toMatchObject([{ kind: 'task', becameOfIt: { n, note: 'Called, no answer' } }]);
  unwrap(await executor.client.erase({ id: 'c1', body: { confirm: 'for ever' } }));
  expect(await ask()).toMatchObject({ counts: { open: 1 }, assignees: [] });
});

test('retention lets go of what is done and over, never of what is still to be done', async () => {
  for (const email of ['dana@shop.example', 'noa@shop.example']) await lead(email);
  unwrap(await change((await ask()).tasks[0]?.n ?? 0, { state: 'done' }));
  // Both journeys are over by then.
  await executor.pass(40 * day);
  const sweep = beginSweep(30);
  while (unwrap(await executor.engine.letGo(sweep)));
  expect((await ask()).counts).toMatchObject({ open: 1, done: 0 });
  // Done late, it is kept as long from then on.
  unwrap(await change((await ask()).tasks[0]?.n ?? 0, { state: 'done' }));
  const next = beginSweep(30);
  while (unwrap(await executor.engine.letGo(next)));
  expect((await ask()).counts).toMatchObject({ open: 0, done: 1 });
});
