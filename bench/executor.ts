/**
 * The executor as a process of its own, over HTTP, with its store on the disk: how many people enter a small journey in a
 * second, how fast events are taken in, and what the eleven base journeys of the catalogue cost.
 *   npm run bench -- executor
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { randomLives } from '../tests/integration/executor-lives';
import { buildExecutor } from '../tests/integration/executor-process';
import { baseBundles, event, miniBundle } from './executor-mini';
import { send, until, unwrap, withExecutor } from './executor-rig';
import { median } from './measure';

const rounds = 3;
const day = 86_400_000;
/** What each mini journey waits. */
const waitMs = 1_000;

type Figures = Record<string, number>;
type Scenario = { name: string; run(built: string): Promise<Figures> };

/** How many whole journeys a second: from the first event to the last message, without the second that each of them waits. */
function enrolments(people: number, size: number, atOnce: number): Scenario {
  return {
    name: `mini journey, ${people.toLocaleString('en')} people, ${size === 1 ? 'one by one' : `batches of ${size}`}, ${atOnce} at once`,
    run: (built) =>
      withExecutor(built, [], atOnce, async ({ client }) => {
        unwrap(await client.deploy({ body: miniBundle() }));
        const began = performance.now();
        const ms = await send(
          client,
          Array.from({ length: people }, (_, i) => event(i, 'cart', i)),
          size,
          atOnce,
        );
        await until(client, (health) => health.outbox === people);
        const total = performance.now() - began - waitMs;
        return { 'journeys/s': people / (total / 1000), 'enrolments/s': people / (ms / 1000) };
      }),
  };
}

const ingest: Scenario = {
  name: 'ingest, 20,000 events of 2,000 people in batches of 50, mini journey live',
  run: (built) =>
    withExecutor(built, [], 1, async ({ client }) => {
      unwrap(await client.deploy({ body: miniBundle() }));
      const events = Array.from({ length: 20_000 }, (_, i) => event(i, 'page_viewed', (i * 7919) % 2000));
      return { 'events/s': events.length / ((await send(client, events, 50, 1)) / 1000) };
    }),
};

const baseJourneys: Scenario = {
  name: 'eleven base journeys, a month of 500 random customers in a sandbox',
  run: (built) =>
    withExecutor(built, ['--sandbox'], 1, async ({ client }) => {
      const lives = randomLives({ seed: 7, customers: 500, start: Date.now(), days: 30 });
      unwrap(await client.updateProfiles({ body: lives.profiles }));
      unwrap(await client.sendEvents({ body: lives.history }));
      for (const body of baseBundles) unwrap(await client.deploy({ body }));
      let now = Date.now();
      let events = 0;
      let ingestMs = 0;
      let walkMs = 0;
      const walk = async (advanceMs: number) => {
        const began = performance.now();
        now = Date.parse(unwrap(await client.moveClock({ body: { advanceMs: Math.max(0, Math.round(advanceMs)) } })).now);
        walkMs += performance.now() - began;
      };
      for (const slot of lives.slots) {
        await walk(slot.at - now);
        ingestMs += await send(client, slot.events, 50, 1);
        events += slot.events.length;
      }
      await walk(30 * day);
      const deployments = unwrap(await client.deployments({}));
      const sum = (key: 'entered' | 'sent' | 'notSent') => deployments.reduce((total, one) => total + one[key], 0);
      return {
        events,
        'events/s': events / (ingestMs / 1000),
        runs: sum('entered'),
        messages: sum('sent'),
        'not sent': sum('notSent'),
        '60 days walked in, s': walkMs / 1000,
      };
    }),
};

const scenarios: Scenario[] = [
  enrolments(2_000, 50, 4),
  enrolments(20_000, 50, 4),
  enrolments(20_000, 500, 2),
  enrolments(2_000, 1, 64),
  enrolments(20_000, 1, 64),
  enrolments(1_000, 1, 1),
  ingest,
  baseJourneys,
];

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);
}

const wanted = process.argv[2];
const built = await buildExecutor();
try {
  const [cpu] = cpus();
  console.log(
    `Node ${process.version}, ${process.platform}, ${cpus().length} × ${cpu?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB; medians of ${rounds} (lowest–highest)\n`,
  );
  console.log('| | | median | range | load |\n|---|---|---:|---:|---:|');
  for (const { name, run } of scenarios.filter((one) => wanted === undefined || one.name.includes(wanted))) {
    const all: Figures[] = [];
    for (let i = 0; i < rounds; i++) all.push(await run(built.path));
    const [first] = all;
    for (const figure of Object.keys(first ?? {})) {
      const values = all.map((one) => one[figure] ?? Number.NaN);
      const [load = 0] = loadavg();
      console.log(`| ${name} | ${figure} | ${shown(median(values))} | ${shown(Math.min(...values))}–${shown(Math.max(...values))} | ${load.toFixed(1)} |`);
    }
  }
} finally {
  built.remove();
}
