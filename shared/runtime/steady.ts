/** For how long what a deployment asks about a customer stays as it is while nothing new is known of her: so nobody has to be asked again and again. */
import { never } from '../condition/next-boundary';
import type { Condition } from '../condition/schema';
import { type SteadyWorld, steadyUntil } from '../condition/steady-until';
import type { StepCustomer } from '../journey/run';
import { FactsAt, zoneOf } from '../journey/step-facts';
import { steadinessFor } from './attributes';
import { factsFor } from './facts';
import type { Live, LiveCustomer } from './live';
import type { PreparedProgram } from './program';

/** Earliest moments, epoch ms (infinite: never), at which an answer may be another by itself. */
export type Steady = {
  /** For somebody who asks to enter now. Absent: no condition. */
  until(when: Condition | undefined): number;
  /** Whether she is kept apart as a test record or an employee. */
  apart(): number;
};

export function steadyFor(live: Live, program: PreparedProgram, customer: LiveCustomer, seen: StepCustomer = factsFor(live, program, customer)): Steady {
  const { now } = live;
  const { journey, administrative } = program.deployment;
  const run = { enteredAt: now, entryUid: '', entry: {}, journey: { id: journey.id, key: journey.key }, step: {} };
  const facts = new FactsAt(seen, now, zoneOf(journey, seen), run);
  const asking: string[] = [];
  const segmentUntil = (id: string): number => {
    const segment = program.segments.get(id);
    if (!segment) return never;
    // What leads back to itself depends on the way it is asked.
    if (asking.includes(id)) return now;
    asking.push(id);
    const until = steadyUntil(segment.when, facts, world);
    asking.pop();
    return segment.administrative ? until : Math.min(until, apart());
  };
  const world: SteadyWorld = { ...steadinessFor(live, program, customer), segmentUntil };
  const apart = () => Math.min(...[administrative.test, administrative.employees].map((id) => (id === undefined ? never : segmentUntil(id))));
  return { until: (when) => (when ? steadyUntil(when, facts, world) : never), apart };
}

/** Until when she stays in or out of the segments that start the journey, and computed values that start it stay what they are. */
export function startsSteadyUntil(live: Live, program: PreparedProgram, customer: LiveCustomer, seen?: StepCustomer): number {
  const steady = steadyFor(live, program, customer, seen);
  const { until } = steadinessFor(live, program, customer);
  let earliest = never;
  for (const attribute of program.watched) earliest = Math.min(earliest, until(attribute));
  for (const segment of program.deployment.listens.triggers.segments) earliest = Math.min(earliest, steady.until({ op: 'in-segment', segment }));
  return earliest;
}
