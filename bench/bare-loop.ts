/**
 * A yardstick for the simulation: the same step function moved by an ordinary event queue (tinyqueue), and nothing else. Every
 * customer goes through one cart journey with consent, caps, quiet times, an A/B and a goal; nobody asks who may enter, no
 * formulas, segments or schedules are worked out, nothing is counted or hashed.
 */
import TinyQueue from 'tinyqueue';
import { compileDeployment } from '../shared/journey/deployment';
import type { Run, StepInput } from '../shared/journey/run';
import { step } from '../shared/journey/step';
import { apply, bundle, cartParts, monday, newRun, type Person, person } from '../shared/journey/step.fixture';
import { createRandom } from '../shared/simulation/random';

const DAY = 86_400_000;

export type BareLoop = { steps: number; lines: number };

/** Walks so many runs, begun at random moments of so many days, to their end. */
export function bareLoop(runs: number, days: number, seed: number): BareLoop {
  const deployment = compileDeployment(bundle(cartParts()), 'bare-loop');
  const random = createRandom(seed);
  const queue = new TinyQueue<{ at: number; run: Run; customer: Person & { n: number }; input: StepInput }>(
    [],
    (a, b) => a.at - b.at || a.customer.n - b.customer.n,
  );
  for (let n = 1; n <= runs; n++) {
    const customer = Object.assign(person({ 'open-cart-value': random.chance(0.1) ? 0 : 500 }, `c${n}`), { n });
    const at = monday + Math.floor(random.next() * days * DAY);
    queue.push({ at, run: newRun(deployment, at, { id: `r${n}`, customer: customer.id }), customer, input: { kind: 'start' } });
  }
  const done: BareLoop = { steps: 0, lines: 0 };
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { at, customer, input } = next;
    const result = step(deployment, next.run, customer, input, at);
    done.steps += 1;
    done.lines += result.trace.length;
    apply(result.effects, customer, deployment, at);
    const { run } = result;
    if (run.wait) queue.push({ at: run.wait.until, run, customer, input: { kind: 'wake' } });
  }
  return done;
}
