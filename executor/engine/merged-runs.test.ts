/** Whatever two customers had of a journey when they turn out to be one, she gets each message of it once. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import type { Edge, Journey, Node, NodeOf } from '../../shared/journey/schema';
import { bundle, day, edge, hour, message, onePerDay, type Parts, rules } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { recount } from './recount';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const trigger = (event: string): Node => ({ id: event, kind: 'trigger', trigger: { kind: 'event', event } });
const wait = (id: string, duration: string): Node => ({ id, kind: 'wait', duration });
const send: NodeOf<'send'> = {
  id: 's',
  kind: 'send',
  message: 'hello',
  channel: 'on-site',
  class: 'marketing',
  ignores: [],
  onSuppressed: 'continue',
  onFailure: 'continue',
};
const inARow = (...nodes: Node[]): Edge[] => nodes.slice(1).map((node, i) => edge(nodes[i]?.id ?? '', 'out', node.id));

function made(nodes: Node[], edges: Edge[], more: Partial<Parts> = {}, journey: Partial<Journey> = {}): DeploymentBundle {
  const one = bundle({ nodes, edges, messages: [{ ...message, channel: 'on-site' }], ...more });
  const identity = { rules: ['email', 'mobile-phone'].map((attribute) => ({ attribute, strength: 'strong' as const, blocked: [] })) };
  return { ...one, journey: { ...one.journey, ...journey }, identity };
}

/** cart → an hour → message → a day → end; seen early she begins with three waits, is further, and has had no message yet. */
function cart(reentry: Journey['entry']['reentry']): DeploymentBundle {
  const [short, long] = [wait('h', 'PT1H'), ['a', 'b', 'c'].map((id) => wait(id, 'PT2H'))];
  const rest: Node[] = [send, wait('d', 'P1D'), { id: 'end', kind: 'exit' }];
  const edges = [...inARow(trigger('cart'), short, ...rest), ...inARow(trigger('early'), ...long, send)];
  return made([trigger('cart'), trigger('early'), short, ...long, ...rest], edges, { entry: { reentry } });
}

let uids = 0;
async function tell(name: string, identifiers: Record<string, string>): Promise<void> {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  unwrap(
    await executor.client.sendEvents({ body: [{ uid: `r${uids++}`, name, occurred_at, source_system: 'test', is_test: false, identifiers, properties: {} }] }),
  );
}
const deploy = async (body: DeploymentBundle) => unwrap(await executor.client.deploy({ body }));
const messages = async () => unwrap(await executor.client.outbox({ limit: 50 }));
const [one, other] = [{ email: 'a@shop.example' }, { mobile_phone: '050-1234567' }];
const both = { ...one, ...other };

describe('the same journey', () => {
  test.each([
    ['never', { mode: 'never' }, 2 * day],
    ['within the cooldown', { mode: 'after-exit', cooldown: 'P7D' }, 2 * day],
    ['while the first is inside', { mode: 'after-exit' }, hour / 2],
  ] as const)('whoever has had it does not get it again as another: %s', async (_, reentry, apart) => {
    const { journeyId, hash } = await deploy(cart(reentry));
    await tell('cart', one);
    await executor.pass(apart);
    await tell('cart', other);
    // The first is over by now, the second waits for its message or is behind.
    await executor.pass(apart === 2 * day ? hour / 2 : hour / 4);
    await tell('hello', both);
    await executor.pass(3 * day);
    expect(await messages()).toHaveLength(1);
    const counts = unwrap(await executor.client.counts({ id: journeyId }));
    expect(counts).toMatchObject({ entered: 2, active: 0, exited: { completed: 1, merged: 1 } });
    const deployment = executor.db.get<{ n: number }>('SELECT n FROM deployment WHERE hash = ?', hash)?.n ?? 0;
    expect(counts).toMatchObject(recount(executor.db, deployment));
  });

  test('where one may come again, the second time is a second time', async () => {
    await deploy(cart({ mode: 'after-exit' }));
    await tell('cart', one);
    await executor.pass(3 * day);
    await tell('cart', other);
    await tell('hello', both);
    await executor.pass(3 * day);
    expect(await messages()).toHaveLength(2);
  });

  test('the further one goes on without the message that the other has sent, and says why', async () => {
    await deploy(cart({ mode: 'never' }));
    await tell('early', one);
    await executor.pass(4.5 * hour);
    await tell('cart', other);
    await executor.pass(1.25 * hour);
    expect((await messages()).map((row) => row.customer)).toEqual(['c2']);
    await tell('hello', both);
    expect((await messages()).map((row) => row.customer)).toEqual(['c1']);
    await executor.pass(3 * day);
    expect(await messages()).toHaveLength(1);
    const trace = unwrap(await executor.client.customer({ id: 'c1' }))?.trace ?? [];
    expect(trace.filter(({ node, what }) => node === 's' && what !== 'passed').map(({ what, reason }) => [what, reason?.code])).toEqual([
      ['sent', 'sent'],
      ['not-sent', 'sent-before-merge'],
    ]);
    expect(trace.filter(({ what }) => what === 'exited').map(({ port }) => port)).toEqual(['merged', 'completed']);
  });
});

test('a cap counts what both have had, from the moment they are one', async () => {
  const capped = { suppressions: [rules.caps], caps: [onePerDay] };
  const at = (event: string, waits: string) => {
    const nodes: Node[] = [trigger(event), wait('w', waits), send, { id: 'end', kind: 'exit' }];
    return [nodes, inARow(...nodes), capped] as const;
  };
  await deploy(made(...at('cart', 'PT1H')));
  await deploy(made(...at('visit', 'PT3H'), { id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0Z', key: 'visit' }));
  await tell('cart', one);
  await tell('visit', other);
  await executor.pass(2 * hour);
  expect(await messages()).toHaveLength(1);
  await tell('hello', both);
  await executor.pass(4 * hour);
  expect(await messages()).toHaveLength(1);
  await executor.pass(day);
  const sent = (await messages()).map(({ at: time }) => Date.parse(time)).sort((a, b) => a - b);
  expect(sent).toHaveLength(2);
  expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(day);
});
