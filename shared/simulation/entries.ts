/** Who enters a journey, and who is kept out and why. */
import type { EventRecord } from '../condition/facts';
import { considerEntry, type EntryAnswer } from '../journey/entry';
import type { Reason } from '../journey/run';
import { customerId } from '../runtime/customer-id';
import { runIdOf } from '../runtime/run-id';
import type { SimulatedCustomer } from './people';
import type { SimulatedProgram } from './program';
import type { Runs } from './runs';
import type { News, Stage, TriggerNode } from './stage';

export type Because = { event: EventRecord } | { occasion: string } | { change: string };
export type Door = { node: TriggerNode; because: Because };

/** Refusals that say "not meant", not "kept out". */
const notMeant: ReadonlySet<string> = new Set(['trigger-condition', 'not-in-audience']);

export type Entries = {
  mayEnter(program: SimulatedProgram, node: TriggerNode, customer: SimulatedCustomer, because: Because): EntryAnswer;
  /** At the first of the doors that lets her in; undefined when there is none to ask at. */
  enterAtOneOf(program: SimulatedProgram, doors: readonly Door[], customer: SimulatedCustomer, news: News[]): EntryAnswer | undefined;
  /** Notes that she was kept out. */
  refuse(program: SimulatedProgram, node: string, customer: SimulatedCustomer, reason: Reason): void;
};

export function createEntries(stage: Stage, { begin }: Runs): Entries {
  const { watcher, factsOf } = stage;

  function mayEnter(program: SimulatedProgram, node: TriggerNode, customer: SimulatedCustomer, because: Because): EntryAnswer {
    const journey = program.deployment.journey.id;
    const runsOfCustomer = () => customer.runs.filter((one) => one.program.deployment.journey.id === journey).map((one) => one.run);
    const event = 'event' in because ? because.event : undefined;
    let id: string | undefined;
    const occasion = event ? event.uid : 'occasion' in because ? because.occasion : `${'change' in because ? because.change : ''} ${runsOfCustomer().length}`;
    return considerEntry({
      deployment: program.deployment,
      node,
      event,
      customer: factsOf(program, customer),
      runsOfCustomer,
      runId() {
        id ??= runIdOf(program.deployment.hash, node.id, customerId(customer.n), occasion);
        return id;
      },
      now: stage.now,
    });
  }

  function enterAtOneOf(program: SimulatedProgram, doors: readonly Door[], customer: SimulatedCustomer, news: News[]): EntryAnswer | undefined {
    let refused: { node: string; answer: Extract<EntryAnswer, { enter: false }> } | undefined;
    for (const { node, because } of doors) {
      const answer = mayEnter(program, node, customer, because);
      if (answer.enter) {
        begin(program, customer, answer.run, news);
        return answer;
      }
      if (!refused || notMeant.has(refused.answer.reason.code)) refused = { node: node.id, answer };
    }
    if (!refused) return undefined;
    refuse(program, refused.node, customer, refused.answer.reason);
    return refused.answer;
  }

  function refuse(program: SimulatedProgram, node: string, customer: SimulatedCustomer, reason: Reason): void {
    if (!notMeant.has(reason.code)) watcher.onTrace({ node, what: 'not-entered', port: undefined, reason, at: stage.now, customer, program, run: undefined });
  }

  return { mayEnter, enterAtOneOf, refuse };
}
