/** Time has come: for runs that wait, for dates and waves, and for what goes over everybody. */
import type { Condition } from '../condition/schema';
import { nextScheduledAt, waveAt } from '../journey/entry-timing';
import type { Reason } from '../journey/run';
import { startsSteadyUntil } from '../runtime/steady';
import type { Changes } from './changes';
import type { Door, Entries } from './entries';
import { createHolding } from './holding';
import { addDoors } from './news';
import { type SimulatedCustomer, survivorOf } from './people';
import type { SimulatedProgram } from './program';
import type { Runs } from './runs';
import type { Due, News, Stage, TriggerNode } from './stage';

/** Conditions somebody meets who comes to a trigger, in the order they are asked. */
function askedAtEntry({ deployment }: SimulatedProgram, node: TriggerNode): (Condition | undefined)[] {
  const { entry, policies } = deployment.journey;
  return [node.audience, entry.filter, policies.goal?.when, ...policies.exits.map((exit) => (exit.scope === 'immediate' ? exit.when : undefined))];
}

function administrativeOf({ deployment, segments }: SimulatedProgram): (Condition | undefined)[] {
  return [deployment.administrative.test, deployment.administrative.employees].map((id) => segments.get(id ?? '')?.when);
}

/** Puts off what comes again and again for a journey: its schedules, and looks at what changes by itself. */
export function startTheClock({ from, later, holdings }: Stage, program: SimulatedProgram, lookEveryMs: number): void {
  const { triggers, listens } = program.deployment;
  for (const node of triggers) {
    if (node.trigger.kind !== 'schedule') continue;
    const refused = createHolding<Reason>(program.derivation, [...administrativeOf(program), ...askedAtEntry(program, node)]);
    holdings.push(refused);
    later(nextScheduledAt(node.trigger, { deployedAt: from }, program.zone), { kind: 'schedule', program, node, refused });
  }
  if (!program.movesWithTime) return;
  const segments = [...listens.triggers.segments].map((id) => program.segments.get(id)?.when);
  const same = createHolding<true>(program.derivation, [...administrativeOf(program), ...segments], program.watched);
  holdings.push(same);
  later(from + lookEveryMs, { kind: 'look', program, same });
}

export type DueOptions = { changes: Changes; entries: Entries; runs: Runs; react(queue: News[]): void; lookEveryMs: number };

/** Gives a function that does what fell due at a moment. */
export function createFallDue(stage: Stage, { changes, entries, runs, react, lookEveryMs }: DueOptions): (at: number, due: Due) => void {
  const { customers, later, steadyFor } = stage;
  const { mayEnter, enterAtOneOf, refuse } = entries;
  const { move } = runs;

  function look({ program, same }: Extract<Due, { kind: 'look' }>, customer: SimulatedCustomer): void {
    if (same.get(customer.n, stage.now)) return;
    const doors: Door[] = [];
    for (const change of changes.watched(program, customer)) addDoors(program, change, doors);
    for (const change of changes.memberships(program, customer)) addDoors(program, change, doors);
    const queue: News[] = [];
    if (doors.length > 0) enterAtOneOf(program, doors, customer, queue);
    same.keep(customer.n, startsSteadyUntil(stage.live, program, customer, stage.factsOf(program, customer)), true);
    react(queue);
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
        const occasion = `schedule ${at}`;
        for (const customer of customers) if (!customer.mergedInto) askOnSchedule(due, customer, occasion);
        if (node.trigger.kind === 'schedule') later(nextScheduledAt(node.trigger, { deployedAt: stage.from, last: at }, program.zone), due);
        return;
      }
      case 'look':
        for (const customer of customers) if (!customer.mergedInto) look(due, customer);
        later(at + lookEveryMs, due);
        return;
    }
    react(queue);
  }

  /** Everybody is asked each time; who was refused and can't have changed gets the same answer. */
  function askOnSchedule({ program, node, refused }: Extract<Due, { kind: 'schedule' }>, customer: SimulatedCustomer, occasion: string): void {
    const before = refused.get(customer.n, stage.now);
    if (before) {
      refuse(program, node.id, customer, before);
      return;
    }
    const follows: News[] = [];
    const answer = enterAtOneOf(program, [{ node, because: { occasion } }], customer, follows);
    if (answer && !answer.enter) refused.keep(customer.n, refusedUntil(program, node, customer, answer.reason), answer.reason);
    react(follows);
  }

  /** As long as what was asked up to the refusal stays answered as it is. */
  function refusedUntil(program: SimulatedProgram, node: TriggerNode, customer: SimulatedCustomer, { code, params }: Reason): number {
    if (program.deployment.mode !== 'live' || program.deployment.journey.entry.reentry.mode === 'parallel-by-key') return stage.now;
    const { until, apart } = steadyFor(program, customer);
    const asked = askedAtEntry(program, node);
    const count = { 'test-record': 0, employee: 0, 'not-in-audience': 1, 'entry-filter': 2, 'goal-reached-before': 3 }[code] ?? asked.length;
    let earliest = apart();
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
