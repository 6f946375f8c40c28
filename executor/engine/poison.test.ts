import { expect, test, vi } from 'vitest';
import type * as stepModule from '../../shared/journey/step';
import { bundle, edge, hour, minute } from '../../shared/journey/step.fixture';
import { mondayMorning, testExecutor, unwrap } from '../executor.fixture';
import { recount } from './recount';

// Stands in for a bug in the step: for one customer, once she waits, each further step breaks.
vi.mock('../../shared/journey/step', async (original) => {
  const real = await original<typeof stepModule>();
  const step: typeof real.step = (deployment, run, customer, input, now) => {
    const broken = { ...customer, attribute: () => unreadable() };
    return real.step(deployment, run, customer.attribute('poison') === true && input.kind !== 'start' ? broken : customer, input, now);
  };
  return { ...real, step };
});

function unreadable(): never {
  throw new Error('a bug');
}

test('a run that breaks three times leaves as failed; the others go on', async () => {
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
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: email('bad'), attributes: { poison: true } }] }));
  const cart = (name: string) => ({ uid: name, name: 'cart', occurred_at: new Date(mondayMorning).toISOString(), identifiers: email(name) });
  unwrap(await executor.client.sendEvents({ body: [cart('bad'), cart('good')] }));
  const counts = async () => unwrap(await executor.client.counts({ id: made.journey.id }));

  await executor.pass(hour);
  expect(await counts()).toMatchObject({ active: 1, exited: { completed: 1 } });
  await executor.pass(10 * minute);
  expect(await counts()).toMatchObject({ active: 0, exited: { completed: 1, failed: 1 }, nodes: { w: { entered: 2, waiting: 0, failed: 1 } } });
  const { journeyId: _, deployment: __, at: ___, ...shown } = (await counts()) ?? { journeyId: '', deployment: '', at: '' };
  expect(shown).toEqual(recount(executor.db, 1));
  await executor.end();
});
