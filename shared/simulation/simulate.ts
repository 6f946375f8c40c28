/**
 * All journeys of a client at work on a made-up population for as long as one likes, in one go: the executor's own step and
 * rules under a virtual clock. Pure, so that it runs in a worker of the window as on the command line.
 */
import type { Engagement } from '../engagement/schema';
import { fallbackZoneOf } from '../journey/step-facts';
import { ok, problem, problemsOfZod, type Result } from '../problem';
import { type Cast, runCourse, type SimulationHooks } from './course';
import { createLives } from './lives';
import { createPopulation } from './population';
import { prepareJourneys } from './prepare';
import { createRates } from './rates';
import { type SimulationReport, type SimulationSettings, simulationSettingsSchema } from './report';
import type { SamplePeople } from './sample-people';
import { createSamplePopulation } from './sample-population';
import { addTo } from './tally';
import { zoneDataVersion } from './trace-hash';
import { wantedEvents } from './wanted-events';

export type { SimulationHooks } from './course';

const DAY = 86_400_000;

/**
 * Simulates. `sample`: its people are the customers; absent, customers are made of volumes and assumptions. Problems: those of
 * `prepareJourneys`; `simulation-cancelled`; `invalid-value` for settings out of range; `simulation-drawn-again` when more
 * customers are asked for than the sample has people.
 */
export function simulate(engagement: Engagement, settings: SimulationSettings, hooks: SimulationHooks = {}, sample?: SamplePeople): Result<SimulationReport> {
  const checked = simulationSettingsSchema.safeParse(settings);
  if (!checked.success) return { ok: false, problems: problemsOfZod(checked.error) };
  const { customers, days, seed } = settings;
  const from = Date.parse(settings.from);
  const to = from + days * DAY;
  const prepared = prepareJourneys(engagement, settings.journeys);
  if (!prepared.ok) return prepared;
  const journeys = prepared.value;
  const { programs } = journeys;

  const rates = createRates(engagement, sample?.rates);
  const population = sample ? createSamplePopulation(engagement, rates, sample, seed) : createPopulation(engagement, rates, { seed, from });
  const lives = createLives({ engagement, rates, population, wanted: wantedEvents(programs), seed, from, to });
  const people = Array.from({ length: customers }, (_, i) => population.make(i + 1));
  const zoneData = zoneDataVersion([...people.map(({ zone }) => zone), ...programs.map(({ deployment }) => fallbackZoneOf(deployment.journey))], from, to);
  const cast: Cast = {
    begin(world) {
      const before = {};
      for (const somebody of people) {
        world.add(somebody.starting);
        for (const { name } of somebody.starting.history) addTo(before, name);
        lives.begin(somebody);
      }
      return before;
    },
    nextAt: lives.nextAt,
    next(world) {
      const next = lives.take();
      if (next) world.happen(next.n === 0 ? undefined : world.customers[next.n - 1], next.event);
      return next?.event.name;
    },
    dayOf: lives.dayOf,
    hear: lives.hear,
  };
  const header = [`zones ${zoneData}`, `customers ${customers}`, `days ${days}`, `seed ${seed}`, `from ${from}`];
  const done = runCourse({ engagement, journeys, cast, from, days, header, hooks });
  if (!done.ok) return done;
  const { customers: _, events, ...counted } = done.value;
  const again = sample ? Math.max(0, customers - sample.size) : 0;
  const problems = [...prepared.problems];
  if (sample && again > 0) problems.push(problem('informs', 'simulation-drawn-again', [], { people: sample.size, customers, again }));
  return ok(
    {
      ...counted,
      header: { settings, ...(sample ? { sample: { people: sample.size, again } } : {}), zoneData, events, leftOut: journeys.leftOut },
      assumptions: rates.all(),
    },
    problems,
  );
}
