/** Time has come: for runs that wait, for dates and waves, and for what goes over everybody. */
import { nextScheduledAt, waveAt } from '../journey/entry-timing';
import type { Reason } from '../journey/run';
import type { Changes } from './changes';
import type { Door, Entries } from './entries';
import { addDoors } from './news';
import { type SimulatedCustomer, survivorOf } from './people';
import type { SimulatedProgram } from './program';
import type { Runs } from './runs';
import type { Due, News, Stage, TriggerNode } from './stage';

export type DueOptions = { changes: Changes; entries: Entries; runs: Runs; react(queue: News[]): void; lookEveryMs: number };

/** Gives a function that does what fell due at a moment. */
export function createFallDue(stage: Stage, { changes, entries, runs, react, lookEveryMs }: DueOptions): (at: number, due: Due) => void {
  const { customers, later, steadyFor } = stage;
  const { mayEnter, enterAtOneOf, refuse } = entries;
  const { move } = runs;

  function look(program: SimulatedProgram, customer: SimulatedCustomer): void {
    const before = customer.looked.get(program.n);
    if (before && before.revision === customer.revision && stage.now < before.until) return;
    const doors: Door[] = [];
    for (const change of [...changes.watched(program, customer), ...changes.memberships(program, customer)]) addDoors(program, change, doors);
    const queue: News[] = [];
    if (doors.length > 0) enterAtOneOf(program, doors, customer, queue);
    customer.looked.set(program.n, { revision: customer.revision, until: sameUntil(program, customer) });
    react(queue);
  }

  /** Segments and computed values that start the journey stay as they are until then. */
  function sameUntil(program: SimulatedProgram, customer: SimulatedCustomer): number {
    if (program.watched.some(program.changesByItself)) return stage.now;
    const { until, apart } = steadyFor(program, customer);
    return Math.min(apart, ...[...program.deployment.listens.triggers.segments].map((id) => until(program.segments.get(id)?.when)));
  }

  function fallDue(at: number, due: Due): void {
    const queue: News[] = [];
    switch (due.kind) {
      case 'wake':
        // It has moved since, and comes again when its new time has come.
        if (due.run.due !== at) return;
        move(due.run, { kind: 'wake' }, queue);
        break;
      case 'date': {
        const key = `${due.program.n} ${due.node.id}`;
        if (due.customer.dates.get(key) !== at) return;
        due.customer.dates.delete(key);
        enterAtOneOf(due.program, [{ node: due.node, because: { occasion: `date ${at}` } }], due.customer, queue);
        break;
      }
      case 'wave':
        enterAtOneOf(due.program, [{ node: due.node, because: { event: due.event } }], survivorOf(due.customer), queue);
        break;
      case 'audience':
        inviteAudience(due, at);
        return;
      case 'schedule': {
        const { program, node } = due;
        const key = `${program.n} ${node.id}`;
        for (const customer of customers) if (!customer.mergedInto) askOnSchedule(program, node, key, customer, `schedule ${at}`);
        if (node.trigger.kind === 'schedule') later(nextScheduledAt(node.trigger, { deployedAt: stage.from, last: at }, program.zone), due);
        return;
      }
      case 'look':
        for (const customer of customers) if (!customer.mergedInto) look(due.program, customer);
        later(at + lookEveryMs, due);
        return;
    }
    react(queue);
  }

  /** Everybody is asked each time; who was refused and can't have changed gets the same answer. */
  function askOnSchedule(program: SimulatedProgram, node: TriggerNode, key: string, customer: SimulatedCustomer, occasion: string): void {
    const before = customer.refused.get(key);
    if (before && before.revision === customer.revision && stage.now < before.until) {
      refuse(program, node.id, customer, before.reason);
      return;
    }
    const follows: News[] = [];
    const answer = enterAtOneOf(program, [{ node, because: { occasion } }], customer, follows);
    if (answer && !answer.enter)
      customer.refused.set(key, { revision: customer.revision, until: refusedUntil(program, node, customer, answer.reason), reason: answer.reason });
    react(follows);
  }

  /** As long as what was asked up to the refusal stays answered as it is. */
  function refusedUntil(program: SimulatedProgram, node: TriggerNode, customer: SimulatedCustomer, { code, params }: Reason): number {
    const { entry, policies } = program.deployment.journey;
    if (program.deployment.mode !== 'live' || entry.reentry.mode === 'parallel-by-key') return stage.now;
    const { until, apart } = steadyFor(program, customer);
    const asked = [node.audience, entry.filter, policies.goal?.when, ...policies.exits.map((exit) => (exit.scope === 'immediate' ? exit.when : undefined))];
    const count = { 'test-record': 0, employee: 0, 'not-in-audience': 1, 'entry-filter': 2, 'goal-reached-before': 3 }[code] ?? asked.length;
    let earliest = apart;
    for (const when of asked.slice(0, count)) earliest = Math.min(earliest, until(when));
    return code === 'cooldown' ? Math.min(earliest, Date.parse(String(params.until))) : earliest;
  }

  /** Places go to those who may enter, in the order we got to know them; those of later waves are asked again when theirs comes. */
  function inviteAudience({ program, node, event, upTo }: Extract<Due, { kind: 'audience' }>, since: number): void {
    let place = 0;
    for (const customer of customers.slice(0, upTo)) {
      if (customer.mergedInto) continue;
      const at = node.waves ? waveAt(node, event, place, since, program.zone) : stage.now;
      const queue: News[] = [];
      if (at <= stage.now) {
        if (enterAtOneOf(program, [{ node, because: { event } }], customer, queue)?.enter) place++;
      } else if (mayEnter(program, node, customer, { event }).enter) {
        place++;
        later(at, { kind: 'wave', program, node, customer, event });
      }
      react(queue);
    }
  }

  return fallDue;
}
