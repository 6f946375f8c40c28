/**
 * What would have happened if these journeys had been live while recorded events came in: the same world as a simulation, with
 * customers who do what the file says and nothing else.
 */
import { z } from 'zod';
import type { Engagement } from '../engagement/schema';
import { fromWire } from '../ids';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { fallbackZoneOf } from '../journey/step-facts';
import { ok, problem, problemsOfZod, type Result, refuse } from '../problem';
import { isValidZone } from '../time/duration';
import { toIso } from '../time/moment';
import { zoneOfCountry } from '../time/zone-of-country';
import { runCourse, type SimulationHooks } from './course';
import { createLives } from './lives';
import { prepareJourneys } from './prepare';
import { createRates } from './rates';
import { createReplayCast } from './replay-cast';
import type { RecordedEvent, RecordedEvents } from './replay-events';
import { MOST_CUSTOMERS, MOST_DAYS, type SimulationReport, simulationSettingsSchema } from './report';
import type { SamplePeople, SamplePerson } from './sample-people';
import { zoneDataVersion } from './trace-hash';
import { wantedEvents } from './wanted-events';

const DAY = 86_400_000;
/** How long it goes on after the last event, so that those who wait move on. */
export const DAYS_AFTER = 30;

export const replaySettingsSchema = z.strictObject({
  seed: simulationSettingsSchema.shape.seed,
  /** When the journeys go live; events before are what is known of customers by then. Absent: the day of the first event. */
  from: z.iso.datetime().optional(),
  /** Absent: thirty days after the last event. */
  until: z.iso.datetime().optional(),
  journeys: simulationSettingsSchema.shape.journeys,
  /** Whether customers also answer messages (deliveries, openings, clicks and what follows), at the assumed rates and by the seed. */
  answers: z.boolean().default(false),
});
export type ReplaySettings = z.input<typeof replaySettingsSchema>;

/**
 * Replays. `sampleAt`: people known from the start, as of then. Problems: those of `prepareJourneys`; `simulation-cancelled`; `invalid-value` for settings; `replay-span` when start and
 * end lie too far apart, `replay-ends-before` when nothing lies between them, `replay-nobody` when no event names anybody.
 */
export function replay(
  engagement: Engagement,
  recorded: RecordedEvents,
  settings: ReplaySettings,
  hooks: SimulationHooks = {},
  sampleAt?: (from: number) => SamplePeople,
): Result<SimulationReport> {
  const checked = replaySettingsSchema.safeParse(settings);
  if (!checked.success) return { ok: false, problems: problemsOfZod(checked.error) };
  const { seed, answers } = checked.data;
  const { events } = recorded;
  const [first, last] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
  const from = checked.data.from === undefined ? Math.floor(first / DAY) * DAY : Date.parse(checked.data.from);
  const until = checked.data.until === undefined ? Math.max(from, last) + DAYS_AFTER * DAY : Date.parse(checked.data.until);
  const days = Math.ceil((until - from) / DAY);
  if (days < 1) return refuse('replay-ends-before', { from: toIso(from).slice(0, 10), until: toIso(until).slice(0, 10) });
  if (days > MOST_DAYS) return refuse('replay-span', { first: toIso(from).slice(0, 10), last: toIso(until).slice(0, 10), days, limit: MOST_DAYS });
  const to = from + days * DAY;
  const prepared = prepareJourneys(engagement, checked.data.journeys);
  if (!prepared.ok) return prepared;
  const journeys = prepared.value;
  const { programs } = journeys;

  const sample = sampleAt?.(from);
  const people = Array.from({ length: sample?.size ?? 0 }, (_, n) => sample?.person(n)).flatMap((one) => (one ? [one] : []));
  const zones = [engagement.client.timeZone, ...programs.map(({ deployment }) => fallbackZoneOf(deployment.journey)), ...zonesIn(events, people)];
  const zoneData = zoneDataVersion(zones, from, to);
  const rates = createRates(engagement);
  const lives = answers
    ? createLives({ engagement, rates, population: { consentChannels: [] }, wanted: wantedEvents(programs), seed, from, to, onlyAnswers: true })
    : undefined;
  const cast = createReplayCast({ engagement, journeys, recorded, people, from, to, ...(lives ? { answers: lives } : {}) });
  const header = [
    `zones ${zoneData}`,
    `events ${events.length}`,
    `answers ${answers ? 'assumed' : 'recorded'}`,
    `days ${days}`,
    `seed ${seed}`,
    `from ${from}`,
  ];
  const done = runCourse({ engagement, journeys, cast, from, days, header, hooks });
  if (!done.ok) return done;
  const { customers, events: counted, ...course } = done.value;
  if (customers === 0) return refuse('replay-nobody', { events: events.length });
  if (customers > MOST_CUSTOMERS) return refuse('replay-customers', { customers, limit: MOST_CUSTOMERS });
  const replayed = cast.replayed();
  const told = { customers, days, seed, from: toIso(from), ...(checked.data.journeys ? { journeys: checked.data.journeys } : {}) };
  const problems = [...prepared.problems];
  if (replayed.after > 0) problems.push(problem('informs', 'replay-after', [], { count: replayed.after }));
  if (replayed.unknown > 0) problems.push(problem('warns', 'replay-unknown', [], { count: replayed.unknown }));
  return ok(
    {
      ...course,
      header: {
        settings: told,
        ...(sample ? { sample: { people: sample.size, again: 0 } } : {}),
        replayed,
        zoneData,
        events: counted,
        leftOut: journeys.leftOut,
      },
      assumptions: rates.all(),
    },
    problems,
  );
}

/** Where customers say they live. */
function zonesIn(events: readonly RecordedEvent[], people: readonly SamplePerson[]): Set<string> {
  const zones = new Set<string>();
  for (const { attributes } of people) {
    const zone = attributes[runtimeAttributes.timeZone];
    if (typeof zone === 'string' && isValidZone(zone)) zones.add(zone);
  }
  for (const { name, properties } of events) {
    if (fromWire(name) !== 'profile-updated') continue;
    for (const [key, value] of Object.entries(properties)) {
      const id = fromWire(key);
      const zone =
        typeof value !== 'string' ? undefined : id === runtimeAttributes.timeZone ? value : id === runtimeAttributes.country ? zoneOfCountry(value) : undefined;
      if (zone !== undefined && isValidZone(zone)) zones.add(zone);
    }
  }
  return zones;
}
