/**
 * All journeys of a client at work on a made-up population for as long as one likes, in one go: the executor's own step and
 * rules under a virtual clock. Pure, so that it runs in a worker of the window as on the command line.
 */
import type { Engagement } from '../engagement/schema';
import { fallbackZoneOf } from '../journey/step-facts';
import { toDeploymentBundle } from '../journey/to-bundle';
import { ok, type Problem, problemsOfZod, type Result, refuse } from '../problem';
import { createLives } from './lives';
import { createMessageTally } from './message-tally';
import { type PlannedOutcome, plannedWithin, sendPlanned } from './planned-sends';
import { createPopulation } from './population';
import { createPrograms } from './program';
import { createRates, DAYS_PER_MONTH } from './rates';
import { SIMULATION_FORMAT, SIMULATION_VERSION, type SimulationReport, type SimulationSettings, simulationSettingsSchema } from './report';
import { addTo, createTally } from './tally';
import { createTraceHash, zoneDataVersion } from './trace-hash';
import { wantedEvents } from './wanted-events';
import { createWorld } from './world';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** How many things happen between two looks at whether somebody has had enough. */
const LOOK_EVERY = 2_000;

export type SimulationHooks = {
  /** From 0 to 1. */
  onProgress?(share: number): void;
  /** Asked often; true ends the simulation with `simulation-cancelled`. */
  isCancelled?(): boolean;
};

/**
 * Simulates. Problems: what `toDeploymentBundle` says of journeys left out; `simulation-nothing-to-run` when none is left;
 * `simulation-cancelled`; `invalid-value` for settings out of range.
 */
export function simulate(engagement: Engagement, settings: SimulationSettings, { onProgress, isCancelled }: SimulationHooks = {}): Result<SimulationReport> {
  const checked = simulationSettingsSchema.safeParse(settings);
  if (!checked.success) return { ok: false, problems: problemsOfZod(checked.error) };
  const { customers, days, seed } = settings;
  const from = Date.parse(settings.from);
  const to = from + days * DAY;

  const problems: Problem[] = [];
  const leftOut: string[] = [];
  const ids = settings.journeys ?? engagement.journeys.filter(({ status }) => status !== 'retired').map(({ id }) => id);
  const bundles = ids.flatMap((id) => {
    const bundle = toDeploymentBundle(engagement, id, 'live');
    if (bundle.ok) return [bundle.value];
    leftOut.push(id);
    problems.push(...bundle.problems.map((one) => ({ ...one, severity: 'warns' as const })));
    return [];
  });
  const [first] = bundles;
  if (!first) return { ok: false, problems: [...problems, ...refuse('simulation-nothing-to-run').problems] };
  const [overall, ...programs] = createPrograms([{ ...first, segments: engagement.segments }, ...bundles]);
  if (!overall) return refuse('simulation-nothing-to-run');

  const rates = createRates(engagement);
  const population = createPopulation(engagement, rates, { seed, from });
  const lives = createLives({ engagement, rates, population, wanted: wantedEvents(programs), seed, from, to });
  const people = Array.from({ length: customers }, (_, i) => population.make(i + 1));
  const zoneData = zoneDataVersion([...people.map(({ zone }) => zone), ...programs.map(({ deployment }) => fallbackZoneOf(deployment.journey))], from, to);
  const hash = createTraceHash([
    `${SIMULATION_FORMAT} ${SIMULATION_VERSION}`,
    `zones ${zoneData}`,
    `customers ${customers}`,
    `days ${days}`,
    `seed ${seed}`,
    `from ${from}`,
    ...programs.map(({ deployment }) => deployment.hash),
  ]);
  const tally = createTally(programs);
  const messages = createMessageTally({ customers, days, from });
  const events: SimulationReport['header']['events'] = { before: {}, happened: {}, caused: {} };

  const world = createWorld({
    programs,
    from,
    lookEveryMs: HOUR,
    watcher: {
      onTrace(line) {
        const { at, customer, program, run, node = '', what, port = '', reason } = line;
        const { key } = program.deployment.journey;
        hash.add(at, customer.n, key, run?.run.id ?? '', node, what, port, reason?.code ?? '', reason ? JSON.stringify(reason.params) : '');
        tally.hear(line);
      },
      onEffect(effect, { customer, program }, at) {
        if (effect.kind === 'emit') addTo(events.caused, effect.event);
        if (effect.kind !== 'send') return;
        addTo(events.caused, 'message-sent');
        const { journey } = program.deployment;
        messages.add({ customer: customer.n, at, day: lives.dayOf(customer.n, at), channel: effect.channel, class: effect.class, from: journey.id });
        lives.hear(customer.n, effect.channel, effect.message, journey.key, at);
      },
    },
  });
  for (const somebody of people) {
    world.add(somebody.starting);
    for (const { name } of somebody.starting.history) addTo(events.before, name);
    lives.begin(somebody);
  }
  world.goLive();

  const plans = plannedWithin(engagement, from, to);
  const plannedSends: PlannedOutcome[] = [];
  const never = Number.POSITIVE_INFINITY;
  for (let steps = 0; ; steps++) {
    if (steps % LOOK_EVERY === 0) {
      if (isCancelled?.()) return refuse('simulation-cancelled');
      onProgress?.((world.now - from) / (to - from));
    }
    const [plan] = plans;
    const [dueAt, livesAt, plannedAt] = [world.nextAt() ?? never, lives.nextAt() ?? never, plan?.at ?? never];
    const at = Math.min(dueAt, livesAt, plannedAt);
    if (at >= to) break;
    // At one moment what falls due comes first, as in the executor; a message on its way may be answered before the next thing.
    world.advance(at);
    if (dueAt <= at) continue;
    if (plan && plannedAt <= livesAt) {
      plans.shift();
      plannedSends.push(
        sendPlanned(plan, {
          world,
          program: overall,
          onSent({ n }) {
            addTo(events.caused, 'message-sent');
            hash.add(at, n, 'planned-send', plan.plan.id, '', 'sent', '', '', '');
            messages.add({ customer: n, at, day: lives.dayOf(n, at), channel: plan.plan.channel, class: 'marketing', from: plan.plan.id });
            lives.hear(n, plan.plan.channel, plan.plan.id, undefined, at);
          },
        }),
      );
      continue;
    }
    const next = lives.take();
    if (!next) continue;
    addTo(events.happened, next.event.name);
    world.happen(next.n === 0 ? undefined : world.customers[next.n - 1], next.event);
  }
  onProgress?.(1);

  const { contacts } = engagement.volumes;
  const scale = contacts ? contacts / customers : 1;
  const prices = engagement.volumes.messagePrices;
  const channels = [...messages.byChannel()].map(([channel, sent]) => {
    const price = prices[channel];
    return { channel, messages: sent, ...(price === undefined ? {} : { price, cost: sent * price }) };
  });
  const journeys = tally.journeys(world.customers);
  const report: SimulationReport = {
    format: SIMULATION_FORMAT,
    formatVersion: SIMULATION_VERSION,
    header: { settings, zoneData, events, leftOut },
    journeys,
    ...messages.report(),
    notSent: tally.notSent,
    held: tally.held,
    ...tally.limits(),
    plannedSends,
    cost: { currency: engagement.client.currency, channels, total: channels.reduce((sum, { cost = 0 }) => sum + cost, 0) },
    kpiInputs: kpiInputsOf(engagement, journeys, { events, perMonth: (scale * DAYS_PER_MONTH) / days, plans: plannedSends.length, days, customers, scale }),
    scale,
    assumptions: rates.all(),
    traceLines: hash.lines,
    traceHash: hash.hex(),
  };
  return ok(report, problems);
}

