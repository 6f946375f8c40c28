import { expect, test, vi } from 'vitest';
import type * as stepModule from '../../shared/journey/step';
import { bundle, edge, hour, minute } from '../../shared/journey/step.fixture';
import { mondayMorning, testExecutor, unwrap } from '../executor.fixture';
import { recount, recountable } from './recount';

// Stands in for a bug in the step: for one customer, once she waits, each further step breaks; for another the first one does.
vi.mock('../../shared/journey/step', async (original) => {
  const real = await original<typeof stepModule>();
  const step: typeof real.step = (deployment, run, customer, input, now) => {
    const broken = {
      id: customer.id,
      attribute: unreadable,
      events: (name: string) => customer.events(name),
      inSegment: (id: string) => customer.inSegment(id),
      after: customer.after.bind(customer),
    };
    const isBroken = customer.attribute('poison') === (input.kind === 'start' ? 'first step' : true);
    return real.step(deployment, run, isBroken ? broken : customer, input, now);
  };
  return { ...real, step };
});

function unreadable(): never {
  throw new Error('a bug');
}

async function cartExecutor() {
  const executor = await testExecutor();
  const made = bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      { id: 'w', kind: 'wait', duration: 'PT1H' },
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'w'), edge('w', 'out', 'end')],
    policies: { goal: { when: { op: 'exists', left: { kind: 'customer', path: 'done' } } }, timeZone: { source: 'customer', fallback: 'Asia/Jerusalem' } },
  });
  await executor.client.deploy({ body: { ...made, identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] } } });
  const email = (name: string) => ({ email: `${name}@shop.example` });
  const cart = (name: string) => ({ uid: name, name: 'cart', occurred_at: new Date(mondayMorning).toISOString(), identifiers: email(name) });
  const counts = async () => unwrap(await executor.client.counts({ id: made.journey.id }));
  const recounted = async () => [recountable(await counts()), recount(executor.db, 1)] as const;
  const decide = (customer: string, run: string, decision: 'try-again' | 'let-go') => executor.client.decideFailed({ id: customer, run, body: { decision } });
  /** Those whose run lies at the wait, failed. */
  const failed = async () => unwrap(await executor.client.nodeCustomers({ id: made.journey.id, node: 'w', what: 'failed' })).customers;
  return { executor, email, cart, counts, recounted, decide, failed };
}

test('a run whose first step broke begins with whatever it hears of next, and is counted as begun', { tags: ['long'] }, async () => {
  const { executor, email, cart, counts, recounted } = await cartExecutor();
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email('late'), attributes: { poison: 'first step' } }] }));
  unwrap(await executor.client.sendEvents({ body: [cart('late')] }));
  expect(await counts()).toMatchObject({ entered: 0, active: 1 });
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email('late'), attributes: { poison: null, done: 'yes' } }] }));
  expect(await counts()).toMatchObject({ entered: 1, active: 0, exited: { goal: 1 } });
  const [shown, again] = await recounted();
  expect(shown).toEqual(again);
  await executor.end();
});

test('a run that breaks three times leaves as failed; the others go on', async () => {
  const { executor, email, cart, counts, recounted } = await cartExecutor();
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email('bad'), attributes: { poison: true } }] }));
  unwrap(await executor.client.sendEvents({ body: [cart('bad'), cart('good')] }));
  await executor.pass(hour);
  expect(await counts()).toMatchObject({ active: 1, exited: { completed: 1 } });
  await executor.pass(10 * minute);
  expect(await counts()).toMatchObject({ active: 0, exited: { completed: 1, failed: 1 }, nodes: { w: { entered: 2, waiting: 0, failed: 1 } } });
  const [shown, again] = await recounted();
  expect(shown).toEqual(again);
  await executor.end();
});

test('a run that failed is seen with its reason, and tried again goes on as if nothing had been', async () => {
  const { executor, email, cart, counts, recounted, decide, failed } = await cartExecutor();
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email('bad'), attributes: { poison: true } }] }));
  unwrap(await executor.client.sendEvents({ body: [cart('bad')] }));
  await executor.pass(hour + 10 * minute);
  const [one] = await failed();
  expect(one).toMatchObject({ customer: 'c1', repeatable: true, reason: { code: 'step-failed', params: { message: 'a bug' } } });
  const again = () => decide('c1', one?.run ?? '', 'try-again');
  // Still broken: three more tries, and it lies there again, once.
  expect(unwrap(await again())).toEqual({ status: 'active' });
  expect(await failed()).toEqual([]);
  expect(await counts()).toMatchObject({ active: 1, exited: {}, nodes: { w: { entered: 1, waiting: 1, failed: 0 } } });
  await executor.pass(20 * minute);
  expect(await failed()).toHaveLength(1);
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email('bad'), attributes: { poison: null } }] }));
  unwrap(await again());
  executor.engine.settle();
  expect(await counts()).toMatchObject({ entered: 1, active: 0, exited: { completed: 1 }, nodes: { w: { entered: 1, waiting: 0, passed: 1, failed: 0 } } });
  const [shown, recountedNow] = await recounted();
  expect(shown).toEqual(recountedNow);
  expect(await again()).toMatchObject({ ok: false, problems: [{ code: 'run-not-failed' }] });
  expect(await decide('c1', 'nobody', 'let-go')).toMatchObject({ ok: false, problems: [{ code: 'run-unknown' }] });
  await executor.end();
});

test('a run that failed and is let go is no failure any more; one whose customer is inside again is not tried again', async () => {
  const { executor, email, cart, counts, recounted, decide, failed } = await cartExecutor();
  unwrap(await executor.client.updateProfiles({ body: ['bad', 'worse'].map((name) => ({ identifiers: email(name), attributes: { poison: true } })) }));
  unwrap(await executor.client.sendEvents({ body: [cart('bad'), cart('worse')] }));
  await executor.pass(hour + 10 * minute);
  const [worse, bad] = await failed();
  unwrap(await decide('c1', bad?.run ?? '', 'let-go'));
  expect((await failed()).map(({ customer }) => customer)).toEqual(['c2']);
  expect(await counts()).toMatchObject({ exited: { failed: 1, stopped: 1 }, nodes: { w: { entered: 2, failed: 1 } } });
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email('worse'), attributes: { poison: null } }] }));
  const [{ hash = '' } = {}] = unwrap(await executor.client.deployments({}));
  unwrap(await executor.client.setState({ hash, body: { state: 'paused' } }));
  expect(await decide('c2', worse?.run ?? '', 'try-again')).toMatchObject({ ok: false, problems: [{ code: 'deployment-not-running' }] });
  unwrap(await executor.client.setState({ hash, body: { state: 'live' } }));
  unwrap(await executor.client.sendEvents({ body: [{ ...cart('worse'), uid: 'once more' }] }));
  expect(await decide('c2', worse?.run ?? '', 'try-again')).toMatchObject({ ok: false, problems: [{ code: 'run-superseded' }] });
  const [shown, again] = await recounted();
  expect(shown).toEqual(again);
  await executor.end();
});
