/** Time passes over the customers of a simulation, whoever they are, and what comes of it is counted. */
import type { Engagement } from '../engagement/schema';
import type { Channel } from '../journey/schema';
import { ok, type Result, refuse } from '../problem';
import { createMessageTally } from './message-tally';
import { type PlannedOutcome, plannedWithin, sendPlanned } from './planned-sends';
import type { SimulatedJourneys } from './prepare';
import { DAYS_PER_MONTH } from './rates';
import { SIMULATION_FORMAT, SIMULATION_VERSION, type SimulationReport } from './report';
import type { TraceLine } from './stage';
import { addTo, createTally } from './tally';
import { createTraceHash } from './trace-hash';
import { createWorld, type World } from './world';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** How many things happen between two looks at whether somebody has had enough. */
const LOOK_EVERY = 2_000;

export type SimulationHooks = {
  /** From 0 to 1. */
  onProgress?(share: number): void;
  /** Asked often; true ends the simulation with `simulation-cancelled`. */
  isCancelled?(): boolean;
  /** Each line of the trace as it is hashed, the header apart. */
  onTrace?(line: string): void;
};

/** The customers of a simulation and what they do. */
export type Cast = {
  /** Adds those known from the start; gives what they did before, by event. */
  begin(world: World): Record<string, number>;
  nextAt(): number | undefined;
  /** Lets the next thing happen; gives the name of the event, if it was one. */
  next(world: World): string | undefined;
  /** The day of a moment on a customer's own calendar, days since 1970. */
  dayOf(n: number, at: number): number;
  /** She is sent a message now. */
  hear(n: number, channel: Channel, message: string, journey: string | undefined, at: number): void;
};

export type CourseOptions = {
  engagement: Engagement;
  journeys: SimulatedJourneys;
  cast: Cast;
  /** Epoch ms. */
  from: number;
  days: number;
  /** Fields of the trace's first line between the format and the hashes of the deployments. */
  header: readonly string[];
  hooks: SimulationHooks;
};

/** What the course itself can say; who the customers were is for its caller. */
export type Course = Omit<SimulationReport, 'header' | 'assumptions'> & { customers: number; events: SimulationReport['header']['events'] };

/** Fails with `simulation-cancelled`. */
export function runCourse({ engagement, journeys: { programs, overall }, cast, from, days, header, hooks }: CourseOptions): Result<Course> {
  const { onProgress, isCancelled, onTrace } = hooks;
  const to = from + days * DAY;
  const hash = createTraceHash([`${SIMULATION_FORMAT} ${SIMULATION_VERSION}`, ...header, ...programs.map(({ deployment }) => deployment.hash)]);
  const write = (line: string) => {
    hash.add(line);
    onTrace?.(line);
  };
  const tally = createTally(programs);
  const messages = createMessageTally({ days, from });
  const events: Course['events'] = { before: {}, happened: {}, caused: {} };

  const world = createWorld({
    programs,
    from,
    lookEveryMs: HOUR,
    watcher: {
      onTrace(line) {
        write(textOf(line));
        tally.hear(line);
      },
      onEffect(effect, { customer, program }, at) {
        if (effect.kind === 'emit') addTo(events.caused, effect.event);
        if (effect.kind !== 'send') return;
        addTo(events.caused, 'message-sent');
        const { journey } = program.deployment;
        messages.add({ customer: customer.n, at, day: cast.dayOf(customer.n, at), channel: effect.channel, class: effect.class, from: journey.id });
        cast.hear(customer.n, effect.channel, effect.message, journey.key, at);
      },
    },
  });
  events.before = cast.begin(world);
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
    const [dueAt, castAt, plannedAt] = [world.nextAt() ?? never, cast.nextAt() ?? never, plan?.at ?? never];
    const at = Math.min(dueAt, castAt, plannedAt);
    if (at >= to) break;
    // At one moment what falls due comes first, as in the executor; a message on its way may be answered before the next thing.
    world.advance(at);
    if (dueAt <= at) continue;
    if (plan && plannedAt <= castAt) {
      plans.shift();
      plannedSends.push(
        sendPlanned(plan, {
          world,
          program: overall,
          onSent({ n }) {
            addTo(events.caused, 'message-sent');
            write(`${at}\t${n}\tplanned-send\t${plan.plan.id}\t\tsent\t\t\t`);
            messages.add({ customer: n, at, day: cast.dayOf(n, at), channel: plan.plan.channel, class: 'marketing', from: plan.plan.id });
            cast.hear(n, plan.plan.channel, plan.plan.id, undefined, at);
          },
        }),
      );
      continue;
    }
    const name = cast.next(world);
    if (name !== undefined) addTo(events.happened, name);
  }
  onProgress?.(1);

  const customers = world.customers.length;
  const { contacts } = engagement.volumes;
  const scale = contacts ? contacts / customers : 1;
  const prices = engagement.volumes.messagePrices;
  const channels = [...messages.byChannel()].map(([channel, sent]) => {
    const price = prices[channel];
    return { channel, messages: sent, ...(price === undefined ? {} : { price, cost: sent * price }) };
  });
  const journeys = tally.journeys(world.customers);
  return ok({
    format: SIMULATION_FORMAT,
    formatVersion: SIMULATION_VERSION,
    customers,
    events,
    journeys,
    ...messages.report(customers),
    notSent: tally.notSent,
    held: tally.held,
    ...tally.limits(),
    plannedSends,
    cost: { currency: engagement.client.currency, channels, total: channels.reduce((sum, { cost = 0 }) => sum + cost, 0) },
    kpiInputs: kpiInputsOf(engagement, journeys, { events, perMonth: (scale * DAYS_PER_MONTH) / days, plans: plannedSends.length, days, customers, scale }),
    scale,
    traceLines: hash.lines,
    traceHash: hash.hex(),
  });
}

/** A line of the trace as it is hashed. */
function textOf({ at, customer, program, run, node = '', what, port = '', reason }: TraceLine): string {
  const why = reason ? `${reason.code}\t${JSON.stringify(reason.params)}` : '\t';
  return `${at}\t${customer.n}\t${program.deployment.journey.key}\t${run?.run.id ?? ''}\t${node}\t${what}\t${port}\t${why}`;
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
  const sent = events.caused['message-sent'] ?? 0;
  const happened = (event: string) => events.happened[event] ?? 0;
  return {
    // A journey that is not there brings nothing.
    carts: enteredOf('cart-abandonment') * perMonth,
    new_subs: enteredOf('welcome') * perMonth,
    waiters: enteredOf('back-in-stock') * perMonth,
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
