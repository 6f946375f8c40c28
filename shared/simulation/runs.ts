/** Runs begin, move and leave, and do to the customer what a step asks for. */
import type { EventRecord } from '../condition/facts';
import type { Effect, Run, StepInput } from '../journey/run';
import { step } from '../journey/step';
import { sentEvent } from '../journey/step-facts';
import { dueAt } from '../journey/wake';
import { askAgain, remember, type SimulatedCustomer, type SimulatedRun, setAttribute } from './people';
import type { SimulatedProgram } from './program';
import { type News, nothing, type Stage } from './stage';

/** A wake-up that changed nothing is not tried again at once. */
const IDLE_MS = 1_000;

/** What follows from a move goes into `news`, in order. */
export type Runs = {
  begin(program: SimulatedProgram, customer: SimulatedCustomer, run: Run, news: News[]): void;
  move(kept: SimulatedRun, given: StepInput, news: News[]): void;
};

export function createRuns(stage: Stage): Runs {
  const { watcher, later, factsOf } = stage;
  let runs = 0;

  function begin(program: SimulatedProgram, customer: SimulatedCustomer, run: Run, news: News[]): void {
    if (customer.runs.some((one) => one.run.id === run.id)) return;
    const kept: SimulatedRun = { n: ++runs, program, customer, run, due: stage.now };
    customer.runs.push(kept);
    customer.active.push(kept);
    askAgain(customer);
    move(kept, { kind: 'start' }, news);
  }

  function move(kept: SimulatedRun, given: StepInput, news: News[]): void {
    const { program, customer, run } = kept;
    if (run.status === 'exited') return;
    const input: StepInput = run.wait ? given : { kind: 'start' };
    const result = step(program.deployment, run, factsOf(program, customer), input, stage.now);
    kept.run = result.run;
    let due = dueAt(result.run);
    if (due !== undefined && due <= stage.now && input.kind === 'wake') due = stage.now + IDLE_MS;
    kept.due = due;
    if (due === undefined) {
      customer.active.splice(customer.active.indexOf(kept), 1);
      askAgain(customer);
    } else later(due, { kind: 'wake', run: kept }, kept.n);
    const { exit } = result.run;
    for (const { node, what, port, reason } of result.trace)
      watcher.onTrace({ node, what, port: what === 'exited' && exit ? exit.code : port, reason, at: stage.now, customer, program, run: kept });
    for (const effect of result.effects) {
      apply(kept, effect, news);
      watcher.onEffect?.(effect, kept, stage.now);
    }
  }

  function apply({ program, customer }: SimulatedRun, effect: Effect, news: News[]): void {
    switch (effect.kind) {
      case 'send':
        record(customer, sentEvent(program.deployment.journey, effect, stage.now), news);
        return;
      case 'update': {
        const before = customer.attributes[effect.attribute];
        setAttribute(customer, effect.attribute, effect.value, stage.now);
        if (JSON.stringify(before) !== JSON.stringify(effect.value)) news.push({ customer, changed: new Set([effect.attribute]) });
        return;
      }
      case 'emit':
        record(customer, { uid: effect.key, name: effect.event, at: stage.now, properties: effect.properties }, news);
        return;
      case 'task':
      case 'webhook':
        return;
    }
  }

  function record(customer: SimulatedCustomer, event: EventRecord, news: News[]): void {
    remember(customer, event);
    news.push({ customer, event, changed: nothing });
  }

  return { begin, move };
}