/** What the run says about the quantities of the business case, under the names its formulas use. */
function kpiInputsOf(
  engagement: Engagement,
  journeys: SimulationReport['journeys'],
  {
    events,
    perMonth,
    plans,
    days,
    customers,
    scale,
  }: { events: SimulationReport['header']['events']; perMonth: number; plans: number; days: number; customers: number; scale: number },
): Record<string, number> {
  const templates = new Map(engagement.journeys.map(({ id, from }) => [id, from]));
  const enteredOf = (template: string) => journeys.reduce((sum, one) => sum + (templates.get(one.journey) === template ? one.entered : 0), 0);
  const has = (template: string) => journeys.some(({ journey }) => templates.get(journey) === template);
  const sent = events.caused['message-sent'] ?? 0;
  const happened = (event: string) => events.happened[event] ?? 0;
  return {
    ...(has('cart-abandonment') ? { carts: enteredOf('cart-abandonment') * perMonth } : {}),
    ...(has('welcome') ? { new_subs: enteredOf('welcome') * perMonth } : {}),
    ...(has('back-in-stock') ? { waiters: enteredOf('back-in-stock') * perMonth } : {}),
    delivered_orders: happened('order-delivered') * perMonth,
    sends_per_month: (plans * DAYS_PER_MONTH) / days,
    list_size: customers * scale,
    entered: journeys.reduce((sum, one) => sum + one.entered, 0) * perMonth,
    reached_goal: journeys.reduce((sum, one) => sum + (one.exited.goal ?? 0), 0) * perMonth,
    sent: sent * perMonth,
    delivered: happened('message-delivered') * perMonth,
    opened: happened('message-opened') * perMonth,
    clicked: happened('message-clicked') * perMonth,
    unsubscribed: happened('consent-withdrawn') * perMonth,
    complaints: happened('message-complained') * perMonth,
  };
}
