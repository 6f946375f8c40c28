/**
 * How many steps a second the pure core takes: the cart journey with consent, caps, quiet times, goal and A/B, each run of
 * another customer at another moment, woken until it is over. No store, no queue.
 *   npx vitest bench --run --project unit bench/journey-step
 */
import { bench, describe } from 'vitest';
import { compileDeployment } from '../shared/journey/deployment';
import type { Run } from '../shared/journey/run';
import { step } from '../shared/journey/step';
import { apply, bundle, cartParts, monday, newRun, person } from '../shared/journey/step.fixture';

const deployment = compileDeployment(bundle(cartParts()), 'bench');
let runs = 0;
let steps = 0;
let spentMs = 0;

function walkOne(): void {
  const customer = person({ 'open-cart-value': 500 }, `c${runs}`);
  let now = monday + runs * 7919;
  let run: Run = newRun(deployment, now, { id: `r${runs}`, customer: customer.id });
  runs += 1;
  for (let kind: 'start' | 'wake' = 'start'; run.status === 'active'; kind = 'wake') {
    now = run.wait?.until ?? now;
    const result = step(deployment, run, customer, { kind }, now);
    apply(result.effects, customer, deployment, now);
    run = result.run;
    steps += 1;
  }
}

describe('the cart journey', () => {
  bench(
    '1,000 runs to their end',
    () => {
      const began = performance.now();
      for (let i = 0; i < 1000; i++) walkOne();
      spentMs += performance.now() - began;
    },
    { iterations: 20, warmupIterations: 3, teardown: () => console.log(`${Math.round(steps / (spentMs / 1000)).toLocaleString('en')} steps/s`) },
  );
});
