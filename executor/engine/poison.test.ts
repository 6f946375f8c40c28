import { expect, test, vi } from 'vitest';
import type * as stepModule from '../../shared/journey/step';
import { bundle, edge, hour, minute } from '../../shared/journey/step.fixture';
import { mondayMorning, testExecutor, unwrap } from '../executor.fixture';
import { recount } from './recount';

// Stands in for a bug in the step: for one customer, once she waits, each further step breaks; for another the first one does.
vi.mock('../../shared/journey/step', async (original) => {
  const real = await original<typeof stepModule>();
  const step: typeof real.step = (deployment, run, customer, input, now) => {
    const broken = {
      id: customer.id,
      attribute: unreadable,
      events: (name: string) => customer.events(name),
      inSegment: (id: string) => customer.inSegment(id),
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
  const recounted = async () => {
    const { journeyId: _, deployment: __, at: ___, ...shown } = (await counts()) ?? { journeyId: '', deployment: '', at: '' };
    return [shown, recount(executor.db, 1)] as const;
  };
  return { executor, email, cart, counts, recounted };
}

test('a run whose first step broke begins with whatever it hears of next, and is counted as begun', async () => {
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
