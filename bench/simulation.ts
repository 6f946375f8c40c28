/**
 * How long a simulation takes: the eleven base journeys, processor time and the clock, and how much of it is customers
 * without journeys (making them and their lives).
 *   npm run bench -- simulation
 * Customers, days and runs may follow.
 */
import { simulate } from '../shared/simulation/simulate';
import { mappedEngagement } from '../tests/mapped-engagement';
import { shippedCatalogue } from '../tests/shipped-catalogue';
import { median, tell } from './measure';

const [customers = 10_000, days = 90, runs = 3] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const base = new Set(shippedCatalogue().journeys.journeys.flatMap(({ id, base: isBase }) => (isBase ? [id] : [])));
const mapped = mappedEngagement();
const engagement = { ...mapped, journeys: mapped.journeys.filter(({ from }) => from !== undefined && base.has(from)) };
const hashes = new Set<string>();
const [clock, processor, perLine]: [number[], number[], number[]] = [[], [], []];
for (let run = 0; run < runs; run++) {
  const began = performance.now();
  const before = process.cpuUsage();
  const done = simulate(engagement, { customers, days, seed: 1, from: '2026-06-01T00:00:00.000Z' });
  const { user, system } = process.cpuUsage(before);
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  const { traceLines, traceHash, header, messages } = done.value;
  hashes.add(traceHash);
  clock.push((performance.now() - began) / 1000);
  processor.push((user + system) / 1e6);
  perLine.push((user + system) / traceLines);
  if (run === 0) {
    const happened = Object.values(header.events.happened).reduce((sum, count) => sum + count, 0);
    console.log(
      `${engagement.journeys.length} journeys, ${customers} customers, ${days} days: ${happened} events, ${messages.total} messages, ${traceLines} trace lines`,
    );
  }
}
if (hashes.size !== 1) throw new Error('the same seed gave different traces');
tell('a simulation, by the clock', clock, 10, 's');
tell('a simulation, processor time', processor, undefined, 's');
tell('a line of the trace, processor time', perLine, undefined, 'µs');
console.log(`${Math.round((customers * days) / median(processor))} days of customers a second of processor time`);
