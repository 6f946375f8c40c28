/** Something happened: runs hear of it, journeys begin, and what they do is news in turn. */
import type { EventRecord } from '../condition/facts';
import { type Change, triggersForChange } from '../journey/entry';
import { isConcerned } from '../journey/wake';
import type { Changes } from './changes';
import type { Door, Entries } from './entries';
import type { SimulatedCustomer, SimulatedRun } from './people';
import type { SimulatedProgram } from './program';
import type { Runs } from './runs';
import type { News, Stage } from './stage';

/** Journeys that set each other off in a circle end here, as in the executor. */
const MOST_IN_A_ROW = 100;
const noDoors: readonly Door[] = [];

/** Gives a function that sees to a queue of news; what follows is added to it and seen to as well. */
export function createReact(stage: Stage, changes: Changes, { enterAtOneOf }: Entries, { move }: Runs): (queue: News[]) => void {
  const { programs, customers, later } = stage;

  function react(queue: News[]): void {
    for (let i = 0; i < queue.length && i < MOST_IN_A_ROW; i++) {
      const news = queue[i];
      if (news) reactOnce(news, queue);
    }
  }

  function reactOnce({ customer, event, changed }: News, queue: News[]): void {
    if (!customer) {
      if (event)
        for (const program of programs)
          for (const node of program.byEvent.get(event.name) ?? [])
            if (node.audience) later(stage.now, { kind: 'audience', program, node, event, upTo: customers.length });
      return;
    }
    if (customer.active.length > 0) moveRuns(customer, event, changed, queue);
    for (const program of programs) {
      const doors = doorsOf(program, customer, event, changed);
      if (doors.length > 0) enterAtOneOf(program, doors, customer, queue);
    }
    customer.isSeen = true;
  }

  /** Triggers of a journey that the news sets off, in the order they are asked. */
  function doorsOf(program: SimulatedProgram, customer: SimulatedCustomer, event: EventRecord | undefined, changed: ReadonlySet<string>): readonly Door[] {
    const touched = program.derivation.touchedBy(event?.name, changed);
    changes.planDates(program, customer, touched);
    const watched = changes.watched(program, customer, touched);
    const memberships = changes.memberships(program, customer);
    const byEvent = event && program.byEvent.get(event.name);
    if (!byEvent && changed.size + watched.length + memberships.length === 0) return noDoors;
    const doors: Door[] = [];
    if (event) for (const node of byEvent ?? []) doors.push({ node, because: { event } });
    const { attributes } = program.deployment.listens.triggers;
    // Of a computed one only the outcome counts, not what was delivered for it.
    for (const attribute of changed)
      if (attributes.has(attribute) && !program.watched.includes(attribute)) addDoors(program, { kind: 'attribute-changed', attribute }, doors);
    for (const change of watched) addDoors(program, change, doors);
    for (const change of memberships) addDoors(program, change, doors);
    return doors;
  }

  function moveRuns(customer: SimulatedCustomer, event: EventRecord | undefined, changed: ReadonlySet<string>, queue: News[]): void {
    const concerned = customer.active.filter(({ program, run }) =>
      isConcerned(program.deployment, run, {
        event: event?.name,
        attributes: program.derivation.touchedBy(event?.name, changed),
        // Any news may move a customer in or out of a segment.
        segments: program.deployment.listens.runs.segments,
      }),
    );
    if (concerned.length === 0) return;
    const priority = ({ program }: SimulatedRun) => program.deployment.journey.policies.priority;
    if (concerned.length > 1) concerned.sort((a, b) => priority(b) - priority(a) || a.n - b.n);
    for (const run of concerned) move(run, event ? { kind: 'event', event } : { kind: 'changed' }, queue);
  }

  return react;
}

/** The triggers that a change sets off. */
export function addDoors(program: SimulatedProgram, change: Change, doors: Door[]): void {
  for (const node of triggersForChange(program.deployment, change)) doors.push({ node, because: { change: change.kind } });
}
