/** Simulations that need what only this side has: the people of the sample, or a recorded file. */
import type { z } from 'zod';
import type { Engagement } from '../../shared/engagement/schema';
import { noEvents } from '../../shared/population/collect-events';
import type { Problem, Result } from '../../shared/problem';
import type { simulationOrderSchema } from '../../shared/simulation/order';
import { replay } from '../../shared/simulation/replay';
import { MOST_CUSTOMERS, type SimulationReport } from '../../shared/simulation/report';
import { createSamplePeople } from '../../shared/simulation/sample-people';
import { simulate } from '../../shared/simulation/simulate';
import { readEventLines } from './event-lines';
import type { People, Tell } from './sample-people';

/** The share of the work that is reading. */
const READING = 0.3;

export type SimulateOptions = {
  engagement: Engagement;
  order: z.output<typeof simulationOrderSchema>;
  /** Fails as the reading of sample rows does. */
  gather(tell: Tell): Promise<Result<People>>;
  tell: Tell;
};

/** Fails as `gather`, `simulate`, `replay` and `readEventLines` do. */
export async function simulateOrder({ order, ...asked }: SimulateOptions): Promise<Result<SimulationReport>> {
  return order.kind === 'sample' ? simulateSample({ ...asked, order }) : replayFile({ ...asked, order });
}

type Asked<K extends SimulateOptions['order']['kind']> = Omit<SimulateOptions, 'order'> & { order: Extract<SimulateOptions['order'], { kind: K }> };

async function simulateSample({ engagement, order, gather, tell }: Asked<'sample'>): Promise<Result<SimulationReport>> {
  const people = await gather((progress) => tell({ ...progress, share: progress.share * READING }));
  if (!people.ok) return people;
  const { customers = Math.min(people.value.people, MOST_CUSTOMERS), ...settings } = order.settings;
  const sample = createSamplePeople({ engagement, ...people.value }, Date.parse(settings.from));
  const done = simulate(engagement, { customers, ...settings }, { onProgress: tellFrom(READING, tell) }, sample);
  return withProblems(people.problems, done);
}

async function replayFile({ engagement, order, gather, tell }: Asked<'replay'>): Promise<Result<SimulationReport>> {
  const read = readEventLines(order.file);
  if (!read.ok) return read;
  if (!order.withSample) return withProblems(read.problems, replay(engagement, read.value, order.settings, { onProgress: tellFrom(0, tell) }));
  const gathered = await gather((progress) => tell({ ...progress, share: progress.share * READING }));
  if (!gathered.ok) return gathered;
  const people = gathered.value;
  // What people did is in the file; what their rows say is not.
  const sampleAt = (from: number) => createSamplePeople({ engagement, ...people, events: noEvents }, from);
  const done = replay(engagement, read.value, order.settings, { onProgress: tellFrom(READING, tell) }, sampleAt);
  return withProblems([...read.problems, ...gathered.problems], done);
}

function tellFrom(done: number, tell: Tell): (share: number) => void {
  return (share) => tell({ file: '', share: done + share * (1 - done) });
}

/** What the simulation itself has to say comes first. */
function withProblems<T>(before: readonly Problem[], result: Result<T>): Result<T> {
  return { ...result, problems: [...result.problems, ...before] };
}
