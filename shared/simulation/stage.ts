/** What all parts of the world share: the moment, the people, the journeys, and what is to come. */
import type { EventRecord } from '../condition/facts';
import type { Effect, Reason, StepCustomer, TraceEntry } from '../journey/run';
import type { NodeOf } from '../journey/schema';
import { factsFor } from '../runtime/facts';
import type { Live } from '../runtime/live';
import { type Steady, steadyFor } from '../runtime/steady';
import { type Agenda, createAgenda } from './agenda';
import type { Holding } from './holding';
import type { SimulatedCustomer, SimulatedRun } from './people';
import type { SimulatedProgram } from './program';

export type TriggerNode = NodeOf<'trigger'>;

/** One line of what happened. */
export type TraceLine = TraceEntry & { at: number; customer: SimulatedCustomer; program: SimulatedProgram; run: SimulatedRun | undefined };

export type Watcher = {
  onTrace(line: TraceLine): void;
  /** Called when the world has done what the step asked for. */
  onEffect?(effect: Effect, run: SimulatedRun, at: number): void;
};

export type Due =
  | { kind: 'wake'; run: SimulatedRun }
  | { kind: 'date'; program: SimulatedProgram; node: TriggerNode; customer: SimulatedCustomer }
  | { kind: 'wave'; program: SimulatedProgram; node: TriggerNode; customer: SimulatedCustomer; event: EventRecord }
  | { kind: 'audience'; program: SimulatedProgram; node: TriggerNode; event: EventRecord; upTo: number }
  /** `refused`: why somebody did not enter, and still would not. */
  | { kind: 'schedule'; program: SimulatedProgram; node: TriggerNode; refused: Holding<Reason> }
  /** `same`: nothing that changes by itself can have changed. */
  | { kind: 'look'; program: SimulatedProgram; same: Holding<true> };
/** At one moment runs that wait move first, then dates and waves, then what goes over everybody; of each kind the journey with the higher priority. */
const rank = { wake: 0, date: 1, wave: 1, audience: 2, schedule: 2, look: 2 } as const;
/** More than there are orders. */
const PER_PRIORITY = 2 ** 40;

export function priorityOf({ deployment }: SimulatedProgram): number {
  return deployment.journey.policies.priority;
}

export type News = { customer: SimulatedCustomer | undefined; event?: EventRecord; changed: ReadonlySet<string> };

export const nothing: ReadonlySet<string> = new Set();
const noEvents: readonly EventRecord[] = [];

export type Stage = {
  /** Epoch ms. */
  now: number;
  readonly from: number;
  /** In the order in which they speak to a customer: the higher priority first, of equal ones the one given last. */
  readonly programs: readonly SimulatedProgram[];
  readonly customers: SimulatedCustomer[];
  /** Answers about customers that hear of all that happens to them. */
  readonly holdings: Holding<unknown>[];
  readonly watcher: Watcher;
  readonly live: Live;
  readonly agenda: Agenda<Due>;
  /** Puts off until then. Among those of equal priority the order decides; absent: the order they are put off in. */
  later(at: number, what: Due, order?: number): void;
  /** A customer as a program sees her now. */
  factsOf(program: SimulatedProgram, customer: SimulatedCustomer): StepCustomer;
  /** For how long conditions of a program stay answered as they are now. */
  steadyFor(program: SimulatedProgram, customer: SimulatedCustomer): Steady;
};

export function createStage({ programs, from, watcher }: { programs: readonly SimulatedProgram[]; from: number; watcher: Watcher }): Stage {
  const customers: SimulatedCustomer[] = [];
  const agenda = createAgenda<Due>();
  let entries = 0;
  const live: Live = {
    get now() {
      return stage.now;
    },
    events: (n, name) => customers[n - 1]?.histories.get(name) ?? noEvents,
  };
  /** Whose values are known, and the moment they hold for. One at a time: what thousands have known is a burden to keep. */
  let last: SimulatedCustomer | undefined;
  let lastAt = from;
  const stage: Stage = {
    now: from,
    from,
    programs: programs.toReversed().sort((a, b) => priorityOf(b) - priorityOf(a)),
    customers,
    holdings: [],
    watcher,
    live,
    agenda,
    later(at, what, order = entries++) {
      const priority = priorityOf(what.kind === 'wake' ? what.run.program : what.program);
      agenda.add(at, rank[what.kind], order - priority * PER_PRIORITY, what);
    },
    factsOf(program, customer) {
      if (customer !== last || lastAt !== stage.now) {
        if (last) last.known.length = 0;
        last = customer;
        lastAt = stage.now;
      }
      return factsFor(live, program, customer);
    },
    steadyFor: (program, customer) => steadyFor(live, program, customer, stage.factsOf(program, customer)),
  };
  return stage;
}
