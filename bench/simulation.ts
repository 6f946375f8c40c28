/**
 * How long a simulation takes: the eleven base journeys, by the clock and in processor time, and beside it in the same run a bare
 * loop that takes as many steps of the same kind.
 *   npm run bench -- simulation
 * Customers, days and runs may follow.
 */
import { simulate } from '../shared/simulation/simulate';
import { mappedEngagement } from '../tests/mapped-engagement';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { bareLoop } from './bare-loop';
import { median, tell } from './measure';

const [customers = 10_000, days = 90, runs = 3] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const base = new Set(shippedCatalogue().journeys.journeys.flatMap(({ id, base: isBase }) => (isBase ? [id] : [])));
const mapped = mappedEngagement();
const engagement = { ...mapped, journeys: mapped.journeys.filter(({ from }) => from !== undefined && base.has(from)) };
const hashes = new Set<string>();

/** By the clock and in processor time, seconds. */
function timed<T>(act: () => T): { value: T; clock: number; processor: number } {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const value = act();
  const { user, system } = process.cpuUsage(before);
  return { value, clock: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
}

const figures = { clock: [] as number[], processor: [] as number[], perLine: [] as number[], bare: [] as number[], barePerLine: [] as number[] };
for (let run = 0; run < runs; run++) {
  const { value: done, clock, processor } = timed(() => simulate(engagement, { customers, days, seed: 1, from: '2026-06-01T00:00:00.000Z' }));
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  const { traceLines, traceHash, header, messages, journeys } = done.value;
  hashes.add(traceHash);
  figures.clock.push(clock);
  figures.processor.push(processor);
  figures.perLine.push((processor / traceLines) * 1e6);
  const entered = journeys.reduce((sum, one) => sum + one.entered, 0);
  const bare = timed(() => bareLoop(entered, days, 1));
  figures.bare.push(bare.processor);
  figures.barePerLine.push((bare.processor / bare.value.lines) * 1e6);
  if (run > 0) continue;
  const happened = Object.values(header.events.happened).reduce((sum, count) => sum + count, 0);
  console.log(
    `${engagement.journeys.length} journeys, ${customers} customers, ${days} days: ${happened} events, ${entered} runs, ${messages.total} messages, ${traceLines} trace lines`,
  );
  console.log(`the bare loop: ${entered} runs, ${bare.value.steps} steps, ${bare.value.lines} lines`);
}
if (hashes.size !== 1) throw new Error('the same seed gave different traces');
tell('a simulation, by the clock', figures.clock, 10, 's');
tell('a simulation, processor time', figures.processor, undefined, 's');
tell('a line of the trace, processor time', figures.perLine, undefined, 'µs');
tell('the bare loop, processor time', figures.bare, undefined, 's');
tell('a line of the bare loop, processor time', figures.barePerLine, undefined, 'µs');
console.log(`a line of the simulation takes ${(median(figures.perLine) / median(figures.barePerLine)).toFixed(1)} times as long as one of the bare loop`);
console.log(`${Math.round((customers * days) / median(figures.processor))} days of customers a second of processor time`);
