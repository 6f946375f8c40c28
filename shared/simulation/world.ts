/**
 * The journeys of a client at work in memory: events come in, time passes, runs begin, move and leave. The executor does the
 * same on its store; both ask the same functions who may enter, what a step does and what a customer's values are, and a
 * conformance test holds them to the same trace.
 */
import type { EventRecord, Json } from '../condition/facts';
import { type EntryAnswer, triggersForChange } from '../journey/entry';
import type { CustomerFacts } from '../journey/run';
import { createChanges } from './changes';
import { createFallDue, startTheClock } from './due';
import { createEntries } from './entries';
import { createMerge, type MergeCause } from './merge';
import { createReact } from './news';
import { createCustomer, remember, type SimulatedCustomer, type StartingCustomer, setAttribute, takeNews } from './people';
import type { SimulatedProgram } from './program';
import { createRuns } from './runs';
import { createStage, type News, nothing, type Watcher } from './stage';

export type WorldOptions = {
  programs: readonly SimulatedProgram[];
  /** Epoch ms: when all journeys go live. */
  from: number;
  watcher: Watcher;
  /** How often everybody is looked at for segments and values that change by the passing of time. The executor: an hour. */
  lookEveryMs: number;
};

export type World = {
  readonly now: number;
  readonly customers: readonly SimulatedCustomer[];
  add(customer: StartingCustomer): SimulatedCustomer;
  /** Once, when those known from the start have been added: notes where everybody stands. */
  goLive(): void;
  /** Does everything that falls due until then, in order. */
  advance(to: number): void;
  /** Something happens now, or, before the journeys are live, is learnt; without a customer it is about nobody in particular (a restock). */
  happen(customer: SimulatedCustomer | undefined, event: EventRecord): void;
  /** She is another than she was, without an event that says so: a record was brought up to date. Null: nothing is known any more. */
  change(customer: SimulatedCustomer, attribute: string, value: Json): void;
  /** Notes what is known of her; nothing follows from it. */
  note(customer: SimulatedCustomer, attribute: string, value: Json, at: number): void;
  /** Two turn out to be one. */
  merge(winner: SimulatedCustomer, loser: SimulatedCustomer, cause: MergeCause): void;
  /** Starts a run by hand, as another program would. */
  start(customer: SimulatedCustomer, journey: string, occasion: string): EntryAnswer | undefined;
  /** A customer as a program sees her now. */
  facts(program: SimulatedProgram, customer: SimulatedCustomer): CustomerFacts;
  /** Values of a customer now, by the formulas of the record. */
  attribute(customer: SimulatedCustomer, id: string): Json | undefined;
  /** When the next thing falls due. */
  nextAt(): number | undefined;
};

export function createWorld({ programs: given, from, watcher, lookEveryMs }: WorldOptions): World {
  const stage = createStage({ programs: given, from, watcher });
  const { programs, customers } = stage;
  const runs = createRuns(stage);
  const entries = createEntries(stage, runs);
  const changes = createChanges(stage);
  const react = createReact(stage, changes, entries, runs);
  const merge = createMerge(stage, changes, runs);
  let isLive = false;
  const fallDue = createFallDue(stage, { changes, entries, runs, react, lookEveryMs });

  return {
    get now() {
      return stage.now;
    },
    customers,
    add(starting) {
      const customer = createCustomer(customers.length + 1, starting, stage.holdings);
      customers.push(customer);
      return customer;
    },
    goLive() {
      isLive = true;
      for (const program of given) {
        for (const customer of customers) if (!customer.mergedInto) changes.firstLook(program, customer);
        startTheClock(stage, program, lookEveryMs);
      }
      for (const customer of customers) customer.isSeen = true;
    },
    advance(to) {
      for (let next = stage.agenda.takeBy(to); next; next = stage.agenda.takeBy(to)) {
        stage.now = Math.max(stage.now, next.at);
        fallDue(next.at, next.what);
      }
      stage.now = Math.max(stage.now, to);
    },
    happen(customer, event) {
      const changed = customer ? takeNews(customer, event) : nothing;
      if (customer) remember(customer, event);
      if (isLive) react([{ customer, event, changed }]);
    },
    change(customer, attribute, value) {
      const before = customer.attributes[attribute] ?? null;
      setAttribute(customer, attribute, value, stage.now);
      if (isLive && JSON.stringify(before) !== JSON.stringify(value)) react([{ customer, changed: new Set([attribute]) }]);
    },
    note: setAttribute,
    merge(winner, loser, cause) {
      const news = merge(winner, loser, cause);
      if (isLive) for (const one of news) react([one]);
    },
    start(customer, journey, occasion) {
      for (const program of programs) {
        if (program.deployment.journey.id !== journey) continue;
        const doors = (['manual', 'api'] as const).flatMap((kind) =>
          triggersForChange(program.deployment, { kind }).map((node) => ({ node, because: { occasion } })),
        );
        const queue: News[] = [];
        const answer = entries.enterAtOneOf(program, doors, customer, queue);
        react(queue);
        if (answer) return answer;
      }
      return undefined;
    },
    facts: stage.factsOf,
    attribute: (customer, id) => {
      const [program] = programs;
      return program ? stage.factsOf(program, customer).attribute(id) : customer.attributes[id];
    },
    nextAt: () => stage.agenda.nextAt(),
  };
}
